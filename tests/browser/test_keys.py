"""One key decides where that is meant, and no letter of a sentence ever does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import AT_A_DESK
from tests.browser.found import PASSWORD
from tests.browser.reviewing import PAPERS

pytestmark = pytest.mark.browser

SENTENCE = "a page at the back has a nasty shadow and a name cannot be read at all"
# As somebody types, and as somebody who looks for every letter.
PACES = [20, 180]


@pytest.fixture(scope="module")
def form(house):
    return house.python("-m", "tests.browser.reviewing").stdout.split()[-1]


@pytest.fixture(params=AT_A_DESK)
def width(request):
    return request.param


@pytest.fixture
def ada(visit, form, width):
    found = visit("Ada", width=width).sign_in("ada@okafor.example", PASSWORD)
    yield found


def first_paper(who):
    who.go("/staff/review/")
    who.page.locator("tbody a").first.click()
    expect(who.page.get_by_role("button", name="Accept")).to_be_visible()
    return who.page


def waiting(who) -> int:
    return who.go("/staff/review/").page.locator("tbody tr").count()


@pytest.mark.parametrize("pace", PACES)
def test_a_sentence_typed_after_r_accepts_no_paper(ada, pace):
    page = first_paper(ada)
    page.wait_for_timeout(1000)
    page.keyboard.press("r")
    expect(page.locator("#send-back a").first).to_be_focused()
    before = page.url
    page.keyboard.type(SENTENCE, delay=pace)
    assert page.url == before
    assert waiting(ada) == PAPERS


def test_the_reason_once_chosen_is_written_where_one_stands(ada):
    page = first_paper(ada)
    page.wait_for_timeout(1000)
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    box = page.locator("#send-back textarea")
    expect(box).to_be_focused()
    page.keyboard.type(SENTENCE)
    expect(box).to_have_value(re.compile(SENTENCE))
    box.fill("")
    assert waiting(ada) == PAPERS


def test_a_stray_burst_decides_nothing_and_one_key_still_accepts(ada):
    there = waiting(ada)
    page = first_paper(ada)
    before = page.url
    page.keyboard.type("aaaa" + SENTENCE, delay=20)
    assert page.url == before
    page.wait_for_timeout(1000)
    page.keyboard.press("Control+a")
    assert page.url == before
    page.wait_for_timeout(1000)
    page.keyboard.press("a")
    page.wait_for_url(lambda url: url != before)
    page.keyboard.type("aaaa", delay=20)
    assert waiting(ada) == there - 1


@pytest.mark.parametrize("pace", PACES)
def test_a_sentence_typed_after_r_is_the_reason_and_approves_no_form(ada, form, pace):
    page = ada.go(f"/staff/cases/forms/{form}/").page
    page.wait_for_timeout(1000)
    page.keyboard.press("r")
    expect(page.locator("details textarea")).to_be_focused()
    page.keyboard.type(SENTENCE, delay=pace)
    expect(page.locator("details textarea")).to_have_value(SENTENCE)
    page.locator("details textarea").fill("")
    ada.go(f"/staff/cases/forms/{form}/").sees("To be checked")


def test_no_letter_approves_a_form(ada, form):
    page = ada.go(f"/staff/cases/forms/{form}/").page
    page.wait_for_timeout(1000)
    page.keyboard.type("a r a", delay=900)
    ada.go(f"/staff/cases/forms/{form}/").sees("To be checked")


def test_going_back_from_a_check_finds_what_was_typed(ada):
    ada.go("/staff/cases/new/i130-spouse/")
    family = ada.page.locator("[name=petitioner-family_name]")
    language = ada.page.locator("[name=petitioner-language]")
    family.fill("Peña Núñez")
    language.select_option("es")
    ada.page.locator("[name=beneficiary-family_name]").fill("Oyelaran")
    ada.page.get_by_role("button", name="Check for conflicts").click()
    expect(
        ada.page.locator("[data-summary]").first
    ).to_be_visible()  # no dates of birth yet
    ada.page.go_back()
    expect(family).to_have_value("Peña Núñez")
    expect(language).to_have_value("es")
    expect(ada.page.locator("[name=beneficiary-family_name]")).to_have_value("Oyelaran")
