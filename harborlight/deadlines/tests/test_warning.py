"""People are warned rung by rung, once; the next ones too where nobody saw it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from socket import gaierror
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.deadlines.actions import (
    count_deadline,
    give_deadline,
    meet_deadline,
    see_warning,
    set_deadline,
)
from harborlight.deadlines.jobs import sweep_deadlines
from harborlight.deadlines.jobs.sweeping import send_warnings, sweep_on
from harborlight.deadlines.ladder import first_day, next_day, rung_on
from harborlight.deadlines.models import Deadline, Warning
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Job, Notice, User
from tests.whole_case import begin, furnish

# The letter is answered by Monday the 22nd; the last safe day is Thursday the 18th.
AIM = date(2026, 6, 18)


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


@pytest.fixture
def answer(ada, case):
    texts = {"served_on": "2026-03-24"}
    return count_deadline(ada, case, rule="D01", texts=texts, source="Her mail")


@pytest.fixture
def sweep(clock):
    """Look through the deadlines at ten in the morning of a day."""

    def sweep(day: date, hour: int = 10) -> list[tuple[str, int, str]]:
        zone = ZoneInfo(clock.firm.time_zone)
        before = {*Warning.objects.values_list("pk", flat=True)}
        with standing_at(datetime(day.year, day.month, day.day, hour, tzinfo=zone)):
            sweep_deadlines(clock, day)
            while job := Job.objects.filter(task__endswith="sweep_on").first():
                job.delete()
                sweep_on.call(*job.arguments["args"])
        rows = Warning.objects.exclude(pk__in=before).select_related("user")
        return sorted((one.user.name, one.rung, one.level) for one in rows)

    return sweep


def test_the_rungs_of_the_ladder():
    assert first_day(AIM) == date(2026, 5, 19)
    days = [AIM - timedelta(days=n) for n in (31, 30, 29, 14, 6, 1, 0, -2)]
    assert [rung_on(AIM, day) for day in days] == [None, 30, 30, 14, 7, 1, 0, -2]
    assert next_day(AIM, days[1]) == AIM - timedelta(days=14)
    assert next_day(AIM, AIM) == AIM + timedelta(days=1)


@pytest.mark.feature("F131", "F137", "F145")
def test_each_rung_warns_once_and_then_others_where_nobody_saw_it(
    answer, sweep, ada, paul, pat
):
    of_paul = User.objects.get(pk=paul.user_id)
    put_on_team(ada, answer.case, user=of_paul, part="paralegal")
    give_deadline(ada, answer, owner=of_paul)
    assert sweep(date(2026, 5, 18)) == []
    assert sweep(date(2026, 5, 19)) == [("Paul", 30, "owner")]
    assert sweep(date(2026, 5, 19)) == [] == sweep(date(2026, 5, 25))
    # Nobody said that they saw it: the lawyers of the case too, then the partners.
    second = sweep(date(2026, 6, 4))
    assert second == [("Ada", 14, "lead"), ("Paul", 14, "owner")]
    # A sweep that was missed is made up for, once.
    third = sweep(date(2026, 6, 12))
    assert ("Pat", 7, "partner") in third and len(third) == 3
    answer.refresh_from_db()
    see_warning(ada, answer)
    # Ada saw her last warning, so nobody is told after her; Paul still says nothing.
    assert sweep(date(2026, 6, 15)) == [("Ada", 3, "lead"), ("Paul", 3, "owner")]
    for day in (17, 18, 19, 20):
        assert len(sweep(date(2026, 6, day))) == 3
    answer.refresh_from_db()
    meet_deadline(ada, answer, on=date(2026, 6, 20), proof="IOE")
    assert sweep(date(2026, 6, 21)) == []


@pytest.mark.feature("F137")
def test_a_lawyer_alone_who_says_nothing_is_not_the_last_who_is_warned(
    answer, sweep, pat
):
    assert sweep(date(2026, 5, 19)) == [("Ada", 30, "owner")]
    assert sweep(date(2026, 6, 4)) == [("Ada", 14, "owner"), ("Pat", 14, "partner")]
    answer.refresh_from_db()
    see_warning(pat, answer)
    # That Pat saw it does not answer for Ada.
    assert sweep(date(2026, 6, 11)) == [("Ada", 7, "owner"), ("Pat", 7, "partner")]


@pytest.mark.feature("F137")
def test_seen_is_not_done(answer, sweep, ada, paul, pat):
    """Each warning is seen for itself; near the day the next ones are told all the same."""
    of_paul = User.objects.get(pk=paul.user_id)
    put_on_team(ada, answer.case, user=of_paul, part="paralegal")
    give_deadline(ada, answer, owner=of_paul)
    seen = []
    for day in (
        date(2026, 5, 19),
        date(2026, 6, 4),
        date(2026, 6, 11),
        date(2026, 6, 17),
    ):
        answer.refresh_from_db()
        seen.append([name for name, _rung, _level in sweep(day)])
        for who in (paul, ada):
            see_warning(who, answer)
    assert seen == [["Paul"], ["Paul"], ["Ada", "Paul"], ["Ada", "Pat", "Paul"]]
    # What was not seen yet asks again, though the one before it was.
    sweep(date(2026, 6, 18))
    waiting = Warning.objects.filter(seen_at__isnull=True, user=paul.user_id)
    assert [one.rung for one in waiting] == [0]


def test_whoever_is_walled_off_is_not_warned(answer, case, sweep, ada, paul, pat):
    """The next ones are, as nobody who answers for it may open the case."""
    give_deadline(ada, answer, owner=User.objects.get(pk=paul.user_id))
    put_on_team(ada, case, user=User.objects.get(pk=paul.user_id), part="paralegal")
    for user in (paul, pat):
        raise_wall(ada, case, user=User.objects.get(pk=user.user_id), reason="Related")
    assert sweep(date(2026, 5, 19)) == [("Ada", 30, "lead")]
    assert sweep(date(2026, 6, 4)) == [("Ada", 14, "lead")]


def test_nobody_is_warned_at_night(answer, sweep):
    assert sweep(date(2026, 5, 19), hour=3) == []
    assert sweep(date(2026, 5, 19), hour=7) != []


def test_a_notice_and_one_letter_and_no_letter_twice(ada, case, answer, sweep):
    set_deadline(ada, case, title="Call her", due_on=AIM, because="So she asked.")
    sweep(date(2026, 5, 19))
    assert Notice.objects.filter(kind="deadline.warned", user=ada.user_id).count() == 2
    (job,) = Job.objects.filter(task__endswith="send_warnings")
    assert job.arguments["args"] == [str(ada.user_id)]
    send_warnings.call(str(ada.user_id))
    send_warnings.call(str(ada.user_id))
    (letter,) = mail.outbox
    assert letter.subject == "2 deadlines need you"
    assert (
        case.number not in letter.body and "/staff/deadlines/warnings/" in letter.body
    )
    assert not Warning.objects.filter(mailed_at__isnull=True).exists()


@pytest.mark.parametrize("why", [ConnectionRefusedError(), TimeoutError(), gaierror()])
def test_a_mail_server_that_is_down_is_asked_again(
    ada, answer, sweep, monkeypatch, why
):
    sweep(date(2026, 5, 19))

    def down(**_said):
        raise why

    with monkeypatch.context() as patch:
        patch.setattr("harborlight.deadlines.jobs.sweeping.send_letter", down)
        with pytest.raises(type(why)):
            send_warnings.call(str(ada.user_id))
    send_warnings.call(str(ada.user_id))
    assert len(mail.outbox) == 1


def test_what_was_begun_and_not_handed_over_is_shown_and_not_sent_again(
    ada, answer, sweep
):
    sweep(date(2026, 5, 19))
    Warning.objects.update(begun_at=now())
    send_warnings.call(str(ada.user_id))
    assert mail.outbox == []
    assert Warning.objects.get().is_doubtful


def test_in_batches_and_begun_again_each_is_warned_of_once(
    ada, case, sweep, monkeypatch
):
    monkeypatch.setattr("harborlight.deadlines.jobs.sweeping.BATCH", 2)
    for number in range(5):
        about = {"title": f"Call {number}", "because": "So she asked."}
        set_deadline(ada, case, due_on=AIM, **about)
    assert len(sweep(date(2026, 6, 4))) == 5
    assert sweep(date(2026, 6, 4)) == []
    assert {*Deadline.objects.values_list("warn_on", flat=True)} == {date(2026, 6, 11)}
