"""Days that contradict one another, whoever told them and wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

# Younger than this, somebody is hardly a parent, or married.
PARENT_AT, MARRIED_AT = 12, 16
SENTENCES = {
    "wed_before_birth": _("The wedding is before a spouse was born. Check both days."),
    "entered_before_birth": _(
        "The arrival in the United States is before the birth. Check both days."
    ),
    "begun_before_birth": _(
        "An address or a job begins before the birth. Check both days."
    ),
    "ended_before_begun": _(
        "An address or a job ends before it begins. Check both days."
    ),
    "ended_before_birth": _(
        "An earlier marriage ended before the birth. Check both days."
    ),
    "wed_young": _("A spouse was younger than 16 at the wedding. Is that right?"),
    "wed_again": _(
        "An earlier marriage ended only after the present wedding. Is that right?"
    ),
    "young_parent": _(
        "A parent was younger than 12 when their child was born. Is that right?"
    ),
}
# What cannot be; the rest is odd, and whoever knows may say that it is so.
IMPOSSIBLE = frozenset(
    {
        "wed_before_birth",
        "entered_before_birth",
        "begun_before_birth",
        "ended_before_begun",
        "ended_before_birth",
    }
)
WEDDING = "case.marriage.date"
DAY = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@dataclass(frozen=True)
class Clash:
    """Days that do not fit. places: the facts; entry: of which of several, if of one."""

    code: str
    places: tuple[str, ...]
    entry: str = ""

    @property
    def is_impossible(self) -> bool:
        return self.code in IMPOSSIBLE


def clashes(facts: Mapping[str, Mapping[str, Any]]) -> Iterator[Clash]:
    """Everything that does not fit among the facts of a case (facts.queries.case_facts)."""
    wedding = _at(facts.get("case", {}), "marriage.date")
    for part in ("petitioner", "beneficiary", "applicant"):
        known = facts.get(part, {})
        born, birth = _at(known, "birth.date"), f"{part}.birth.date"
        if before(wedding, born):
            yield Clash("wed_before_birth", (WEDDING, birth))
        elif before(wedding, _years_after(born, MARRIED_AT)):
            yield Clash("wed_young", (WEDDING, birth))
        if before(_at(known, "admission.date"), born):
            yield Clash("entered_before_birth", (f"{part}.admission.date", birth))
        for group in ("addresses", "jobs", "trips"):
            yield from _times(part, group, known, born)
        yield from _family(part, known, born, wedding)


def _times(
    part: str, group: str, known: Mapping[str, Any], born: str
) -> Iterator[Clash]:
    for row in known.get(group, []):
        since, until = _at(row, "from"), _at(row, "to")
        begin, end = f"{part}.{group}[].from", f"{part}.{group}[].to"
        if before(until, since):
            yield Clash("ended_before_begun", (end, begin), row["entry"])
        if before(since, born):
            places = (begin, f"{part}.birth.date")
            yield Clash("begun_before_birth", places, row["entry"])


def _family(
    part: str, known: Mapping[str, Any], born: str, wedding: str
) -> Iterator[Clash]:
    birth = f"{part}.birth.date"
    for row in known.get("former_spouses", []):
        ended, place = _at(row, "ended_on"), f"{part}.former_spouses[].ended_on"
        if before(ended, born):
            yield Clash("ended_before_birth", (place, birth), row["entry"])
        if before(wedding, ended):
            yield Clash("wed_again", (place, WEDDING), row["entry"])
    for row in known.get("children", []):
        place = f"{part}.children[].birth_date"
        if before(_at(row, "birth_date"), _years_after(born, PARENT_AT)):
            yield Clash("young_parent", (place, birth), row["entry"])
    for row in known.get("parents", []):
        place = f"{part}.parents[].birth_date"
        if before(born, _years_after(_at(row, "birth_date"), PARENT_AT)):
            yield Clash("young_parent", (place, birth), row["entry"])


def before(one: str, other: str) -> bool:
    """Whether a day is surely before another, as far as both are known."""
    length = min(len(one), len(other))
    return length >= len("1999") and one[:length] < other[:length]


def _at(known: Mapping[str, Any], path: str) -> str:
    node: Any = known
    for name in path.split("."):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node if isinstance(node, str) and DAY.fullmatch(node) else ""


def _years_after(day: str, years: int) -> str:
    return f"{int(day[:4]) + years}{day[4:]}" if day else ""
