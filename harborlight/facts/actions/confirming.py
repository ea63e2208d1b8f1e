"""A client says that what a helper wrote for them is their own answer."""

from __future__ import annotations

from collections.abc import Sequence

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.actions.learning import (
    Source,
    _called,
    _replace,
)
from harborlight.facts.models import Fact
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def make_theirs(
    actor: Actor, case: Case, *, facts: Sequence[Fact], source: Source
) -> int:
    """Take a helper's answers for the client's own; how many still stood as they were.

    source: where answers of the client come from. The history shows both: who wrote it
    for them, and that they said so too. The helper's name stays with the answer.
    """
    with acting(actor, events.MADE_THEIRS, case) as event:
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        rows = Fact.objects.filter(
            case=case,
            pk__in=[fact.pk for fact in facts],
            source=Fact.Source.HELPER,
            replaced_at__isnull=True,
        )
        several = [*rows.select_related("person", "firm")]
        for fact in several:
            place = (fact.name, fact.entry_id)
            by = Source(source.kind, source.id, source.language, fact.reason)
            said = {place: (fact.value, fact.value)}
            _replace(actor, case, fact.person, said, by)
            event.changes[_called(place)] = ["helper", "client"]
        event.say(count=len(several))
    return len(several)
