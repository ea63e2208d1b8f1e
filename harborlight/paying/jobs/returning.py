"""What was agreed to be given back of a card payment goes back through the processor."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django_tasks import task

from harborlight.billing.actions import MoreThanOwed, NothingToPay, credit_invoice
from harborlight.billing.events import GIVEN_BACK
from harborlight.billing.models import Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.outside.payments import ProcessorRefused, Returned
from harborlight.paying.houses import house
from harborlight.paying.jobs.keeping import begin_return, finish_return
from harborlight.paying.models import Return, Till
from harborlight.paying.queries import charge_of


@reads_events("returns")
def give_back_by_card(clock: Actor, happened: Sequence[Event]) -> None:
    """Two persons agreed: the processor gives it back to who paid."""
    given = [one for one in happened if one.kind == GIVEN_BACK.name]
    of = [one.subject_id for one in given if one.subject_id]
    rows = Withdrawal.objects.filter(pk__in=of)
    rows = rows.select_related("payment", "invoice__payer", "invoice__case")
    for withdrawal in rows:
        if withdrawal.credit_cents:
            _credit(clock, withdrawal)
        if withdrawal.payment is not None and withdrawal.payment.is_by_card:
            return_money.enqueue(str(withdrawal.pk))


def _credit(clock: Actor, withdrawal: Withdrawal) -> None:
    """What went back is not asked for again: its invoice gets a credit note."""
    assert withdrawal.invoice is not None
    try:
        credit_invoice(
            clock,
            withdrawal.invoice,
            cents=withdrawal.credit_cents,
            why=withdrawal.why,
            given_back=True,
        )
    except (NothingToPay, MoreThanOwed):
        # It was credited or paid by somebody meanwhile.
        return


@task()
def return_money(withdrawal_id: str) -> str:
    """Ask the processor to give it back. Once, however often this runs."""
    rows = Withdrawal.objects.select_related("payment__invoice", "payment__payer")
    withdrawal = rows.get(pk=UUID(withdrawal_id))
    actor = Actor.processor(current_firm())
    row = begin_return(actor, withdrawal)
    if row.state != Return.State.OPEN:
        return row.state
    charge = charge_of(actor, row.payment)
    till = charge.till if charge else None
    money = (charge.charge if charge else "") or row.payment.reference
    try:
        key = f"return {withdrawal.pk}"
        returned = house(till).give_back(money, row.cents, key=key)
    except ProcessorRefused as no:
        returned = Returned("", "failed", row.cents, str(no))
    finish_return(actor, row, returned)
    return returned.state


def hear_return(till: Till, number: str) -> str:
    """A refund changed at the processor: read it again."""
    rows = Return.objects.filter(number=number, payment__charge__till=till)
    row = rows.select_related("payment__invoice", "payment__payer").first()
    if row is None:
        return "unknown"
    returned = house(till).read_returned(number)
    finish_return(Actor.processor(current_firm()), row, returned)
    return returned.state
