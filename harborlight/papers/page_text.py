"""What stands on the pages of a paper: words, and where each of them is.

Whoever reads a paper (its text layer, or its picture) tells it in this shape; search, and
whoever shows the place of a word, reads it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """One word and its box: parts of the page's width and height (0.0 to 1.0) from its
    upper left corner, as the page is seen (turned upright)."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PageText:
    """The words of one page (the first is 1), in reading order, line by line.

    text: the words as they are read, lines parted by line ends.
    """

    number: int
    text: str
    words: Sequence[Word] = ()
