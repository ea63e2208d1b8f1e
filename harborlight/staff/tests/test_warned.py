"""Nobody looks, nobody can be warned, nobody can count: each is told, and stays on a page."""

from __future__ import annotations

import re
import smtplib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.deadlines import counted
from harborlight.deadlines.actions import count_deadline, see_warning
from harborlight.deadlines.jobs import (
    compare_with_book,
    sweep_deadlines,
    tell_of_silent_firms,
    watch_the_sweep,
)
from harborlight.deadlines.jobs.sweeping import send_nobody, send_warnings
from harborlight.deadlines.jobs.watching import send_silence
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.deadlines.warning import unwarned
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Firm, Job, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.sightings import write_sightings
from harborlight.law.deadlines import adding
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import join
from tests.whole_case import begin, furnish

PROOF = "/staff/deadlines/warnings/proof/"


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


@pytest.fixture
def ines(harbor):
    return join(harbor, "Ines", Role.FIRM_ADMINISTRATOR)


@pytest.fixture
def answer(ada, case):
    texts = {"served_on": "2026-03-24"}
    return count_deadline(ada, case, rule="D01", texts=texts, source="Her mail")


def sweep(clock, day):
    zone = ZoneInfo(clock.firm.time_zone)
    with standing_at(datetime(day.year, day.month, day.day, 10, tzinfo=zone)):
        sweep_deadlines(clock, day)


@pytest.mark.feature("F145")
def test_that_nobody_looks_is_told_once(clock, ines, answer):
    sweep_deadlines(clock, date(2026, 5, 1))
    assert watch_the_sweep(clock) is False
    late = now() - timedelta(minutes=16)
    Watch.objects.update(swept_at=late)
    assert [watch_the_sweep(clock) for _ in range(3)] == [True, False, False]
    jobs = Job.objects.filter(task__endswith="send_silence")
    send_silence.call(*jobs[0].arguments["args"])
    assert mail.outbox[0].subject == "Nobody looks through the deadlines"
    # Whoever asks how the house is tells nobody twice.
    assert tell_of_silent_firms() == 1 and len(mail.outbox) == 1
    sweep_deadlines(clock, date(2026, 5, 1))
    Watch.objects.update(swept_at=late)
    assert watch_the_sweep(clock) is True


@pytest.mark.feature("F145")
def test_where_no_worker_ever_ran_whoever_asks_for_the_health_writes_to_the_office(
    clock, ines, answer
):
    Firm.objects.update(founded_at=now())
    asked = Client().get("/healthz")
    assert (asked.status_code, asked.content) == (200, b"ok\n")
    Firm.objects.update(founded_at=now() - timedelta(minutes=16))
    for _ in range(3):
        asked = Client().get("/healthz")
        assert asked.status_code == 503 and b"not looked through" in asked.content
    to = sorted(letter.to[0] for letter in mail.outbox)
    assert "ines@example.org" in to and len(to) == len({*to})
    sweep_deadlines(clock, date(2026, 5, 1))
    assert Client().get("/healthz").status_code == 200


def test_a_letter_that_finds_no_mail_server_waits_for_the_worker(
    clock, ines, answer, monkeypatch
):
    Firm.objects.update(founded_at=now() - timedelta(hours=1))

    def down(**_said):
        raise smtplib.SMTPConnectError(421, "later")

    monkeypatch.setattr("harborlight.deadlines.jobs.watching.send_letter", down)
    assert tell_of_silent_firms() == 1
    assert Job.objects.filter(task__endswith="send_silence").exists()


@pytest.mark.feature("F137")
def test_that_nobody_can_be_warned_is_told_and_stays_until_somebody_is_on_the_case(
    clock, ada, pat, paul, ines, case, answer
):
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Related")
    Membership.objects.filter(user=ada.user_id).update(until=now())
    sweep(clock, date(2026, 5, 19))
    assert not Warning.objects.exists()
    told = Event.objects.get(kind="deadline.unwarned")
    assert told.case_id is None
    jobs = Job.objects.filter(task__endswith="send_nobody")
    assert str(ines.user_id) in {job.arguments["args"][0] for job in jobs}
    send_nobody.call(str(ines.user_id))
    assert case.number not in mail.outbox[0].body
    page = text_of(sign_in(ines).get(PROOF))
    assert case.number in page and "Nobody can be warned" in page
    assert "Request for evidence" not in page
    assert unwarned(paul) == []
    # Told once, looked at each day.
    sweep(clock, date(2026, 5, 20))
    assert Event.objects.filter(kind="deadline.unwarned").count() == 1
    Deadline.objects.update(owner=paul.user_id)
    of_paul = User.objects.get(pk=paul.user_id)
    put_on_team(paul, case, user=of_paul, part="paralegal")
    assert unwarned(ines) == []
    sweep(clock, date(2026, 5, 21))
    assert [one.user_id for one in Warning.objects.all()] == [paul.user_id]
    assert Deadline.objects.get().unwarned_since is None


@pytest.mark.feature("F145")
def test_a_page_proves_what_became_of_each_warning(clock, ada, answer):
    sweep(clock, date(2026, 5, 19))
    browser = sign_in(ada)
    assert "The letter is about to go out" in text_of(browser.get(PROOF))
    send_warnings.call(str(ada.user_id))
    page = text_of(browser.get(PROOF))
    assert "Letter handed over" in page and "Not opened" in page
    browser.get(f"/staff/deadlines/{answer.key}/")
    write_sightings()
    page = text_of(browser.get(PROOF))
    assert "Opened about" in page and "Not said that they saw it" in page
    see_warning(ada, answer)
    assert "Said they saw it" in text_of(browser.get(PROOF))
    assert "No such warning" in text_of(browser.get(f"{PROOF}?show=waiting"))


@pytest.mark.feature("F132")
@pytest.mark.feature("F131")
def test_a_letter_that_broke_off_is_settled_by_a_person_once(
    clock, ada, paul, case, answer
):
    put_on_team(ada, case, user=User.objects.get(pk=paul.user_id), part=Role.PARALEGAL)
    day = date(2026, 5, 19)
    sweep(clock, day)
    hers = Warning.objects.get(user=ada.user_id)
    Warning.objects.filter(pk=hers.pk).update(begun_at=now())
    address = f"/staff/deadlines/warnings/{hers.key}/settle/"
    browser = sign_in(ada)
    assert sign_in(paul).post(address, {"was_sent": "no"}).status_code == 403
    page = text_of(browser.post(address, {"was_sent": "no"}, follow=True))
    assert "It may be going out now" in page
    Warning.objects.filter(pk=hers.pk).update(begun_at=now() - timedelta(hours=1))
    page = text_of(browser.get(f"{PROOF}?show=doubtful"))
    assert "Not certain whether the letter went out" in page
    assert "Say whether" in text_of(browser.post(address, {}, follow=True))
    browser.post(address, {"was_sent": "no"})
    send_warnings.call(str(ada.user_id))
    assert len(mail.outbox) == 1, "it is written once more"
    Warning.objects.update(begun_at=now() - timedelta(hours=1), mailed_at=None)
    browser.post(address, {"was_sent": "yes"})
    send_warnings.call(str(ada.user_id))
    assert len(mail.outbox) == 1
    page = text_of(browser.post(address, {"was_sent": "no"}, follow=True))
    assert "Somebody has settled it already" in page
    assert "as Ada found out" in text_of(browser.get(PROOF))
    told = Event.objects.filter(kind="deadline.warning-settled")
    assert told.count() == 2


def test_a_deadline_that_can_no_longer_be_counted_says_so(
    clock, ada, case, answer, monkeypatch
):
    """The table of holidays ends before it, say: its day stands, and everybody sees why."""
    for module in (adding, counted):
        monkeypatch.setattr(module, "HOLIDAYS_KNOWN", range(1997, 2026))
    with standing_at(datetime(2026, 4, 1, 12, tzinfo=ZoneInfo("America/New_York"))):
        assert compare_with_book(clock) == 1
        assert compare_with_book(clock) == 0
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 6, 22)
    browser = sign_in(ada)
    why = "It can no longer be counted since April 1, 2026: The table of holidays ends in 2025."
    for address in (f"/staff/deadlines/{answer.key}/", "/staff/deadlines/moved/"):
        page = re.sub("<[^>]+>", "", text_of(browser.get(address)))
        assert why in page, address
    page = text_of(browser.get(f"/staff/cases/{case.key}/deadlines/"))
    assert "Can no longer be counted" in page
    assert "can no longer be counted" in text_of(browser.get("/staff/deadlines/"))
    monkeypatch.undo()
    # A newer table comes: it is counted again, and the mark is gone.
    assert compare_with_book(clock) == 1
    page = text_of(browser.get("/staff/deadlines/"))
    assert "can no longer be counted" not in page
