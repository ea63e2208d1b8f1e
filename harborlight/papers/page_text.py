"""What stands on the pages of a paper: words, and where each of them is.

Whoever reads a paper (its text layer, or its picture) tells it in this shape; search, and
whoever shows the place of a word, reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from harborlight.papers.visible import visible

# More would be no page that somebody wrote.
_MOST_WORDS, _LONGEST_WORD, _LONGEST_TEXT = 20_000, 200, 400_000


@dataclass(frozen=True)
class Word:
    """One word and its box: parts of the page's width and height (0.0 to 1.0) from its
    upper left corner, of the page as its preview draws it."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class PageText:
    """The words of one page (the first is 1), in reading order, line by line.

    text: the words as they are read, lines parted by line ends.
    by: who read it: "layer" (the PDF itself says so), or the name of an engine; "" where
    nobody could.
    turned: by how many degrees clockwise the page as drawn is to be turned, so that its
    words stand upright: 0, 90, 180 or 270.
    """

    number: int
    text: str
    words: Sequence[Word] = ()
    by: str = ""
    turned: int = 0

    def as_plain(self) -> dict[str, Any]:
        """Plain data, fit for JSON; `from_plain` reads it."""
        return asdict(self)

    @classmethod
    def from_plain(cls, said: Mapping[str, Any]) -> "PageText":
        """What `as_plain` wrote, or what a walled-in process answered: nothing of it is
        believed but that it is words and numbers. Raises ValueError, KeyError, TypeError.
        """
        text = visible(str(said["text"])[:_LONGEST_TEXT], lines=True)
        words = tuple(_word(one) for one in [*said["words"]][:_MOST_WORDS])
        turned = int(said.get("turned", 0))
        if turned not in (0, 90, 180, 270):
            raise ValueError("a page is turned by quarters")
        by = str(said.get("by", ""))[:20]
        return cls(int(said["number"]), text, words, by, turned)


def _word(said: Mapping[str, Any]) -> Word:
    left, top, right, bottom = (
        min(1.0, max(0.0, float(said[side])))
        for side in ("left", "top", "right", "bottom")
    )
    return Word(visible(str(said["text"])[:_LONGEST_WORD]), left, top, right, bottom)
