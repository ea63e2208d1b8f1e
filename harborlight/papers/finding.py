"""Finds the boxes of a prepared form: what each asks, where it is, what it takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from harborlight.papers.boxes import Box, Kind, Option, Place, Spacing
from harborlight.papers.fonts import Font

DEEPEST = 32
# Prints answers where the font that a box names cannot.
USUAL_FONT = "Helv"

Alignment = Literal["left", "centre", "right"]
ALIGNMENTS: dict[int, Alignment] = {0: "left", 1: "centre", 2: "right"}

MULTILINE, PUSHBUTTON = 1 << 12, 1 << 16
COMBO, EDIT, COMB = 1 << 17, 1 << 18, 1 << 24

_FONT = re.compile(r"/(\S+)\s+(-?\d*\.?\d+)\s+Tf")
_COLOUR = re.compile(r"((?:\d*\.?\d+\s+){1,4}(?:g|rg|k))(?!\w)")
_BARCODE = re.compile("pdf417|bar ?code", re.IGNORECASE)
_SIGNED = re.compile("signature", re.IGNORECASE)
_NOT_SIGNED = re.compile("date|title|name|signator", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A widget with the field it belongs to and the page it is on."""

    widget: Object
    field: Object
    name: str
    page: int


def widgets_of(pdf: Pdf) -> Iterator[Found]:
    """Every place of every box, page by page, in the order of the pages."""
    for number, page in enumerate(pdf.pages, start=1):
        annotations = page.get("/Annots")
        if not isinstance(annotations, Array):
            continue
        for widget in annotations:
            if not isinstance(widget, Dictionary) or not widget.is_indirect:
                continue
            line = lineage(widget)
            names = [str(step.T) for step in reversed(line) if "/T" in step]
            if widget.get("/Subtype") == Name.Widget and names:
                field = next(step for step in line if "/T" in step)
                yield Found(widget, field, ".".join(names), number)


def lineage(field: Object) -> list[Object]:
    """A field and what it stands under, nearest first; cut short where it circles."""
    line: list[Object] = []
    step: Object | None = field
    while isinstance(step, Dictionary) and step not in line and len(line) < DEEPEST:
        line.append(step)
        step = step.get("/Parent")
    return line


def inherited(field: Object, key: str) -> Object | None:
    """What the field says under the key, or the nearest above it that says something."""
    return next((step[key] for step in lineage(field) if key in step), None)


def described(pdf: Pdf, field: Object) -> str:
    """The field's default appearance: its font, size and colour."""
    said = inherited(field, "/DA")
    return str(pdf.Root.AcroForm.get("/DA", "") if said is None else said)


def font_named(appearance: str) -> tuple[str, float]:
    """Name and size of the font in a default appearance; size 0 means as fits."""
    match = _FONT.search(appearance)
    return (match[1], abs(float(match[2]))) if match else (USUAL_FONT, 0.0)


def find_boxes(
    pdf: Pdf, fonts: Mapping[str, Font], spacing: Mapping[str, Spacing]
) -> tuple[Box, ...]:
    """The boxes of a prepared form, in the order of the pages."""
    groups: dict[str, list[Found]] = {}
    for found in widgets_of(pdf):
        if kind_of(found):
            groups.setdefault(found.name, []).append(found)
    return tuple(_box(pdf, group, fonts, spacing) for group in groups.values())


def kind_of(found: Found) -> Kind | None:
    """What sort of box it is; None for push buttons and what is no box."""
    sort = inherited(found.widget, "/FT")
    if sort == Name.Btn:
        return None if _flags(found.widget) & PUSHBUTTON else "check"
    if sort == Name.Ch:
        return "choice"
    if sort == Name.Sig:
        return "signature"
    return _kind_of_text(found) if sort == Name.Tx else None


def _kind_of_text(found: Found) -> Kind:
    last = str(found.field.T)
    if "/PMD" in found.widget or _BARCODE.search(last):
        return "barcode"
    signed = _SIGNED.search(last) and not _NOT_SIGNED.search(last)
    return "signature" if signed else "text"


def _flags(field: Object) -> int:
    return int(inherited(field, "/Ff") or 0)


def _box(
    pdf: Pdf,
    group: list[Found],
    fonts: Mapping[str, Font],
    spacing: Mapping[str, Spacing],
) -> Box:
    first = group[0]
    kind = kind_of(first) or "text"
    flags = _flags(first.widget)
    appearance = described(pdf, first.widget)
    name, size = font_named(appearance)
    colour = _COLOUR.search(appearance)
    length = int(inherited(first.widget, "/MaxLen") or 0)
    multiline = kind == "text" and bool(flags & MULTILINE)
    apart = "/T" not in first.widget
    plain = re.sub(r"\[\d+\]$", "", str(first.field.T))
    return Box(
        name=first.name,
        kind=kind,
        places=tuple(_place(found, kind) for found in group),
        tooltip=_tooltip(first.widget),
        max_length=length or None,
        comb=kind == "text" and bool(flags & COMB) and length > 0 and not multiline,
        multiline=multiline,
        read_only=bool(flags & 1),
        alignment=_alignment(pdf, first.widget),
        options=_options(first.widget) if kind == "choice" else (),
        free=bool(flags & COMBO and flags & EDIT),
        font=fonts.get(name, fonts.get(USUAL_FONT)) if _is_lettered(kind) else None,
        size=size,
        colour=colour[1] if colour else "0 g",
        spacing=spacing.get(plain, Spacing()) if multiline else Spacing(),
        number=first.field.objgen[0] if apart else 0,
        body=_body(first.field, ("/V", "/I", "/RV")) if apart else "",
    )


def _is_lettered(kind: Kind) -> bool:
    return kind in ("text", "choice")


def _tooltip(field: Object) -> str:
    return " ".join(str(inherited(field, "/TU") or "").split())


def _alignment(pdf: Pdf, field: Object) -> Alignment:
    said = inherited(field, "/Q")
    turn = int(pdf.Root.AcroForm.get("/Q", 0) if said is None else said)
    return ALIGNMENTS.get(turn, "left")


def _options(field: Object) -> tuple[Option, ...]:
    lines = inherited(field, "/Opt")
    if not isinstance(lines, Array):
        return ()
    pairs = [[*line] if isinstance(line, Array) else [line, line] for line in lines]
    return tuple(Option(str(pair[0]), str(pair[-1])) for pair in pairs if pair)


def _place(found: Found, kind: Kind) -> Place:
    widget = found.widget
    rect = [float(edge) for edge in widget.Rect]
    left, right = sorted((rect[0], rect[2]))
    low, high = sorted((rect[1], rect[3]))
    look = widget.get("/MK", Dictionary())
    gone = ("/V", "/I", "/RV", "/AS") + (() if kind == "check" else ("/AP",))
    return Place(
        page=found.page,
        rect=(left, low, right, high),
        number=widget.objgen[0],
        on=_on(widget) if kind == "check" else "",
        turned=int(look.get("/R", 0)) % 360,
        frame=_frame(widget, look, (right - left, high - low)),
        body=_body(widget, gone),
    )


def _on(widget: Object) -> str:
    """The value that ticks a check box: the state it can show besides Off."""
    looks = widget.get("/AP", Dictionary()).get("/N")
    if not isinstance(looks, Dictionary) or isinstance(looks, Stream):
        return ""
    return next((key[1:] for key in looks.keys() if key != "/Off"), "")  # noqa: SIM118


def _frame(widget: Object, look: Object, size: tuple[float, float]) -> str:
    """The box's own ground and border, which every new appearance must draw again."""
    thick = float(widget.get("/BS", Dictionary()).get("/W", 1))
    across, up = size
    parts = []
    if ground := _colour_of(look.get("/BG"), ("g", "rg", "k")):
        parts.append(f"{ground} 0 0 {across:.2f} {up:.2f} re f")
    if thick > 0 and (edge := _colour_of(look.get("/BC"), ("G", "RG", "K"))):
        inner = f"{across - thick:.2f} {up - thick:.2f}"
        half = f"{thick / 2:.2f}"
        parts.append(f"{edge} {thick:.2f} w {half} {half} {inner} re S")
    return f"q {' '.join(parts)} Q " if parts else ""


def _colour_of(said: Object | None, operators: tuple[str, str, str]) -> str:
    parts = [float(part) for part in said] if isinstance(said, Array) else []
    operator = dict(zip((1, 3, 4), operators, strict=True)).get(len(parts))
    return f"{' '.join(f'{p:.3f}' for p in parts)} {operator}" if operator else ""


def _body(field: Object, gone: tuple[str, ...]) -> str:
    """What the object says besides value and appearance, as the PDF spells it."""
    kept = Dictionary({key: field[key] for key in field.keys() if key not in gone})  # noqa: SIM118
    return kept.unparse(resolved=True).decode("latin-1").strip()[2:-2].strip()
