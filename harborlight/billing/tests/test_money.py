"""A flat fee and a government fee, invoiced, paid, and standing where they belong."""

import pytest

from harborlight.billing.actions import (
    AlreadyIssued,
    AlreadyReceived,
    add_government_fee,
    add_line,
    draft_invoice,
    issue_invoice,
    record_payment,
    start_payment,
    void_invoice,
)
from harborlight.billing.models import Invoice, Payment, Receipt
from harborlight.billing.queries import invoices, owed
from harborlight.cases.actions import add_party, open_case
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.people.actions import add_person
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, entries_sum, three_way, unbalanced
from tests.cast import DAY


@pytest.fixture
def case(ada, maria):
    case = open_case(
        ada,
        kind="x",
        kind_version=1,
        stage="intake",
        title="María",
        on=DAY,
        lead=User.objects.get(pk=ada.user_id),
    )
    person = add_person(ada, family_name="Rivas", given_name="María")
    person.login_id = maria.user_id
    person.save()
    add_party(ada, case, person=person, part="petitioner")
    return case


@pytest.fixture
def invoice(ada, case):
    from harborlight.cases.queries import parties

    payer = parties(ada, case).get().person
    invoice = draft_invoice(ada, case, payer=payer)
    add_line(ada, invoice, kind="fee", words="Flat fee", cents=180_000, to="operating")
    add_government_fee(
        ada, invoice, form="i-130", channel="paper", on=DAY, words="USCIS fee, I-130"
    )
    issue_invoice(ada, invoice)
    return invoice


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


def test_money_paid_twice_in_two_tabs_is_kept_apart_and_not_lost(pat, maria, invoice):
    first = start_payment(maria, invoice, reference="sbx_1")
    second = start_payment(maria, invoice, reference="sbx_2")
    for payment in (first, second):
        record_payment(
            Actor.processor(invoice.firm),
            payment,
            cents=payment.cents,
            method="Visa 4242",
        )
    invoice.refresh_from_db()
    assert (invoice.state, invoice.paid_cents) == (Invoice.State.PAID, invoice.cents)
    assert Payment.objects.get(pk=second.pk).unapplied_cents == 247_500
    assert balance(pat, Book.TRUST_BANK) == 135_000
    assert unbalanced(pat) == []


def test_an_issued_invoice_does_not_change(ada, invoice):
    with pytest.raises(AlreadyIssued):
        add_line(ada, invoice, kind="fee", words="More", cents=1, to="operating")


def test_a_voided_invoice_leaves_nothing_owed(pat, ben, maria, invoice):
    void_invoice(ben, invoice)
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
