"""Looking into a PDF: whole, open, of a bearable size, and only pages.

What of a PDF is refused and what only noted is decided in `inspect_pdf_actions`.
"""

import re

import pikepdf
import pypdfium2

from harborlight.papers.inspect_content import (
    HEAD,
    Data,
    opened,
    refuse_foreign,
    refuse_tail,
    refuse_zip_behind,
)
from harborlight.papers.inspect_pdf_actions import ActiveContent
from harborlight.papers.inspect_pdf_streams import refuse_bomb
from harborlight.papers.inspect_verdicts import MEBIBYTE, Limits, Refused

_HEADER = re.compile(rb"%PDF-\d\.\d")
_FIRST_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
# Some writers and mailers leave a few bytes behind the end; more is a cut-off file.
_TAIL_AT_MOST = 1024
_READ_OF_TAIL = 4 * MEBIBYTE


def inspect_pdf(data: Data, limits: Limits) -> tuple[int, tuple[str, ...]]:
    """The number of pages, and notes; Refused when it is not taken."""
    notes = _inspect_frame(data)
    with _opened(data) as pdf:
        if pdf.is_encrypted:
            notes.append("owner-locked")
        pages = _count_pages(pdf, limits)
        notes += _inspect_objects(pdf, data, limits)
        if pdf.get_warnings():
            notes.append("repaired")
    _show_last_page(data, pages)
    return pages, tuple(notes)


def _inspect_frame(data: Data) -> list[str]:
    """Check what stands before the first object and behind the last."""
    head = data[:HEAD]
    header = _HEADER.search(head)
    if not header:
        raise Refused("damaged")
    first = _FIRST_OBJECT.search(head)
    between = head[header.end() : first.start() if first else HEAD]
    refuse_foreign(between)
    refuse_zip_behind(data)
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise Refused("damaged", why="no end")
    if len(data) - end > _READ_OF_TAIL:
        raise Refused("damaged", why="no end")
    tail = bytes(data[end + 5 :])
    extra = refuse_tail(tail)
    if extra and len(tail.strip()) > _TAIL_AT_MOST:
        raise Refused("damaged", why="no end")
    return ["extra-data"] if extra else []


def _opened(data: Data) -> pikepdf.Pdf:
    try:
        return pikepdf.open(opened(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    except pikepdf.PdfError as error:
        # Locked for certain certificates, or by a scheme of its own.
        locked = "encrypt" in str(error).lower() or b"/Encrypt" in data[-HEAD:]
        raise Refused("encrypted" if locked else "damaged") from error


def _count_pages(pdf: pikepdf.Pdf, limits: Limits) -> int:
    pages = len(pdf.pages)
    if pages == 0:
        raise Refused("damaged", why="no pages")
    if pages > limits.pages:
        raise Refused("too-many-pages", most_pages=limits.pages)
    return pages


def _inspect_objects(pdf: pikepdf.Pdf, data: Data, limits: Limits) -> list[str]:
    """Look at every object of the file, also those that no page leads to.

    A reader that mends the file differently could find its way to them.
    """
    active = ActiveContent(limits)
    things = pdf.objects
    if len(things) > limits.objects:
        raise Refused("bomb", what="objects")
    for thing in things:
        if isinstance(thing, pikepdf.Object):
            active.look_at(thing)
        if isinstance(thing, pikepdf.Stream):
            refuse_bomb(thing, limits)
    active.look_at(pdf.trailer)
    return active.notes(end_of_file=len(data))


def _show_last_page(data: Data, pages: int) -> None:
    """Refuse what only one of two parsers can read: we could not show it."""
    try:
        with pypdfium2.PdfDocument(opened(data)) as document:
            document[pages - 1].close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise Refused("damaged", why=type(error).__name__) from error
