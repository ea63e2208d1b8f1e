"""Photos of a paper are laid in order on a phone, and become one paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.papers import photo

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def paper(house):
    """The address of a paper that Maria is asked for."""
    key = house.python("-m", "tests.browser.sending", "1").stdout.split()[0]
    return f"/portal/documents/{key}/"


def names(phone):
    return phone.page.locator("[data-pieces] [data-name]").all_inner_texts()


@pytest.mark.feature("F091", "F092", "F093")
def test_photos_are_sent_at_once_moved_turned_and_put_together(visit, paper, tmp_path):
    phone = visit("María", width=390)
    phone.expected = "net::ERR"
    phone.sign_in("maria@example.org", PASSWORD)
    phone.go(paper).page.get_by_role("link", name="put photos together").click()
    expect(phone.page.locator("input[capture=environment]")).to_have_count(1)
    files = []
    for name in ("front", "back", "stamp"):
        files.append(tmp_path / f"{name}.jpg")
        files[-1].write_bytes(photo(name))
    (tmp_path / "empty.jpg").write_bytes(b"")
    choose = phone.page.locator("input[type=file][multiple]")
    choose.set_input_files([*files, tmp_path / "empty.jpg"])
    pieces = phone.page.locator("[data-piece]")
    arrived = phone.page.locator("[name=piece]:not([disabled]):not(template *)")
    expect(arrived).to_have_count(3, timeout=30_000)
    # One that is nothing says so in its place, and the others are here.
    expect(pieces.nth(3)).to_contain_text("This file is empty.")
    pieces.nth(3).get_by_role("button", name="Take out").click()
    pieces.nth(2).get_by_role("button", name="Earlier").click()
    assert names(phone) == ["front.jpg", "stamp.jpg", "back.jpg"]
    expect(phone.page.locator("[data-told]")).to_have_text(
        "stamp.jpg is number 2 of 3 now."
    )
    pieces.nth(0).get_by_role("button", name="Turn").click()
    expect(pieces.nth(0).locator("img")).to_have_class("turned-90")
    phone.page.screenshot(path=phone.pictures / "390-tray.png", full_page=True)
    # One that cannot be read says so before anything is sent.
    (tmp_path / "torn.jpg").write_bytes(photo("torn")[:3000])
    choose.set_input_files([tmp_path / "torn.jpg"])
    expect(pieces.nth(3)).to_contain_text("damaged", timeout=15_000)
    # Whoever leaves finds them again, as they lay; and what was not taken is said.
    phone.page.reload()
    expect(arrived).to_have_count(3)
    assert names(phone) == ["front.jpg", "stamp.jpg", "back.jpg"]
    expect(pieces.nth(0).locator("img")).to_have_class("turned-90")
    phone.sees("torn.jpg: This file is damaged")
    phone.choose("Which country issued it?", "MX")
    phone.choose("In which language is it written?", "en")
    phone.page.locator("button[value=send]").last.click()
    phone.sees("We have it.")
