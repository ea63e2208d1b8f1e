"""Discounts, taxes, credit notes, write-offs, late fees: each to the cent and in the books."""

from datetime import timedelta

import pytest

from harborlight.billing.actions import (
    AlreadyIssued,
    MoreThanOwed,
    NothingToPay,
    NotLateEnough,
    NotTheirsToPay,
    TooGenerous,
    add_line,
    add_tax,
    credit_invoice,
    decide_late_policy,
    decide_letterhead,
    discount_invoice,
    draft_invoice,
    draft_late_fee,
    issue_invoice,
    receive_payment,
    tax_invoice,
    void_invoice,
    write_off,
)
from harborlight.billing.models import Invoice, Reduction
from harborlight.billing.queries import invoices, owed, unpaid
from harborlight.billing.sheets import invoice_sheet
from harborlight.cases.actions import add_party
from harborlight.firm.acting import Refused
from harborlight.firm.clock import today
from harborlight.people.actions import add_person
from harborlight.trust.models import Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced
from tests.cast import DAY


@pytest.fixture
def draft(ada, case, payer):
    """Two fees of ours that are earned, one paid in advance, and a courier."""
    invoice = draft_invoice(ada, case, payer=payer)
    for cents, to, kind in (
        (10_000, "operating", "fee"),
        (20_000, "operating", "fee"),
        (3_333, "trust", "fee"),
        (2_500, "operating", "cost"),
    ):
        add_line(ada, invoice, kind=kind, words="Work", cents=cents, to=to)
    return invoice


def amounts(invoice):
    return [*invoice.lines.order_by("position", "pk").values_list("kind", "cents")]


def paid_by_hand(ben, invoice, cents, once="1"):
    receive_payment(
        ben, invoice, cents=cents, method=f"check {once}", on=DAY, once=once
    )
    invoice.refresh_from_db()


def in_order(pat):
    assert unbalanced(pat) == [] and misstated(pat) == [] and three_way(pat).agrees


@pytest.mark.feature("F180")
def test_a_discount_is_shared_out_over_our_fees_and_nothing_else(ada, draft):
    discount_invoice(ada, draft, cents=10_000, ppm=0, why="A friend of the house")
    assert draft.cents == 25_833
    assert amounts(draft) == [
        ("fee", 7_000), ("fee", 14_000), ("fee", 2_333), ("cost", 2_500),
    ]  # fmt: skip
    add_line(ada, draft, kind="fee", words="More", cents=1, to="operating")
    assert draft.cents == 25_834, "and is shared out anew when a line comes"
    discount_invoice(ada, draft, cents=0, ppm=333_333, why="A third")
    assert draft.cents == 35_834 - 11_111
    with pytest.raises(TooGenerous):
        discount_invoice(ada, draft, cents=40_000, ppm=0, why="All")
    issue_invoice(ada, draft)
    with pytest.raises(AlreadyIssued):
        discount_invoice(ada, draft, cents=1, ppm=0, why="Late")


@pytest.mark.feature("F180")
def test_a_tax_is_asked_on_what_is_earned_and_stands_in_its_own_book(pat, ada, draft):
    tax = add_tax(
        pat,
        names={"en": "Gross receipts tax", "es": "Impuesto sobre ingresos"},
        ppm=88_750,
        source="Tax Law § 1105",
        from_on=DAY,
    )
    tax_invoice(ada, draft, tax=tax)
    assert amounts(draft)[-1] == ("tax", 2_663)  # 8.875 % of $300.00, half a cent up
    issue_invoice(ada, draft)
    assert balance(pat, Book.SALES_TAX) == 2_663
    assert balance(pat, Book.FEES_EARNED) == 30_000
    assert balance(pat, Book.COSTS_RECOVERED) == 2_500
    in_order(pat)


@pytest.mark.feature("F162")
def test_a_credit_note_has_its_own_number_and_takes_off_what_is_owed(
    pat, ada, ben, maria, invoice
):
    paid_by_hand(ben, invoice, 67_500)
    with pytest.raises(NothingToPay):
        void_invoice(ben, invoice)
    note = credit_invoice(ben, invoice, cents=80_000, why="One form less")
    assert note.number == f"CN-{today('America/New_York').year}-0001"
    assert (invoice.owed_cents, invoice.state) == (100_000, "partly paid")
    assert owed(maria) == 100_000 == unpaid(pat, DAY).cents
    assert balance(pat, Book.RECEIVABLE) == 100_000 == balance(pat, Book.FEES_EARNED)
    for cents in (100_001, 0, -5):
        with pytest.raises(MoreThanOwed):
            credit_invoice(ben, invoice, cents=cents, why="Too much")
    assert [*Reduction.objects.visible_to(maria)] == [note]
    paid_by_hand(ben, invoice, 100_000, once="2")
    assert invoice.state == Invoice.State.PAID
    in_order(pat)
    with pytest.raises(Refused):
        credit_invoice(ada, invoice, cents=1, why="Not hers to give")


def test_what_is_credited_before_anything_came_is_void(pat, ben, invoice):
    credit_invoice(ben, invoice, cents=invoice.cents, why="A mistake")
    assert (invoice.state, invoice.owed_cents) == (Invoice.State.VOID, 0)
    assert balance(pat, Book.RECEIVABLE) == 0 == balance(pat, Book.FEES_EARNED)


@pytest.mark.feature("F162")
def test_a_write_off_touches_what_is_owed_to_us_and_never_trust(
    pat, ben, maria, invoice
):
    with pytest.raises(MoreThanOwed):
        write_off(ben, invoice, cents=invoice.cents, why="Trust is not ours")
    write_off(ben, invoice, cents=180_000, why="Cannot pay")
    assert invoice.owed_cents == 67_500, "the government's fee is still asked for"
    assert balance(pat, Book.WRITTEN_OFF) == 180_000
    assert balance(pat, Book.RECEIVABLE) == 0
    assert balance(pat, Book.FEES_EARNED) == 180_000
    assert not Reduction.objects.visible_to(maria).exists()
    in_order(pat)


@pytest.mark.feature("F170")
def test_being_late_costs_what_the_policy_said_when_a_person_presses(
    pat, ada, ben, case, payer
):
    decide_late_policy(ben, after_days=10, cents=0, ppm=15_000, from_on=DAY)
    invoice = draft_invoice(ada, case, payer=payer)
    add_line(ada, invoice, kind="fee", words="Work", cents=33_333, to="operating")
    issue_invoice(ada, invoice)
    decide_late_policy(ben, after_days=1, cents=99_900, ppm=0, from_on=DAY)
    sheet = invoice_sheet(ada.firm, invoice, [])
    assert "10 days late may cost 1.5% of what is owed" in str(sheet)
    late = invoice.due_on + timedelta(days=10)
    with pytest.raises(NotLateEnough):
        draft_late_fee(ben, invoice, on=late - timedelta(days=1))
    asked = draft_late_fee(ben, invoice, on=late)
    assert (asked.state, asked.cents) == ("draft", 500)
    with pytest.raises(NotLateEnough):
        draft_late_fee(ben, invoice, on=late)
    invoice.refresh_from_db()
    assert invoice.cents == 33_333, "what was issued stays as it is"


@pytest.mark.feature("F184")
def test_the_firms_own_words_stand_below_a_new_invoice(ben, ada, case, payer):
    said = {"en": "Check or wire.", "es": "Cheque o transferencia."}
    decide_letterhead(ben, footers=said, terms=said, days_to_pay=30)
    invoice = draft_invoice(ada, case, payer=payer)
    assert invoice.terms in said.values()
    assert invoice.due_on == today(ada.firm.time_zone) + timedelta(days=30)
    assert "Check or wire." in str(invoice_sheet(ada.firm, invoice, []))


@pytest.mark.feature("F162")
@pytest.mark.parametrize(
    ("kind", "rule"), [("perm", "20 CFR 656.12(b)"), ("h1b", "20 CFR 655.731(c)(9)")]
)
def test_a_worker_is_never_billed_where_the_law_says_so(ada, case, payer, kind, rule):
    worker = add_person(ada, family_name="Diaz", given_name="Omar")
    add_party(ada, case, person=worker, part="beneficiary")
    case.kind = kind
    case.save()
    with pytest.raises(NotTheirsToPay) as refused:
        draft_invoice(ada, case, payer=worker)
    assert rule in str(refused.value)
    assert draft_invoice(ada, case, payer=payer).payer == payer
    assert invoices(ada, case).count() == 1
