"""Rows of a page that may be lines for machines, with every sign in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from harborlight.papers.page_text import PageText, Word
from harborlight.papers.places import Place, around, part_of

# How many fillers a reader may have left out of a run of them, or seen too many.
_SLIPS = 3
_FILLERS = str.maketrans(
    {"«": "<<", "‹": "<", "≤": "<", "＜": "<", "〈": "<", "《": "<<"}
)


@dataclass(frozen=True)
class Row:
    """A row of exactly so many signs, the how manieth of the page it is, and its words."""

    text: str
    number: int
    where: Place

    def place(self, start: int, end: int) -> Place:
        """Where these signs of it stand."""
        return part_of(self.where, start / len(self.text), end / len(self.text))


def rows_of(page: PageText, length: int) -> list[Row]:
    """The rows of a page that are, or nearly are, so many signs of A-Z, 0-9 and <."""
    rows = []
    for number, (text, words) in enumerate(lines_of(page)):
        plain = re.sub(r"\s", "", text).translate(_FILLERS).upper()
        fitted = _fitted(plain, length)
        if fitted:
            rows.append(Row(fitted, number, around(page.number, words, page.turned)))
    return rows


def lines_of(page: PageText) -> Iterator[tuple[str, Sequence[Word]]]:
    """Each line of a page with its words, as far as the two agree."""
    at = 0
    for line in page.text.splitlines():
        count = len(line.split())
        words = page.words[at : at + count]
        at += count
        said = "".join(word.text for word in words)
        yield line, words if said == "".join(line.split()) else ()


def _fitted(text: str, length: int) -> str:
    """The text at that length: fillers were dropped or doubled; "" where it is no line."""
    if not re.fullmatch(r"[A-Z0-9<]+", text) or abs(len(text) - length) > _SLIPS:
        return ""
    runs = [*re.finditer(r"<{2,}", text)]
    if len(text) == length:
        return text if runs or len(re.findall(r"\d", text)) > length // 3 else ""
    if not runs:
        return ""
    # The longest run, the last among equals: there a reader loses count.
    longest = max(runs, key=lambda run: (len(run.group()), run.start()))
    wanted = len(longest.group()) + length - len(text)
    if wanted < 1:
        return ""
    return text[: longest.start()] + "<" * wanted + text[longest.end() :]
