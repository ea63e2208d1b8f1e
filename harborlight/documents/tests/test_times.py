"""By when a paper should be looked at, and how long the look took."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from harborlight.documents.actions import change_paper_settings, set_standard
from harborlight.documents.models import Version
from harborlight.documents.standards import standards
from harborlight.documents.times import KIND, took, waiting
from harborlight.firm.clock import now, standing_at
from harborlight.firm.readers import keep_up_in
from harborlight.law.working_hours import WorkDay, due_at, late_if_before
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers

ZONE = ZoneInfo("America/New_York")
DAY = WorkDay("America/New_York")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("came", "hours", "due"),
    [
        ("2026-06-15T10:00", 2, "2026-06-15T12:00"),
        ("2026-06-15T16:00", 2, "2026-06-16T10:00"),
        ("2026-06-15T03:00", 1, "2026-06-15T10:00"),
        # A Friday evening: Monday morning.
        ("2026-06-12T19:00", 1, "2026-06-15T10:00"),
        # Juneteenth is a Friday in 2026: three days nobody is there.
        ("2026-06-18T16:00", 2, "2026-06-22T10:00"),
        ("2026-06-15T09:00", 8, "2026-06-15T17:00"),
        # The clocks change on 8 March.
        ("2026-03-06T16:00", 9, "2026-03-09T17:00"),
    ],
)
def test_hours_of_work_pass_by_night_weekend_and_holiday(came, hours, due):
    assert due_at(at(came), hours, DAY) == at(due)
    # What comes at that moment is late exactly when it is due.
    assert due_at(late_if_before(at(due), hours, DAY), hours, DAY) == at(due)


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.mark.feature("F111")
def test_the_queue_says_by_when_and_the_firm_sees_what_is_late(
    harbor, pat, ada, maria, begun
):
    with standing_at(at("2026-06-15T10:00")):
        send_papers(maria, begun.case)
        keep_up_in(harbor)
        queue = text(at_the_desk(ada).get(reverse("staff:review")))
        assert "Due June 15, 2026, 6:00" not in queue
        assert "Due June 16, 2026, 10:00 a.m." in queue  # eight hours: a passport
    with standing_at(at("2026-06-16T11:00")):
        assert "Was due" in text(at_the_desk(ada).get(reverse("staff:review")))
        late = {row.name: row.late for row in waiting(pat, now(), KIND)}
        assert late["passport"] == 1 and late["marriage certificate"] == 0
        page = text(at_the_desk(pat).get(reverse("staff:times")))
        assert "Waiting, by kind" in page and "Waiting, by person" in page
    spanish = at_the_desk(pat)
    spanish.post(reverse("set-language"), {"language": "es"})
    page = text(spanish.get(reverse("staff:times")))
    assert "Formulario firmado" in page and "Signed form" not in page
    assert at_the_desk(ada).get(reverse("staff:times")).status_code == 404


@pytest.mark.feature("F111")
def test_a_look_is_measured_from_opening_the_page_to_the_decision(
    harbor, pat, ada, maria, begun
):
    send_papers(maria, begun.case)
    passport = Version.objects.get(document__kind="passport")
    desk, there = at_the_desk(ada), ("staff:review-version", [passport.pk])
    page = reverse(there[0], args=there[1])
    start = now()
    with standing_at(start):
        desk.get(page)
    with standing_at(start + timedelta(minutes=3)):
        desk.get(f"{page}?page=1&zoom=2")  # turning a page begins nothing
    with standing_at(start + timedelta(minutes=7)):
        desk.post(reverse("staff:accept-version", args=[passport.pk]))
    passport.refresh_from_db()
    assert (passport.took_seconds, passport.took_by_hand) == (420, False)
    assert "The look took 7 min, from opening the page" in text(desk.get(page))
    of_kinds, of_people = took(pat, now())
    assert [(row.name, row.n, row.median) for row in of_people] == [("Ada", 1, 7.0)]
    assert of_kinds[0].expected == 4
    boss = at_the_desk(pat)
    boss.post(reverse("set-language"), {"language": "es"})
    told = text(boss.get(reverse("staff:times")))
    # Looks at papers, and not the "Looks" of the log: who opened what.
    assert "Tipo de documento Revisiones La mitad" in told
    there = reverse("staff:correct-time", args=[passport.pk])
    refused = text(desk.post(there, {"minutes": "many"}, follow=True))
    assert "Write the minutes as a whole number" in refused
    assert "as somebody wrote down" in text(
        desk.post(there, {"minutes": 2}, follow=True)
    )
    assert took(pat, now())[1][0].median == 2.0


def test_a_page_left_open_counts_twenty_minutes_at_most(ada, maria, begun):
    send_papers(maria, begun.case)
    passport = Version.objects.get(document__kind="passport")
    desk, start = at_the_desk(ada), now()
    with standing_at(start):
        desk.get(reverse("staff:review-version", args=[passport.pk]))
    with standing_at(start + timedelta(minutes=25)):
        desk.post(reverse("staff:accept-version", args=[passport.pk]))
    passport.refresh_from_db()
    assert passport.took_seconds == 1200


def test_a_decision_without_a_look_has_no_time(ada, maria, begun):
    send_papers(maria, begun.case)
    passport = Version.objects.get(document__kind="passport")
    at_the_desk(ada).post(reverse("staff:accept-version", args=[passport.pk]))
    passport.refresh_from_db()
    assert passport.took_seconds is None


def test_the_firm_says_its_own_numbers_and_hours(pat, begun):
    assert standards(pat).of("passport").hours == 8
    desk = at_the_desk(pat)
    said = {"kind": "passport", "minutes": "2", "hours": "4"}
    assert "expected from now on" in text(
        desk.post(reverse("staff:times"), said, follow=True)
    )
    assert standards(pat).of("passport").hours == 4
    wrong = desk.post(reverse("staff:work-hours"), {"opens": "17", "closes": "9"})
    assert wrong.status_code == 422 and "Work must end after it begins." in text(wrong)
    desk.post(reverse("staff:work-hours"), {"opens": "8", "closes": "18"})
    assert (standards(pat).day.opens, standards(pat).day.closes) == (8, 18)
    change_paper_settings(pat, opens=7)
    set_standard(pat, kind="", minutes=3, hours=9)
    assert standards(pat).of("anything").minutes == 3
    assert standards(pat).day.opens == 7
