"""What somebody wrote while somebody else answered: kept beside that, never in its place."""

from __future__ import annotations

from collections.abc import Mapping

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.actions.learning import Place, Source, fact_of, known_at
from harborlight.facts.models import Fact
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person


def set_beside(
    actor: Actor,
    case: Case,
    *,
    person: Person | None,
    values: Mapping[Place, str],
    source: Source,
) -> list[Fact]:
    """Keep words that are not taken for the answer, so that the history shows both.

    What the same person wrote there since the answer was given is kept once; an empty
    value has no words. Values are in the catalogue's form (catalogue.accept).
    """
    moment, known = now(), known_at(case, person, values)
    rows = [
        fact_of(actor, case, person, place, value, source, moment)
        for place, value in values.items()
        if value and not _is_there(actor, known.get(place), value)
    ]
    if not rows:
        return []
    with acting(actor, events.SET_BESIDE, case) as event:
        for row in rows:
            row.stood, row.replaced_at = False, moment
        event.say(count=len(rows), person=str(person.pk) if person else "")
        return Fact.objects.bulk_create(rows)


def _is_there(actor: Actor, stands: Fact | None, value: str) -> bool:
    """Whether this was said already: as the answer, or beside it by the same person."""
    if stands is None or stands.value == value:
        return stands is not None
    rows = Fact.objects.filter(
        case_id=stands.case_id,
        subject=stands.subject,
        name=stands.name,
        slot=stands.slot,
        stood=False,
        by_id=actor.user_id,
        at__gte=stands.at,
    )
    return any(row.value == value for row in rows)
