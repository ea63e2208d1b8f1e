"""What the firm knows of somebody from another case, offered to this one.

Nothing crosses by itself: somebody of the team confirms it. And nothing ever leaves a case
that is sensitive, that keeps somebody out, or that only its team may open
(cases.queries.giving): a victim's new address must not reach the petition of whom they
fled (8 U.S.C. 1367).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.cases.queries import giving
from harborlight.facts.addresses import same_address
from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import Known, Sheet, sheets
from harborlight.facts.told import called
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.people.likeness import likeness
from harborlight.people.models import Person

# What is asked for one filing only, whoever it is about.
_OF_ONE_CASE = (
    "notices.",
    "work_permit.",
    "sponsorship.",
    "fee_reduction.",
    "us_address.",
)


@dataclass(frozen=True)
class Offer:
    """One answer, or one of several (an address with all of it), from another case.

    key: names it as it stands in both cases. group: "" for a single answer. now: what this
    case knows instead; "" where nothing is known.
    """

    key: str
    person: Person
    case: Case
    facts: tuple[Fact, ...]
    group: str = ""
    now: str = ""

    @property
    def entries(self) -> list[tuple[Entry, Fact]]:
        """Each value with what the catalogue says of it, in its order."""
        facts = {fact.name: fact for fact in self.facts}
        known = catalogue().entries.items()
        return [
            (entry, facts[path])
            for (of, path), entry in known
            if of == "person" and path in facts
        ]

    @property
    def group_labels(self) -> Mapping[str, str]:
        """What the several are called, in every language."""
        of_group = catalogue().groups.get(("person", self.group))
        return of_group.labels if of_group else {}

    @property
    def at(self) -> datetime:
        return max(fact.at for fact in self.facts)

    @property
    def differs(self) -> bool:
        return bool(self.now)


def offers(actor: Actor, case: Case, persons: Iterable[Person]) -> list[Offer]:
    """What other cases know of the parties of this one, as the catalogue has it; each
    thing once, as it was told last."""
    people = {person.pk: person for person in persons}
    others = {one.pk: one for one in giving(actor, case, [*people])}
    if not others:
        return []
    told = (
        Fact.objects.visible_among(actor, [*others.values()])
        .filter(person__in=people, replaced_at__isnull=True)
        # The client has not said yet that it is right: there it is theirs to say.
        .exclude(source=Fact.Source.HELPER)
    )
    rows: dict[UUID, list[Fact]] = defaultdict(list)
    order = {path: n for n, (_of, path) in enumerate(catalogue().entries)}
    for fact in told.order_by("-at", "pk"):
        if fact.person_id and fact.name in order:
            rows[fact.person_id].append(fact)
    here = sheets(actor, case, people.values())
    found = [
        offer
        for pk, facts in rows.items()
        for offer in _of_person(case, people[pk], facts, here[pk], others)
    ]
    return sorted(found, key=lambda one: (one.person.pk, order[one.facts[0].name]))


def _of_person(
    case: Case,
    person: Person,
    facts: Sequence[Fact],
    here: Sheet,
    others: Mapping[UUID, Case],
) -> list[Offer]:
    singles: dict[str, Fact] = {}
    entries: dict[UUID, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.name.startswith(_OF_ONE_CASE):
            continue
        if fact.entry_id:
            entries[fact.entry_id].append(fact)
        elif here.get(fact.name) != fact.value:
            singles.setdefault(fact.name, fact)
    found = [
        _offer(case, person, (fact,), others, now=here.get(name))
        for name, fact in singles.items()
    ]
    known = here.plain()
    for several in entries.values():
        group = several[0].name.partition("[]")[0]
        row = _row(several)
        mine = known.setdefault(group, [])
        room = catalogue().groups["person", group].at_most - len(mine)
        if room > 0 and not any(_is_the_same(group, row, one) for one in mine):
            mine.append(row)
            found.append(_offer(case, person, tuple(several), others, group=group))
    return found


def _offer(
    case: Case,
    person: Person,
    facts: tuple[Fact, ...],
    others: Mapping[UUID, Case],
    *,
    group: str = "",
    now: str = "",
) -> Offer:
    first = facts[0]
    said = "|".join(f"{fact.pk} {fact.value}" for fact in facts)
    key = version(case.pk, f"offer {person.pk} {group}", None, f"{said}|{now}")
    return Offer(key, person, others[first.case_id], facts, group, now)


def _row(facts: Sequence[Fact]) -> Known:
    """The values of one of several, by the name inside the group."""
    return {fact.name.partition("[].")[2]: fact.value for fact in facts}


def _is_the_same(group: str, row: Known, other: Known) -> bool:
    """Whether one of several is here already, however it is spelled."""
    if "street" in row and group != "children":
        return same_address(row, other) and row.get("from") == other.get("from")
    if "family" in row or "given" in row:
        return likeness(called(row), called(other)).verdict in ("same", "spelling")
    return all(other.get(name) == value for name, value in row.items())
