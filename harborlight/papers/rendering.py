"""Shows a page of a PDF as a picture, as a reader would see it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock

import pypdfium2

from harborlight.papers.opening import DamagedPdf, NeedsPassword, UnreadablePdf

WIDEST = 4_000
# A page may be as long as a scroll; the picture stays within what a screen can use.
MOST_PIXELS = 25_000_000
PASSWORD_ASKED = 4

# PDFium is not made for several threads at once.
_one_at_a_time = Lock()


class NoSuchPage(UnreadablePdf):
    """Pages are counted from 1 to the last."""


def page_count(pdf: bytes) -> int:
    """How many pages the PDF has. Raises an UnreadablePdf."""
    with _opened(pdf) as document:
        return len(document)


def render(pdf: bytes, page: int, width_px: int) -> bytes:
    """A page, from 1, as a PNG of the given width, answers and annotations included.

    Raises NoSuchPage, NeedsPassword or DamagedPdf.
    """
    with _opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise NoSuchPage(f"There is no page {page}; the last is {len(document)}.")
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        scale = max(1, min(width_px, WIDEST)) / wide
        scale = min(scale, (MOST_PIXELS / (wide * high)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil()
    png = BytesIO()
    picture.save(png, "PNG", compress_level=3)
    return png.getvalue()


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as why:
            if getattr(why, "err_code", None) == PASSWORD_ASKED:
                raise NeedsPassword("This PDF asks for a password.") from None
            raise DamagedPdf("This PDF is damaged and cannot be shown.") from why
        try:
            # Without this the boxes, and the answers in them, are left out.
            document.init_forms()
            yield document
        except pypdfium2.PdfiumError as why:
            raise DamagedPdf("This page is damaged and cannot be shown.") from why
        finally:
            document.close()
