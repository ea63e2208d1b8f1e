"""What is decided beside a case: needs that are no part of it, and days years ahead."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.workflow import events
from harborlight.workflow.models import FollowUpStart, NeedDecision
from harborlight.workflow.playbook_later import FollowUp, Related


def note_start(actor: Actor, case: Case, *, follow_up: FollowUp, on: date) -> None:
    """Say on which day it began what a later day counts from."""
    with acting(actor, events.FOLLOW_UP_NOTED, case) as event:
        row, _new = FollowUpStart.objects.update_or_create(
            firm=actor.firm,
            case=case,
            follow_up=follow_up.id,
            defaults={"on": on, "noted_by_id": actor.user_id, "noted_at": now()},
        )
        event.note(row)
        event.say(name=dict(follow_up.title))


def decide_need(
    actor: Actor,
    case: Case,
    *,
    need: Related,
    decision: str,
    words: str = "",
    opened: Case | None = None,
) -> NeedDecision:
    """Say what is done about a need besides the case; the last decision stands.

    opened: the case that was opened for it, for that decision alone.
    """
    is_told = decision == NeedDecision.Decision.TOLD
    kind = events.NEED_TOLD if is_told else events.NEED_DECIDED
    with acting(actor, kind, case) as event:
        said = {
            "decision": decision,
            "words": words,
            "opened": opened if decision == NeedDecision.Decision.OPENED else None,
            "decided_by_id": actor.user_id,
            "decided_at": now(),
        }
        row, _new = NeedDecision.objects.update_or_create(
            firm=actor.firm, case=case, need=need.id, defaults=said
        )
        event.note(row)
        label = NeedDecision.Decision(decision).label
        event.say(name=dict(need.name), decision=in_every_language(label))
    return row
