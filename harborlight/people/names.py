"""Names as they are compared: without case, accents or script, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rapidfuzz import fuzz, process

from harborlight.firm.words import folded as folded

# Scores from 0 to 100 (rapidfuzz). Above ALIKE two names are worth a look; below,
# only together with the same birth date.
ALIKE, ALIKE_WITH_BIRTH_DATE = 88.0, 65.0


# What a middle or second family name costs that only one side knows, and a blank.
PART_OF, JOINED = 4.0, 2.0
# What passports print where there is no name.
NO_NAME = frozenset({"fnu", "lnu", "nfn", "nmn", "nln"})
# Scripts that write no vowels leave none when they are read as Latin letters.
NO_VOWELS = str.maketrans("", "", "aeiouy ")
FEW_VOWELS, LEAST_LETTERS = 0.2, 4

Scores = dict[int, float]
Scorer = Callable[..., Any]


class Names:
    """Many names, folded, to be compared with one after the other."""

    def __init__(self, names: Iterable[str]) -> None:
        self.whole = [_plain(name) for name in names]
        self.joined = [name.replace(" ", "") for name in self.whole]
        self.bare = [_bare(name) for name in self.whole]
        self.unvoiced = [
            place
            for place, name in enumerate(self.joined)
            if _is_unvoiced(name, self.bare[place])
        ]

    def like(self, name: str) -> Scores:
        """The places of those that are like this one, folded, each with its score.

        From ALIKE_WITH_BIRTH_DATE to 100, whatever the order of the words and where the
        blanks are. About a microsecond a name, so a firm is compared name by name.
        """
        line = _plain(name)
        if not line:
            return {}
        found = _extract(line, self.whole, fuzz.token_sort_ratio, ALIKE_WITH_BIRTH_DATE)
        for other in (self._parts(line), self._joined(line), self._unvoiced(line)):
            for place, score in other.items():
                found[place] = max(found.get(place, 0.0), score)
        return found

    def _parts(self, line: str) -> Scores:
        if " " not in line:
            return {}
        least = ALIKE_WITH_BIRTH_DATE + PART_OF
        found = _extract(line, self.whole, fuzz.token_set_ratio, least)
        return {
            place: score - PART_OF
            for place, score in found.items()
            if " " in self.whole[place]
        }

    def _joined(self, line: str) -> Scores:
        """De la Cruz and Delacruz; the given names first or last."""
        words = line.split()
        found: Scores = {}
        for first in range(len(words)):
            turned = "".join(words[first:] + words[:first])
            least = ALIKE + 2 * JOINED
            for place, score in _extract(
                turned, self.joined, fuzz.ratio, least
            ).items():
                found[place] = max(found.get(place, 0.0), score - JOINED)
        return found

    def _unvoiced(self, line: str) -> Scores:
        """The consonants of names of which one side has hardly a vowel."""
        bare = _bare(line)
        if len(bare) < LEAST_LETTERS:
            return {}
        if _is_unvoiced(line.replace(" ", ""), bare):
            return _extract(bare, self.bare, fuzz.ratio, ALIKE)
        several = [self.bare[place] for place in self.unvoiced]
        found = _extract(bare, several, fuzz.ratio, ALIKE)
        return {self.unvoiced[place]: score for place, score in found.items()}


def _extract(line: str, names: Sequence[str], scorer: Scorer, least: float) -> Scores:
    found = process.extract(line, names, scorer=scorer, score_cutoff=least, limit=None)
    return {place: score for _name, score, place in found}


def _plain(name: str) -> str:
    return " ".join(word for word in name.split() if word not in NO_NAME)


def _bare(name: str) -> str:
    """The consonants, a doubled one once; the words in an order of their own."""
    words = (word.translate(NO_VOWELS) for word in name.split())
    return "".join(sorted(re.sub(r"(.)\1+", r"\1", word) for word in words))


def _is_unvoiced(name: str, bare: str) -> bool:
    vowels = len(name) - len(name.translate(NO_VOWELS))
    return len(bare) >= LEAST_LETTERS and vowels < FEW_VOWELS * len(name)
