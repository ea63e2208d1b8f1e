"""Which answers have changed since a form was filled, and where each is put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import OuterRef, Q

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.actions import Place
from harborlight.facts.catalogue import SUBJECTS, NoSuchFact, catalogue, general
from harborlight.facts.models import Fact
from harborlight.facts.queries import Sheet
from harborlight.filings.house_details import house_now
from harborlight.filings.models import Filing, FilledForm
from harborlight.firm.actor import Actor
from harborlight.law.packs import (
    NoEdition,
    fact_paths,
    pack_of_edition,
    signature_paths,
)
from harborlight.people.models import Person
from harborlight.questionnaires.queries import is_unsent

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from harborlight.questionnaires.queries import PartyUnsent

    class WithPart(TypedDict):
        """The part that its person has in the case; None: it is of the case."""

        part: str | None

    MovedFact = WithAnnotations[Fact, WithPart]

_IN_GROUP = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Spot:
    """An answer that a form rests on, and where it is put right.

    item: where the form asks for it ("Part 2, Item 13.a"); also: the further places that
    hang on it. of: the part of the party,
    or case, attorney, firm; whose: the party's name. subject: the person's or
    the case's id; None when it is asked of the attorney or the firm. name: the fact's,
    as an address has it; empty when a whole group is meant. group: the group's name,
    where it is of one; entry, number: which of several. was, now: of an answer that
    changed, what the form was filled with and what is known now; path: the fact's.
    """

    item: str
    of: str
    whose: str
    labels: Mapping[str, str]
    subject: UUID | None
    name: str = ""
    entry: UUID | None = None
    number: int = 0
    is_known: bool = False
    group: str = ""
    also: Sequence[str] = ()
    path: str = ""
    was: str = ""
    now: str = ""

    @property
    def is_of_firm(self) -> bool:
        """Whether the firm's own details say it: an attorney is written to there."""
        by_firm = self.of == "attorney" and self.name.startswith("address.")
        return self.of == "firm" or by_firm


def parties_on(actor: Actor, case: Case) -> list[PartyUnsent]:
    """Whom its forms may ask about; `unsent` says who has not sent their answers yet."""
    return [*parties(actor, case).annotate(unsent=is_unsent(actor, party="pk"))]


def unsent_of(parties: Iterable[PartyUnsent]) -> list[Person]:
    """Who of `parties_on` may still change what the forms are filled with."""
    return [row.person for row in parties if row.unsent]


def changed_since(actor: Actor, filled: FilledForm) -> list[Spot]:
    """What was answered otherwise after the form was filled from it."""
    return changes(actor, filled.case, [filled], even_seen=True)[filled.pk]


def changes(
    actor: Actor,
    case: Case,
    forms: Iterable[FilledForm],
    *,
    even_seen: bool = False,
    house: Mapping[str, str] | None = None,
    rows: Sequence[MovedFact] | None = None,
) -> dict[UUID, list[Spot]]:
    """The same, of several forms of a case: by the form's id. Of a draft also what the
    attorney and the firm changed of their own details that stand on it.

    even_seen: of a form that was sent, also what somebody has looked at since. house: as
    house_details.details_of, rows: as `moved_facts`, where the caller has them already.
    """
    forms = [*forms]
    if not forms:
        return {}
    rows = moved_facts(actor, case, forms) if rows is None else rows
    parts = {row.person_id: row.part or "" for row in rows if row.person_id}
    found: dict[UUID, list[Spot]] = {}
    for one in forms:
        looked_at = None if even_seen else one.needed.filing.looked_at
        found[one.pk] = [*_changes(one, rows, parts, looked_at)]
    drafts = [one for one in forms if _is_draft(one) and one.house]
    if drafts:
        now = house_now(actor, case) if house is None else house
        for one in drafts:
            found[one.pk] += _of_house(one, now)
    return found


def moved_facts(
    actor: Actor,
    case: Case,
    forms: Sequence[FilledForm],
    *,
    named: Iterable[str] = (),
    also: Q | None = None,
) -> list[MovedFact]:
    """The facts of a case that changed since the first of these forms was filled, each
    with the part of its person. named: also these as they stand now, moved or not: they
    are read with them, and change nothing of what is found; nor do those of `also`."""
    wanted = Q(name__in={*named}, replaced_at__isnull=True)
    if also is not None:
        wanted |= also
    if forms:
        first = min(one.prepared_at for one in forms)
        wanted |= Q(Q(at__gt=first) | Q(replaced_at__gt=first), stood=True)
    parts_of = Party.objects.visible_in(actor, case).filter(person=OuterRef("person"))
    rows = Fact.objects.visible_in(actor, case).filter(wanted)
    rows = rows.select_related("person", "entry")
    return [*rows.annotate(part=parts_of.values("part")[:1])]


def _is_draft(filled: FilledForm) -> bool:
    return filled.needed.filing.state == Filing.State.PREPARING


def _of_house(filled: FilledForm, now: Mapping[str, str]) -> Iterator[Spot]:
    """What the attorney or the firm says of itself otherwise than on this draft."""
    for path, was in filled.house.items():
        says = now.get(path, "")
        if says != was:
            part, _dot, name = path.partition(".")
            yield Spot(
                item="",
                of=part,
                whose="",
                labels=_labels(path),
                subject=None,
                name=name,
                is_known=bool(says),
                path=path,
                was=was,
                now=says,
            )


def decides_who_signs(filled: FilledForm, changed: Iterable[Spot]) -> bool:
    """Whether one of these answers decides whether somebody must sign the form."""
    pack = pack_of_edition(filled.form, filled.edition)
    deciding = signature_paths(pack, filled.needed.client)
    return any(spot.path in deciding for spot in changed)


def outdated(actor: Actor, case: Case, forms: Iterable[FilledForm]) -> set[UUID]:
    """Which of these forms no longer say what was answered, while they still wait.

    Whoever gave the answers: a client who does not see them is told only that it is so.
    """
    waiting = [one for one in forms if _is_draft(one)]
    changed = changes(Actor.clock(actor.firm), case, waiting)
    return {pk for pk, spots in changed.items() if spots}


def _changes(
    filled: FilledForm,
    rows: Sequence[Fact],
    parts: Mapping[UUID, str],
    looked_at: datetime | None,
) -> Iterator[Spot]:
    """Every fact the form may look at whose value then is not its value now."""
    try:
        asked = asked_by(filled.form, filled.edition, filled.needed.client)
    except NoEdition:
        return  # What it looks at nobody knows: the preflight says that.
    then = _standing(rows, filled.prepared_at)
    now = _standing(rows, None)
    seen = _standing(rows, looked_at) if looked_at else {}
    for key in {**then, **now}:
        before, after = then.get(key), now.get(key)
        either = after or before
        assert either is not None
        part = parts.get(either.person_id, "") if either.person_id else "case"
        path = f"{part}.{either.name}"
        if path not in asked or _value(before) == _value(after):
            continue
        if not looked_at or _value(seen.get(key)) != _value(after):
            yield _changed(path, part, before, after, either)


def _changed(
    path: str, part: str, before: Fact | None, after: Fact | None, either: Fact
) -> Spot:
    return Spot(
        item="",
        of=part,
        whose=either.person.full_name if either.person else "",
        labels=_labels(path),
        subject=either.person_id or either.case_id,
        name=either.name.replace("[]", ""),
        entry=either.entry_id,
        is_known=after is not None,
        group=_group(path),
        path=path,
        was=_value(before),
        now=_value(after),
    )


def _standing(
    rows: Iterable[Fact], moment: datetime | None
) -> dict[tuple[str, Place], Fact]:
    """Which of these facts held at that moment; without one: hold now."""
    return {
        (fact.subject, (fact.name, fact.entry_id)): fact
        for fact in rows
        if (_stood_at(fact, moment) if moment else fact.replaced_at is None)
    }


def _stood_at(fact: Fact, moment: datetime) -> bool:
    return fact.at <= moment and (fact.replaced_at is None or fact.replaced_at > moment)


def _value(fact: Fact | None) -> str:
    return fact.value if fact else ""


def _group(path: str) -> str:
    """The name of the group that a path is of, or leads to; nothing where it is of none."""
    head, inside, _rest = general(path).partition("[]")
    subject, _, name = head.partition(".")
    is_group = (SUBJECTS.get(subject, ""), name) in catalogue().groups
    return name if inside or is_group else ""


def _place(path: str, sheet: Sheet) -> tuple[str, UUID | None, int]:
    """A path inside a subject as an address has it; no name for a whole group.

    An entry that is not there yet, or no longer, leads to the group as well.
    """
    rest = path.partition(".")[2]
    found = _IN_GROUP.search(rest)
    if found is None:
        return ("" if rest == _group(path) else rest), None, 0
    ids = sheet.entries.get(rest[: found.start()], [])
    index = int(found[1])
    if index >= len(ids) or found.end() == len(rest):
        return "", None, index + 1
    return _IN_GROUP.sub("", rest), ids[index], index + 1


@cache
def asked_by(form: str, edition: date, client: str = "") -> frozenset[str]:
    """The paths of all that a form may look at. NoEdition if there is no such pack.

    client: the party whose form it is; "" for everybody whose it may be.
    """
    return fact_paths(pack_of_edition(form, edition), client)


def _labels(path: str) -> Mapping[str, str]:
    """What a fact or a group is called, in every language."""
    try:
        return catalogue().entry(path).labels
    except NoSuchFact:
        pass
    try:
        return catalogue().group(path).labels
    except NoSuchFact:
        return {"en": path}
