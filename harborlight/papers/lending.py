"""Which font prints a letter that the form's own font lacks, while a form is filled."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from harborlight.papers.boxes import Box
from harborlight.papers.writing import Revision


class Lent(Protocol):
    """A spare font inside a PDF, under the number of its object."""

    number: int

    def show(self, text: str) -> str:
        """The text as a PDF string in the font's codes."""


class Spare(Protocol):
    """A font that can lend letters (spare_fonts.SpareFont)."""

    def width(self, letter: str) -> float | None:
        """Its width as a part of the font size; None when it cannot be printed."""

    def embed(self, revision: Revision, letters: str) -> Lent:
        """Put the font, with these letters alone, into a PDF."""


class Spares:
    """The spare fonts at hand while one form is filled, and the letters lent so far."""

    def __init__(self, fonts: Sequence[Spare]) -> None:
        self._fonts = tuple(fonts)
        self._lent: dict[int, dict[str, float]] = {}
        self._embedded: dict[int, Lent] = {}

    def lend(self, box: Box, text: str) -> tuple[Mapping[str, float], str]:
        """The widths of all letters of the text, and those that nobody prints."""
        if box.font is None:
            return {}, text.replace("\n", "")
        missing = box.font.missing(text)
        if not missing:
            return box.font.widths, ""
        lent = {c: self._lend(c) for c in missing}
        known = {c: w for c, w in lent.items() if w is not None}
        lacking = "".join(c for c, w in lent.items() if w is None)
        return {**box.font.widths, **known}, lacking

    def _lend(self, letter: str) -> float | None:
        for index, font in enumerate(self._fonts):
            wide = font.width(letter)
            if wide is not None:
                self._lent.setdefault(index, {})[letter] = wide
                return wide
        return None

    def embed(self, revision: Revision) -> None:
        """Put the fonts with the letters lent into the PDF."""
        for index, letters in self._lent.items():
            text = "".join(sorted(letters))
            self._embedded[index] = self._fonts[index].embed(revision, text)

    def runs(self, box: Box, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces of one font each: the font's name, and the PDF string."""
        if box.font is None:
            return
        owners = [self._owner(box, letter) for letter in text]
        start = 0
        for end in range(1, len(text) + 1):
            if end == len(text) or owners[end] != owners[start]:
                piece, owner = text[start:end], owners[start]
                if owner is None:
                    yield "F", box.font.show(piece)
                else:
                    yield f"S{owner}", self._embedded[owner].show(piece)
                start = end

    def _owner(self, box: Box, letter: str) -> int | None:
        if box.font and letter in box.font.codes:
            return None
        return next(i for i, letters in self._lent.items() if letter in letters)

    def resources(self) -> str:
        """What the appearance of a box must say to name the spare fonts."""
        pairs = self._embedded.items()
        return "".join(f"/S{index} {font.number} 0 R" for index, font in pairs)
