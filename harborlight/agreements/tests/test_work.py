"""Hours, costs and instalments: written down, agreed to, and billed to the cent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from harborlight.agreements.actions import (
    AlreadyBilled,
    AlreadyRunning,
    ForgottenTimer,
    NoRate,
    NotAsked,
    NothingUnbilled,
    NotOffered,
    PlanDiffers,
    agree_plan,
    approve_cost,
    ask_cost,
    bill_work,
    decline_cost,
    drop_time,
    note_cost,
    note_spent,
    offer_plan,
    set_rate,
    start_timer,
    stop_timer,
    write_time,
)
from harborlight.agreements.jobs import tell_of_timers
from harborlight.agreements.models import TimeEntry, Timer
from harborlight.agreements.queries import (
    agreed_dues,
    costs_asked,
    my_timer,
    plans,
    unbilled,
)
from harborlight.agreements.schedule import Due, schedule
from harborlight.billing.actions import (
    issue_invoice,
    move_line,
    receive_payment,
    remove_line,
    void_invoice,
)
from harborlight.firm.acting import Refused
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Notice, User
from harborlight.firm.readers import keep_up_in
from tests.cast import DAY

SAID = {"on": DAY, "work": "legal", "words": "Drafted the letter"}


@pytest.fixture
def worked(ben, ada, paul, case):
    """An hour and a half of Ada's, and twenty minutes of Paul's at the rate of everybody."""
    mine = User.objects.get(pk=ada.user_id)
    set_rate(ben, user=mine, work="legal", cents=33_333, from_on=DAY)
    set_rate(ben, user=None, work="legal", cents=12_000, from_on=DAY)
    set_rate(ben, user=mine, work="legal", cents=99_900, from_on=DAY + timedelta(1))
    return (
        write_time(ada, case, minutes=90, **SAID),
        write_time(paul, case, minutes=20, **SAID),
    )


@pytest.mark.feature("F180")
def test_hours_become_an_invoice_once_at_the_rate_of_their_day(
    ada, paul, ben, case, payer, worked
):
    assert [one.cents for one in worked] == [50_000, 4_000]
    invoice = bill_work(ben, case, payer=payer)
    assert invoice.cents == 54_000
    assert {line.to for line in invoice.lines.all()} == {"operating"}
    with pytest.raises(NothingUnbilled):
        bill_work(ben, case, payer=payer)
    with pytest.raises(AlreadyBilled):
        drop_time(ada, worked[0])
    first, second = invoice.lines.order_by("position")
    remove_line(ada, first)
    assert [one.pk for one in unbilled(ada, case)] == [worked[0].pk]
    move_line(ada, second, to="trust")
    assert len(unbilled(ada, case)) == 1, "what is moved is still on the invoice"
    drop_time(ada, worked[0])
    issue_invoice(ada, invoice)
    void_invoice(ben, invoice)
    assert [one.pk for one in unbilled(ada, case)] == [worked[1].pk]


def test_nobody_bills_hours_that_have_no_rate_and_sees_only_their_own(
    ada, paul, ben, maria, case, payer
):
    entry = write_time(paul, case, minutes=20, **SAID)
    write_time(ada, case, minutes=1, **SAID)
    assert TimeEntry.objects.visible_to(paul).get() == entry
    assert TimeEntry.objects.visible_to(ben).count() == 2
    assert not TimeEntry.objects.visible_to(maria).exists()
    with pytest.raises(NoRate):
        bill_work(ben, case, payer=payer)
    with pytest.raises(Refused):
        bill_work(paul, case, payer=payer)


@pytest.mark.feature("F180")
def test_one_timer_a_person_runs_until_it_is_stopped(harbor, clock, ada, paul, case):
    begun = now()
    with standing_at(begun):
        start_timer(ada, case, work="legal", words="Call")
        with pytest.raises(AlreadyRunning):
            start_timer(ada, case, work="travel")
    with standing_at(begun + timedelta(minutes=7, seconds=1)):
        entry = stop_timer(ada, my_timer(ada), words="")
    assert (entry.minutes, entry.words) == (8, "Call")
    with standing_at(begun):
        start_timer(paul, case, work="paralegal")
    with standing_at(begun + timedelta(hours=13)):
        assert [tell_of_timers(clock), tell_of_timers(clock)] == [1, 0]
        keep_up_in(harbor)
        assert Notice.objects.get(kind="timer.forgotten").user_id == paul.user_id
        with pytest.raises(ForgottenTimer):
            stop_timer(paul, my_timer(paul), words="")
        assert stop_timer(paul, my_timer(paul), words="", minutes=30).minutes == 30
    assert not Timer.objects.exists()


@pytest.mark.feature("F183", "F191")
def test_a_client_agrees_to_a_cost_before_it_is_billed_in_advance(
    ada, ben, maria, omar, case, payer
):
    cost = note_cost(
        ada, case, kind="translation", words="Birth record", estimate_cents=20_000
    )
    assert unbilled(ada, case) == [], "nobody agreed to it yet"
    ask_cost(ada, cost, of=payer)
    assert [*costs_asked(maria)] == [cost] and not costs_asked(omar).exists()
    with pytest.raises(Refused):
        approve_cost(ada, cost)
    with pytest.raises(NotAsked):
        note_spent(ada, cost, actual_cents=1, spent_on=DAY)
    approve_cost(maria, cost)
    with pytest.raises(NotAsked):
        decline_cost(maria, cost, reason="Too late")
    advance = bill_work(ben, case, payer=payer)
    assert [(one.cents, one.to) for one in advance.lines.all()] == [(20_000, "trust")]
    note_spent(ada, cost, actual_cents=23_450, spent_on=DAY)
    rest = bill_work(ben, case, payer=payer)
    assert [(one.cents, one.to) for one in rest.lines.all()] == [(3_450, "operating")]
    note_spent(ada, cost, actual_cents=15_000, spent_on=DAY)
    assert [one.cents for one in unbilled(ada, case)] == [-8_450], "asked too much"


@pytest.mark.feature("F183")
def test_a_cost_that_the_client_declined_is_never_billed(ada, maria, case, payer):
    cost = note_cost(ada, case, kind="expert", words="Opinion", estimate_cents=90_000)
    ask_cost(ada, cost, of=payer)
    decline_cost(maria, cost, reason="We have one")
    assert cost.answer == "We have one"
    with pytest.raises(NotAsked):
        note_spent(ada, cost, actual_cents=90_000, spent_on=DAY)
    assert unbilled(ada, case) == []


@pytest.mark.feature("F171")
@given(
    some.integers(1_000, 10_000_000),
    some.integers(1, 60),
    some.dates(date(2024, 1, 1), date(2030, 12, 31)),
    some.sampled_from(["week", "two weeks", "month"]),
    some.integers(0, 900),
)
def test_a_schedule_is_the_whole_on_days_in_order(cents, count, first, every, down):
    if down and count == 1:
        return
    dues = schedule(cents, count=count, first=first, every=every, down_cents=down)
    assert sum(due.cents for due in dues) == cents and len(dues) == count
    assert all(due.cents > 0 for due in dues)
    days = [due.on for due in dues]
    assert days == sorted({*days}) and days[0] == first


def test_the_last_day_of_a_month_is_the_last_of_the_shorter_ones():
    dues = schedule(10_000, count=3, first=date(2026, 1, 31), every="month")
    assert [str(due.on) for due in dues] == ["2026-01-31", "2026-02-28", "2026-03-31"]
    assert [due.cents for due in dues] == [3_334, 3_333, 3_333]


@pytest.mark.feature("F171")
def test_an_invoice_is_paid_in_instalments_that_its_payer_agreed_to(
    clock, ada, ben, maria, omar, invoice
):
    dues = schedule(invoice.cents, count=3, first=DAY, every="month")
    with pytest.raises(PlanDiffers):
        offer_plan(ada, invoice, dues=dues[:2])
    with pytest.raises(PlanDiffers):
        offer_plan(ada, invoice, dues=[Due(DAY, 1), Due(DAY, invoice.cents - 1)])
    plan = offer_plan(ada, invoice, dues=dues)
    assert agreed_dues(clock, invoice) is None, "nobody agreed yet"
    with pytest.raises(Refused):
        agree_plan(omar, plan)
    agree_plan(maria, plan)
    invoice.refresh_from_db()
    assert invoice.due_on == dues[-1].on
    assert agreed_dues(clock, invoice) == dues
    receive_payment(ben, invoice, cents=90_000, method="cash", on=DAY, once="1")
    invoice.refresh_from_db()
    told = plans(maria, [invoice])[invoice.pk]
    assert (told.next.on, told.next.left_cents) == (dues[1].on, 165_000 - 90_000)
    assert told.late_cents(dues[1].on) == 0
    assert told.late_cents(dues[2].on) == 75_000
    with pytest.raises(NotOffered):
        agree_plan(maria, plan)
    assert plans(omar, [invoice]) == {}
