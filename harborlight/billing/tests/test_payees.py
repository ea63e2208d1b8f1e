"""A transfer goes where another person called back, a day later; never to one of us."""

from datetime import timedelta

import pytest

from harborlight.billing.actions import (
    NoPayee,
    add_line,
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    issue_invoice,
    receive_payment,
)
from harborlight.firm.acting import Refused
from harborlight.firm.actions import join_accounts
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Membership
from harborlight.firm.roles import Role
from harborlight.trust.actions import (
    NotAPayee,
    NotCalledYet,
    NotYourCall,
    OneOfUs,
    add_payee,
    change_payee,
    confirm_payee,
    end_payee,
)
from harborlight.trust.models import Account, Book, PayeeBank
from harborlight.trust.queries import balance
from tests.cast import join

BANK = {"bank": "First Harbor", "routing": "021000021", "number": "00123456789"}
CALL = {
    "spoke_with": "María Rivas",
    "called_number": "512 555 0100",
    "known_from": "Her card in the case",
}


@pytest.fixture
def held(ada, ben, case, payer):
    """$3,000.00 that María paid in advance."""
    advance = draft_invoice(ada, case, payer=payer)
    add_line(ada, advance, kind="fee", words="Advance", cents=300_000, to="trust")
    issue_invoice(ada, advance)
    on = advance.issued_on
    receive_payment(ben, advance, cents=300_000, method="cash", on=on, once="advance")
    return Account.objects.get(book=Book.CLIENT_TRUST)


def marias(actor, case, **also):
    said = {"name": "María Rivas", "kind": "client", "case": case} | BANK | also
    return add_payee(actor, **said).banks.get()


def ask(actor, held, cents=10_000, **also):
    said = {"purpose": "refund", "why": "Unearned", "once": f"{cents} {also}"} | also
    return ask_withdrawal(actor, held, cents=cents, **said)


def a_day_later():
    return standing_at(now() + timedelta(hours=24, minutes=1))


@pytest.mark.feature("F260")
def test_money_goes_to_an_account_after_a_call_back_of_another_and_a_day(
    ben, ada, pat, case, held
):
    account = marias(ben, case)
    asked = ask(ben, held, to=account)
    assert asked.payee == "María Rivas, First Harbor ··6789"
    with pytest.raises(NotCalledYet, match="Nobody has called María Rivas back"):
        approve_withdrawal(ada, asked)
    with pytest.raises(NotYourCall, match="entered this account yourself"):
        confirm_payee(ben, account, **CALL)
    confirm_payee(pat, account, **CALL)
    with pytest.raises(NotCalledYet, match="less than 24 hours ago"):
        approve_withdrawal(ada, asked)
    assert balance(pat, Book.TRUST_BANK) == 300_000
    with a_day_later():
        approve_withdrawal(ada, asked)
    assert balance(pat, Book.TRUST_BANK) == 290_000


@pytest.mark.feature("F260")
def test_who_entered_an_account_does_not_agree_under_whatever_account(
    harbor, ben, ada, pat, case, held
):
    account = marias(pat, case)
    confirm_payee(ben, account, **CALL)
    asked = ask(ben, held, to=account)
    other = join(harbor, "Second Pat", Role.ATTORNEY)
    rows = Membership.objects.filter(user__in=[pat.user_id, other.user_id])
    mine = rows.get(user=other.user_id)
    join_accounts(pat, mine, other=rows.get(user=pat.user_id))
    mine.refresh_from_db()
    same = type(pat)(
        firm=harbor,
        roles=other.roles,
        name=other.name,
        user_id=other.user_id,
        human=mine.human,
    )
    with a_day_later():
        for one in (pat, same):
            with pytest.raises(NotYourCall):
                approve_withdrawal(one, asked)
        approve_withdrawal(ada, asked)


def test_an_account_that_changed_waits_anew_and_what_was_asked_does_not_go_there(
    ben, ada, pat, case, held
):
    old = marias(ben, case)
    confirm_payee(pat, old, **CALL)
    asked = ask(ben, held, to=old)
    with a_day_later():
        new = change_payee(ben, old.payee, **BANK | {"number": "999988887777"})
        with pytest.raises(NotAPayee, match="not paid at this account any more"):
            approve_withdrawal(ada, asked)
        with pytest.raises(NotAPayee):
            confirm_payee(pat, old, **CALL)
        again = ask(ben, held, 20_000, to=new)
        confirm_payee(pat, new, **CALL)
        with pytest.raises(NotCalledYet):
            approve_withdrawal(ada, again)
        end_payee(ben, new.payee)
        with pytest.raises(NotAPayee):
            approve_withdrawal(ada, again)


def test_the_number_is_readable_nowhere_but_under_the_key_of_the_firm(ben, case):
    account = marias(ben, case)
    again = PayeeBank.objects.get(pk=account.pk)
    assert again.whole == "021000021 00123456789" and again.number_ends == "6789"
    raw = PayeeBank.objects.filter(pk=account.pk).values_list("whole", flat=True)
    assert b"123456789" not in bytes(raw.get())
    told = [*Event.objects.filter(kind__startswith="trust.payee")]
    assert told and b"00123456789" not in b"".join(bytes(one.words) for one in told)


@pytest.mark.feature("F260")
def test_no_payee_is_one_of_us_by_name_or_by_account(ben, ada, harbor, case, held):
    for name in ("Ada", "ADA", harbor.name):
        with pytest.raises(OneOfUs, match="works here"):
            add_payee(ben, name=name, kind="other", **BANK)
        with pytest.raises(OneOfUs):
            ask(ben, held, payee=f"{name}, check 9")
    staff = add_payee(ben, name="Ada", kind="staff", **BANK)
    with pytest.raises(OneOfUs, match="the account of somebody who works here"):
        marias(ben, case)
    other = marias(ben, case, number="444455556666")
    with pytest.raises(OneOfUs):
        change_payee(ben, other.payee, **BANK)
    with pytest.raises(OneOfUs):
        ask(ben, held, to=staff.banks.get())


def test_a_transfer_is_not_hidden_in_the_words_of_a_check(ben, held):
    for payee in (
        "María, wire to 00123456789",
        "María 0012 3456 789",
        "Zelle to María",
    ):
        with pytest.raises(NoPayee, match="another person called back about"):
            ask(ben, held, payee=payee)
    assert ask(ben, held, payee="María Rivas, check 1044 of 2026-03-02").waits


def test_a_client_is_paid_in_their_own_case_and_the_auditor_enters_nobody(
    harbor, ada, ben, paul, held
):
    from tests.cast import a_case_of_marias

    other = marias(ben, a_case_of_marias(ada))
    with pytest.raises(NotAPayee, match="not for this case"):
        ask(ben, held, to=other)
    for one in (ada, paul, join(harbor, "Ana", Role.AUDITOR)):
        with pytest.raises(Refused):
            add_payee(one, name="Somebody", kind="other", **BANK)
