"""What clients answered is read by one of us, and found good."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.facts import events
from harborlight.facts.models import Fact
from harborlight.facts.queries import new_answers
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


def accept_answers(actor: Actor, case: Case, *, answers: Collection[UUID]) -> int:
    """Note that somebody read these answers and found them good; how many those were.

    answers: ids of facts, as they were seen. One that the client changed meanwhile is
    another one, and stays new.
    """
    rows = new_answers(actor, case).filter(pk__in=answers)
    with acting(actor, events.ACCEPTED, case) as event:
        count = Fact.objects.filter(pk__in=[*rows.values_list("pk", flat=True)]).update(
            accepted_at=now(), accepted_by=actor.user_id
        )
        event.say(count=count)
    return count
