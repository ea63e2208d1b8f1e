"""The language is changed on whatever page somebody reads, and leads to a page."""

import re

import pytest
from django.urls import reverse

from harborlight.staff.tests.at_the_desk import at_the_desk
from harborlight.staff.tests.test_rows import added, several
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


def in_spanish(desk, page):
    """The page that follows when the language is changed on this one."""
    text = page.content.decode()
    back = re.search(r'name="next" value="([^"]*)"', text)[1]
    said = {"next": back.replace("&amp;", "&"), "language": "es"}
    return desk.post(reverse("set-language"), said, follow=True)


def test_after_a_mistake_the_language_changes_on_the_page_of_the_form(paul, begun):
    desk, entry = added(paul, begun)
    back = several(begun, entry=entry, page="take-row-back")
    stood_on = several(begun, entry=entry) + "?at=addresses.zip"
    page = desk.post(back, {}, headers={"Referer": f"http://testserver{stood_on}"})
    assert page.status_code == 422
    page = in_spanish(desk, page)
    assert (page.status_code, page.request["PATH_INFO"]) == (
        200,
        several(begun, entry=entry),
    )
    assert page.request["QUERY_STRING"] == "at=addresses.zip"
    assert 'lang="es"' in page.content.decode()


def test_where_nobody_says_where_the_form_stood_the_page_above_it_follows(paul, begun):
    place = [begun.case.pk, begun.petitioner.person_id, "birth.date"]
    desk = at_the_desk(paul)
    page = in_spanish(desk, desk.post(reverse("staff:reveal-answer", args=place)))
    assert page.request["PATH_INFO"] == reverse("staff:answer", args=place)
    assert page.status_code == 200


def test_a_page_of_another_house_is_not_where_it_leads(paul, begun):
    desk, entry = added(paul, begun)
    back = several(begun, entry=entry, page="take-row-back")
    page = desk.post(back, {}, headers={"Referer": "https://evil.example/staff/"})
    page = in_spanish(desk, page)
    assert page.request["PATH_INFO"] == several(begun, entry=entry)


def test_after_a_mistake_the_way_back_stays_in_the_address(paul, begun):
    address = several(begun) + "?form=abc"
    desk = at_the_desk(paul)
    page = in_spanish(desk, desk.post(address, {}))
    assert page.request["QUERY_STRING"] == "form=abc"
