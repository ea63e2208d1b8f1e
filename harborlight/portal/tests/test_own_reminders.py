"""A client's own reminders: added, changed, taken back, and told once when it is time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from harborlight.automation.jobs import remind_of_their_own
from harborlight.automation.models import OwnReminder
from harborlight.cases.jobs import send_news, write_of_news
from harborlight.cases.models import Party
from harborlight.firm.clock import standing_at, today
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.firm.tenancy import inside
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.desk import text_of

LIST = "portal:own-reminders"


def day_boxes(day):
    return {"on_year": day.year, "on_month": day.month, "on_day": day.day}


def ask(browser, day, words="Ask my sister", hour="9", page=None):
    said = {"words": words, "hour": hour, **day_boxes(day)}
    return browser.post(page or reverse(LIST), said, follow=True)


@pytest.mark.feature("F055")
def test_one_sets_changes_and_takes_back_a_reminder_and_it_comes_once(
    marias, begun, clock, harbor
):
    day = today(harbor.time_zone) + timedelta(days=3)
    assert "Ask my sister" in text_of(ask(marias, day))
    row = OwnReminder.objects.get()
    page = reverse("portal:own-reminder", args=[row.key])
    assert "Ask my sister" in text_of(marias.get(page))
    ask(marias, day + timedelta(days=1), words="Ask my aunt", hour="18", page=page)
    ask(marias, day, words="Gone again")
    gone = OwnReminder.objects.exclude(pk=row.pk).get()
    marias.post(reverse("portal:own-reminder-remove", args=[gone.key]))
    assert "Gone again" not in text_of(marias.get(reverse(LIST)))
    row.refresh_from_db()
    with standing_at(row.at - timedelta(minutes=1)):
        assert remind_of_their_own(clock) == 0
    mail.outbox.clear()
    with standing_at(row.at + timedelta(minutes=1)):
        assert remind_of_their_own(clock) == 1
        assert remind_of_their_own(clock) == 0
        keep_up_in(harbor)
    page = reverse("portal:case-of", args=[begun.case.key])
    assert "You wanted to be reminded: Ask my aunt" in text_of(marias.get(page))
    assert Event.objects.filter(kind="reminder.own-came").count() == 1
    assert "it came" in text_of(marias.get(reverse(LIST)))
    # What came is changed no more.
    late = ask(
        marias,
        day + timedelta(days=9),
        page=reverse("portal:own-reminder", args=[row.key]),
    )
    assert "came already" in text_of(late)


@pytest.mark.feature("F055", "F158")
def test_that_it_came_is_said_by_e_mail_which_does_not_say_what(
    marias, begun, clock, harbor
):
    ask(marias, today(harbor.time_zone) + timedelta(days=3))
    row = OwnReminder.objects.get()
    keep_up_in(harbor)
    Party.objects.filter(case=begun.case).update(news_at=None)
    with standing_at(row.at + timedelta(minutes=1)):
        remind_of_their_own(clock)
        keep_up_in(harbor)
    # Only who asked to be reminded has news of it.
    there = Party.objects.filter(case=begun.case)
    news = {one.part: bool(one.news_at) for one in there}
    assert news == {"petitioner": True, "beneficiary": False}
    with standing_at(row.at + timedelta(hours=1)):
        assert write_of_news(clock) == 1
        with inside(harbor):
            send_news.call(str(begun.petitioner.person_id))
    letter = mail.outbox[-1]
    assert "something new" in letter.subject and "Ask my sister" not in letter.body


def test_a_time_that_is_over_is_refused_and_the_words_stay(marias, harbor):
    day = today(harbor.time_zone) - timedelta(days=1)
    asked = ask(marias, day, words="Ask <b>her</b>")
    assert asked.status_code == 422 and "That time is over" in text_of(asked)
    assert "Ask &lt;b&gt;her&lt;/b&gt;" in text_of(asked)
    asked = marias.post(reverse(LIST), {"words": "", "hour": "99"})
    assert asked.status_code == 422 and not OwnReminder.objects.exists()


def test_nobody_else_of_the_case_reads_or_changes_it(marias, omar, harbor):
    ask(marias, today(harbor.time_zone) + timedelta(days=3))
    row = OwnReminder.objects.get()
    his = browser_of(omar)
    assert "Ask my sister" not in text_of(his.get(reverse(LIST)))
    for page in ("own-reminder", "own-reminder-remove"):
        assert his.post(reverse(f"portal:{page}", args=[row.key])).status_code == 404
