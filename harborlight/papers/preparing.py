"""Makes an official blank ready to be filled: once, when it enters the library."""

import hashlib
import re
from io import BytesIO

from pikepdf import (
    Array,
    Dictionary,
    Object,
    ObjectStreamMode,
    Pdf,
    PikepdfError,
    Stream,
)

from harborlight.papers.blanks import Blank, Tail
from harborlight.papers.boxes import Spacing
from harborlight.papers.finding import (
    USUAL_FONT,
    described,
    find_boxes,
    font_named,
    widgets_of,
)
from harborlight.papers.fonts import Font
from harborlight.papers.form_fonts import lend_font, read_font
from harborlight.papers.opening import DamagedPdf, UnreadablePdf, open_pdf
from harborlight.papers.xfa import spacings

MOST_BOXES = 5_000
MOST_PAGES = 400


class NoForm(UnreadablePdf):
    """A PDF without boxes cannot be filled, however much it looks like a form."""


class OnlyForAdobe(UnreadablePdf):
    """A form drawn by Adobe's programs as they open it has no pages of its own."""


class TooManyBoxes(UnreadablePdf):
    """No official form comes near the limits; a file beyond them is made to harm."""


def prepare(pdf: bytes) -> Blank:
    """Unlock a blank, take out what would hide or spoil its answers, note its boxes.

    Raises an UnreadablePdf (NotAPdf, DamagedPdf, NeedsPassword, TooLarge, NoForm,
    OnlyForAdobe, TooManyBoxes) whose text says what to do.
    """
    opened = open_pdf(pdf)
    try:
        return _prepared(opened, hashlib.sha256(pdf).hexdigest())
    except (PikepdfError, AttributeError, KeyError, TypeError, ValueError) as why:
        raise DamagedPdf(
            "This form is put together in a way that cannot be read. "
            "Fetch it again from the agency."
        ) from why


def _prepared(opened: Pdf, sha256: str) -> Blank:
    _refuse_unfit(opened)
    spacing = _spacing(opened)
    _clean(opened)
    _complete_fonts(opened)
    saved = BytesIO()
    opened.save(
        saved, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True
    )
    prepared = saved.getvalue()
    again = open_pdf(prepared)
    fonts = _fonts(again)
    return Blank(
        pdf=prepared,
        sha256=sha256,
        pages=len(again.pages),
        boxes=find_boxes(again, fonts, spacing),
        fonts=tuple(fonts.values()),
        tail=_tail(again, prepared),
    )


def _refuse_unfit(opened: Pdf) -> None:
    form = opened.Root.get("/AcroForm")
    if not isinstance(form, Dictionary) or "/Fields" not in form:
        raise NoForm("This PDF has no boxes to fill.")
    pages = len(opened.pages)
    if pages > MOST_PAGES:
        raise TooManyBoxes(f"This form has {pages} pages, more than any official one.")
    count = 0
    for _ in widgets_of(opened):
        count += 1
        if count > MOST_BOXES:
            raise TooManyBoxes(f"This form has more than {MOST_BOXES} boxes.")
    if count == 0 and "/XFA" in form:
        raise OnlyForAdobe(
            "This form can be shown by Adobe Reader only. Print it to PDF, or fetch "
            "the fillable form from the agency."
        )
    if count == 0:
        raise NoForm("This PDF has no boxes to fill.")


def _clean(opened: Pdf) -> None:
    """Take out what hides the answers (XFA) or is broken by them (signatures)."""
    form = opened.Root.AcroForm
    for key in ("/XFA", "/SigFlags", "/NeedAppearances"):
        if key in form:
            del form[key]
    for key in ("/Perms", "/NeedsRendering"):
        if key in opened.Root:
            del opened.Root[key]
    form.NeedAppearances = False


def _complete_fonts(opened: Pdf) -> None:
    """Let every font that a box names stand in the form, as an object of its own."""
    form = opened.Root.AcroForm
    if "/DR" not in form:
        form.DR = Dictionary()
    if "/Font" not in form.DR:
        form.DR.Font = Dictionary()
    fonts = form.DR.Font
    boxes = widgets_of(opened)
    named = {font_named(described(opened, box.widget))[0] for box in boxes}
    for name in sorted(named | {USUAL_FONT}):
        if f"/{name}" not in fonts:
            fonts[f"/{name}"] = lend_font(opened, name)
        elif not fonts[f"/{name}"].is_indirect:
            fonts[f"/{name}"] = opened.make_indirect(fonts[f"/{name}"])


def _fonts(prepared: Pdf) -> dict[str, Font]:
    """The fonts of the form, by name; one that cannot print answers is left out."""
    fonts: dict[str, Font] = {}
    for key, font in prepared.Root.AcroForm.DR.Font.items():
        read = read_font(key[1:], font)
        if read:
            fonts[read.name] = read
    return fonts


def _spacing(opened: Pdf) -> dict[str, Spacing]:
    packets = opened.Root.AcroForm.get("/XFA")
    if not isinstance(packets, Array):
        return {}
    parts = [*packets]
    named = zip(parts[::2], parts[1::2], strict=False)
    for name, packet in named:
        if str(name) == "template" and isinstance(packet, Stream):
            return spacings(packet.read_bytes().decode("utf-8", "replace"))
    return {}


def _tail(again: Pdf, prepared: bytes) -> Tail:
    start = re.findall(rb"startxref\s+(\d+)", prepared[-256:])
    info: Object | None = again.trailer.get("/Info")
    return Tail(
        start=int(start[-1]),
        next_number=int(again.trailer.Size),
        root=again.Root.objgen[0],
        info=info.objgen[0] if info is not None else 0,
        first_id=bytes(again.trailer.ID[0]).hex(),
    )
