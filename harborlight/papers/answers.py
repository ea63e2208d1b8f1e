"""Weighs an answer before it is printed: does this box take it, and does it fit?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from harborlight.papers.boxes import Box, Option
from harborlight.papers.layout import READABLE, Layout, as_written, lay_out, own_size

Reason = Literal[
    "no such box",
    "not for typing",
    "wrong kind",
    "no such choice",
    "too long",
    "does not fit",
    "cannot be printed",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not printed; its box is as empty as in the blank.

    box: its full name; value: the answer as given; sentence: for the reader.
    """

    box: str
    reason: Reason
    sentence: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A check box to tick with an exact value; empty to clear it."""

    box: Box
    on: str


@dataclass(frozen=True, slots=True)
class Words:
    """Text for a box: what is stored, and how it is printed in each of its places."""

    box: Box
    stored: str
    layouts: tuple[Layout, ...]

    @property
    def shrunk(self) -> bool:
        """Whether it is printed smaller than the form asks for, in any place."""
        pairs = zip(self.box.places, self.layouts, strict=True)
        return any(layout.size < own_size(self.box, p) - 0.01 for p, layout in pairs)


# Adds the widths of letters that other fonts print; tells which nobody prints.
Lend = Callable[[Box, str], tuple[Mapping[str, float], str]]


def own_letters(box: Box, text: str) -> tuple[Mapping[str, float], str]:
    """The widths of the form's own letters, and those of the text it does not have."""
    if box.font is None:
        return {}, text.replace("\n", "")
    return box.font.widths, box.font.missing(text)


def weigh(
    box: Box, value: str | bool, lend: Lend = own_letters
) -> Tick | Words | Problem:
    """What is to be printed for an answer, or why it cannot be."""
    if box.kind in ("barcode", "signature"):
        return _not_for_typing(box, value)
    if box.kind == "check":
        return _tick(box, value)
    if isinstance(value, bool):
        return Problem(
            box.name, "wrong kind", "This box takes words, not a tick.", value
        )
    if box.kind == "choice" and value:
        return _choice(box, value, lend)
    written = as_written(box, value)
    return _words(box, written, written, lend)


def _not_for_typing(box: Box, value: str | bool) -> Problem:
    what = {
        "barcode": "This is the form's barcode; it must stay as the agency made it.",
        "signature": "This is a signature line; it is signed by hand.",
    }[box.kind]
    return Problem(box.name, "not for typing", what, value)


def _tick(box: Box, value: str | bool) -> Tick | Problem:
    if value is False or value == "":
        return Tick(box, "")
    values = box.on_values
    if value is True and len(values) == 1:
        return Tick(box, values[0])
    if isinstance(value, str) and value in values:
        return Tick(box, value)
    named = ", ".join(f"“{on}”" for on in values) or "nothing"
    sentence = f"This box can be ticked with {named} only."
    return Problem(box.name, "no such choice", sentence, value)


def _choice(box: Box, value: str, lend: Lend) -> Words | Problem:
    option = _option(box, value)
    if option is None and not box.free:
        sentence = f"“{value}” is not on the form's list for this box."
        return Problem(box.name, "no such choice", sentence, value)
    chosen = option or Option(as_written(box, value), as_written(box, value))
    return _words(box, chosen.value, as_written(box, chosen.shown.strip()), lend)


def _option(box: Box, value: str) -> Option | None:
    """The line of the list that is stored as this value, or else shown as it.

    Some lists begin each line with a blank (" TX"), which nobody types.
    """
    stored = (o for o in box.options if o.value == value)
    shown = (o for o in box.options if o.shown == value)
    bare = (o for o in box.options if o.value.strip() == value)
    return next(stored, None) or next(shown, None) or next(bare, None)


def _words(box: Box, stored: str, printed: str, lend: Lend) -> Words | Problem:
    if box.kind == "text" and box.max_length and len(printed) > box.max_length:
        return Problem(
            box.name,
            "too long",
            f"This box takes {box.max_length} characters; these are {len(printed)}.",
            stored,
        )
    widths, missing = lend(box, printed)
    if missing:
        sentence = f"These letters cannot be printed in this box: {' '.join(missing)}"
        return Problem(box.name, "cannot be printed", sentence, stored)
    layouts = []
    for place in box.places:
        layout = lay_out(box, place, printed, widths=widths)
        if layout is None:
            return _does_not_fit(box, stored)
        layouts.append(layout)
    return Words(box, stored, tuple(layouts))


def _does_not_fit(box: Box, value: str) -> Problem:
    smallest = min(READABLE, *(own_size(box, place) for place in box.places))
    sentence = f"This text does not fit the box, even at {smallest:g} points."
    return Problem(box.name, "does not fit", sentence, value)
