"""Money leaves trust when two persons agree, and never more than is there."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from harborlight.billing.actions import (
    AlreadyAsked,
    NothingToPay,
    NotTheirs,
    NotWaiting,
    NotYourOwn,
    add_line,
    approve_withdrawal,
    ask_withdrawal,
    decline_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
    take_back_withdrawal,
    void_invoice,
)
from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.billing.queries import withdrawals
from harborlight.billing.taken import taken_out
from harborlight.cases.actions import raise_wall
from harborlight.cases.queries import timeline
from harborlight.firm.acting import Refused
from harborlight.firm.actions import join_accounts, waive_second_pair
from harborlight.firm.models import Event, Firm, Membership, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.words import sentence
from harborlight.people.actions import add_person
from harborlight.trust.actions import Overdrawn
from harborlight.trust.models import Account, Book, Journal
from harborlight.trust.queries import balance, misstated, three_way, unbalanced
from tests.cast import join


@pytest.fixture
def held(ada, ben, case, payer):
    """$3,000.00 that María paid in advance."""
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=300_000, to="trust")
    issue_invoice(ada, advance)
    on = advance.issued_on
    receive_payment(ben, advance, cents=300_000, method="wire 1", on=on, once="advance")
    return Account.objects.get(book=Book.CLIENT_TRUST)


@pytest.fixture
def earned(ada, case, payer):
    """An invoice over $1,200.00 of work that was done."""
    invoice = draft_invoice(ada, case, payer=payer)
    add_line(ada, invoice, kind="fee", words="Work", cents=120_000, to="operating")
    issue_invoice(ada, invoice)
    return invoice


def ask(actor, held, cents, purpose="refund", once="", **also):
    return ask_withdrawal(
        actor,
        held,
        purpose=purpose,
        cents=cents,
        payee=also.pop("payee", "María Rivas, check 9"),
        why="Because it is so",
        once=once or f"{purpose} {cents}",
        **also,
    )


def books_are_right(pat):
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)
    assert not Account.objects.filter(book=Book.CLIENT_TRUST, cents__lt=0).exists()


@pytest.mark.feature("F177", "F178")
def test_earned_fees_leave_trust_when_a_second_person_agrees(
    ben, ada, pat, maria, held, earned
):
    asked = ask(ben, held, 120_000, "earned", invoice=earned)
    assert balance(pat, Book.TRUST_BANK) == 300_000, "nothing moves before"
    approve_withdrawal(ada, asked)
    earned.refresh_from_db()
    assert (earned.state, earned.owed_cents) == (Invoice.State.PAID, 0)
    assert balance(pat, Book.CLIENT_TRUST) == balance(pat, Book.TRUST_BANK) == 180_000
    assert balance(pat, Book.OPERATING_BANK) == 120_000
    assert balance(pat, Book.RECEIVABLE) == 0
    paid = Payment.objects.get(invoice=earned)
    assert (paid.method, paid.receipt.payment_id) == ("trust", paid.pk)
    assert [row.withdrawal.pk for row in taken_out([*withdrawals(maria)])] == [asked.pk]
    books_are_right(pat)


@pytest.mark.feature("F181")
def test_a_government_fee_is_paid_out_of_trust_and_a_second_one_finds_too_little(
    ben, ada, pat, held
):
    ask_and_agree = ask(ben, held, 144_000, "government fee", payee="USCIS, check 1")
    approve_withdrawal(ada, ask_and_agree)
    with pytest.raises(Overdrawn, match=r"Only \$1,560.00 is free"):
        ask(ben, held, 156_001, "government fee", payee="USCIS, check 2")
    left = Journal.objects.get(key=ask_and_agree.journal_key)
    assert left.said == "Government fee, paid to the agency"
    assert left.details == "USCIS, check 1: Because it is so"
    assert balance(pat, Book.CLIENT_TRUST) == 156_000
    books_are_right(pat)


def test_what_is_asked_for_is_nobody_else_s_until_it_is_decided(ben, ada, held):
    first = ask(ben, held, 200_000)
    with pytest.raises(Overdrawn, match=r"\$2,000.00 of it is asked for already"):
        ask(ada, held, 100_001)
    decline_withdrawal(ada, first, comment="Not now")
    second = ask(ben, held, 300_000)
    take_back_withdrawal(ben, second)
    held.refresh_from_db()
    assert (held.free_cents, held.reserved_cents) == (300_000, 0)
    assert not Journal.objects.filter(key__startswith="withdrawal").exists()


def test_nobody_approves_what_they_asked_for_even_where_the_firm_waives_it(
    harbor, ada, held
):
    waive_second_pair(ada, harbor)
    asked = ask(ada, held, 100)
    assert ada.firm.waives_second_pair
    with pytest.raises(NotYourOwn, match="always needs two persons"):
        approve_withdrawal(ada, asked)
    assert Withdrawal.objects.get().waits


def test_a_second_account_of_the_same_person_is_no_second_person(
    harbor, clock, ada, ines_and_ada, held
):
    asked = ask(ada, held, 100)
    with pytest.raises(NotYourOwn):
        approve_withdrawal(ines_and_ada, asked)


@pytest.fixture
def ines_and_ada(harbor, ada, pat):
    """A partner's account; later it turns out that it is Ada's too."""
    other = join(harbor, "Adas", Role.PARTNER)
    rows = Membership.objects.filter(user__in=[ada.user_id, other.user_id])
    mine, theirs = rows.get(user=ada.user_id), rows.get(user=other.user_id)
    join_accounts(pat, mine, other=theirs)
    theirs.refresh_from_db()
    return type(other)(
        firm=harbor,
        roles=other.roles,
        name=other.name,
        user_id=other.user_id,
        human=theirs.human,
    )


def test_who_is_joined_with_a_third_account_is_still_the_same_person(
    harbor, pat, ada, ines_and_ada, held
):
    asked = ask(ada, held, 100)
    cleo = join(harbor, "Cleo", Role.PARALEGAL)
    rows = Membership.objects.filter(user__in=[cleo.user_id, ines_and_ada.user_id])
    theirs, mine = (
        rows.get(user=cleo.user_id),
        rows.get(user=ines_and_ada.user_id),
    )
    join_accounts(pat, theirs, other=mine)
    mine.refresh_from_db()
    again = replace(ines_and_ada, human=mine.human)
    with pytest.raises(NotYourOwn):
        approve_withdrawal(again, asked)


def test_the_database_itself_wants_two_persons(ben, ada, held):
    asked = ask(ben, held, 100)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=asked.pk).update(
            state="approved", decided_by=asked.asked_by_id
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=asked.pk).update(state="approved")


@pytest.mark.parametrize("who", ["paul", "maria"])
def test_who_keeps_no_money_does_not_ask(who, request, held):
    with pytest.raises(Refused):
        ask(request.getfixturevalue(who), held, 100)


def test_finance_asks_and_does_not_decide(harbor, ben, held):
    asked = ask(ben, held, 100)
    bea = join(harbor, "Bea", Role.FINANCE)
    for decide in (
        lambda: approve_withdrawal(bea, asked),
        lambda: decline_withdrawal(bea, asked, comment="No"),
        lambda: take_back_withdrawal(bea, asked),
    ):
        with pytest.raises(Refused):
            decide()


def test_a_wall_keeps_a_partner_from_deciding(ada, ben, pat, case, held):
    asked = ask(ben, held, 100)
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Conflict")
    with pytest.raises(Refused):
        approve_withdrawal(pat, asked)
    with pytest.raises(Refused):
        ask(pat, held, 101)


def test_it_is_decided_once(ben, ada, pat, held):
    asked = ask(ben, held, 100)
    stale = Withdrawal.objects.get(pk=asked.pk)
    approve_withdrawal(ada, asked)
    for decide in (
        lambda: approve_withdrawal(pat, stale),
        lambda: decline_withdrawal(pat, stale, comment="No"),
        lambda: take_back_withdrawal(ben, stale),
    ):
        with pytest.raises(NotWaiting):
            decide()
    assert balance(pat, Book.CLIENT_TRUST) == 299_900


def test_a_form_sent_twice_asks_once(ben, held):
    ask(ben, held, 100, once="a")
    with pytest.raises(AlreadyAsked):
        ask(ben, held, 100, once="a")
    held.refresh_from_db()
    assert held.reserved_cents == 100


def test_fees_are_taken_for_what_the_invoice_still_asks_and_once(
    ben, ada, held, earned
):
    ask(ben, held, 100_000, "earned", invoice=earned)
    with pytest.raises(NothingToPay, match=r"only \$200.00 is unpaid"):
        ask(ben, held, 20_001, "earned", invoice=earned)
    ask(ben, held, 20_000, "earned", invoice=earned)


def test_trust_money_does_not_pay_what_belongs_into_trust(ben, held, invoice):
    with pytest.raises(NothingToPay, match=r"only \$1,800.00 is unpaid"):
        ask(ben, held, 180_001, "earned", invoice=invoice)


def test_an_invoice_paid_another_way_meanwhile_is_not_paid_again(
    ben, ada, pat, held, earned
):
    asked = ask(ben, held, 120_000, "earned", invoice=earned)
    on = earned.issued_on
    receive_payment(ben, earned, cents=100, method="cash", on=on, once="c")
    with pytest.raises(NothingToPay, match="paid another way"):
        approve_withdrawal(ada, asked)
    assert Withdrawal.objects.get().waits, "it can still be declined"
    assert balance(pat, Book.CLIENT_TRUST) == 300_000


def test_a_voided_invoice_is_not_paid(ben, ada, held, earned):
    asked = ask(ben, held, 120_000, "earned", invoice=earned)
    void_invoice(ben, earned)
    with pytest.raises(NothingToPay):
        approve_withdrawal(ada, asked)


def test_one_client_s_money_never_pays_what_another_owes(ada, ben, case, held):
    other = draft_invoice(ada, case, payer=add_person(ada, family_name="Omar"))
    add_line(ada, other, kind="fee", words="Work", cents=100, to="operating")
    issue_invoice(ada, other)
    with pytest.raises(NotTheirs):
        ask(ben, held, 100, "earned", invoice=other)


def test_the_client_reads_what_was_taken_and_why_but_not_what_is_only_asked(
    harbor, ben, ada, maria, case, held
):
    asked = ask(ben, held, 100)
    keep_up_in(harbor)
    assert not withdrawals(maria).exists()
    assert "trust" not in " ".join(one.event.kind for one in timeline(maria, case))
    approve_withdrawal(ada, asked)
    keep_up_in(harbor)
    said = [
        sentence(one.event.kind, one.words, for_client=True)
        for one in timeline(maria, case)
        if one.event.kind.startswith("trust")
    ]
    assert said == [
        "$1.00 was taken out of your money in trust: Because it is so "
        "(Money given back (María Rivas, check 9))"
    ]
    assert Event.objects.filter(kind="trust.approved").count() == 1


def test_the_firm_cannot_be_told_to_waive_it_for_money(harbor):
    assert Firm.objects.get(pk=harbor.pk).waives_second_pair is False
