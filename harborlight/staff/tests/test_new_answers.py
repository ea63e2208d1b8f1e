"""What clients changed is read by staff: accepted, or asked about again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from harborlight.facts.models import Fact
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_meanwhile import CITY, Tab
from harborlight.portal.tests.test_unheard import at
from harborlight.staff.tests.at_the_desk import at_the_desk, joined, told, words
from tests.whole_case import begin, furnish

pytestmark = pytest.mark.feature("F068", "F117")


@pytest.fixture
def begun(clock, ada, maria, omar):
    furnish(clock)
    begun = begin(ada, playbook="practice-spouse")
    joined(begun, petitioner=maria, beneficiary=omar)
    return begun


@pytest.fixture
def says(maria, begun):
    browser = browser_of(maria)

    def city(words):
        tab = Tab(browser, at(begun, "birth"))
        tab.boxes[CITY] = words
        assert tab.send().status_code == 302

    return city


def page_of(begun, page="new-answers"):
    return reverse(f"staff:{page}", args=[begun.case.pk])


def chosen(page, value):
    """The key of the answer that says this."""
    rows = page.content.decode().split("<li")
    row = next(one for one in rows if f">{value}<" in one)
    return re.search(r'name="accept" value="([^"]+)"', row)[1]


def is_new(value):
    return Fact.objects.get(plain=value).is_new


def test_a_changed_answer_is_shown_with_what_stood_before(paul, begun, says):
    says("Santa Ana")
    desk = at_the_desk(paul)
    assert "new answer" in words(desk.get(page_of(begun, "case-answers")))
    says("Metapán")
    page = desk.get(page_of(begun))
    assert "Metapán" in words(page) and "Before: Santa Ana" in words(page)


def test_one_answer_is_accepted_and_the_others_stay_new(paul, begun, says):
    says("Santa Ana")
    desk = at_the_desk(paul)
    page = desk.get(page_of(begun))
    done = desk.post(
        page_of(begun, "accept-answers"),
        {"accept": chosen(page, "Santa Ana")},
        follow=True,
    )
    assert told(done) == ["1 answer is accepted."]
    assert not is_new("Santa Ana")
    says("Metapán")
    assert is_new("Metapán")
    assert "Metapán" in words(desk.get(page_of(begun)))


def test_all_new_answers_are_accepted_at_once_but_for_what_changed_meanwhile(
    paul, begun, says
):
    says("Santa Ana")
    desk = at_the_desk(paul)
    page = desk.get(page_of(begun))
    seen = re.findall(r'name="seen" value="([^"]+)"', page.content.decode())
    says("Metapán")
    done = desk.post(
        page_of(begun, "accept-answers"), {"seen": seen, "all": "1"}, follow=True
    )
    assert any("changed some of them meanwhile" in one for one in told(done))
    assert is_new("Metapán")
    nothing = desk.post(page_of(begun, "accept-answers"), {}, follow=True)
    assert told(nothing) == ["Choose the answers that you accept."]


def test_an_answer_is_asked_about_again_with_a_note(paul, begun, says, maria):
    says("Santa Ana")
    desk = at_the_desk(paul)
    place = [begun.case.pk, begun.petitioner.person_id, "birth.city"]
    where = reverse("staff:ask-answer-again", args=place)
    assert where in desk.get(reverse("staff:answer", args=place)).content.decode()
    long = "Ä" * 1200
    refused = desk.post(where, {"words": long}, follow=True)
    assert any(long in one for one in told(refused))
    done = desk.post(where, {"words": "The passport says Metapán."}, follow=True)
    assert "Asked again" in told(done)[0]
    assert "The passport says Metapán." in words(
        browser_of(maria).get(at(begun, "birth"))
    )
    page = words(desk.get(reverse("staff:answer", args=place)))
    assert "asked again" in page and "The passport says Metapán." in page


def test_the_history_says_what_was_written_at_the_same_time(paul, begun, maria):
    browser = browser_of(maria)
    phone, laptop = (Tab(browser, at(begun, "birth")) for _ in range(2))
    phone.boxes[CITY], laptop.boxes[CITY] = "Santa Ana", "San Miguel"
    phone.send()
    laptop.send()
    place = [begun.case.pk, begun.petitioner.person_id, "birth.city"]
    page = words(at_the_desk(paul).get(reverse("staff:answer", args=place)))
    assert "Santa Ana" in page and "San Miguel" in page
    assert "Written while another answer was given. It was not taken." in page
