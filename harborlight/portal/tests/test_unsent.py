"""Answers that come late, twice, or when nobody asks for them any more (decision 28)."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.cases.actions import change_sensitivity
from harborlight.facts.models import Fact
from harborlight.facts.queries import history
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_meanwhile import CITY, Tab, city
from harborlight.portal.tests.test_pages import MOST_QUERIES, words_of
from harborlight.portal.tests.test_unheard import STREET, at
from harborlight.questionnaires.models import Sent
from tests.questions import questions

pytestmark = pytest.mark.feature("F068")


@pytest.fixture
def screen(begun):
    return at(begun, "birth")


def send(tab, name):
    headers = {"X-Keeps-Words": "1", "X-Answer": name}
    return tab.send(headers=headers).json()


def said(begun):
    rows = Fact.objects.filter(case=begun.case, name="birth.city")
    return [*rows.order_by("at", "pk").values_list("plain", flat=True)]


def test_what_arrived_and_is_sent_again_is_no_second_answer(marias, begun, screen):
    phone = Tab(marias, screen)
    phone.boxes[CITY] = "Santa Ana"
    for _retry in range(3):
        assert send(phone, "7d5f")["errors"] == {}
    assert said(begun) == ["Santa Ana"]


def test_a_late_copy_asks_nobody_and_changes_nothing(marias, begun, screen, maria):
    phone, late = Tab(marias, screen), Tab(marias, screen)
    phone.boxes[CITY] = late.boxes[CITY] = "Santa Ana"
    send(phone, "7d5f")
    laptop = Tab(marias, screen)
    laptop.boxes[CITY] = "Sonsonate"
    laptop.send()
    told = send(late, "7d5f")
    assert (told["both"], told["errors"]) == ("", {})
    assert city(maria, begun) == "Sonsonate"


def test_another_answer_that_comes_late_is_asked_about(marias, begun, screen, maria):
    late, laptop = Tab(marias, screen), Tab(marias, screen)
    laptop.boxes[CITY] = "Sonsonate"
    laptop.send()
    late.boxes[CITY] = "Santa Ana"
    assert "Sonsonate" in send(late, "a1b2")["both"]
    # Nothing of it was taken, so it is asked about however often it comes.
    assert "Sonsonate" in send(late, "a1b2")["both"]
    assert city(maria, begun) == "Sonsonate"


def test_words_for_a_page_that_is_closed_are_given_back_in_words(marias, begun):
    whether = Tab(marias, at(begun, "mail"))
    whether.boxes["petitioner-mailing-same_as_home"] = "no"
    whether.send()
    place = Tab(marias, at(begun, "mail-place"))
    whether = Tab(marias, at(begun, "mail"))
    whether.boxes["petitioner-mailing-same_as_home"] = "yes"
    whether.send()
    place.boxes[STREET] = "Calle del Puerto 12"
    told = place.send(headers={"X-Keeps-Words": "1", "X-Answer": "c3"})
    assert told.status_code == 409
    (line,) = told.json()["lines"]
    assert line.endswith("Calle del Puerto 12")


def test_the_next_pages_are_at_hand(marias, begun):
    sent = Sent.objects.get(party=begun.petitioner)
    where = reverse("portal:ahead", args=[sent.key])
    with CaptureQueriesContext(connection) as asked:
        told = marias.get(where, {"after": "petitioner-birth"})
    assert len(questions(asked)) <= MOST_QUERIES
    pages = told.json()["pages"]
    assert 3 < len(pages) <= 8
    first = pages[0]
    page = marias.get(first["address"]).content.decode()
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", first["heading"])[0]
    assert heading in page
    assert {*re.findall(r'name="(petitioner-[^"]+)"', first["questions"])} <= {
        *re.findall(r'name="(petitioner-[^"]+)"', page)
    }
    assert marias.get(where, {"after": "nothing"}).json() == {"pages": []}


def key_in(browser, where):
    page = browser.get(where).content.decode()
    keeps = re.search(r'data-keeps="(\w+)"', page)[1]
    return re.search(r'data-key="([^"]+)"', page)[1], keeps


def test_the_key_of_what_waits_is_the_accounts_own(
    marias, clients, begun, omar, screen
):
    theirs = Sent.objects.get(party=begun.beneficiary)
    other = reverse("portal:questionnaire", args=[theirs.key])
    hers, his = key_in(marias, screen)[0], key_in(browser_of(omar), other)[0]
    assert hers != his and hers == key_in(marias, reverse("portal:home"))[0]


def test_nothing_waits_on_a_phone_in_a_sensitive_case(marias, begun, screen, pat, ada):
    assert key_in(marias, screen)[1] == "yes"
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert key_in(marias, screen)[1] == "no"
    sent = Sent.objects.get(party=begun.petitioner)
    page = marias.get(reverse("portal:questionnaire", args=[sent.key]))
    assert "Nothing that you write here stays" in words_of(page)


def test_whoever_shares_a_phone_may_say_that_nothing_waits_on_it(marias, begun, screen):
    sent = Sent.objects.get(party=begun.petitioner)
    where = reverse("portal:questionnaire-keep", args=[sent.key])
    page = marias.post(where, {"stays": "no"}, follow=True)
    assert "Nothing stays on your phone" in words_of(page)
    assert key_in(marias, screen)[1] == "no"
    marias.post(where, {"stays": "yes"})
    assert key_in(marias, screen)[1] == "yes"


def test_both_answers_stand_in_the_history(marias, begun, screen, maria):
    for choice, kept in (("other", "Santa Ana"), (None, "La Unión")):
        phone, laptop = Tab(marias, screen), Tab(marias, screen)
        phone.boxes[CITY], laptop.boxes[CITY] = kept, f"San Miguel {kept}"
        phone.send()
        laptop.send()
        if choice:
            laptop.boxes[f"{CITY}_keep"] = choice
            laptop.send()
        rows = history(maria, begun.case, begun.petitioner.person, "birth.city", None)
        told = {row.value: row.stood for row in rows}
        # Whether they chose, or went away from the question.
        assert told[kept] and told[f"San Miguel {kept}"] is False
        assert city(maria, begun) == kept
    assert len(rows) == 4


def test_signing_out_erases_nothing_of_others_who_use_the_browser(maria):
    answer = browser_of(maria).post(reverse("account_logout"))
    assert answer["Clear-Site-Data"] == '"cache"'
