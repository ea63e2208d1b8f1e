"""Dates of which only a part is known, in boxes that print a whole one.

People come from places without registers: of a parent the year is known, of a wedding the
month. A form takes what is known of the times of an address, a job, a parent. The birth of
those whom it is about and the day of their wedding tell who they are: where the form cannot
do without, a part of such a day is not put in its place.
"""

from __future__ import annotations

import re

# As a fact is found in a case: "beneficiary.birth.date", "petitioner.children[0].birth_date".
_TELLS_WHO = re.compile(
    r"^\w+\.(birth\.date|marriage\.date|spouse\.birth_date"
    r"|(children|sponsored_family|waiver_family|crime_family|other_workers)\[\d*\]"
    r"\.birth_date)$"
)
_IN_PART = re.compile(r"(\d\d/)?\d{4}")


def is_in_part(printed: str) -> bool:
    """Whether a date, as boxes print it, lacks its day: 1999, 04/1999."""
    return bool(_IN_PART.fullmatch(printed))


def must_be_whole(used: tuple[str, ...]) -> bool:
    """Whether a date from these facts says nothing, to an agency, without its day."""
    return any(_TELLS_WHO.match(path) for path in used)
