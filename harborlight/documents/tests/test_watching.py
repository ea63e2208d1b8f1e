"""Papers that expire are told of in time; clients are reminded by day and not for ever."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from harborlight.cases.actions import close_case
from harborlight.documents.actions import (
    About,
    accept_version,
    change_paper_settings,
    say_cannot,
    say_expiry,
)
from harborlight.documents.jobs import remind_of_missing, warn_of_expiries
from harborlight.documents.kinds import OF_A_RULE
from harborlight.documents.models import Document, Request, Version
from harborlight.documents.queries import asked
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.events import words_of
from harborlight.law.expiry import expiries
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import a_day, at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers

TODAY = date(2026, 6, 15)
MORNING = datetime(2026, 6, 15, 10, tzinfo=ZoneInfo("America/New_York"))
NIGHT = MORNING.replace(hour=3)


@pytest.fixture
def begun(clock, ada, maria):
    with standing_at(MORNING - timedelta(days=8)):
        furnish(clock)
        begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


@pytest.fixture
def passport(ada, maria, begun):
    send_papers(maria, begun.case)
    version = Version.objects.get(document__kind="passport")
    accept_version(ada, version)
    return version.document


def kinds(prefix):
    return [
        e.kind for e in Event.objects.filter(kind__startswith=prefix).order_by("at")
    ]


@pytest.mark.feature("F082")
def test_the_team_is_told_ninety_thirty_and_seven_days_before(
    harbor, clock, ada, passport
):
    say_expiry(ada, passport, expires_on=TODAY + timedelta(days=183 + 95))
    assert passport.good_until == TODAY + timedelta(days=95)
    told = [warn_of_expiries(clock, TODAY + timedelta(days=n)) for n in range(100)]
    assert [n for n, one in enumerate(told) if one] == [5, 65, 88, 96]
    assert kinds("document.expire") == ["document.expires"] * 3 + ["document.expired"]
    # History says it by its name in every language.
    for kind in ("document.expiry-said", "document.expires"):
        event = Event.objects.filter(kind=kind).first()
        assert words_of(harbor, [event])[event.pk]["title"] == passport.request.title
    keep_up_in(harbor)
    assert Notice.objects.filter(kind="document.expires", user=ada.user_id).count() == 3


def test_a_morning_that_was_missed_is_made_up_for_once(clock, ada, passport):
    say_expiry(ada, passport, expires_on=TODAY + timedelta(days=183 + 20))
    assert warn_of_expiries(clock, TODAY) == 1
    assert warn_of_expiries(clock, TODAY) == 0
    # Of another day than before the team is told anew.
    passport.refresh_from_db()
    say_expiry(ada, passport, expires_on=TODAY + timedelta(days=183 + 25))
    assert warn_of_expiries(clock, TODAY) == 1


def test_nobody_hears_of_papers_of_closed_cases(clock, ada, passport, begun):
    say_expiry(ada, passport, expires_on=TODAY)
    close_case(ada, begun.case, on=TODAY)
    assert warn_of_expiries(clock, TODAY) == 0


def test_the_client_is_asked_for_a_newer_one_only_where_the_firm_wants_it(
    pat, clock, ada, maria, begun, passport
):
    say_expiry(ada, passport, expires_on=TODAY + timedelta(days=183 + 20))
    before = Request.objects.count()
    warn_of_expiries(clock, TODAY)
    assert Request.objects.count() == before
    change_paper_settings(pat, asks_again=True, warn_days=[30, 7])
    Document.objects.filter(pk=passport.pk).update(expiry_warned=None)
    warn_of_expiries(clock, TODAY)
    warn_of_expiries(clock, TODAY + timedelta(days=15))
    assert Request.objects.count() == before + 1
    newer = Request.objects.order_by("-asked_at").first()
    assert (newer.kind, newer.due_on) == ("passport", TODAY + timedelta(days=20))


@pytest.mark.feature("F082")
def test_what_expires_stands_on_one_page_with_the_rule(ada, maria, begun, passport):
    desk = at_the_desk(ada)
    with standing_at(MORNING):
        page = reverse("staff:expiring")
        assert "Nothing expires in that time" in text(desk.get(page))
        there = reverse("staff:paper-expiry", args=[passport.pk])
        assert "No lawyer has checked this rule yet." in text(desk.get(there))
        half = desk.post(there, {"expires_on_day": "3"})
        assert half.status_code == 422
        desk.post(there, a_day("expires_on", 2027, 1, 20))
        shown = text(desk.get(page))
        assert begun.case.number in shown and "Jul 21, 2026" in shown
        assert begun.case.number not in text(desk.get(page, {"within": "over"}))
        assert begun.case.number not in text(desk.get(page, {"kind": "shared life"}))
        odd = text(desk.get(page, {"within": "nonsense", "whose": "x"}))
        assert odd == text(desk.get(page))
        assert begun.case.number in text(desk.get(page, {"whose": "mine"}))


def test_the_kind_of_every_rule_has_a_name_in_the_readers_language(ada):
    assert set(OF_A_RULE) == set(expiries())
    desk = at_the_desk(ada)
    desk.post(reverse("set-language"), {"language": "es"})
    shown = text(desk.get(reverse("staff:expiring")))
    assert "Un certificado de antecedentes penales" in shown
    assert "Police certificate" not in shown and "Bank letter" not in shown


@pytest.mark.feature("F082")
def test_the_client_says_at_the_upload_when_a_passport_expires(maria, begun):
    phone = browser_of(maria)
    pages = {
        one.request.kind: reverse("portal:document", args=[one.request.key])
        for one in asked(maria, begun.case)
    }
    assert "Date on which it expires" in text(phone.get(pages["passport"]))
    assert "Date on which it expires" not in text(phone.get(pages["shared life"]))


def test_what_is_said_at_the_upload_is_kept_with_the_version(maria, begun):
    about = About(
        issued_on=date(2020, 1, 1), expires_on=date(2030, 1, 1), language="en"
    )
    send_papers(maria, begun.case)
    document = Document.objects.get(kind="passport")
    from harborlight.documents.actions.receiving import describe, said_of

    describe(document, about)
    assert document.good_until == date(2029, 7, 2)
    version = Version.objects.get(document=document)
    version.said = {**version.said, "expires_on": "2030-01-01"}
    assert said_of(version).expires_on == date(2030, 1, 1)


# --- Reminders ----------------------------------------------------------------


def reminded(clock, day, hour=10):
    at = MORNING.replace(hour=hour) + (day - TODAY)
    with standing_at(at):
        return remind_of_missing(clock, day)


@pytest.mark.feature("F102")
def test_a_client_is_reminded_as_often_as_the_firm_chose_and_no_more(
    harbor, pat, clock, maria, begun
):
    assert reminded(clock, TODAY) == 0, "the firm did not switch it on"
    change_paper_settings(pat, reminds=True, remind_after_days=7, remind_every_days=3)
    days = [TODAY + timedelta(days=n) for n in range(30)]
    told = [n for n, day in enumerate(days) if reminded(clock, day)]
    assert told == [0, 3, 6]
    keep_up_in(harbor)
    page = text(browser_of(maria).get(reverse("portal:case"), follow=True))
    assert "A reminder: some documents are still missing." in page


@pytest.mark.feature("F102")
def test_nobody_is_reminded_at_night(pat, clock, begun):
    change_paper_settings(pat, reminds=True)
    assert reminded(clock, TODAY, hour=3) == 0
    assert reminded(clock, TODAY, hour=21) == 0
    assert reminded(clock, TODAY, hour=8) == 1


@pytest.mark.feature("F102")
def test_reminders_stop_when_it_came_or_cannot_be_had(pat, clock, maria, begun):
    change_paper_settings(pat, reminds=True, remind_every_days=1)
    for one in asked(maria, begun.case):
        if one.request.need != Request.Need.OPTIONAL:
            say_cannot(maria, one.request, why="It burned.")
    assert reminded(clock, TODAY) == 0
    Request.objects.update(cannot_since=None)
    assert reminded(clock, TODAY) == 1
    send_papers(maria, begun.case)
    assert reminded(clock, TODAY + timedelta(days=2)) == 0


def test_the_office_chooses_the_days_and_is_told_what_is_wrong(pat, begun):
    desk, page = at_the_desk(pat), reverse("staff:watch")
    said = {"warn_days": "soon", "remind_after_days": "7", "remind_every_days": "7"}
    said |= {"remind_most": "3"}
    wrong = desk.post(page, said)
    assert wrong.status_code == 422 and "Write numbers of days" in text(wrong)
    assert 'value="soon"' in wrong.content.decode()
    desk.post(page, said | {"warn_days": "7, 60", "reminds": "on"})
    assert 'value="60, 7"' in desk.get(page).content.decode()
    assert now()
