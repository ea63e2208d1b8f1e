"""The fonts a form prints its answers with: which letters they have, and how wide."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

# What a letter without a known width is taken to need: too wide rather than clipped.
UNKNOWN = 1.0


@dataclass(frozen=True, eq=False)
class Font:
    """A font of the form.

    name: what the form calls it; number: its object in the prepared PDF;
    cap: height of a capital, as a part of the font size;
    codes: the byte that prints each letter; widths: its width, as a part of the size.
    """

    name: str
    number: int
    cap: float
    codes: Mapping[str, int]
    widths: Mapping[str, float]

    def missing(self, text: str) -> str:
        """The letters of the text that this font cannot print, each once, in order."""
        lacking = dict.fromkeys(c for c in text if c not in self.codes and c != "\n")
        return "".join(lacking)

    def show(self, text: str) -> str:
        """The text as a PDF string in this font's codes."""
        return literal([self.codes[c] for c in text])

    def notes(self) -> dict[str, Any]:
        """The font as plain data for JSON."""
        return {
            "name": self.name,
            "number": self.number,
            "cap": self.cap,
            "letters": "".join(self.codes),
            "codes": list(self.codes.values()),
            "widths": list(self.widths.values()),
        }

    @classmethod
    def of_notes(cls, notes: Mapping[str, Any]) -> "Font":
        """The font that `notes` wrote down."""
        letters = notes["letters"]
        codes = dict(zip(letters, notes["codes"], strict=True))
        widths = dict(zip(letters, notes["widths"], strict=True))
        return cls(notes["name"], notes["number"], notes["cap"], codes, widths)


def width(text: str, widths: Mapping[str, float]) -> float:
    """How long the text is, in parts of the font size."""
    return sum([widths.get(c, UNKNOWN) for c in text])


@functools.cache
def _escape() -> dict[int, str]:
    return {ord(c): "\\" + c for c in "()\\"} | {13: "\\r", 10: "\\n"}


def literal(codes: Iterable[int]) -> str:
    """Codes from 0 to 255 as a PDF string in round brackets."""
    return f"({''.join(map(chr, codes)).translate(_escape())})"
