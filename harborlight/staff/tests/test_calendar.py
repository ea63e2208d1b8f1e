"""The calendar, and secret addresses for calendar programs."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from harborlight.cases.actions import change_sensitivity, raise_wall
from harborlight.deadlines import calendar
from harborlight.deadlines.actions import count_deadline, make_feed, set_deadline
from harborlight.deadlines.models import Deadline, Feed
from harborlight.firm.clock import now
from harborlight.firm.models import Membership, User
from harborlight.staff.tests.desk import sign_in, text_of
from tests.whole_case import begin, furnish

MONTH = "/staff/deadlines/calendar/?month=2026-06"


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    case = begin(ada).case
    count_deadline(ada, case, rule="D01", texts={"served_on": "2026-03-24"})
    day = date(2026, 6, 5)
    set_deadline(ada, case, title="Call Maria", due_on=day, because="She asked.")
    return case


def read(token: str) -> list[icalendar.Event]:
    answer = Client().get(f"/calendar/{token}/")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.mark.feature("F146")
def test_a_month_shows_the_days_and_whose_they_are(case, ada, pat):
    page = text_of(sign_in(ada).get(MONTH))
    assert "June 2026" in page and "Call Maria" in page
    # The last safe day, and the last day by the law.
    assert page.count("Answer to a request for evidence") == 4
    assert "work to this day" in page
    mine = text_of(sign_in(pat).get(MONTH))
    assert "Nothing is due in this month" in mine and "Call Maria" not in mine
    assert "Call Maria" in text_of(sign_in(pat).get(MONTH + "&who=all"))
    of_ada = User.objects.get(pk=ada.user_id).key
    assert "Call Maria" in text_of(sign_in(pat).get(f"{MONTH}&who={of_ada}"))


@pytest.mark.feature("F146")
def test_somebodys_month_has_what_they_answer_for_wherever_it_stands(case, ada, pat):
    """Theirs are those given to them and, of nobody, those of the cases that they lead;
    a day to work to stands in its month, though the last day is in the next."""
    day = date(2026, 7, 20)
    due = set_deadline(ada, case, title="Send the brief", due_on=day, because="So.")
    given = User.objects.get(pk=pat.user_id)
    Deadline.objects.filter(pk=due.pk).update(owner=given, inner_on=date(2026, 6, 22))
    hers, his = (text_of(sign_in(one).get(MONTH)) for one in (ada, pat))
    assert "Send the brief" not in hers and "Call Maria" in hers
    assert "Send the brief" in his and "Call Maria" not in his
    assert "Send the brief" in text_of(sign_in(ada).get(MONTH + "&who=all"))


@pytest.mark.feature("F146")
def test_a_month_with_more_than_it_shows_says_so(case, ada, monkeypatch):
    monkeypatch.setattr(calendar, "MOST", 1)
    page = text_of(sign_in(ada).get(MONTH))
    assert "At most 1 deadlines and appointments of a month stand here" in page
    assert "Call Maria" in page and "Answer to a request" not in page


@pytest.mark.parametrize("who", ["mine", "all"])
def test_a_month_is_found_along_indexes(case, ada, who):
    """However many deadlines a firm has: SQLite says how it would go about it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads a table of three rows whole, and is right")
    account = ada.user_id if who == "mine" else None
    days = date(2026, 6, 1), date(2026, 6, 30)
    with CaptureQueriesContext(connection) as asked:
        calendar.between(ada, *days, account)
    for one in asked.captured_queries:
        with connection.cursor() as cursor:
            rows = cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}").fetchall()
        plan = " ".join(row[-1] for row in rows)
        assert "SCAN deadlines_deadline" not in plan
        assert "SEARCH deadlines_deadline" in plan


@pytest.mark.parametrize("said", ["", "2026-13", "9999-01", "x", "2026-06&who=x"])
def test_a_month_that_is_none_is_this_one(case, ada, said):
    page = sign_in(ada).get(f"/staff/deadlines/calendar/?month={said}")
    assert page.status_code == 200


@pytest.mark.feature("F146")
def test_an_address_is_shown_once_and_read_without_signing_in(case, ada):
    client = sign_in(ada)
    page = client.post("/staff/deadlines/calendar/addresses/make/", {})
    link = page.context["link"]
    events = read(link.rstrip("/").rsplit("/", 1)[-1])
    assert [event["dtstart"].dt for event in events] == [
        date(2026, 6, 5), date(2026, 6, 22), date(2026, 6, 18),
    ]  # fmt: skip
    said = " ".join(str(event["summary"]) for event in events)
    assert case.number in said
    # What people write may name a client, so it is left out.
    assert "Maria" not in said and "Rivas" not in said
    assert "calendar/" not in client.get("/staff/deadlines/calendar/addresses/").content.decode().split("<main")[1].split("Make an address")[0].replace("deadlines/calendar/", "")  # fmt: skip
    assert Feed.objects.get().token_hash not in link


def test_names_stand_in_it_only_where_one_asked(case, ada):
    said = " ".join(str(one["summary"]) for one in read(make_feed(ada, names=True)))
    assert "Rivas" in said and "Call Maria" in said


def test_of_a_sensitive_case_no_name_stands_in_it(case, ada):
    change_sensitivity(ada, case, is_sensitive=True)
    said = " ".join(str(one["summary"]) for one in read(make_feed(ada, names=True)))
    assert case.number in said and "Rivas" not in said and "Maria" not in said


def test_whoever_closes_a_case_hears_of_the_deadlines_that_stay_open(case, ada):
    page = sign_in(ada).post(f"/staff/cases/{case.key}/close/", {}, follow=True)
    said = text_of(page)
    assert "2 deadlines are still open in it. Nobody is warned of them" in said


def test_a_case_has_an_address_of_its_own(case, ada, pat):
    page = sign_in(pat).post(f"/staff/cases/{case.key}/deadlines/calendar/", {})
    token = page.context["link"].rstrip("/").rsplit("/", 1)[-1]
    assert len(read(token)) == 3


def test_closed_or_walled_off_or_gone_nobody_reads_on(case, ada, paul, pat):
    token = make_feed(pat, case=case, names=True)
    assert len(read(token)) == 3
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Related")
    assert read(token) == []
    mine = make_feed(ada, names=False)
    feed = Feed.objects.get(user=ada.user_id)
    # An address is nobody else's to close.
    close = f"/staff/deadlines/calendar/addresses/{feed.key}/close/"
    assert sign_in(paul).post(close).status_code == 404
    assert sign_in(ada).post(close).status_code == 302
    assert Client().get(f"/calendar/{mine}/").status_code == 404
    left = make_feed(paul, names=False)
    Membership.objects.filter(user=paul.user_id).update(until=now())
    for token in (left, "x", "0" * 26):
        assert Client().get(f"/calendar/{token}/").status_code == 404
