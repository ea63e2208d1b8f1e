"""What is free: on every day, cleared, not held; and what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from harborlight.cases.actions import raise_wall
from harborlight.cases.queries import people_of
from harborlight.firm.acting import Refused
from harborlight.firm.clock import today
from harborlight.firm.models import Event, User
from harborlight.firm.vault.events import words_of
from harborlight.law.trust_policy import OTHER, policies, policy_of, states
from harborlight.trust.actions import (
    Backdated,
    CaseIsShut,
    Overdrawn,
    Side,
    StillToCome,
    TakesTwo,
    Unbalanced,
    deposit,
    hold_back,
    open_account,
    post,
)
from harborlight.trust.models import Account, Book, Entry, Journal
from harborlight.trust.queries import ledger, ledger_page
from tests.cast import DAY

OUT = (Book.CLIENT_TRUST, Book.TRUST_BANK)


def came(ben, case, cents, on, once):
    about = {"purpose": "advance fee", "method": "wire", "on": on, "once": once}
    person = people_of(ben, case)[0]
    return deposit(ben, case, person=person, cents=cents, **about).account


def leaves(ben, case, cents, on, key="out", **also):
    debit, credit = OUT
    return post(
        ben,
        case=case,
        person=people_of(ben, case)[0],
        sides=[Side(debit, debit=cents), Side(credit, credit=cents)],
        on=on,
        memo="refund",
        words={},
        key=key,
        **{"asked_by": case.lead_id} | also,
    )


@pytest.mark.feature("F177")
def test_nothing_is_paid_with_money_that_came_later(ben, case):
    came(ben, case, 300, DAY, "a")
    held = came(ben, case, 1_000, DAY + timedelta(10), "b")
    with pytest.raises(Backdated, match=r"On March 11, 2026 only \$3.00 was held"):
        leaves(ben, case, 301, DAY + timedelta(9))
    leaves(ben, case, 300, DAY + timedelta(9))
    with pytest.raises(Backdated):
        leaves(ben, case, 1, DAY + timedelta(3), key="early")
    leaves(ben, case, 1_000, DAY + timedelta(10), key="late")
    held.refresh_from_db()
    assert (held.cents, held.last_on) == (0, DAY + timedelta(10))
    assert [line.after for line in ledger(ben, held)] == [0, 1_000, 0, 300]
    # A deposit that is found late may be dated early: it only adds.
    came(ben, case, 5, DAY + timedelta(1), "c")


def test_no_movement_is_dated_after_today(ben, case):
    with pytest.raises(StillToCome):
        came(ben, case, 5, today(ben.firm.time_zone) + timedelta(2), "a")


def test_money_that_is_nobody_s_does_not_stand_in_trust(ben, case):
    sides = [Side(Book.TRUST_BANK, debit=5), Side(Book.FEES_EARNED, credit=5)]
    about = {"on": DAY, "memo": "payment", "words": {"number": "1"}, "key": "k"}
    with pytest.raises(Unbalanced, match="must change at the bank"):
        post(ben, case=case, person=people_of(ben, case)[0], sides=sides, **about)


def test_nobody_takes_money_out_whom_nobody_asked(ben, case):
    came(ben, case, 300, DAY, "a")
    for asked_by in (None, ben.user_id):
        with pytest.raises(TakesTwo):
            leaves(ben, case, 1, DAY, asked_by=asked_by)
    journal = {"firm": ben.firm, "on": DAY, "memo": "refund", "takes_two": True}
    journal |= {"posted_at": Journal.objects.get().posted_at, "key": "by hand"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Journal.objects.create(
            posted_by_id=ben.user_id, asked_by_id=ben.user_id, **journal
        )


def test_the_database_itself_holds_what_is_held_and_limits_own_money(ben, case):
    held = came(ben, case, 300, DAY, "a")
    hold_back(held, cents=200)
    with pytest.raises(Overdrawn, match=r"Only \$1.00 is free.*\$2.00 is held back"):
        leaves(ben, case, 101, DAY)
    float_ = open_account(ben.firm.pk, Book.FIRM_FLOAT, None, None)
    Account.objects.filter(pk=float_.pk).update(limit_cents=9)
    for row, wrong in (
        (held, {"held_cents": 301}),
        (held, {"uncleared_cents": 301}),
        (held, {"held_cents": -1}),
        (float_, {"cents": 10}),
        (float_, {"held_cents": 1}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Account.objects.filter(pk=row.pk).update(**wrong)


def test_a_page_of_a_ledger_goes_on_where_the_last_one_ended(ben, case):
    for n in range(60):
        held = came(ben, case, n + 1, DAY + timedelta(n % 7), f"{n}")
    held.refresh_from_db()
    whole = ledger(ben, held)
    first, second = ledger_page(ben, held, 1), ledger_page(ben, held, 2)
    assert first.lines + second.lines == whole
    assert (first.has_next, second.has_next) == (True, False)
    assert (
        whole[0].after
        == sum(range(61))
        == -sum(entry.cents for entry in Entry.objects.filter(account=held))
    )


@pytest.mark.feature("F179")
def test_every_state_of_the_book_is_cited_and_not_reviewed_yet():
    assert {*states()} == {"CA", "NY", "TX", "FL", "IL", OTHER}
    assert all(one.source and one.reviewed is None for one in policies())
    assert (policy_of("CA", DAY).notice_days, policy_of("NY", DAY).retention_years) == (14, 7)  # fmt: skip
    assert policy_of("WY", DAY).state == OTHER


@pytest.mark.feature("F177")
def test_a_deposit_sent_twice_is_there_once_and_is_one_event(ben, ada, case):
    account = came(ben, case, 300, DAY, "a")
    told = Event.objects.exclude(kind="case.opened").order_by("-at").first()
    assert told.kind == "trust.deposited"
    said = words_of(ben.firm, [told])[told.pk]
    assert said["sides"] == [["trust bank", 300, 0], ["client trust", 0, 300]]
    assert said["changes"]["journal.key"] == ["", "deposit a"]
    # Also once nothing comes into this case any more: what was done is the answer.
    case.closed_on = DAY
    case.save()
    assert came(ben, case, 300, DAY, "a") == account
    with pytest.raises(CaseIsShut):
        came(ben, case, 300, DAY, "b")
    account.refresh_from_db()
    assert (account.cents, Journal.objects.count()) == (300, 1)
    assert Event.objects.filter(kind="trust.deposited").count() == 1


def test_a_wall_that_is_raised_is_seen_by_the_next_movement(ben, ada, case):
    person = people_of(ben, case)[0]
    about = {"person": person, "purpose": "advance fee", "method": "wire", "on": DAY}
    deposit(ben, case, cents=300, once="a", **about)
    raise_wall(ada, case, user=User.objects.get(pk=ben.user_id), reason="Related")
    with pytest.raises(Refused):
        deposit(ben, case, cents=300, once="b", **about)
