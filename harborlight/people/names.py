"""Names as they are compared: without case, accents or script, in any order."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from harborlight.firm.words import folded as folded

# Scores from 0 to 100 (rapidfuzz). Above ALIKE two names are worth a look; below,
# only together with the same birth date.
ALIKE, ALIKE_WITH_BIRTH_DATE = 88.0, 65.0


# What a middle or second family name costs that only one side knows.
PART_OF = 4.0


def alike(line: str, names: Sequence[str]) -> dict[int, float]:
    """The places of the names that are like this one, each with its score.

    All sides folded; from ALIKE_WITH_BIRTH_DATE to 100, whatever the order of the
    names. About a microsecond a name, so a firm is compared name by name.
    """
    least, every = ALIKE_WITH_BIRTH_DATE, {"limit": None}
    if not line:
        return {}
    whole = process.extract(
        line, names, scorer=fuzz.token_sort_ratio, score_cutoff=least, **every
    )
    found = {place: score for _name, score, place in whole}
    if " " in line:
        part = process.extract(
            line,
            names,
            scorer=fuzz.token_set_ratio,
            score_cutoff=least + PART_OF,
            **every,
        )
        for name, score, place in part:
            if " " in name:
                found[place] = max(found.get(place, 0.0), score - PART_OF)
    return found
