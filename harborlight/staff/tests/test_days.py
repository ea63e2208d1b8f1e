"""Whoever types a day at the desk is asked about it as the client would be."""

import pytest
from django.urls import reverse

from harborlight.facts.models import Entry
from harborlight.facts.queries import sheet
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words

WEDDING = "case-marriage-date"
TOO_EARLY = "The wedding is before a spouse was born. Check both days."
TOO_YOUNG = "A spouse was younger than 16 at the wedding. Is that right?"


@pytest.fixture
def desk(paul):
    return at_the_desk(paul)


@pytest.fixture
def born(paul, begun):
    known = sheet(paul, begun.case, begun.petitioner.person)
    return int(known.get("birth.date")[:4])


def page_of(begun, page, *place):
    return reverse(
        f"staff:{page}", args=[begun.case.pk, begun.petitioner.person_id, *place]
    )


def wedding(paul, begun):
    return sheet(paul, begun.case, None).get("marriage.date")


def test_a_day_that_cannot_be_is_not_taken_from_a_screen(desk, paul, begun, born):
    screen = page_of(begun, "fill-screen", "petitioner-wedding")
    said = {WEDDING: f"{born - 1}-06-01", f"{WEDDING}_sure": "on"}
    page = desk.post(screen, said)
    assert page.status_code == 422 and not wedding(paul, begun)
    assert TOO_EARLY in words(page) and "Yes, this day is right" not in words(page)
    assert told(desk.post(screen, {WEDDING: "2021-06-01"}, follow=True)) == ["Saved"]
    assert wedding(paul, begun) == "2021-06-01"


def test_an_odd_day_is_taken_once_somebody_says_that_it_is_right(
    desk, paul, begun, born
):
    screen = page_of(begun, "fill-screen", "petitioner-wedding")
    page = desk.post(screen, {WEDDING: f"{born + 15}-06-01"})
    assert TOO_YOUNG in words(page) and "Yes, this day is right" in words(page)
    said = {WEDDING: f"{born + 15}-06-01", f"{WEDDING}_sure": "on"}
    assert told(desk.post(screen, said, follow=True)) == ["Saved"]
    assert wedding(paul, begun) == f"{born + 15}-06-01"


def test_one_more_of_several_is_asked_about_before_it_is_there(desk, begun, born):
    where = "petitioner-addresses"
    said = {f"{where}-street": "12 Peña Street", f"{where}-from": f"{born - 1}"}
    page = desk.post(page_of(begun, "add-row", "addresses"), said)
    assert "An address or a job begins before the birth." in words(page)
    assert "12 Peña Street" in words(page) and Entry.objects.count() == 0


def test_one_answer_by_itself_is_asked_about_too(desk, paul, begun, born):
    where = reverse(
        "staff:answer", args=[begun.case.pk, begun.case.pk, "marriage.date"]
    )
    page = desk.post(where, {"value": f"{born - 1}-06-01"})
    assert page.status_code == 422 and TOO_EARLY in words(page)
    page = desk.post(where, {"value": f"{born + 15}-06-01"})
    assert TOO_YOUNG in words(page) and not wedding(paul, begun)
    desk.post(where, {"value": f"{born + 15}-06-01", "value_sure": "on"})
    assert wedding(paul, begun) == f"{born + 15}-06-01"
