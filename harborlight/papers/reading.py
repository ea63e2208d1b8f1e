"""Reads the answers back from a filled form, whoever filled it."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, PikepdfError, Stream

from harborlight.papers.finding import DEEPEST, PUSHBUTTON
from harborlight.papers.opening import DamagedPdf, open_pdf

MOST_FIELDS = 20_000

# A field, its full name, its kind and its flags.
Field = tuple[Object, str, Object | None, int]


def read(pdf: bytes) -> dict[str, str | bool]:
    """The answer in every box, by the box's full name.

    Texts, choices and barcodes: words, "" when empty. Check boxes: True or False; where
    several marks share a name, the value of the mark that is set, "" when none is.
    Raises an UnreadablePdf.
    """
    opened = open_pdf(pdf)
    try:
        answers = {}
        for field, name, kind, flags in _fields(opened):
            if kind == Name.Btn and not flags & PUSHBUTTON:
                answers[name] = _mark(field)
            elif kind in (Name.Tx, Name.Ch):
                answers[name] = _words(field.get("/V"))
        return answers
    except (PikepdfError, AttributeError, KeyError, TypeError, ValueError) as why:
        raise DamagedPdf("The boxes of this form cannot be read.") from why


def _fields(opened: Pdf) -> Iterator[Field]:
    """The fields that hold a value, in the order of the form's own tree."""
    form = opened.Root.get("/AcroForm")
    if not isinstance(form, Dictionary):
        return
    roots = _listed(form.get("/Fields"))
    waiting: list[tuple[Object, str, Object | None, int, int]]
    waiting = [(field, "", None, 0, 0) for field in reversed(roots)]
    left = MOST_FIELDS
    while waiting and left:
        field, above, kind, flags, depth = waiting.pop()
        left -= 1
        part = field.get("/T")
        name = above if part is None else f"{above}.{part}" if above else str(part)
        kind = field.get("/FT", kind)
        flags = int(field.get("/Ff", flags))
        kids = _listed(field.get("/Kids"))
        if kids and "/T" in kids[0]:
            # A tree that circles or never ends is cut, as every viewer does.
            if depth < DEEPEST:
                below = [(kid, name, kind, flags, depth + 1) for kid in reversed(kids)]
                waiting.extend(below)
        else:
            yield field, name, kind, flags


def _listed(array: Object | None) -> list[Object]:
    if not isinstance(array, Array):
        return []
    return [item for item in array if isinstance(item, Dictionary)]


def _words(value: Object | None) -> str:
    if value is None:
        return ""
    if isinstance(value, Stream):
        text = value.read_bytes().decode("utf-8", "replace")
    elif isinstance(value, Array):
        text = str(value[0]) if len(value) else ""
    else:
        text = str(value)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mark(field: Object) -> str | bool:
    said = field.get("/V")
    state = str(said if said is not None else field.get("/AS", "/Off"))[1:]
    marks = {mark for kid in _listed(field.get("/Kids")) for mark in _marks(kid)}
    if len(marks) > 1:
        return state if state in marks else ""
    return state not in ("", "Off")


def _marks(widget: Object) -> list[str]:
    looks = widget.get("/AP", Dictionary()).get("/N", Dictionary())
    return [key[1:] for key in looks.keys() if key != "/Off"]  # noqa: SIM118
