"""What we filed for the same people in other cases, held against what they say here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import giving
from harborlight.facts.comparing import Elsewhere, against_filed
from harborlight.facts.findings import Finding
from harborlight.facts.models import Fact
from harborlight.facts.queries import Known, Sheet
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.spots import asked_by
from harborlight.firm.actor import Actor
from harborlight.law.packs import NoEdition


@dataclass(frozen=True)
class _Filed:
    """What went out of another case: its forms, and up to when its answers went in."""

    case: Case
    forms: Sequence[str]
    asked: frozenset[str]
    moment: datetime


def filed_before(
    actor: Actor,
    case: Case,
    rows: Sequence[Party],
    facts: Mapping[str, Mapping[str, Any]],
    on: date,
    forms: Sequence[FilledForm],
) -> Iterator[Finding]:
    """Only of cases that may tell others what they know (cases.queries.giving).

    forms: as `of_others` finds them, with their cases.
    """
    several = [*_filed(forms)]
    if not several:
        return
    zone = ZoneInfo(actor.firm.time_zone)
    parts = {row.person_id: row.part for row in rows}
    known = _known(actor, several, [*parts])
    for one in several:
        label = f"{', '.join(one.forms)} ({one.case.number})"
        where = Elsewhere("filed", str(one.case.pk), label)
        for person, part in parts.items():
            yield from against_filed(
                part,
                facts[part],
                known.get((one.case.pk, person), {}),
                where,
                on=on,
                filed_on=one.moment.astimezone(zone).date(),
            )


def of_others(actor: Actor, case: Case, rows: Sequence[Party]) -> Q | None:
    """Which forms went out of other cases for these people; None: nobody may look there."""
    if actor.is_machine:
        return None
    others = giving(actor, case, [row.person_id for row in rows])
    gone = ~Q(needed__filing__state=Filing.State.PREPARING)
    return Q(case__in=others, state=FilledForm.State.APPROVED) & gone


def _filed(forms: Sequence[FilledForm]) -> Iterator[_Filed]:
    forms = sorted(forms, key=lambda one: (one.case_id, one.prepared_at, one.pk))
    by_case: dict[UUID, list[FilledForm]] = defaultdict(list)
    for one in forms:
        by_case[one.case_id].append(one)
    for several in by_case.values():
        asked = frozenset[str]().union(*map(_asked, several))
        names = [*dict.fromkeys(one.form for one in several)]
        yield _Filed(several[0].case, names, asked, several[-1].prepared_at)


def _asked(filled: FilledForm) -> frozenset[str]:
    try:
        return asked_by(filled.form, filled.edition)
    except NoEdition:
        return frozenset()


def _known(
    actor: Actor, several: Sequence[_Filed], people: Sequence[UUID]
) -> dict[tuple[UUID, UUID], Known]:
    """What the forms told of each person, as it stood then; by the case and the person."""
    filed = {one.case.pk: one for one in several}
    first = min(one.moment for one in several)
    parts = Party.objects.filter(case=OuterRef("case"), person=OuterRef("person"))
    rows = Fact.objects.visible_to(actor).filter(
        Q(replaced_at__isnull=True) | Q(replaced_at__gt=first),
        case__in=filed,
        person__in=people,
    )
    sheets: dict[tuple[UUID, UUID], Sheet] = defaultdict(Sheet)
    for fact in rows.annotate(part=parts.values("part")[:1]).order_by("at", "pk"):
        one, person = filed[fact.case_id], fact.person_id
        stood = fact.at <= one.moment and (
            fact.replaced_at is None or fact.replaced_at > one.moment
        )
        if person is None or not stood or f"{fact.part}.{fact.name}" not in one.asked:
            continue
        sheet = sheets[fact.case_id, person]
        sheet.values[fact.name, fact.entry_id] = fact
        if fact.entry_id:
            ids = sheet.entries.setdefault(fact.name.partition("[]")[0], [])
            if fact.entry_id not in ids:
                ids.append(fact.entry_id)
    return {key: sheet.plain() for key, sheet in sheets.items()}
