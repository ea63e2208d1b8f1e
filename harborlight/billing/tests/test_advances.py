"""A government fee that the firm advances comes back once: billed, or out of trust."""

import pytest

from harborlight.billing.actions import (
    CaseIsClosed,
    Earmarked,
    NotDrawnByAnAgency,
    NothingToRepay,
    NotTheirsToPay,
    TrustSuffices,
    advance_fee,
    approve_withdrawal,
    ask_to_repay,
    ask_withdrawal,
    bill_advance,
    decline_withdrawal,
    drop_draft,
    issue_invoice,
    receive_payment,
)
from harborlight.billing.advanced import left_of_advance
from harborlight.cases.actions import close_case
from harborlight.cases.models import Case, Party
from harborlight.firm.acting import Refused
from harborlight.firm.clock import today
from harborlight.trust.actions import Overdrawn, deposit
from harborlight.trust.models import Account, Book
from harborlight.trust.queries import balance, misstated, three_way, unbalanced


def pay(actor, case, payer, cents=67_500, way="card", once="a", **also):
    said = {"words": "USCIS fee, Form I-130", "on": today(actor.firm.time_zone)} | also
    return advance_fee(
        actor, case, person=payer, cents=cents, way=way, once=once, **said
    )


def came(ben, case, payer, cents, purpose="cost advance"):
    on = today(ben.firm.time_zone)
    about = {"cents": cents, "method": "cash", "on": on, "once": f"{cents}"}
    return deposit(ben, case, person=payer, purpose=purpose, **about).account


def books_are_right(pat):
    assert three_way(pat).agrees
    assert unbalanced(pat) == [] == misstated(pat)


@pytest.mark.feature("F182")
def test_a_fee_is_advanced_out_of_operating_and_billed_once_as_a_cost(
    ben, ada, pat, case, payer
):
    held = came(ben, case, payer, 50_000)
    made = pay(ben, case, payer)
    assert pay(ben, case, payer) == made, "sent twice it is paid once"
    assert balance(pat, Book.OPERATING_BANK) == -67_500
    assert balance(pat, Book.TRUST_BANK) == 50_000, "trust is not touched"
    invoice = bill_advance(ada, made)
    (line,) = invoice.lines.all()
    assert (line.kind, line.to, line.cents) == ("cost", "operating", 67_500)
    with pytest.raises(NothingToRepay, match="billed already"):
        bill_advance(ada, made)
    with pytest.raises(NothingToRepay):
        ask_to_repay(ben, made, why="It", once="r")
    drop_draft(ada, invoice)
    assert left_of_advance(made) == 67_500
    again = bill_advance(ada, made)
    issue_invoice(ada, again)
    on = again.issued_on
    receive_payment(ben, again, cents=67_500, method="cash", on=on, once="c")
    assert balance(pat, Book.OPERATING_BANK) == 0
    assert balance(pat, Book.COSTS_RECOVERED) == balance(pat, Book.COSTS_ADVANCED)
    held.refresh_from_db()
    assert held.cents == 50_000
    books_are_right(pat)


@pytest.mark.feature("F182", "F260")
def test_an_advance_is_repaid_out_of_trust_when_another_person_agrees(
    ben, ada, pat, case, payer, invoice
):
    """The client paid the fee of this filing in; the firm's card paid the agency."""
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=67_500, method="cash", on=on, once="i")
    made = pay(ben, case, payer)
    asked = ask_to_repay(ben, made, why="USCIS took our card", once="r")
    assert asked.line and asked.line.form, "of the money that came for this fee"
    with pytest.raises(Refused):
        approve_withdrawal(ben, asked)
    decline_withdrawal(ada, asked, comment="Not yet")
    approve_withdrawal(ada, ask_to_repay(ben, made, why="Now", once="s"))
    assert balance(pat, Book.TRUST_BANK) == balance(pat, Book.OPERATING_BANK) == 0
    assert balance(pat, Book.COSTS_RECOVERED) == 67_500
    with pytest.raises(NothingToRepay):
        bill_advance(ada, made)
    books_are_right(pat)


def test_an_advance_takes_no_more_out_of_trust_than_is_there_for_it(
    ben, ada, case, payer, invoice
):
    made = pay(ben, case, payer, 90_000)
    with pytest.raises(NothingToRepay, match="Nothing is held"):
        ask_to_repay(ben, made, why="It", once="r")
    on = invoice.issued_on
    receive_payment(ben, invoice, cents=67_500, method="cash", on=on, once="i")
    with pytest.raises(Overdrawn):
        ask_to_repay(ben, made, why="It", once="r")
    came(ben, case, payer, 30_000)
    with pytest.raises(Earmarked, match="paid for a government fee"):
        ask_to_repay(ben, made, why="It", once="r")


@pytest.mark.feature("F260")
def test_what_the_client_paid_in_pays_a_check_and_no_agency_draws_on_trust(
    ben, case, payer
):
    account = came(ben, case, payer, 70_000)
    with pytest.raises(TrustSuffices, match=r"\$700.00 is free in trust"):
        pay(ben, case, payer, way="check")
    for how in (
        "USCIS, Form G-1450",
        "USCIS, G-1650 on the trust account",
        "USCIS, card",
    ):
        with pytest.raises(NotDrawnByAnAgency, match="draws on no card"):
            ask_withdrawal(
                ben,
                account,
                purpose="government fee",
                cents=67_500,
                payee=how,
                why="Fee",
                once=how,
            )
    assert Account.objects.get(pk=account.pk).reserved_cents == 0


@pytest.mark.feature("F260")
def test_in_a_labor_certification_nothing_is_paid_from_the_worker_s_ledger(
    ben, case, payer
):
    held = came(ben, case, payer, 70_000)
    Case.objects.filter(pk=case.pk).update(kind="perm")
    Party.objects.filter(case=case).update(part="beneficiary")
    held = Account.objects.select_related("case", "person").get(pk=held.pk)
    with pytest.raises(NotTheirsToPay, match="656.12"):
        pay(ben, held.case, payer)
    fee = {"purpose": "government fee", "payee": "DOL, check 1", "why": "Fee"}
    with pytest.raises(NotTheirsToPay, match="656.12"):
        ask_withdrawal(ben, held, cents=100, once="w", **fee)


def test_nothing_is_advanced_in_a_closed_case(ben, ada, case, payer):
    close_case(ada, case, on=today(ada.firm.time_zone))
    with pytest.raises(CaseIsClosed, match="Open it again first"):
        pay(ben, case, payer)
