"""What does not fit in a case: among its answers, and with all that is said elsewhere.

    for finding in findings(actor, case, on=day):
        print(finding.what, finding.why, finding.law, finding.who, finding.is_open)

Papers, forms that wait, forms that went out, the cards of the people, and what we filed
for them in other cases. Whoever looks sees of other cases no more than they may open; the
clock, which looks for nobody in particular, sees none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.documents.certified import CONFIRMED, on_certificates
from harborlight.documents.differing import read_on_papers
from harborlight.facts.comparing import Elsewhere, against_name, against_value
from harborlight.facts.consistency import inconsistencies
from harborlight.facts.days import SPOUSES, day_at
from harborlight.facts.findings import Finding, Where, of_people, put_in_order
from harborlight.facts.models import Explanation, Fact
from harborlight.facts.queries import case_facts, explanations
from harborlight.filings.filed_before import filed_before, of_others
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.queries import CURRENT
from harborlight.filings.since_sent import several_once
from harborlight.filings.spots import changes, moved_facts
from harborlight.firm.actor import Actor
from harborlight.people.likeness import Called

if TYPE_CHECKING:
    from harborlight.filings.spots import MovedFact

Facts = Mapping[str, Mapping[str, Any]]
_BY_HELPERS = Q(source=Fact.Source.HELPER, replaced_at__isnull=True)


@dataclass(frozen=True)
class _Parts:
    """The people of the case, each once: who has two parts is one person.

    rows: their parts, of two that of a spouse; whose: the name and the id behind each part.
    """

    rows: Sequence[Party]
    whose: Mapping[str, tuple[str, UUID]]

    @classmethod
    def of(cls, rows: Iterable[Party]) -> _Parts:
        every = [*rows]
        whose = {row.part: (row.person.full_name, row.person_id) for row in every}
        each: dict[UUID, Party] = {}
        for row in sorted(every, key=lambda one: one.part not in SPOUSES):
            each.setdefault(row.person_id, row)
        return cls([*each.values()], whose)

    def part_of(self, person: UUID) -> str:
        return next((row.part for row in self.rows if row.person_id == person), "")


def findings(actor: Actor, case: Case, *, on: date) -> list[Finding]:
    """Everything that does not fit; what is open first, and first what cannot be.

    on: today, or the day of the filing. What staff explained is among it.
    """
    people = _Parts.of(parties(actor, case))
    facts = case_facts(actor, case, people.rows)
    here, elsewhere = _filled(actor, case, people)
    moved = moved_facts(actor, case, here, also=_BY_HELPERS | CONFIRMED)
    found = [
        *inconsistencies(facts, on=on),
        *_cards(people, facts),
        *_of_helpers(people, moved),
        *_papers(actor, case, people, facts, on),
        *_certificates(actor, case, people, facts, moved),
        *_forms(actor, case, here, moved),
        *filed_before(actor, case, people.rows, facts, on, elsewhere),
    ]
    return _told(actor, case, people, facts, found)


def open_among_answers(
    actor: Actor, case: Case, rows: Iterable[Party], facts: Facts, *, on: date
) -> int:
    """How many things do not fit among the answers alone, and nobody has explained yet.

    For a page that has the answers at hand already. rows: the parties of the case.
    """
    people = _Parts.of(rows)
    parts = [*(row.part for row in people.rows), "case"]
    mine = {part: facts[part] for part in parts}
    found = _told(actor, case, people, mine, inconsistencies(mine, on=on))
    return sum(one.is_open for one in found)


def _told(
    actor: Actor, case: Case, people: _Parts, facts: Facts, found: Sequence[Finding]
) -> list[Finding]:
    # One thing is told once, however it was found.
    once = {one.key(case): of_people(one, people.whose, facts) for one in found}
    told = _explained(actor, case, [*once.values()])
    return sorted(told, key=lambda one: one.order)


def _cards(people: _Parts, facts: Facts) -> Iterator[Finding]:
    for row in people.rows:
        person, known = row.person, facts[row.part]
        where = Elsewhere("card", str(person.pk))
        name = Called(person.family_name, person.given_name, person.middle_name)
        codes = ("card_name", "card_spelling")
        yield from against_name(row.part, known, name, where, codes=codes)
        if person.birth_date:
            day = person.birth_date.isoformat()
            at = (row.part, known, "birth.date", day, where)
            yield from against_value(*at, code="card_birth")


def _filled(
    actor: Actor, case: Case, people: _Parts
) -> tuple[list[FilledForm], list[FilledForm]]:
    """The forms of the case that count, in their order; and what went out of other cases
    for the same people."""
    wanted = Q(case=case, state__in=CURRENT)
    if (others := of_others(actor, case, people.rows)) is not None:
        wanted |= others
    rows = FilledForm.objects.visible_to(actor).filter(wanted)
    rows = rows.select_related("needed__filing", "case")
    found = [*rows.order_by("needed__position", "pk")]
    here = [one for one in found if one.case_id == case.pk]
    return here, [one for one in found if one.case_id != case.pk]


def _of_helpers(people: _Parts, facts: Iterable[Fact]) -> Iterator[Finding]:
    """What helpers wrote and the client has not said to be theirs, for each person."""
    of: dict[str, list[Where]] = {}
    for row in facts:
        if row.source != Fact.Source.HELPER or not row.is_known_now:
            continue
        part = people.part_of(row.person_id) if row.person_id else "case"
        if part:
            entry = str(row.entry_id or "")
            of.setdefault(part, []).append(
                Where(f"{part}.{row.name}", row.value, entry)
            )
    for places in of.values():
        yield Finding("of_helper", put_in_order(places))


def _papers(
    actor: Actor, case: Case, people: _Parts, facts: Facts, on: date
) -> Iterator[Finding]:
    for one in read_on_papers(actor, case, on):
        part = people.part_of(one.person)
        if not part:
            continue
        where = Elsewhere("paper", str(one.version), one.paper, one.part)
        known = facts[part]
        if one.name:
            codes, cut = ("paper_name", "paper_spelling"), one.is_cut
            yield from against_name(
                part, known, one.name, where, codes=codes, is_cut=cut
            )
        else:
            at = (part, known, one.fact, one.value, where)
            yield from against_value(*at, code="paper_differs")


def _certificates(
    actor: Actor, case: Case, people: _Parts, facts: Facts, moved: Iterable[Fact]
) -> Iterator[Finding]:
    """What one of us read on papers, and was answered otherwise; and days of certificates
    before what they certify."""
    if case.is_sensitive:
        return
    born: dict[tuple[UUID | None, str], str] = {
        (row.person_id, "birth.date"): day_at(facts[row.part], "birth.date")
        for row in people.rows
    }
    days = born | {(None, "marriage.date"): day_at(facts["case"], "marriage.date")}
    whole = {at: day for at, day in days.items() if len(day) == len("1999-04-12")}
    otherwise, too_early = on_certificates(actor, case, moved, whole)
    for one in otherwise:
        part = people.part_of(one.person)
        if part:
            where = Elsewhere("paper", str(one.version), one.paper)
            at = (part, facts[part], one.fact, one.value, where)
            yield from against_value(*at, code="paper_differs")
    for one in too_early:
        part = people.part_of(one.person) if one.fact == "birth.date" else "case"
        if part:
            path = f"{part}.{one.fact}"
            where = Elsewhere("paper", str(one.version), one.paper)
            places = [
                Where(path, day_at(facts[part], one.fact)),
                where.said(path, one.value),
            ]
            yield Finding("paper_too_early", put_in_order(places))


def _forms(
    actor: Actor, case: Case, forms: Sequence[FilledForm], moved: Sequence[MovedFact]
) -> Iterator[Finding]:
    """Answers that changed after a form was filled with them, or went out with them."""
    changed = changes(actor, case, forms, rows=moved)
    for source in ("draft", "sent"):
        several = [one for one in forms if _is_sent(one) == (source == "sent")]
        for one in several_once((form.form, changed[form.pk]) for form in several):
            spot, names = one.spot, ", ".join(dict.fromkeys(one.forms))
            if spot.subject is None:
                continue  # The firm's own details: nobody answered them.
            entry = str(spot.entry or "")
            now = Where(spot.path, spot.now, entry)
            was = replace(now, value=spot.was, source=source, id=names, label=names)
            words = {"forms": names}
            yield Finding(f"{source}_differs", put_in_order([now, was]), words)


def _is_sent(filled: FilledForm) -> bool:
    return filled.needed.filing.state != Filing.State.PREPARING


def _explained(actor: Actor, case: Case, found: Sequence[Finding]) -> Iterator[Finding]:
    """Each with what was said to it: to this very thing, or when it was another."""
    by_key: dict[str, Explanation] = {}
    by_topic: dict[str, Explanation] = {}
    for row in explanations(actor, case) if found else ():
        by_key[row.key] = by_topic[row.topic] = row
    for one in found:
        said = by_key.get(one.key(case))
        stale = None if said else by_topic.get(one.topic(case))
        yield replace(one, explained=said, stale=stale)
