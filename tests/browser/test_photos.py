"""Photos of a paper are laid in order on a phone, and become one paper."""

from __future__ import annotations

import base64

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


DROP = """async ([where, files]) => {
  const carried = new DataTransfer()
  for (const [name, said] of files) {
    const bytes = Uint8Array.from(atob(said), (char) => char.charCodeAt(0))
    carried.items.add(new File([bytes], name, { type: "image/jpeg" }))
  }
  for (const kind of ["dragover", "drop"]) {
    const happens = { bubbles: true, cancelable: true, dataTransfer: carried }
    document.querySelector(where).dispatchEvent(new DragEvent(kind, happens))
  }
}"""


def drop(phone, where, **files):
    named = [
        [f"{name}.jpg", base64.b64encode(data).decode()] for name, data in files.items()
    ]
    phone.page.evaluate(DROP, [where, named])


@pytest.mark.everything
@pytest.mark.feature("F090", "F096")
def test_files_are_dropped_and_what_each_is_survives_a_closed_tab(visit, paper):
    desk = visit("María", width=1280)
    desk.sign_in("maria@example.org", PASSWORD)
    desk.go(paper).sees("or drop it here")
    front = photo("front")
    drop(desk, "[data-upload]", front=front)
    expect(desk.page.locator("[data-kept-name]")).to_have_text("front.jpg")
    desk.go("/portal/documents/")
    desk.page.get_by_role("link", name="Send another paper").first.click()
    desk.sees("or drop them anywhere on this page")
    drop(desk, "h1", letter=photo("letter"), lease=photo("lease"))
    arrived = desk.page.locator("[name=piece]:not([disabled]):not(template *)")
    expect(arrived).to_have_count(2, timeout=30_000)
    drop(desk, "h1", again=photo("letter"))
    items = desk.page.locator("[data-piece]")
    expect(items.nth(2)).to_contain_text("This is the same file as letter.jpg")
    items.nth(0).locator("select").select_option(index=2)
    what = items.nth(0).locator("select").input_value()
    desk.page.reload()
    expect(arrived).to_have_count(2)
    expect(items.nth(0).locator("select")).to_have_value(what)
