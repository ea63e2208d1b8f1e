"""A case is held: nothing of it is destroyed until an attorney lifts that."""

from __future__ import annotations

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.docket import events
from harborlight.docket.models import LegalHold
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


class LiftedAlready(Exception):
    """A hold is lifted once, and stays in the history."""

    rule = "T19"


def place_legal_hold(actor: Actor, case: Case, *, reason: str) -> LegalHold:
    """Say that nothing of a case may be destroyed, whatever the rules of keeping say."""
    with acting(actor, events.HOLD_PLACED, case) as event:
        made = LegalHold.objects.create(
            firm=actor.firm,
            case=case,
            reason=reason,
            placed_at=now(),
            placed_by_id=actor.account,
            lifted_why="",
        )
        _mark(case)
        event.about(made)
        event.say(reason=reason)
    return made


def lift_legal_hold(actor: Actor, hold: LegalHold, *, reason: str) -> None:
    """Say why a case is held no more, by this one. Raises LiftedAlready."""
    with acting(actor, events.HOLD_LIFTED, hold, held=True) as event:
        if hold.lifted_at is not None:
            raise LiftedAlready(
                gettext("This hold was lifted already. Nothing was changed.")
            )
        hold.lifted_at, hold.lifted_by_id = now(), actor.account
        hold.lifted_why = reason
        hold.save(update_fields=["lifted_at", "lifted_by", "lifted_why"])
        _mark(hold.case)
        event.say(reason=reason)


def _mark(case: Case) -> None:
    """Every page of the case says whether a hold stands; who comes second sees the first."""
    held = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    stands = LegalHold.objects.filter(case=held, lifted_at=None).exists()
    Case.objects.filter(pk=held.pk).update(is_on_hold=stands)
    case.is_on_hold = stands
