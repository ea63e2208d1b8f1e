"""What cannot be taken comes back as it was typed, with a sentence about what is wrong."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from harborlight.facts.queries import sheet
from harborlight.portal.tests.test_meanwhile import boxes_of
from harborlight.portal.tests.test_pages import words_of
from harborlight.questionnaires.models import Sent

pytestmark = pytest.mark.feature("F074")
HEIGHT, WEIGHT = "petitioner-height", "petitioner-weight"
MIDDLE = "petitioner-name-middle"


def at(begun, screen):
    sent = Sent.objects.get(party=begun.petitioner)
    return reverse("portal:screen", args=[sent.key, f"petitioner-{screen}"])


def known(maria, begun, name):
    return sheet(maria, begun.case, begun.petitioner.person).get(name)


@pytest.mark.parametrize(
    ("height", "weight"),
    [
        ("1.63", "64"),
        ("uno sesenta", "60 kilos"),
        ("5'14\"", "64 kg"),
        ("163 cm", "sesenta kilos"),
        ("5 4", "64 kg"),
        ("300 cm", "900 kg"),
    ],
)
def test_a_wrong_height_or_weight_comes_back_as_it_was_typed(
    marias, begun, height, weight
):
    page = marias.post(at(begun, "body"), {HEIGHT: height, WEIGHT: weight})
    assert page.status_code == 422
    boxes = boxes_of(page.content.decode())
    assert (boxes[HEIGHT], boxes[WEIGHT]) == (height, weight)
    assert "There is a problem" in words_of(page) or "problems" in words_of(page)


def test_what_fitted_beside_it_was_taken_and_is_offered_with_its_unit(
    marias, maria, begun
):
    marias.post(at(begun, "body"), {HEIGHT: "163 cm", WEIGHT: "sesenta"})
    assert known(maria, begun, "height") == "64"
    boxes = boxes_of(marias.get(at(begun, "body")).content.decode())
    assert "163 cm" in boxes[HEIGHT] and boxes[WEIGHT] == ""


@pytest.mark.parametrize("typed", ["Luz", "R2D2"])
def test_an_answer_that_is_typed_and_denied_is_asked_about(marias, maria, begun, typed):
    said = {MIDDLE: typed, f"{MIDDLE}_none": "on"}
    page = marias.post(at(begun, "name"), said)
    assert page.status_code == 422
    words = words_of(page)
    assert "You wrote something here and ticked “I have none”. Which is right?" in words
    # One thing is asked, not two: what stands in the box may be what is to go.
    assert "leave out this sign" not in words
    assert boxes_of(page.content.decode())[MIDDLE] == typed
    assert known(maria, begun, "name.middle") == ""
    told = marias.post(at(begun, "name"), said, headers={"X-Keeps-Words": "1"}).json()
    assert [*told["errors"]] == [MIDDLE]
    marias.post(at(begun, "name"), said | {MIDDLE: ""})
    assert known(maria, begun, "name.middle") == "none"


def test_whoever_types_that_there_is_none_and_ticks_it_says_it_once(
    marias, maria, begun
):
    marias.post(at(begun, "name"), {MIDDLE: "none", f"{MIDDLE}_none": "on"})
    assert known(maria, begun, "name.middle") == "none"


@pytest.mark.feature("F310")
def test_the_address_of_a_form_that_was_sent_leads_to_its_page(marias, begun):
    address = at(begun, "parent-list") + "add/"
    page = marias.get(address, headers={"accept": "text/html,*/*"})
    assert page.status_code == 405
    words = words_of(page)
    assert "There is nothing to read at this address" in words
    back = re.search(
        r'<a class="button button-main" href="([^"]*)"', page.content.decode()
    )
    assert back[1] == at(begun, "parent-list")
    assert marias.get(back[1]).status_code == 200
    # Whoever reads no pages is told in the old way.
    assert marias.get(address).content == b""
