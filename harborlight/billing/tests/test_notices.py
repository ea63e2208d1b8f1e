"""Where notice is agreed or chosen, fees leave trust once its days have passed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from harborlight.agreements.actions import accept_agreement, write_agreement
from harborlight.billing.actions import (
    NoticeLacks,
    NotWaiting,
    OnDispute,
    add_line,
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    give_notice,
    hold_money,
    issue_invoice,
    object_to,
    receive_payment,
    release_hold,
)
from harborlight.billing.models import Hold, Withdrawal
from harborlight.cases.queries import timeline
from harborlight.firm.acting import Refused
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import sentence
from harborlight.trust.actions import set_terms
from harborlight.trust.models import Account, Book


@pytest.fixture
def earned(ada, ben, case, payer):
    """$3,000.00 in trust, and an invoice over $1,200.00 of work that was done."""
    for cents, to in ((300_000, "trust"), (120_000, "operating")):
        invoice = draft_invoice(ada, case, payer=payer)
        add_line(ada, invoice, kind="fee", words="Fee", cents=cents, to=to)
        issue_invoice(ada, invoice)
        if to == "trust":
            paid = {"on": invoice.issued_on, "once": "advance", "method": "cash"}
            receive_payment(ben, invoice, cents=cents, **paid)
    return invoice


def ask(actor, invoice):
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    about = {"invoice": invoice, "cents": 120_000, "why": "Earned in March"}
    return ask_withdrawal(actor, held, purpose="earned", once="e", **about)


def days_later(days):
    return standing_at(now() + timedelta(days=days))


@pytest.mark.feature("F260")
def test_a_client_in_the_portal_is_told_at_once_and_the_days_pass(
    harbor, ben, ada, pat, maria, case, earned
):
    set_terms(pat, state="CA", float_limit_cents=None, transfer_notice_days=5)
    asked = ask(ben, earned)
    keep_up_in(harbor)
    (said,) = [
        sentence(one.event.kind, one.words, for_client=True)
        for one in timeline(maria, case)
        if one.event.kind == "trust.noticed"
    ]
    assert "We mean to take $1,200.00 of your money in trust for invoice" in said
    assert "Earned in March" in said and "tell us before that day" in said
    with pytest.raises(NoticeLacks, match="may leave trust from"):
        approve_withdrawal(ada, asked)
    with days_later(4), pytest.raises(NoticeLacks):
        approve_withdrawal(ada, asked)
    with days_later(5):
        approve_withdrawal(ada, asked)
    earned.refresh_from_db()
    assert earned.state == "paid"


@pytest.mark.feature("F260")
def test_an_agreement_wants_notice_and_who_is_not_in_the_portal_gets_a_letter(
    ben, ada, case, payer, earned
):
    payer.login = None
    payer.save()
    said = {"shape": "flat", "fee_cents": 120_000, "notice_days": 10}
    made = write_agreement(ada, case, **said)
    asked_before = today(ada.firm.time_zone)
    accept_agreement(ada, made, by=payer, on=asked_before)
    asked = ask(ben, earned)
    assert (asked.notice_days, asked.noticed_on) == (10, None)
    with pytest.raises(NoticeLacks, match="was not told yet"):
        approve_withdrawal(ada, asked)
    for wrong in (asked_before + timedelta(days=1), asked_before - timedelta(days=2)):
        with pytest.raises(NoticeLacks, match="between the day"):
            give_notice(ben, asked, how="Letter by post", on=wrong)
    give_notice(ben, asked, how="Letter by post", on=today(ben.firm.time_zone))
    with pytest.raises(NotWaiting):
        give_notice(ben, asked, how="Again", on=today(ben.firm.time_zone))
    with days_later(10):
        approve_withdrawal(ada, Withdrawal.objects.get(pk=asked.pk))


@pytest.mark.feature("F260")
def test_a_client_who_objects_keeps_the_money_in_trust_until_an_attorney_decides(
    ben, ada, pat, maria, omar, earned
):
    set_terms(pat, state="CA", float_limit_cents=None, transfer_notice_days=5)
    asked = ask(ben, earned)
    for other in (omar, ben):
        with pytest.raises(Refused):
            object_to(other, asked, why="Not mine")
    object_to(maria, asked, why="I did not want this letter")
    with pytest.raises(NotWaiting):
        object_to(maria, asked, why="Again")
    account = Account.objects.get(book=Book.CLIENT_TRUST)
    assert (account.held_cents, account.cents) == (120_000, 300_000)
    with days_later(6):
        with pytest.raises(OnDispute):
            approve_withdrawal(ada, asked)
        release_hold(ada, Hold.objects.get(), note="We spoke, she agrees")
        approve_withdrawal(ada, Withdrawal.objects.get(pk=asked.pk))


@pytest.mark.feature("F260")
def test_what_a_client_objected_to_stays_though_other_money_is_there(
    ben, ada, maria, earned
):
    held = Account.objects.get(book=Book.CLIENT_TRUST)
    part = {"invoice": earned, "cents": 30_000, "why": "A part of it", "once": "p"}
    asked = ask_withdrawal(ben, held, purpose="earned", **part)
    object_to(maria, asked, why="I did not want this letter")
    with pytest.raises(OnDispute, match="does not agree that this is taken"):
        approve_withdrawal(ada, asked)
    asked.refresh_from_db()
    assert asked.waits and held.cents == 300_000
    hold_money(
        ada, held, kind="dispute", cents=100, why="She called", invoice=earned
    )  # what the desk writes keeps so much back, and no more
    release_hold(ada, Hold.objects.get(made_by=maria.user_id), note="She agrees now")
    approve_withdrawal(ada, asked)


def test_without_such_a_rule_nobody_waits_and_the_database_holds_it(ben, ada, earned):
    asked = ask(ben, earned)
    assert asked.notice_days == 0
    Withdrawal.objects.filter(pk=asked.pk).update(notice_days=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        Withdrawal.objects.filter(pk=asked.pk).update(
            state="approved", decided_by=ada.user_id
        )
