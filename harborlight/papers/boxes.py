"""A box of a form: one question's place for an answer, as the agency drew it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from harborlight.papers.fonts import Font

Kind = Literal["text", "check", "choice", "signature", "barcode"]
Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a drop-down list: what is stored, and what is shown."""

    value: str
    shown: str


@dataclass(frozen=True, slots=True)
class Spacing:
    """How the form's designer set lines of a text box, in points (0: not said)."""

    line: float = 0.0
    above: float = 0.0
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """One spot on paper where a box is drawn; most boxes have one, repeats have more.

    page: from 1; rect: left, bottom, right, top in points; turned: 0, 90, 180 or 270;
    on: the exact value that ticks it (check boxes); number and body: its object in the
    prepared PDF, without value and appearance; frame: what draws its own border.
    """

    page: int
    rect: Rect
    number: int
    body: str
    on: str = ""
    turned: int = 0
    frame: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, as the reader of the text sees them."""
        left, bottom, right, top = self.rect
        across, up = right - left, top - bottom
        return (up, across) if self.turned in (90, 270) else (across, up)


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a form.

    name: the full name in the PDF, the key for filling and reading;
    tooltip: the printed question; max_length: in characters, None when free;
    on: the exact value that ticks it, stray blanks included (first place's);
    size: font size in points, 0 when the form leaves it to the viewer;
    colour: the PDF operator that sets it; free: a drop-down that takes other words too;
    number and body: the object that holds the value when it is not the place itself.
    """

    name: str
    kind: Kind
    places: tuple[Place, ...]
    tooltip: str = ""
    max_length: int | None = None
    comb: bool = False
    multiline: bool = False
    read_only: bool = False
    alignment: Literal["left", "centre", "right"] = "left"
    options: tuple[Option, ...] = ()
    free: bool = False
    font: Font | None = None
    size: float = 0.0
    colour: str = "0 g"
    spacing: Spacing = Spacing()
    number: int = 0
    body: str = ""

    @property
    def page(self) -> int:
        """The page of its first place, from 1."""
        return self.places[0].page

    @property
    def rect(self) -> Rect:
        """Left, bottom, right, top of its first place, in points from the page's foot."""
        return self.places[0].rect

    @property
    def on(self) -> str:
        """What ticks its first place, exactly as the form spells it."""
        return self.places[0].on

    @property
    def on_values(self) -> tuple[str, ...]:
        """Every value that ticks one of its places, in the order of the form."""
        return tuple(dict.fromkeys(p.on for p in self.places if p.on))


def box_notes(box: Box) -> dict[str, Any]:
    """A box as plain data for JSON; what is as usual is left out, fonts by name."""
    notes = {f.name: getattr(box, f.name) for f in fields(Box) if f.name != "places"}
    usual = {f.name: f.default for f in fields(Box)}
    notes = {key: value for key, value in notes.items() if value != usual[key]}
    if box.font:
        notes["font"] = box.font.name
    if box.options:
        notes["options"] = [[o.value, o.shown] for o in box.options]
    if "spacing" in notes:
        notes["spacing"] = [box.spacing.line, box.spacing.above, box.spacing.middle]
    notes["places"] = [
        [p.page, p.rect, p.number, p.body, p.on, p.turned, p.frame] for p in box.places
    ]
    return notes


def box_of_notes(notes: Mapping[str, Any], fonts: Mapping[str, Font]) -> Box:
    """The box that `box_notes` wrote down."""
    said = dict(notes)
    said["places"] = tuple(
        Place(page, tuple(rect), *rest) for page, rect, *rest in said["places"]
    )
    if "font" in said:
        said["font"] = fonts[said["font"]]
    if "options" in said:
        said["options"] = tuple(Option(*pair) for pair in said["options"])
    if "spacing" in said:
        said["spacing"] = Spacing(*said["spacing"])
    return Box(**said)
