"""An automation acts in a case, once for each occasion; or is held back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from harborlight.automation import events
from harborlight.automation.actions.doing import DOING, NothingDone, Occasion
from harborlight.automation.models import Automation, Firing
from harborlight.automation.rule import Rule, Then
from harborlight.billing.actions import CaseIsClosed
from harborlight.cases.models import Case
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now

log = logging.getLogger(__name__)
Outcome = Firing.Outcome


@dataclass(frozen=True)
class Met:
    """What an automation waited for: an event (of a kind), or a day that came of a thing.

    depth: how many automations it followed from.
    """

    kind: str
    event: UUID | None = None
    subject: UUID | None = None
    on: date | None = None
    depth: int = 0


def firing_of(
    automation: Automation, case: Case, met: Met, so: Sequence[bool], outcome: str
) -> Firing:
    """The row of the log, not kept yet."""
    return Firing(
        firm_id=automation.firm_id,
        case=case,
        automation=automation,
        version=automation.number,
        event_id=met.event,
        subject_id=met.subject,
        on=met.on,
        depth=met.depth,
        so=list(so),
        outcome=outcome,
        at=now(),
    )


def fire(
    clock: Actor,
    automation: Automation,
    *,
    rule: Rule,
    case: Case,
    met: Met,
    so: Sequence[bool],
    today: date,
) -> Firing:
    """Do everything that an automation says; one thing that fails undoes no other."""
    with acting(clock, events.FIRED, case) as event:
        event.say(name=dict(automation.name), number=automation.number)
        firing = firing_of(automation, case, met, so, Outcome.DONE)
        firing.save(force_insert=True)
        event.about(firing)
        at = Occasion(case, firing, automation.name, met.kind, today)
        firing.did = [_done(clock, at, one) for one in rule.thens]
        firing.outcome = _outcome([code for code, _row in firing.did])
        firing.save(update_fields=["did", "outcome"])
    return firing


def _done(clock: Actor, at: Occasion, then: Then) -> list[str]:
    """[what came of it, the row it made]."""
    try:
        with transaction.atomic():
            made = DOING[then.do](clock, at, then)
    except NothingDone as why:
        return [str(why), ""]
    except (Refused, CaseIsClosed):
        return ["refused", ""]
    except Exception:
        log.exception("An automation could not do %s.", then.do)
        return ["failed", ""]
    return ["done", str(made or "")]


def _outcome(codes: Sequence[str]) -> str:
    if all(code == "done" for code in codes):
        return Outcome.DONE
    return Outcome.PARTLY if "done" in codes else Outcome.FAILED


def hold_back(
    clock: Actor, automation: Automation, *, case: Case, met: Met, why: str
) -> Firing:
    """Do nothing, because it follows from itself, or acts too often; tell who keeps it."""
    # Told of no case: who keeps automations may not open it.
    with acting(clock, events.HELD_BACK, clock.firm) as event:
        event.say(name=dict(automation.name))
        firing = firing_of(automation, case, met, [], Outcome.HELD)
        firing.did = [[why, ""]]
        firing.save(force_insert=True)
    return firing
