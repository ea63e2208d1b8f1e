"""A card is not charged for what was paid in another way, or taken back, meanwhile."""

import pytest
from django.utils.translation import override

from harborlight.billing.actions import (
    add_line,
    ask_withdrawal,
    draft_invoice,
    issue_invoice,
    start_payment,
    void_invoice,
)
from harborlight.billing.methods import said_why
from harborlight.billing.models import Payment
from harborlight.billing.tests.test_corrections import by_hand
from harborlight.cases.queries import activity, timeline
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import sentence
from harborlight.firm.working import claim, run
from harborlight.outside.payments import Asked
from harborlight.outside.payments_sandbox import sandbox
from harborlight.trust.models import Account, Book

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


def test_whoever_asks_for_fees_out_of_trust_closes_the_cards_page(
    harbor, ada, ben, case, payer, begun, invoice
):
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=180_000, to="trust")
    issue_invoice(ada, advance)
    by_hand(ben, advance, 180_000, method="transfer 7")
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    about = {"purpose": "earned", "why": "Work", "once": "e", "invoice": invoice}
    ask_withdrawal(ben, held, cents=180_000, **about)
    payment = meanwhile(harbor)
    assert (payment.state, payment.invoice_id) == ("failed", invoice.pk)
    assert payment.why_not == "We asked to pay it with the money in trust."
    assert sandbox().decide(begun.reference, "pay").state == "cancelled"


def test_both_read_that_the_amount_changed_and_what_is_to_be_paid(
    harbor, ben, pat, maria, begun, invoice
):
    by_hand(ben, invoice, 100_000)
    payment = meanwhile(harbor)
    assert payment.found_another_amount
    with override("es"):
        assert "$1,475.00" in str(said_why(payment.why_not))
    keep_up_in(harbor)
    rows = [*activity(pat, invoice.case), *timeline(maria, invoice.case)]
    told = [row for row in rows if row.event.kind == "payment.failed"]
    for one, to_client in zip(told, (False, True), strict=True):
        words = sentence(one.event.kind, one.words, for_client=to_client)
        assert "changed to $1,475.00 meanwhile, so nothing was charged" in words
    start = start_payment(maria, invoice, reference="sbx_2")
    assert (start.cents, start.trust_cents) == (147_500, 0)


def test_money_that_was_quicker_still_counts(harbor, ben, begun, invoice):
    sandbox().decide(begun.reference, "pay")
    void_invoice(ben, invoice)
    keep_up_in(harbor)
    for job in claim():
        run(job)
    begun.refresh_from_db()
    assert (begun.state, begun.to_give_back_cents) == ("received", begun.cents)
