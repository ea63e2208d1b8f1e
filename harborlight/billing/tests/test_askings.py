"""A card is not charged for what was paid in another way, or taken back, meanwhile."""

import pytest

from harborlight.billing.actions import start_payment, void_invoice
from harborlight.billing.models import Payment
from harborlight.billing.tests.test_corrections import by_hand
from harborlight.firm.readers import keep_up_in
from harborlight.firm.working import claim, run
from harborlight.outside.payments import Asked, sandbox

pytestmark = pytest.mark.feature("F163")


@pytest.fixture
def begun(maria, invoice):
    """The client stands before the card's page."""
    house = sandbox()
    payment = start_payment(maria, invoice, reference=house.new_reference())
    house.begin(
        Asked(payment.reference, payment.cents, payment.trust_cents, "Invoice", "/")
    )
    return payment


def meanwhile(harbor):
    keep_up_in(harbor)
    for job in claim():
        run(job)
    return Payment.objects.exclude(state="received").get()


def test_whoever_voids_an_invoice_closes_the_cards_page(harbor, ben, begun, invoice):
    void_invoice(ben, invoice)
    payment = meanwhile(harbor)
    assert (payment.state, payment.why_not) == ("failed", "Nothing is owed any more.")
    assert sandbox().decide(begun.reference, "pay").state == "cancelled"


def test_whoever_writes_a_check_down_closes_the_cards_page(harbor, ben, begun, invoice):
    by_hand(ben, invoice, invoice.cents - 100)
    assert meanwhile(harbor).state == "failed"
    assert sandbox().decide(begun.reference, "pay").state == "cancelled"


def test_money_that_was_quicker_still_counts(harbor, ben, begun, invoice):
    sandbox().decide(begun.reference, "pay")
    void_invoice(ben, invoice)
    keep_up_in(harbor)
    for job in claim():
        run(job)
    begun.refresh_from_db()
    assert (begun.state, begun.to_give_back_cents) == ("received", begun.cents)
