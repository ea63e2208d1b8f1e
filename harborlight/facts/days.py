"""Days that contradict one another, whoever told them and wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import SUBJECTS

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
    "time_runs_back": _("It ends before it begins. Check both days."),
    "ended_before_birth": _(
        "An earlier marriage ended before the birth. Check both days."
    ),
    "after_death": _(
        "Something is said to have been after the death of somebody whom it needs. Check "
        "both days."
    ),
    "here_before_birth": _(
        "Something in the United States is said to have been before the birth. Check both "
        "answers."
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
        "time_runs_back",
        "ended_before_birth",
        "after_death",
        "here_before_birth",
    }
)
OTHER_TIMES = ("schools", "organizations", "benefits", "institutions")
WHOLE_TIMES = ("military", "together", "asylum.home")
WEDDING = "case.marriage.date"
# Children who may be of any age beside their parent.
NOT_BORN_TO = frozenset({"stepson", "stepdaughter", "adopted_son", "adopted_daughter"})
# Those whose wedding the case tells of.
SPOUSES = frozenset({"petitioner", "beneficiary", "applicant"})
# Since when whoever asks for deferred action must have lived here (8 CFR 236.22(b)(3)).
HERE_SINCE = "2007-06-15"
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
    about = facts.get("case", {})
    wedding = day_at(about, "marriage.date")
    if about.get("relationship", "spouse") != "spouse":
        wedding = ""  # it is the parents' wedding, or nobody's here
    for part in people_in(facts):
        known = facts[part]
        born, birth = day_at(known, "birth.date"), f"{part}.birth.date"
        theirs = wedding if part in SPOUSES else ""
        if before(theirs, born):
            yield Clash("wed_before_birth", (WEDDING, birth))
        elif before(theirs, years_after(born, MARRIED_AT)):
            yield Clash("wed_young", (WEDDING, birth))
        if before(day_at(known, "admission.date"), born):
            yield Clash("entered_before_birth", (f"{part}.admission.date", birth))
        yield from _as_a_child(part, known, born)
        for group in ("addresses", "jobs", "trips"):
            yield from _times(part, group, known, born)
        yield from _other_times(part, known)
        yield from _told_spouse(part, known, theirs)
        yield from _lives(part, known)
        yield from _family(part, known, born, theirs)


def people_in(facts: Mapping[str, Any]) -> list[str]:
    """The parts of the people that facts tell of."""
    told = [part for part, known in facts.items() if isinstance(known, Mapping)]
    return [part for part in told if SUBJECTS.get(part, "person") == "person"]


def _times(
    part: str, group: str, known: Mapping[str, Any], born: str
) -> Iterator[Clash]:
    for row in known.get(group, []):
        since, until = day_at(row, "from"), day_at(row, "to")
        begin, end = f"{part}.{group}[].from", f"{part}.{group}[].to"
        if before(until, since):
            yield Clash("ended_before_begun", (end, begin), row["entry"])
        if before(since, born):
            places = (begin, f"{part}.birth.date")
            yield Clash("begun_before_birth", places, row["entry"])


def _other_times(part: str, known: Mapping[str, Any]) -> Iterator[Clash]:
    """Schools, service, the home once shared: whatever else has a beginning and an end."""
    for group in OTHER_TIMES:
        for row in known.get(group, []):
            if before(day_at(row, "to"), day_at(row, "from")):
                places = (f"{part}.{group}[].to", f"{part}.{group}[].from")
                yield Clash("time_runs_back", places, row["entry"])
    for whole in WHOLE_TIMES:
        if before(day_at(known, f"{whole}.to"), day_at(known, f"{whole}.from")):
            places = (f"{part}.{whole}.to", f"{part}.{whole}.from")
            yield Clash("time_runs_back", places)


def _as_a_child(part: str, known: Mapping[str, Any], born: str) -> Iterator[Clash]:
    """What whoever asks for deferred action says of a time when they were there."""
    said = known.get("daca", {})
    since = HERE_SINCE if said.get("resident_since_2007") == "yes" else ""
    last = day_at(said, "last_request")
    for name, day in (("resident_since_2007", since), ("last_request", last)):
        if before(day, born):
            places = (f"{part}.daca.{name}", f"{part}.birth.date")
            yield Clash("here_before_birth", places)


def _told_spouse(part: str, known: Mapping[str, Any], wedding: str) -> Iterator[Clash]:
    """A spouse who is no party, and the wedding: "in 1998" and "born in 1999"."""
    own, path = day_at(known, "marriage.date"), f"{part}.marriage.date"
    when, where = (own, path) if own else (wedding, WEDDING)
    if before(when, day_at(known, "spouse.birth_date")):
        yield Clash("wed_before_birth", (where, f"{part}.spouse.birth_date"))


def _lives(part: str, known: Mapping[str, Any]) -> Iterator[Clash]:
    """Somebody who died: not before they were born, nor married after that."""
    for whose in ("late_spouse", "abuser"):
        died, place = day_at(known, f"{whose}.died_on"), f"{part}.{whose}.died_on"
        for name in ("birth_date", "married_on"):
            if before(died, day_at(known, f"{whose}.{name}")):
                yield Clash("after_death", (place, f"{part}.{whose}.{name}"))


def _family(
    part: str, known: Mapping[str, Any], born: str, wedding: str
) -> Iterator[Clash]:
    birth = f"{part}.birth.date"
    for row in known.get("former_spouses", []):
        ended, place = day_at(row, "ended_on"), f"{part}.former_spouses[].ended_on"
        if before(ended, born):
            yield Clash("ended_before_birth", (place, birth), row["entry"])
        if before(wedding, ended):
            yield Clash("wed_again", (place, WEDDING), row["entry"])
    children = known.get("children", [])
    for row in (it for it in children if it.get("relationship") not in NOT_BORN_TO):
        place = f"{part}.children[].birth_date"
        if before(day_at(row, "birth_date"), years_after(born, PARENT_AT)):
            yield Clash("young_parent", (place, birth), row["entry"])
    for row in known.get("parents", []):
        place = f"{part}.parents[].birth_date"
        if before(born, years_after(day_at(row, "birth_date"), PARENT_AT)):
            yield Clash("young_parent", (place, birth), row["entry"])


def before(one: str, other: str) -> bool:
    """Whether a day is surely before another, as far as both are known."""
    length = min(len(one), len(other))
    return length >= len("1999") and one[:length] < other[:length]


def apart(one: str, other: str) -> bool:
    """Whether two days are surely not the same one, as far as both are known."""
    return before(one, other) or before(other, one)


def day_at(known: Mapping[str, Any], path: str) -> str:
    """A day as far as it is known, "1999-04"; "" where none is."""
    node: Any = known
    for name in path.split("."):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node if isinstance(node, str) and DAY.fullmatch(node) else ""


def years_after(day: str, years: int) -> str:
    """The same day so many years later, as far as it is known."""
    return f"{int(day[:4]) + years}{day[4:]}" if day else ""
