"""The answers held against what is said elsewhere: papers, the card, earlier filings.

Pure functions; who asks them has found out what stands there (filings/consistency.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from harborlight.facts.addresses import same_address
from harborlight.facts.catalogue import catalogue
from harborlight.facts.days import apart, day_at
from harborlight.facts.finding_words import HOW
from harborlight.facts.findings import Finding, Where, put_in_order
from harborlight.facts.stays import stays
from harborlight.facts.told import at, called, name_of, other_names
from harborlight.people.likeness import Called, begins, likeness

Known = Mapping[str, Any]
# What stays the same all one's life; a passport or a name on arrival does not.
LASTING = (
    "birth.date",
    "birth.country",
    "sex",
    "a_number",
    "ssn",
    "citizenship.how",
    "citizenship.certificate_number",
)
# Other people that somebody tells of, and which day of theirs is told.
FAMILY = (
    ("former_spouses", "ended_on"),
    ("children", "birth_date"),
    ("parents", "birth_date"),
)


@dataclass(frozen=True)
class Elsewhere:
    """Where else something is said: "paper" or "filed", its id and what it is called.

    part: of a paper, the key of the place where it was read (documents.suggesting).
    """

    source: Literal["paper", "card", "filed"]
    id: str
    label: str = ""
    part: str = ""

    def said(self, path: str, value: str) -> Where:
        return Where(path, value, "", self.source, self.id, self.label, self.part)


def against_name(
    part: str,
    known: Known,
    name: Called,
    where: Elsewhere,
    *,
    codes: tuple[str, str],
    is_cut: bool = False,
) -> Iterator[Finding]:
    """Another name than the answers give. codes: of a real difference, of a spelling.

    is_cut: of the name there may stand only its beginning.
    """
    mine = name_of(known)
    if not (mine.family or mine.given) or not (name.family or name.given):
        return
    found = likeness(mine, name, other_names(known))
    if found.verdict == "same" or (is_cut and begins(mine, name)):
        return
    path = f"{part}.name"
    places = [Where(path, str(mine)), where.said(path, str(name))]
    if found.verdict == "different":
        yield Finding(codes[0], put_in_order(places), {"forms": where.label})
        return
    how = ", ".join(str(HOW[one]) for one in found.lies_in or (found.verdict,))
    words = {"forms": where.label, "how": how}
    yield Finding(codes[1], put_in_order(places), words)


def against_value(
    part: str, known: Known, name: str, value: str, where: Elsewhere, *, code: str
) -> Iterator[Finding]:
    """Another value than the answer, where both are there. name: of the fact."""
    mine = at({part: known}, f"{part}.{name}")
    if not mine.value or not value or mine.value == value:
        return
    kind = catalogue().entries["person", name].type
    if kind == "date" and not apart(mine.value, value):
        return  # as far as both are known they are the same day
    places = [mine, where.said(mine.path, value)]
    yield Finding(code, put_in_order(places), {"forms": where.label})


def against_filed(
    part: str, now: Known, then: Known, where: Elsewhere, *, on: date, filed_on: date
) -> Iterator[Finding]:
    """What somebody told a case whose forms went out, held against what is told here.

    on: today; filed_on: the day up to which the other case tells.
    """
    codes = ("filed_name", "filed_spelling")
    yield from against_name(part, now, name_of(then), where, codes=codes)
    for name in LASTING:
        value = at({part: then}, f"{part}.{name}").value
        yield from against_value(part, now, name, value, where, code="filed_differs")
    for group, day in FAMILY:
        yield from _family(part, now, then, group, day, where)
    yield from _addresses(part, now, then, where, days=(on, filed_on))


def _family(
    part: str, now: Known, then: Known, group: str, day: str, where: Elsewhere
) -> Iterator[Finding]:
    """The same spouse, child or parent with another day."""
    for row in now.get(group, []):
        mine = at({part: now}, f"{part}.{group}[].{day}", row["entry"])
        for other in then.get(group, []):
            names = called(row), called(other)
            theirs = day_at(other, day)
            if all(one.family for one in names) and (
                likeness(*names).verdict in ("same", "spelling")
                and apart(mine.value, theirs)
            ):
                places = [
                    mine,
                    replace(where.said(mine.path, theirs), entry=mine.entry),
                ]
                words = {"forms": where.label}
                yield Finding("filed_differs", put_in_order(places), words)


def _addresses(
    part: str, now: Known, then: Known, where: Elsewhere, *, days: tuple[date, date]
) -> Iterator[Finding]:
    """An address that was filed, for a time that is now told with other addresses."""
    mine: Sequence[Known] = now.get("addresses", [])
    told = dict(zip(map(id, mine), stays(mine, days[0]), strict=True))
    theirs: Sequence[Known] = then.get("addresses", [])
    for row, stay in zip(theirs, stays(theirs, days[1]), strict=True):
        if not row.get("street"):
            continue
        same_time = [
            one
            for one in mine
            if (common := told[id(one)].surely_shares(stay)) and common[0] < common[1]
        ]
        if same_time and not any(same_address(one, row) for one in mine):
            path = f"{part}.addresses[].street"
            first = at({part: now}, path, same_time[0]["entry"])
            said = replace(where.said(path, str(row["street"])), entry=first.entry)
            words = {"forms": where.label}
            yield Finding("filed_address", put_in_order([first, said]), words)
