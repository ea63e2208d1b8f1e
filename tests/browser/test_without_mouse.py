"""No mouse and no finger: Tab, Enter, Space, the arrows, and what is typed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.keyboard import Keyboard
from tests.browser.test_locked import END_ALL

pytestmark = pytest.mark.browser
REASON = "The left edge is cut off."
WORDS = "Calle del Faro"


@pytest.fixture(scope="module")
def work(house):
    """Papers that wait for review, and a client who is asked questions."""
    house.python("-m", "tests.browser.reviewing")
    house.python("-m", "tests.browser.sending")


def signed_in(visitor, email):
    keys = Keyboard(visitor.go("/account/sign-in/"))
    keys.write(keys.page.locator("[name=login]"), email)
    keys.write(keys.page.locator("[name=password]"), PASSWORD)
    with keys.page.expect_navigation(wait_until="load"):
        keys.page.keyboard.press("Enter")
    return keys


def main(keys, role, name):
    return keys.page.locator("main").get_by_role(role, name=name)


def test_staff_open_a_case_and_send_a_paper_back(visit, work):
    ada = visit("Ada")
    keys = signed_in(ada, "ada@okafor.example")
    keys.skip_to_the_content()
    keys.press("Tab")
    assert keys.page.locator("main :focus").count() == 1
    side = keys.page.get_by_role("navigation", name="Main")
    keys.follow(side.get_by_role("link", name="Cases"), key="Shift+Tab")
    keys.skip_to_the_content()
    keys.follow(
        keys.page.locator("main a[href*='/staff/cases/']:has-text('Rivas')").first
    )
    expect(keys.page.locator("h1")).to_contain_text("Rivas")
    keys.follow(side.get_by_role("link", name=re.compile("^Review")))
    keys.skip_to_the_content()
    keys.follow(keys.page.locator("main tbody a").first)
    paper = keys.page.url
    keys.reach(keys.page.locator("#send-back summary"))
    keys.press("Enter")
    keys.follow(keys.page.locator("#send-back a").first)
    keys.sees_where_they_are()
    box = keys.page.locator("#send-back textarea")
    expect(box).to_be_focused()
    keys.page.keyboard.press("Control+a")
    keys.write(box, REASON)
    keys.follow(main(keys, "button", "Send back"))
    ada.go(paper).sees(REASON)


def test_a_client_opens_the_menu_answers_a_screen_and_sends_it(
    visit, work, house, screen
):
    maria = visit("María", width=screen)
    keys = signed_in(maria, "maria@example.org")
    keys.skip_to_the_content()
    opens_and_closes_the_menu(keys)
    ways = keys.page.get_by_role("navigation", name="Main")
    keys.follow(ways.get_by_role("link", name="Questions"))
    keys.follow(keys.page.locator("main a.button-main").first)
    questions = keys.page.url.removesuffix("name/")
    keys.write(keys.page.locator("[name=petitioner-name-middle]"), "Luz")
    keys.follow(main(keys, "button", "Save and continue"))
    chooses_what_opens_a_question(maria.go(f"{questions}status/"), keys)
    is_covered_and_goes_on(maria.go(f"{questions}name/"), keys, house)


def opens_and_closes_the_menu(keys):
    menu = keys.page.locator("details.menu")
    keys.reach(menu.locator("summary"), key="Shift+Tab")
    keys.press("Space")
    keys.reach(menu.get_by_role("button", name="Sign out"))
    keys.press("Escape")
    assert keys.is_at(menu.locator("summary"))
    expect(menu.get_by_role("button", name="Sign out")).to_be_hidden()


def chooses_what_opens_a_question(maria, keys):
    """Questions come and go while they are among them; they stay where they were."""
    citizen = keys.page.locator("[name=petitioner-status][value=us_citizen]")
    keys.reach(keys.page.locator("[name=petitioner-status]").first)
    while not citizen.is_checked():
        keys.press("ArrowDown")
    expect(keys.page.locator("[name=petitioner-citizenship-how]").first).to_be_visible()
    assert keys.is_at(citizen)
    keys.reach(keys.page.locator("[name=petitioner-citizenship-how]").first)


def is_covered_and_goes_on(maria, keys, house):
    """The session ends while they write: the cover holds the focus and gives it back."""
    box, lock = (
        keys.page.locator("[name=petitioner-name-middle]"),
        keys.page.locator("#lock"),
    )
    keys.reach(box)
    house.python("-c", END_ALL)
    keys.page.keyboard.type("Luz Marina")
    expect(lock).to_be_visible()
    stops = set()
    for key in ["Tab"] * 9 + ["Shift+Tab"] * 9:
        keys.press(key)
        assert lock.locator(":focus").count() == 1
        stops.add(keys.page.evaluate("document.activeElement.outerHTML"))
    assert len(stops) > 4
    keys.write(lock.get_by_label("Password"), PASSWORD)
    keys.page.keyboard.press("Enter")
    expect(lock).to_be_hidden()
    assert keys.is_at(box)
    keys.sees_where_they_are()
