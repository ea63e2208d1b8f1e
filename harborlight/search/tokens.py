"""How a text falls into words that are compared: without case, accents or script.

Both engines are given words of ours instead of texts, so that both find the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from harborlight.firm.words import folded

_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\ud800-\udfff]")
# A word is compared by so much of it.
LONGEST = 60


def written(text: str) -> str:
    """A text as it is kept and shown: in composed letters, without what no page shows."""
    return _UNSEEN.sub(" ", unicodedata.normalize("NFKC", text))


def words_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word as it is compared, and where in the text it begins and ends."""
    for found in _WORD.finditer(text):
        for word in _folded(found.group()):
            yield word, found.start(), found.end()


def words_of(text: str) -> list[str]:
    return [word for word, _start, _end in words_in(text)]


@lru_cache(maxsize=50_000)
def _folded(word: str) -> tuple[str, ...]:
    return tuple(part[:LONGEST] for part in folded(word).split())
