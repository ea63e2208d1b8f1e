"""The pages on which a deadline is counted, decided and told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from harborlight.deadlines.actions import add_closure, count_deadline
from harborlight.deadlines.jobs import compare_with_book
from harborlight.deadlines.models import Closure, Deadline, ForClient, Shift
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.staff.tests.desk import at, sign_in, text_of
from tests.whole_case import begin, furnish


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


def days(name: str, day: date) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"said_{name}_{part}": str(value) for part, value in parts.items()}


def said(day: date, **also: str) -> dict[str, str]:
    served = {"said_served": "mail", "said_answered": "paper", "source": "Her mail"}
    return days("served_on", day) | served | also


def counting(case, rule: str) -> str:
    return f"/staff/cases/{case.key}/deadlines/law/{rule}/"


def seen_on(page) -> str:
    return page.context["form"]["seen"].value()


def set_it(client, address: str, words: dict[str, str], **also: str):
    """Count it, look at it, and set it."""
    looked = client.post(address, words | {"do": "count"})
    assert looked.status_code == 200, text_of(looked)
    token = {"do": "set", "seen": seen_on(looked)}
    return looked, client.post(address, words | token | also)


@pytest.mark.feature("F132", "F133")
def test_a_rule_is_chosen_in_plain_words_counted_looked_at_and_set(harbor, case, ada):
    client, day = sign_in(ada), today(harbor.time_zone)
    page = text_of(client.get(at("choose-rule", case.pk)))
    assert "Answer to a request for evidence" in page and "D01" not in page
    address = counting(case, "d01")
    asked = text_of(client.get(address))
    assert "How it was served" in asked and "What the rule says" not in asked
    looked, done = set_it(client, address, said(day))
    page = text_of(looked)
    assert "What the rule says" in page and "84 days later" in page
    assert "Not checked by a lawyer yet" in page
    assert done.status_code == 302
    made = Deadline.objects.get()
    assert made.due_on >= day + timedelta(days=87)
    page = text_of(client.get(at("case-deadlines", case.pk)))
    for words in ("Last safe day", "Last day by the law", "8 CFR 103.2(b)(8)"):
        assert words in page
    assert "All of them, and why" in text_of(client.get(at("case", case.pk)))


def test_what_was_not_looked_at_is_not_set(harbor, case, ada):
    client, day = sign_in(ada), today(harbor.time_zone)
    address = counting(case, "d01")
    looked = client.post(address, said(day) | {"do": "count"})
    other = said(day - timedelta(days=3))
    again = client.post(address, other | {"do": "set", "seen": seen_on(looked)})
    assert again.status_code == 200 and not Deadline.objects.exists()
    assert "What the rule says" in text_of(again)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            {"said_served_on_day": "31", "said_served_on_month": "2"},
            "There is no such day",
        ),
        ({"said_served_on_year": ""}, "Enter the day, the month and the year."),
        ({"source": ""}, "Write where you know it from: others must trust it."),
        ({"said_served_on_year": "1812"}, "This cannot be counted."),
    ],
)
def test_a_wrong_day_comes_back_and_nothing_is_lost(case, ada, wrong, told):
    words = said(date(2026, 3, 24), said_answered="online") | wrong
    page = sign_in(ada).post(counting(case, "d01"), words | {"do": "count"})
    assert page.status_code == 422
    text = page.content.decode()
    assert told in text_of(page)
    assert '<option value="online" selected>' in text
    assert wrong.get("source", "Her mail") in text
    assert not Deadline.objects.exists()


def test_a_day_that_is_over_is_asked_about_twice(harbor, case, ada):
    client, address = sign_in(ada), counting(case, "d01")
    words = said(date(2024, 3, 25))
    _looked, page = set_it(client, address, words)
    assert page.status_code == 422 and "This day is over. Is that right?" in text_of(
        page
    )
    assert not Deadline.objects.exists()
    token = {"do": "set", "seen": seen_on(page), "sure": "on"}
    assert client.post(address, words | token).status_code == 302
    assert Deadline.objects.get().due_on == date(2024, 6, 20)


def test_of_a_window_somebody_chooses_the_day(harbor, case, ada):
    client, address = sign_in(ada), counting(case, "d16")
    words = days("expires_on", date(2031, 3, 14)) | {"source": "Her card"}
    looked, page = set_it(client, address, words)
    assert page.status_code == 422
    assert "Choose which day is the deadline." in text_of(page)
    token = {"do": "set", "seen": seen_on(looked), "named": "target_by"}
    assert client.post(address, words | token).status_code == 302
    assert Deadline.objects.get().basis.named == "target_by"


def test_only_an_attorney_counts_unlawful_presence(case, ada, paul):
    assert sign_in(ada).get(counting(case, "d39")).status_code == 200
    assert sign_in(paul).get(counting(case, "d39")).status_code == 404
    assert sign_in(paul).get(counting(case, "d99")).status_code == 404


@pytest.fixture
def answer(ada, case):
    texts = {"served_on": "2026-03-24"}
    return count_deadline(ada, case, rule="D01", texts=texts, source="Her mail")


def test_that_it_was_met_must_be_shown(answer, ada):
    client, meet = sign_in(ada), at("meet-deadline", answer.pk)
    page = client.post(meet, {"on": "2026-02-02"})
    assert page.status_code == 422
    assert "Say what shows that it was met in time." in text_of(page)
    done = client.post(
        meet, {"on": "2026-02-02", "proof": "IOE0912345678"}, follow=True
    )
    assert done.status_code == 200
    answer.refresh_from_db()
    assert (answer.met_on, answer.proof) == (date(2026, 2, 2), "IOE0912345678")
    assert "IOE0912345678" in text_of(client.get(at("deadline", answer.pk)))


def test_only_an_attorney_writes_down_that_it_was_missed(answer, ada, paul):
    miss, words = at("miss-deadline", answer.pk), {"reason": "Lost in the mail."}
    assert sign_in(paul).post(miss, words).status_code == 403
    assert sign_in(ada).post(miss, {"reason": ""}).status_code == 422
    page = sign_in(ada).post(miss, words, follow=True)
    assert "Lost in the mail." in text_of(page) and "Missed" in text_of(page)


@pytest.mark.feature("F132")
def test_a_closure_lists_what_would_move_and_one_is_moved_another_kept(
    clock, case, answer, ada, pat
):
    texts = {"served_on": "2026-03-24", "answered": "paper"}
    other = count_deadline(ada, case, rule="D01", texts=texts)
    client = sign_in(ada)
    wrong = {"why": "Snow", "source": "uscis.gov", "office": "USCIS"}
    boxes = {"day_day": "20", "day_month": "6", "day_year": "2026"}
    page = client.post("/staff/deadlines/closures/", wrong | boxes)
    assert page.status_code == 422 and "it is a weekend or a holiday" in text_of(page)
    boxes["day_day"] = "22"
    page = client.post("/staff/deadlines/closures/", wrong | boxes, follow=True)
    assert "Snow" in text_of(page) and Closure.objects.count() == 1
    compare_with_book(clock)
    page = text_of(client.get("/staff/deadlines/moved/"))
    assert "June 22, 2026" in page and "June 23, 2026" in page
    shift, kept = Shift.objects.get(deadline=answer), Shift.objects.get(deadline=other)
    assert client.post(f"/staff/deadlines/moved/{shift.key}/move/").status_code == 302
    empty = client.post(f"/staff/deadlines/moved/{kept.key}/keep/", {"reason": ""})
    assert empty.status_code == 422
    assert "Write why it stays on its day." in text_of(empty)
    client.post(f"/staff/deadlines/moved/{kept.key}/keep/", {"reason": "Filed."})
    answer.refresh_from_db()
    other.refresh_from_db()
    assert (answer.due_on.day, other.due_on.day) == (23, 22)
    assert "Nothing would move" in text_of(client.get("/staff/deadlines/moved/"))


def test_the_client_s_side_is_shown_and_hidden(answer, ada):
    client, address = sign_in(ada), at("show-deadline", answer.pk)
    words = {"title": "Your papers", "we_do": "We write.", "you_do": ""}
    boxes = {"by_day": "1", "by_month": "6", "by_year": "2026"}
    page = client.post(address, words | boxes)
    assert page.status_code == 422 and "We write." in page.content.decode()
    client.post(address, words | boxes | {"you_do": "You send."})
    assert ForClient.objects.get().you_do == "You send."
    assert "You send." in text_of(client.get(at("deadline", answer.pk)))
    for _again in range(2):
        client.post(at("hide-deadline", answer.pk))
    assert not ForClient.objects.exists()
    assert Event.objects.filter(kind="deadline.hidden").count() == 1


def test_what_it_was_counted_from_is_corrected(answer, ada):
    client, address = sign_in(ada), f"/staff/deadlines/{answer.key}/count/"
    assert 'value="24"' in client.get(address).content.decode()
    words = said(date(2026, 3, 23), said_served="online")
    _looked, done = set_it(client, address, words, sure="on")
    assert done.status_code == 302
    answer.refresh_from_db()
    assert answer.due_on == date(2026, 6, 15)


def test_a_closure_is_taken_back(ada, clock):
    about = {"office": "", "why": "Storm", "source": "a page"}
    closure = add_closure(ada, day=date(2026, 6, 22), **about)
    client = sign_in(ada)
    page = client.post(f"/staff/deadlines/closures/{closure.key}/remove/", follow=True)
    assert "None yet." in text_of(page)


def test_days_before_are_the_firm_s_to_say(ada):
    client = sign_in(ada)
    page = client.post("/staff/deadlines/ahead/", {"days_": "many"})
    assert page.status_code == 422 and "many" in page.content.decode()
    client.post("/staff/deadlines/ahead/", {"days_": "3", "days_D01": "7"})
    page = client.get("/staff/deadlines/ahead/").content.decode()
    assert 'value="3"' in page and 'value="7"' in page
