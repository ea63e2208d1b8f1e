"""Hours and costs put right before they are billed, and a timer that every page shows."""

import pytest
from django.urls import reverse

from harborlight.agreements.actions import (
    TimerStopped,
    bill_work,
    drop_timer,
    set_rate,
    stop_timer,
    write_time,
)
from harborlight.agreements.models import Cost, TimeEntry, Timer
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.test_fees_pages import at, day


@pytest.fixture
def on(harbor):
    return today(harbor.time_zone)


@pytest.fixture
def worked(ben, paul, begun, on):
    """An hour and a half of Paul's, at 100 dollars an hour."""
    said = {"on": on, "work": "paralegal"}
    set_rate(ben, user=None, work="paralegal", cents=10_000, from_on=on)
    set_rate(ben, user=None, work="travel", cents=5_000, from_on=on)
    return write_time(paul, begun.case, minutes=90, words="Read the file", **said)


@pytest.mark.feature("F180")
def test_time_is_put_right_and_what_stood_there_is_kept(
    paul, ada, ben, begun, worked, on
):
    his, page = at_the_desk(paul), at("change-time", worked)
    assert 'value="Read the file"' in words(his.get(page))
    said = {"words": "Drive to USCIS", "work": "travel", "minutes": "60"}
    said |= {"billable": "on", **day("on", on)}
    wrong = his.post(page, {**said, "minutes": "soon"})
    assert wrong.status_code == 422 and 'value="Drive to USCIS"' in words(wrong)
    his.post(page, said)
    worked.refresh_from_db()
    assert (worked.minutes, worked.cents) == (60, 5_000), "at the rate of its kind"
    told = words(his.get(page))
    assert "What was changed" in told and "<s class" in told
    for before, after in (
        ("1 h 30 min", "1 h"),
        ("Read the file", "Drive to USCIS"),
        ("Paralegal work", "Travel"),
    ):
        assert f'<s class="text-soft">{before}</s> {after}' in told
    assert "$" not in told, "what an hour costs is for readers of money"
    told = words(at_the_desk(ben).get(page))
    assert '<s class="text-soft">$100.00</s> $50.00' in told and "$50.00 an" in told
    assert Event.objects.filter(kind="time.changed").count() == 1
    # Whoever bills puts any right; others only their own.
    other = write_time(ada, begun.case, on=on, minutes=5, work="travel", words="A call")
    assert his.get(at("change-time", other)).status_code == 404
    assert at_the_desk(ben).post(page, {**said, "minutes": "45"}).status_code == 302
    bill_work(ben, begun.case, payer=begun.petitioner.person)
    late = his.post(page, said)
    assert late.status_code == 422 and "This stands on an invoice" in words(late)
    assert "on an invoice" in words(his.get(at("case-time", begun.case)))


@pytest.mark.feature("F180")
def test_time_that_is_written_off_is_seen_and_not_billed(paul, ben, begun, worked):
    desk, page = at_the_desk(ben), at("write-off-time", worked)
    assert "$150.00" in words(desk.get(at("money-unbilled")))
    assert desk.post(page, {"why": " "}).status_code == 422
    desk.post(page, {"why": "Our own mistake"})
    assert "Written off: Our own mistake" in words(
        desk.get(at("case-time", begun.case))
    )
    assert "Nothing is unbilled" in words(desk.get(at("money-unbilled")))
    assert at_the_desk(paul).post(page, {"why": "x"}).status_code == 403
    desk.post(at("restore-time", worked))
    assert "$150.00" in words(desk.get(at("money-unbilled")))
    desk.post(at("drop-time", worked))
    assert TimeEntry.objects.get().dropped_at
    assert "Nothing is unbilled" in words(desk.get(at("money-unbilled")))


@pytest.mark.feature("F183", "F191")
def test_a_cost_is_put_right_until_somebody_was_asked(ada, ben, begun):
    desk = at_the_desk(ada)
    said = {"kind": "translation", "words": "Birth record", "estimate_cents": "85"}
    desk.post(at("new-cost", begun.case), said)
    cost = Cost.objects.get()
    page = at("change-cost", cost)
    assert desk.post(page, {**said, "estimate_cents": "-1"}).status_code == 422
    desk.post(page, {**said, "words": "Two birth records", "estimate_cents": "170"})
    told = words(desk.get(at("cost", cost)))
    assert "Two birth records" in told and "$170.00" in told
    assert '<s class="text-soft">$85.00</s> $170.00' in told
    desk.post(at("ask-cost", cost), {"of": begun.petitioner.person.key})
    late = desk.post(page, said)
    assert late.status_code == 422 and "it stays as it is" in words(late)


@pytest.mark.feature("F180")
def test_a_timer_that_runs_is_shown_on_every_page(paul, begun):
    his = at_the_desk(paul)
    runs = f"Your timer runs for case {begun.case.number}"
    his.post(at("start-timer", begun.case), {"work": "paralegal", "words": "Call"})
    for page in (reverse("staff:home"), reverse("staff:cases")):
        assert runs in words(his.get(page))
    timer = Timer.objects.get()
    assert runs not in words(at_the_desk(paul).get(reverse("staff:home")))
    his.post(at("stop-timer", timer), {"words": "Call with USCIS"})
    assert runs not in words(his.get(reverse("staff:home")))
    his.post(at("start-timer", begun.case), {"work": "paralegal"})
    Timer.objects.all().delete()
    assert runs in words(his.get(reverse("staff:home")))
    his.get(at("case-time", begun.case))
    assert runs not in words(his.get(reverse("staff:home"))), "it was stopped elsewhere"


@pytest.mark.feature("F180")
def test_time_and_a_cost_that_are_pressed_twice_are_written_down_once(
    ada, paul, begun, on
):
    his, time = at_the_desk(paul), at("case-time", begun.case)
    once = his.get(time).context["form"]["once"].value()
    said = {"words": "Read the file", "work": "paralegal", "minutes": "30"}
    said |= {"billable": "on", "once": once, **day("on", on)}
    assert "Written down." in words(his.post(time, said, follow=True))
    assert "sent twice" in words(his.post(time, said, follow=True))
    other = his.post(time, {**said, "minutes": "45"})
    assert other.status_code == 422 and "said something else then" in words(other)
    assert 'value="45' in words(other), "what was typed is not lost"
    assert TimeEntry.objects.get().minutes == 30
    assert Event.objects.filter(kind="time.written").count() == 1
    hers, new = at_the_desk(ada), at("new-cost", begun.case)
    once = hers.get(new).context["form"]["once"].value()
    said = {"kind": "courier", "words": "To USCIS", "estimate_cents": "40"}
    for _press in range(2):
        page = hers.post(new, {**said, "once": once}, follow=True)
    assert "sent twice" in words(page) and Cost.objects.get().estimate_cents == 4_000
    assert hers.post(new, {**said, "once": once, "words": "X"}).status_code == 422
    hers.post(new, {**said, "once": "another page"})
    assert Cost.objects.count() == 2, "the same thing twice is two openings of the page"


@pytest.mark.feature("F180")
def test_a_timer_stopped_in_two_tabs_is_written_down_once(paul, begun):
    his = at_the_desk(paul)
    his.post(at("start-timer", begun.case), {"work": "paralegal", "words": "Call"})
    timer = Timer.objects.get()
    his.post(at("stop-timer", timer), {"words": "Call"})
    for late in (
        his.post(at("stop-timer", timer), {"words": "Call"}, follow=True),
        his.get(at("stop-timer", timer), follow=True),
        his.post(at("drop-timer", timer), follow=True),
    ):
        assert "stopped already. It is written down once: 1 min." in words(late)
    assert TimeEntry.objects.get().words == "Call"
    with pytest.raises(TimerStopped):
        stop_timer(paul, timer, words="Call")
    with pytest.raises(TimerStopped):
        drop_timer(paul, timer)
    assert Event.objects.filter(kind="timer.stopped").count() == 1
