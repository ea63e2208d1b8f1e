"""The session ends while a client writes: the page locks and keeps every word."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.test_killed_server import first_text_question

pytestmark = pytest.mark.browser
# What the story writes on each screen: something else than the one before it.
WORDS = {390: "Calle del Faro Número Nueve", 1280: "Calle del Faro Número Diez"}
END_ALL = (
    "import django; django.setup()\n"
    "from django.contrib.sessions.models import Session\n"
    "Session.objects.all().delete()\n"
)


@pytest.fixture(scope="module")
def questions(house):
    house.python("-m", "tests.browser.sending")


@pytest.fixture
def maria(visit, questions, width):
    phone = visit("María", width=width)
    phone.sign_in("maria@example.org", PASSWORD)
    return phone


def opens_again(phone):
    """Sign in where the page is covered: once with a wrong password."""
    lock = phone.page.locator("#lock")
    expect(lock).to_be_visible()
    expect(lock.get_by_label("Email")).to_have_value("maria@example.org")
    phone.looked_at.clear()
    phone.look()
    phone.page.screenshot(path=phone.pictures / f"{phone.width}-locked.png")
    go_on = lock.get_by_role("button", name="Sign in and go on")
    lock.get_by_label("Password").fill("a wrong one, far too wrong")
    go_on.click()
    expect(lock.get_by_role("alert")).to_contain_text("do not go together")
    phone.page.keyboard.press("Escape")
    expect(lock).to_be_visible()
    lock.get_by_label("Password").fill(PASSWORD)
    go_on.click()
    expect(lock).to_be_hidden()


def saved(phone):
    """What the line below the answers says when they have arrived."""
    line = phone.page.locator("[data-kept]")
    said = (line.get_attribute(f"data-{how}") for how in ("saved", "part"))
    return re.compile("|".join(map(re.escape, said)))


def is_saved(phone, name):
    """The answer stands in the page when it is asked for anew."""
    expect(phone.page.locator("[data-kept]")).to_have_text(saved(phone))
    again = phone.page.context.new_page()
    again.goto(phone.page.url)
    expect(again.locator(f"[name='{name}']")).to_have_value(WORDS[phone.width])


@pytest.mark.feature("F242")
def test_an_answer_sent_after_the_session_ended_is_saved_once_somebody_signs_in(
    maria, house
):
    box = first_text_question(maria)
    name, address = box.get_attribute("name"), maria.page.url
    house.python("-c", END_ALL)
    box.fill(WORDS[maria.width])
    box.blur()
    opens_again(maria)
    assert maria.page.url == address
    expect(box).to_have_value(WORDS[maria.width])
    is_saved(maria, name)


def test_a_page_that_nobody_touches_locks_by_itself_and_keeps_what_stands_in_it(
    maria, house
):
    # The page counts the minutes itself, so they may pass in a moment.
    maria.page.clock.install()
    box = first_text_question(maria)
    name, half = box.get_attribute("name"), WORDS[maria.width][:10]
    box.fill(half)
    box.blur()
    expect(maria.page.locator("[data-kept]")).to_have_text(saved(maria))
    house.python("-c", END_ALL)
    expect(maria.page.locator("#lock")).to_be_hidden()
    maria.page.clock.fast_forward("15:01")
    opens_again(maria)
    expect(box).to_have_value(half)
    box.fill(WORDS[maria.width])
    box.blur()
    is_saved(maria, name)
