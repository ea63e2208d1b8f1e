"""A flat fee and a government fee, invoiced, paid, and standing where they belong."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from harborlight.billing.actions import (
    AlreadyIssued,
    AlreadyReceived,
    LooksDouble,
    TooMuch,
    add_line,
    draft_invoice,
    drop_draft,
    fail_payment,
    issue_invoice,
    receive_payment,
    record_payment,
    remove_line,
    start_payment,
    void_invoice,
    word_of,
)
from harborlight.billing.methods import why_taken_back
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.billing.queries import invoices, owed, to_give_back
from harborlight.billing.sheets import receipt_sheet
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.fields import DollarField
from harborlight.trust.models import Account, Book, Journal
from harborlight.trust.queries import (
    balance,
    entries_sum,
    misstated,
    three_way,
    unbalanced,
)


def pay(maria, invoice, reference="sbx_1"):
    payment = start_payment(maria, invoice, reference=reference)
    record_payment(
        Actor.processor(invoice.firm), payment, cents=payment.cents, method="Visa 4242"
    )
    invoice.refresh_from_db()
    return payment


@pytest.mark.feature("F181")
def test_the_government_fee_is_itemised_as_the_book_says(invoice):
    assert [
        (line.kind, line.cents, line.to) for line in invoice.lines.order_by("position")
    ] == [
        ("fee", 180_000, "operating"),
        ("government fee", 67_500, "trust"),
    ]
    assert "106.2" in invoice.lines.get(kind="government fee").source
    assert invoice.cents == 247_500


@pytest.mark.feature("F177")
def test_each_part_of_a_payment_stands_in_its_own_account(pat, maria, invoice, case):
    pay(maria, invoice)
    assert invoice.state == Invoice.State.PAID
    assert balance(pat, Book.OPERATING_BANK) == 180_000
    assert balance(pat, Book.TRUST_BANK) == 67_500
    assert balance(pat, Book.CLIENT_TRUST, case) == 67_500
    assert balance(pat, Book.RECEIVABLE) == 0
    assert balance(pat, Book.FEES_EARNED) == 180_000
    assert three_way(pat).agrees
    assert unbalanced(pat) == []
    assert all(entries_sum(pat, row) == row.cents for row in Account.objects.all())


def test_the_same_payment_is_received_once(pat, maria, invoice):
    payment = pay(maria, invoice)
    with pytest.raises(AlreadyReceived):
        record_payment(
            Actor.processor(invoice.firm),
            payment,
            cents=payment.cents,
            method="Visa 4242",
        )
    assert balance(pat, Book.TRUST_BANK) == 67_500
    assert Receipt.objects.count() == 1


def test_pressing_pay_twice_asks_for_the_same_payment(maria, invoice):
    first = start_payment(maria, invoice, reference="sbx_1")
    second = start_payment(maria, invoice, reference="sbx_2")
    assert (second.pk, second.reference) == (first.pk, "sbx_1")
    assert Payment.objects.count() == 1


def test_after_a_declined_card_the_same_payment_goes_on(maria, invoice):
    """Its page still stands in some tab: with a second one it could be paid twice."""
    first = start_payment(maria, invoice, reference="sbx_1")
    machine = Actor.processor(invoice.firm)
    fail_payment(machine, first, why="The card was declined.")
    with pytest.raises(AlreadyReceived):
        fail_payment(machine, first, why="The card was declined.")
    again = start_payment(maria, invoice, reference="sbx_2")
    assert (again.reference, again.state) == ("sbx_1", Payment.State.STARTED)
    record_payment(machine, again, cents=again.cents, method="Visa 4242")
    received = Payment.objects.get()
    assert (received.state, received.why_not) == (Payment.State.RECEIVED, "")


def test_a_payment_that_we_took_back_is_followed_by_a_new_one(maria, invoice):
    first = start_payment(maria, invoice, reference="sbx_1")
    machine = Actor.processor(invoice.firm)
    fail_payment(machine, first, why=why_taken_back(invoice.owed_cents))
    assert start_payment(maria, invoice, reference="sbx_2").reference == "sbx_2"


def test_money_that_comes_for_a_declined_card_after_all_is_not_called_declined(
    maria, invoice
):
    first = start_payment(maria, invoice, reference="sbx_1")
    machine = Actor.processor(invoice.firm)
    fail_payment(machine, first, why="The card was declined.")
    record_payment(machine, first, cents=first.cents, method="Visa 4242")
    assert Payment.objects.get().why_not == ""


def test_money_that_comes_on_top_is_kept_apart_and_not_lost(pat, ben, maria, invoice):
    by_card = start_payment(maria, invoice, reference="sbx_1")
    receive_payment(
        ben, invoice, cents=50_000, method="check 7", on=invoice.issued_on, once="a"
    )
    record_payment(
        Actor.processor(invoice.firm),
        by_card,
        cents=by_card.cents,
        method="Visa 4242",
    )
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_cents) == (Invoice.State.PAID, invoice.cents)
    assert Payment.objects.get(pk=by_card.pk).unapplied_cents == 50_000
    assert [row.pk for row in to_give_back(ben)] == [by_card.pk]
    receipt = Receipt.objects.get(payment=by_card)
    said = receipt_sheet(invoice.firm, receipt, [])
    _total, *parts = [int(re.sub(r"\D", "", sum)) for _words, sum in said["sums"]]
    assert sum(parts) == by_card.cents and parts[-1] == 50_000
    # Nothing of it is earned: all that came on top is held for the client.
    assert balance(pat, Book.TRUST_BANK) == 67_500 + 50_000
    assert balance(pat, Book.OPERATING_BANK) == 180_000
    assert balance(pat, Book.RECEIVABLE) == 0
    assert unbalanced(pat) == [] == misstated(pat)


def test_a_card_payment_for_an_invoice_that_was_voided_meanwhile_is_not_lost(
    ben, maria, invoice
):
    by_card = start_payment(maria, invoice, reference="sbx_1")
    void_invoice(ben, invoice)
    record_payment(
        Actor.processor(invoice.firm), by_card, cents=by_card.cents, method="Visa"
    )
    invoice.refresh_from_db()
    by_card.refresh_from_db()
    assert (invoice.state, invoice.paid_cents) == (Invoice.State.VOID, 0)
    assert by_card.unapplied_cents == by_card.cents


@pytest.mark.feature("F193")
def test_a_check_is_written_down_once_and_pays_trust_first(pat, ben, invoice):
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=70_000, method="check 7", on=on, once="a")
    with pytest.raises(AlreadyReceived):
        receive_payment(ben, invoice, cents=70_000, method="check 7", on=on, once="a")
    assert (invoice.state, invoice.owed_cents) == ("partly paid", 177_500)
    # One check is deposited once; what is earned of it is moved later (test_mixed.py).
    assert balance(pat, Book.TRUST_BANK) == 70_000
    assert balance(pat, Book.OPERATING_BANK) == 0
    assert Receipt.objects.count() == 1


def test_a_check_sent_again_from_the_page_before_is_the_same_check(ben, invoice):
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=70_000, method="check 7", on=on, once="a")
    with pytest.raises(AlreadyReceived):
        receive_payment(ben, invoice, cents=70_000, method="check 7", on=on, once="b")
    receive_payment(ben, invoice, cents=1_000, method="cash", on=on, once="c")
    with pytest.raises(LooksDouble, match=r"\$10.00 came in the same way"):
        receive_payment(ben, invoice, cents=1_000, method="cash", on=on, once="d")
    receive_payment(
        ben, invoice, cents=1_000, method="cash", on=on, once="d", another=True
    )
    before = on - timedelta(days=1)
    receive_payment(ben, invoice, cents=1_000, method="cash", on=before, once="e")
    receive_payment(ben, invoice, cents=1_001, method="cash", on=on, once="f")
    assert Receipt.objects.count() == 5


def test_more_than_is_owed_is_not_written_down(ben, invoice):
    with pytest.raises(TooMuch):
        receive_payment(
            ben,
            invoice,
            cents=invoice.cents + 1,
            method="cash",
            on=invoice.issued_on,
            once="a",
        )
    assert not Payment.objects.exists()


def test_an_attorney_does_not_write_down_that_money_came(ada, invoice):
    with pytest.raises(Refused):
        receive_payment(
            ada, invoice, cents=1, method="cash", on=invoice.issued_on, once="a"
        )


def test_an_issued_invoice_does_not_change(ada, invoice):
    with pytest.raises(AlreadyIssued):
        add_line(ada, invoice, kind="fee", words="More", cents=1, to="operating")


def test_an_invoice_issued_twice_has_one_number_and_stands_in_the_books_once(
    ada, pat, invoice
):
    again = Invoice.objects.get(pk=invoice.pk)
    again.state = Invoice.State.DRAFT  # as a page that was opened before still has it
    with pytest.raises(AlreadyIssued):
        issue_invoice(ada, again)
    assert balance(pat, Book.RECEIVABLE) == 180_000
    assert Invoice.objects.get(pk=invoice.pk).number == invoice.number


def test_a_draft_that_somebody_changed_is_not_issued_unseen(ada, case, invoice):
    draft = draft_invoice(ada, case, payer=invoice.payer)
    fee = add_line(ada, draft, kind="fee", words="Fee", cents=100, to="operating")
    seen = word_of([fee])
    remove_line(ada, fee)
    held = add_line(ada, draft, kind="fee", words="Fee", cents=100, to="trust")
    with pytest.raises(AlreadyIssued, match="has changed since you opened it"):
        issue_invoice(ada, draft, seen=seen)
    issue_invoice(ada, draft, seen=word_of([held]))


def test_costs_stand_in_an_account_of_their_own_until_they_are_voided(
    ada, ben, pat, case, invoice
):
    draft = draft_invoice(ada, case, payer=invoice.payer)
    add_line(ada, draft, kind="cost", words="Courier", cents=4_510, to="operating")
    add_line(ada, draft, kind="fee", words="Fee", cents=100, to="operating")
    issue_invoice(ada, draft)
    assert balance(pat, Book.COSTS_RECOVERED) == 4_510
    assert balance(pat, Book.FEES_EARNED) == 180_100
    void_invoice(ben, draft)
    assert balance(pat, Book.COSTS_RECOVERED) == 0
    assert balance(pat, Book.FEES_EARNED) == 180_000
    assert unbalanced(pat) == [] == misstated(pat)


@pytest.mark.parametrize("typed", ["1,23", "1,2345", "1.234,56", "0", "9" * 11, "1e3"])
def test_an_amount_that_may_mean_two_things_is_refused(typed):
    with pytest.raises(ValidationError):
        DollarField().clean(typed)


@pytest.mark.parametrize("typed", ["1,234.50", "$1234.5", "$ 1,234.50", "1234.50"])
def test_an_amount_is_read_as_people_write_it(typed):
    assert DollarField().clean(typed) == 123_450


def test_a_draft_thrown_away_is_never_shown_to_the_client(ada, maria, case, invoice):
    draft = draft_invoice(ada, case, payer=invoice.payer)
    drop_draft(ada, draft)
    with pytest.raises(AlreadyIssued):
        issue_invoice(ada, draft)
    assert [row.pk for row in invoices(maria)] == [invoice.pk]


def test_a_voided_invoice_leaves_nothing_owed(pat, ben, maria, invoice):
    void_invoice(ben, invoice)
    taken_back = Journal.objects.get(key=f"void {invoice.pk}")
    assert taken_back.reverses.key == f"invoice {invoice.pk}"
    assert balance(pat, Book.RECEIVABLE) == 0
    assert owed(maria) == 0


@pytest.mark.feature("F192")
def test_a_paralegal_does_not_see_what_is_charged(paul, invoice):
    assert not invoices(paul).exists()


def test_a_client_sees_their_own_invoices_and_nobody_elses(maria, omar, invoice):
    assert [row.pk for row in invoices(maria)] == [invoice.pk]
    assert not invoices(omar).exists()


def test_a_draft_is_not_shown_to_the_client(ada, maria, case, invoice):
    draft = draft_invoice(ada, case, payer=invoice.payer)
    assert draft.pk not in [row.pk for row in invoices(maria)]


def test_a_client_cannot_say_that_money_came(maria, invoice):
    payment = start_payment(maria, invoice, reference="sbx_9")
    with pytest.raises(Refused):
        record_payment(maria, payment, cents=payment.cents, method="cash")
