from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext

from harborlight.cases.actions import move_case, reach_milestone
from harborlight.cases.models import Case
from harborlight.docket import events
from harborlight.docket.models import Transfer
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language


class OverAlready(Exception):
    """A case goes to one lawyer at a time."""


def transfer_out(
    actor: Actor, case: Case, *, counsel: str, address: str, reason: str, on: date
) -> Transfer:
    """Note that the case goes to another lawyer; what is to be done then is listed."""
    with acting(actor, events.TRANSFERRED_OUT, case) as event:
        # One at a time, whoever says so at the same moment.
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        going = Transfer.objects.filter(case=case, way=Transfer.Way.OUT)
        if going.filter(received_on__isnull=True).exists():
            raise OverAlready(gettext("This case is on its way to a lawyer already."))
        transfer = Transfer.objects.create(
            firm=actor.firm,
            case=case,
            way=Transfer.Way.OUT,
            counsel=counsel,
            address=address,
            reason=reason,
            on=on,
            noted_at=now(),
        )
        event.made(transfer)
    return transfer


def note_transfer_step(
    actor: Actor, transfer: Transfer, *, step: str, on: date
) -> None:
    """Note that our appearance was withdrawn, or that the new lawyer has the file.

    step: "withdrawn" or "received".
    """
    with acting(actor, events.TRANSFER_STEP, transfer) as event:
        if step == "withdrawn":
            transfer.withdrawn_on = on
        else:
            transfer.received_on = on
        transfer.save(update_fields=["withdrawn_on", "received_on"])
        event.say(step=in_every_language(events.STEPS[step]))


def take_over(
    actor: Actor,
    case: Case,
    *,
    counsel: str,
    address: str,
    on: date,
    stage: str,
    stage_name: Mapping[str, str],
    filed_on: date | None = None,
    receipt_number: str = "",
    receipt_on: date | None = None,
) -> Transfer:
    """Note that a case came from another lawyer, in the middle: how far it is, and what
    the government gave it. stage_name: the name of the stage in every language."""
    with acting(actor, events.TAKEN_OVER, case) as event, transaction.atomic():
        transfer = Transfer.objects.create(
            firm=actor.firm,
            case=case,
            way=Transfer.Way.IN,
            counsel=counsel,
            address=address,
            on=on,
            receipt_number=receipt_number,
            noted_at=now(),
        )
        event.note(transfer)
        if filed_on:
            reach_milestone(actor, case, kind="filed", on=filed_on)
        if receipt_number:
            day = receipt_on or on
            reach_milestone(actor, case, kind="receipt", on=day, number=receipt_number)
        if stage != case.stage:
            move_case(actor, case, stage=stage, stage_name=stage_name)
        event.say(stage=dict(stage_name))
    return transfer
