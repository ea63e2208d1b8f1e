"""A payer's dispute is read at the processor; what we say for us is handed in there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django_tasks import task

from harborlight.billing.models import Payment
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.outside.payments_sandbox import sandbox
from harborlight.paying.actions import CannotBeAnswered, decide_dispute, open_dispute
from harborlight.paying.events import DISPUTE_ANSWERED, DISPUTE_DECIDED
from harborlight.paying.houses import house
from harborlight.paying.jobs.returning import return_money
from harborlight.paying.models import Charge, Dispute, Return, Till


def hear_dispute(till: Till | None, number: str) -> str:
    """A dispute began or changed: read it again, and write down how it stands."""
    said = house(till).read_contested(number)
    payment = _payment(till, said.charge)
    if payment is None:
        return "unknown"
    actor = Actor.processor(current_firm())
    dispute = open_dispute(actor, payment, said=said)
    if said.state != Dispute.State.OPEN and dispute.is_open:
        try:
            decide_dispute(actor, dispute, state=said.state)
        except CannotBeAnswered:
            return "known before"
    return said.state


def _payment(till: Till | None, charge: str) -> Payment | None:
    if till is None:
        return Payment.objects.filter(reference=charge).first()
    rows = Charge.objects.filter(till=till, charge=charge)
    found = rows.select_related("payment__invoice", "payment__payer").first()
    return found.payment if found else None


@task()
def hear_contested(reference: str) -> str:
    """The same of the sandbox, whose notice names the payment."""
    said = sandbox().contested(reference)
    return hear_dispute(None, said.number) if said else "unknown"


@reads_events("disputes")
def after_disputes(clock: Actor, happened: Sequence[Event]) -> None:
    """Hand in what was said; give back what waited for the end of a dispute."""
    for one in happened:
        if one.kind == DISPUTE_ANSWERED.name:
            defend.enqueue(str(one.subject_id))
    decided = [one for one in happened if one.kind == DISPUTE_DECIDED.name]
    over = [one.subject_id for one in decided if one.subject_id]
    waiting = Return.objects.filter(
        payment__disputes__in=over, state=Return.State.WAITING
    )
    for withdrawal in waiting.values_list("withdrawal_id", flat=True):
        return_money.enqueue(str(withdrawal))


@task()
def defend(dispute_id: str) -> str:
    """Hand our words to the payer's bank, once."""
    rows = Dispute.objects.select_related("payment__invoice", "payment__payer")
    dispute = rows.get(pk=UUID(dispute_id))
    if not dispute.is_open:
        return dispute.state
    charge = Charge.objects.filter(payment=dispute.payment).first()
    till = charge.till if charge else None
    house(till).defend(dispute.number, dispute.evidence)
    return hear_dispute(till, dispute.number)
