"""What went wrong with a payment is put right, and nothing of it is deleted."""

import pytest

from harborlight.billing.actions import (
    AlreadyAsked,
    CannotBePutRight,
    add_line,
    approve_withdrawal,
    ask_to_give_back,
    ask_to_reverse,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
    record_payment,
    start_payment,
    void_invoice,
)
from harborlight.billing.models import Invoice, Payment, Receipt, Withdrawal
from harborlight.billing.queries import to_give_back, withdrawals
from harborlight.billing.taken import taken_out
from harborlight.cases.queries import activity
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Firm
from harborlight.firm.words import sentence
from harborlight.trust.models import Account, Book, Journal
from harborlight.trust.queries import (
    balance,
    held_for,
    misstated,
    three_way,
    unbalanced,
)
from tests.clearing import all_cleared


def by_hand(ben, invoice, cents, method="check 7", once="a"):
    return receive_payment(
        ben, invoice, cents=cents, method=method, on=invoice.issued_on, once=once
    )


def by_card(maria, invoice, meanwhile=lambda: None, reference="sbx_1"):
    payment = start_payment(maria, invoice, reference=reference)
    meanwhile()
    processor = Actor.processor(invoice.firm)
    record_payment(processor, payment, cents=payment.cents, method="Visa 4242")
    payment.refresh_from_db()
    return payment


def stands(invoice):
    invoice.refresh_from_db()
    return invoice.state, invoice.paid_cents


def books(pat):
    """Trust, operating, receivable; after a look at whether all is right."""
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)
    wanted = (Book.CLIENT_TRUST, Book.OPERATING_BANK, Book.RECEIVABLE)
    return tuple(balance(pat, book) for book in wanted)


@pytest.mark.feature("F193", "F194")
def test_a_check_that_bounced_is_reversed_when_a_second_person_agrees(
    ben, ada, pat, invoice
):
    payment = by_hand(ben, invoice, 70_000)
    asked = ask_to_reverse(ben, payment, why="The check bounced", once="r")
    assert stands(invoice) == (Invoice.State.PARTLY_PAID, 70_000)
    approve_withdrawal(ada, asked)
    assert stands(invoice) == (Invoice.State.ISSUED, 0)
    assert books(pat) == (0, 0, 180_000)
    payment.refresh_from_db()
    assert (payment.state, payment.why_not) == ("reversed", "The check bounced")
    assert Receipt.objects.get().payment_id == payment.pk, "nothing is deleted"
    back = Journal.objects.get(key=f"withdrawal {asked.pk}")
    assert back.reverses.key == f"payment {payment.pk}"
    # No dead end: the check comes again under its number, or the invoice is voided.
    by_hand(ben, invoice, 70_000, once="b")
    again = Payment.objects.exclude(pk=payment.pk).get()
    approve_withdrawal(pat, ask_to_reverse(ben, again, why="Again", once="s"))
    void_invoice(ben, invoice)
    assert books(pat) == (0, 0, 0)


def test_money_that_touched_no_trust_takes_two_as_well(ben, ada, pat, invoice):
    by_hand(ben, invoice, 67_500)
    cash = by_hand(ben, invoice, 50_000, "cash", once="b")
    made = ask_to_reverse(ben, cash, why="Typed twice", once="r")
    assert made.waits
    with pytest.raises(Refused):
        approve_withdrawal(ben, made)
    approve_withdrawal(ada, made)
    assert stands(invoice) == (Invoice.State.PARTLY_PAID, 67_500)


def test_a_firm_of_one_attorney_reverses_such_money_alone_and_the_history_says_so(
    ben, ada, pat, maria, invoice
):
    by_hand(ben, invoice, 67_500)
    cash = by_hand(ben, invoice, 50_000, "cash", once="b")
    Firm.objects.filter(pk=ben.firm.pk).update(waives_second_pair=True)
    ben.firm.refresh_from_db()
    made = ask_to_reverse(ben, cash, why="Typed twice", once="r")
    assert (made.state, made.decided_by_id) == ("approved", ben.user_id)
    assert made.was_done_alone
    assert stands(invoice) == (Invoice.State.PARTLY_PAID, 67_500)
    assert books(pat) == (67_500, 0, 180_000)
    assert Event.objects.filter(kind="payment.reversed").count() == 1
    told = [sentence(one.event.kind, one.words) for one in activity(pat, invoice.case)]
    assert any("Ben put it right alone, without a second pair" in one for one in told)


def test_what_was_spent_already_cannot_be_reversed(ben, ada, pat, invoice):
    payment = by_hand(ben, invoice, 67_500)
    all_cleared(ben)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    fee = {"purpose": "government fee", "payee": "USCIS", "why": "Fee", "once": "f"}
    fee["line"] = invoice.lines.get(kind="government fee")
    approve_withdrawal(ada, ask_withdrawal(ben, held, cents=60_000, **fee))
    with pytest.raises(CannotBePutRight, match=r"only \$75.00 is free there now"):
        ask_to_reverse(ben, payment, why="Bounced", once="r")
    assert stands(invoice) == (Invoice.State.PARTLY_PAID, 67_500)
    assert books(pat) == (7_500, 0, 180_000)


@pytest.mark.feature("F177", "F193")
def test_what_was_paid_too_much_goes_back_from_where_it_stands(
    ben, ada, pat, maria, invoice
):
    card = by_card(maria, invoice, lambda: by_hand(ben, invoice, 70_000))
    assert (card.unapplied_cents, card.unapplied_trust_cents) == (70_000, 67_500)
    assert books(pat) == (137_500, 180_000, 0)
    asked = ask_to_give_back(ben, card, why="Paid twice", once="g")
    assert [row.waiting for row in to_give_back(ben)] == [asked.pk]
    approve_withdrawal(ada, asked)
    assert not to_give_back(ben).exists()
    # $25.00 of the check are earned and wait in trust to be moved.
    assert books(pat) == (70_000, 177_500, 2_500)
    assert stands(invoice) == (Invoice.State.PAID, 247_500)
    assert Receipt.objects.count() == 2
    card.refresh_from_db()
    with pytest.raises(CannotBePutRight, match="Nothing of this payment"):
        ask_to_give_back(ben, card, why="Once more", once="h")


def test_a_card_payment_of_an_invoice_that_was_voided_goes_back_whole(
    ben, ada, pat, maria, invoice
):
    card = by_card(maria, invoice, lambda: void_invoice(ben, invoice))
    assert (card.unapplied_cents, card.unapplied_trust_cents) == (247_500, 67_500)
    approve_withdrawal(ada, ask_to_give_back(ben, card, why="Voided", once="g"))
    assert books(pat) == (0, 0, 0)


def test_what_others_paid_too_much_takes_the_place_of_a_reversed_payment(
    ben, ada, pat, maria, invoice
):
    checks = []
    card = by_card(maria, invoice, lambda: checks.append(by_hand(ben, invoice, 70_000)))
    approve_withdrawal(ada, ask_to_reverse(ben, checks[0], why="Bounced", once="r"))
    card.refresh_from_db()
    assert (card.unapplied_cents, stands(invoice)) == (0, (Invoice.State.PAID, 247_500))
    assert books(pat) == (67_500, 180_000, 0)


def test_a_payment_is_put_right_once_at_a_time(ben, maria, invoice):
    payment = by_hand(ben, invoice, 70_000)
    ask_to_reverse(ben, payment, why="Bounced", once="r")
    with pytest.raises(AlreadyAsked):
        ask_to_reverse(ben, payment, why="Bounced", once="r")
    with pytest.raises(CannotBePutRight, match="Somebody asked for this already"):
        ask_to_reverse(ben, payment, why="Bounced", once="s")
    assert Withdrawal.objects.filter(state="asked").count() == 1


def test_a_card_payment_is_not_reversed_by_hand(ben, maria, invoice):
    card = by_card(maria, invoice)
    with pytest.raises(CannotBePutRight, match="A card payment"):
        ask_to_reverse(ben, card, why="No", once="r")


def test_fees_taken_by_mistake_go_back_into_trust_by_two_persons(
    ben, ada, pat, maria, case, payer, invoice
):
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=67_500, to="trust")
    issue_invoice(ada, advance)
    by_hand(ben, advance, 67_500, method="transfer 7")
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    words = {"purpose": "earned", "why": "Work", "once": "e", "invoice": invoice}
    taken = ask_withdrawal(ben, held, cents=60_000, **words)
    approve_withdrawal(ada, taken)
    assert books(pat) == (7_500, 60_000, 120_000)
    paid = Payment.objects.get(method="trust")
    asked = ask_to_reverse(ben, paid, why="Not earned yet", once="r")
    assert asked.waits
    assert [row.put_back for row in taken_out([*withdrawals(maria)])] == [False]
    approve_withdrawal(pat, asked)
    assert [row.put_back for row in taken_out([*withdrawals(maria)])] == [True]
    assert [account.cents for account in held_for(maria)] == [67_500]
    assert books(pat) == (67_500, 0, 180_000)
    assert stands(invoice) == (Invoice.State.ISSUED, 0)
    asked.refresh_from_db()
    assert asked.journal.reverses.key == taken.journal_key


def test_who_does_not_write_payments_down_does_not_reverse_them(ada, ben, invoice):
    payment = by_hand(ben, invoice, 70_000)
    with pytest.raises(Refused):
        ask_to_reverse(ada, payment, why="No", once="r")


def test_a_reversed_payment_stays_what_it_is(ben, ada, maria, invoice):
    payment = by_hand(ben, invoice, 70_000)
    approve_withdrawal(ada, ask_to_reverse(ben, payment, why="Bounced", once="r"))
    payment.refresh_from_db()
    with pytest.raises(CannotBePutRight):
        ask_to_reverse(ben, payment, why="Bounced", once="s")
    with pytest.raises(CannotBePutRight):
        ask_to_give_back(ben, payment, why="Bounced", once="t")


def test_what_was_paid_too_much_leaves_trust_only_by_giving_it_back(
    ben, maria, invoice
):
    card = by_card(maria, invoice, lambda: by_hand(ben, invoice, 70_000))
    all_cleared(ben)
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    about = {"purpose": "refund", "why": "She asked", "payee": "María"}
    with pytest.raises(CannotBePutRight, match=r"\$675.00 of this money was paid too"):
        ask_withdrawal(ben, held, cents=67_501, once="r", **about)
    about["line"] = invoice.lines.get(kind="government fee")
    ask_withdrawal(ben, held, cents=67_500, once="r", **about)
    ask_to_give_back(ben, card, why="Paid twice", once="g")


def test_money_that_stays_after_all_counts_where_it_is_owed_again(
    ben, ada, pat, maria, invoice
):
    checks = []
    card = by_card(maria, invoice, lambda: checks.append(by_hand(ben, invoice, 70_000)))
    goes_back = ask_to_give_back(ben, card, why="Paid twice", once="g")
    approve_withdrawal(ada, ask_to_reverse(ben, checks[0], why="Bounced", once="r"))
    assert stands(invoice) == (Invoice.State.PARTLY_PAID, 177_500)
    decline_withdrawal(ada, goes_back, comment="The check bounced: keep it.")
    card.refresh_from_db()
    assert (card.unapplied_cents, stands(invoice)) == (0, (Invoice.State.PAID, 247_500))
    assert books(pat) == (67_500, 180_000, 0)
