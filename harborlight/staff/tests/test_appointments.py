"""Interviews and hearings, at the hour of their place."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from harborlight.cases.models import TimelineEntry
from harborlight.deadlines import calendar
from harborlight.deadlines.actions import make_feed, set_appointment, set_deadline
from harborlight.deadlines.models import Appointment, Deadline
from harborlight.firm.clock import today
from harborlight.firm.readers import keep_up_in
from harborlight.staff.tests.desk import sign_in, text_of
from tests.whole_case import begin, furnish

SAID = {"kind": "interview", "place": "300 N Los Angeles St", "bring": "Passport"}


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


def appointment(ada, case, day, at, zone, *, shown=False) -> Appointment:
    about = {"day": day, "time": at, "zone": zone, "is_shown": shown}
    return set_appointment(ada, case, None, **SAID, **about)


def next_sunday(year: int, month: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (nth - 1))


@pytest.mark.feature("F146")
def test_an_interview_is_set_shown_changed_and_called_off(begun, ada, maria, clock):
    case, browser = begun.case, sign_in(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    day = today("America/New_York") + timedelta(days=40)
    new = f"/staff/cases/{case.key}/appointments/new/"
    said = {**SAID, "day": day.isoformat(), "time": "09:30", "is_shown": "on"}
    wrong = browser.post(new, {**said, "zone": "Mars/Base"})
    assert wrong.status_code == 422 and "300 N Los Angeles St" in text_of(wrong)
    browser.post(new, {**said, "zone": "America/Los_Angeles"})
    page = text_of(browser.get(f"/staff/cases/{case.key}/deadlines/"))
    assert "9:30 a.m. by the clocks of Los Angeles" in page
    month = text_of(browser.get(f"/staff/deadlines/calendar/?month={day:%Y-%m}"))
    assert "Interview" in month and "Los Angeles" in month
    portal = text_of(sign_in(maria).get(reverse("portal:dates", args=[case.pk])))
    assert "by the clocks of Los Angeles" in portal and "Passport" in portal
    found = Appointment.objects.get()
    off = f"/staff/appointments/{found.key}/cancel/"
    assert browser.post(off, {"reason": ""}).status_code == 422
    browser.post(off, {"reason": "The agency moved it"})
    assert "Passport" not in text_of(
        sign_in(maria).get(reverse("portal:dates", args=[case.pk]))
    )
    keep_up_in(clock.firm)
    told = TimelineEntry.objects.filter(kind__startswith="deadline.appointment")
    assert {one.kind for one in told} == {
        "deadline.appointment-told", "deadline.appointment-off-told"}  # fmt: skip


@pytest.mark.feature("F146")
def test_the_hour_is_that_of_the_place_when_clocks_change(begun, ada):
    """In March an hour is not there; in November one comes twice, and the first counts."""
    year = today("America/New_York").year + 1
    spring, autumn = next_sunday(year, 3, 2), next_sunday(year, 11, 1)
    new = f"/staff/cases/{begun.case.key}/appointments/new/"
    said = {**SAID, "zone": "America/Los_Angeles", "time": "02:30"}
    wrong = sign_in(ada).post(new, {**said, "day": spring.isoformat()})
    assert wrong.status_code == 422 and "there is no such hour" in text_of(wrong)
    phoenix = {**said, "zone": "America/Phoenix", "day": spring.isoformat()}
    assert sign_in(ada).post(new, phoenix).status_code == 302
    twice = appointment(ada, begun.case, autumn, time(1, 30), "America/Los_Angeles")
    noon = datetime.combine(autumn, time(8, 30), UTC)
    assert twice.starts_at.astimezone(UTC) == noon


@pytest.mark.feature("F146")
def test_a_calendar_program_reads_the_zone_with_the_hour(begun, ada):
    day = date(2027, 7, 6)
    appointment(ada, begun.case, day, time(13), "Pacific/Honolulu")
    token = make_feed(ada, names=False)
    content = Client().get(f"/calendar/{token}/").content
    read = icalendar.Calendar.from_ical(content)
    (event,) = read.walk("VEVENT")
    assert event["DTSTART"].params["TZID"] == "Pacific/Honolulu"
    assert event.decoded("dtstart").astimezone(UTC) == datetime(
        2027, 7, 6, 23, tzinfo=UTC
    )
    assert [one["TZID"] for one in read.walk("VTIMEZONE")] == ["Pacific/Honolulu"]
    assert b"Los Angeles St" not in content and b"Passport" not in content


@pytest.mark.feature("F146")
def test_a_month_and_a_feed_that_are_cut_say_so(begun, ada, monkeypatch):
    monkeypatch.setattr(calendar, "MOST", 2)
    monkeypatch.setattr(calendar, "MOST_OF_FEED", 2)
    for number in range(3):
        day = date(2027, 7, 6 + number)
        set_deadline(ada, begun.case, title=f"Call {number}", due_on=day, because="So.")
    page = text_of(sign_in(ada).get("/staff/deadlines/calendar/?month=2027-07"))
    assert "At most 2 deadlines and appointments of a month stand here." in page
    token = make_feed(ada, names=True)
    read = icalendar.Calendar.from_ical(Client().get(f"/calendar/{token}/").content)
    last = read.walk("VEVENT")[-1]
    assert "not in this calendar" in last["SUMMARY"]
    assert last.decoded("dtstart") == date(2027, 7, 8)


def test_what_stands_in_the_calendar_already_is_told(begun, ada):
    case, browser = begun.case, sign_in(ada)
    day = today("America/New_York") + timedelta(days=20)
    said = {"title": "Call Maria", "due_on": day.isoformat(), "because": "She asked."}
    new = f"/staff/cases/{case.key}/deadlines/new/"
    browser.post(new, said)
    again = browser.post(new, said)
    assert again.status_code == 422
    assert "This deadline stands in the calendar." in text_of(again)
    assert browser.post(new, {**said, "again": "on"}).status_code == 302
    assert Deadline.objects.count() == 2
    law = f"/staff/cases/{case.key}/deadlines/law/"
    found = text_of(browser.get(f"{law}?find=evidence+abroad"))
    assert "/law/d03/" in found and "/law/d01/" not in found
    assert "No rule has these words" in text_of(browser.get(f"{law}?find=zzz"))
