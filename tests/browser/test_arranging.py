"""A paralegal goes through what came: side by side, split, a redacted copy, accepted."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import AT_A_DESK
from tests.browser.found import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture(params=AT_A_DESK)
def width(request):
    return request.param


@pytest.mark.feature("F110")
@pytest.mark.feature("F111")
def test_a_paralegal_puts_in_order_what_came(visit, house, width):
    before, file = house.python("-m", "tests.browser.arranging").stdout.split()[-2:]
    paul = visit("Paul", width=width).sign_in("paul@okafor.example", PASSWORD)
    page = paul.go("/staff/review/?show=all").page
    # On a small screen at a desk the days stay inside the table, and it in the page.
    full = page.viewport_size
    page.set_viewport_size({"width": 1024, "height": full["height"]})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1024
    page.set_viewport_size(full)
    # The queue by keys: to the row, and into it.
    page.wait_for_timeout(800)
    rows = page.locator("[data-open]")
    where = [one.get_attribute("href") for one in rows.all()]
    at = next(n for n, one in enumerate(where) if file in one)
    for _ in range(at + 1):
        page.keyboard.press("j")
    expect(rows.nth(at)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(file))

    # Beside the version that came before, each with its own pages; the view is turned.
    page.locator("summary", has_text="Compare").click()
    page.locator(f".menu-panel a[href*='{before}']").click()
    pictures = page.locator("img.sheet")
    expect(pictures).to_have_count(2)
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile(r"page=2"))
    page.wait_for_timeout(800)
    page.keyboard.press("t")
    page.wait_for_url(re.compile(r"turn=90"))
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("one => one.naturalWidth") > 500
        # By a quarter, and not by two.
        wide, high = picture.evaluate(
            "one => [one.getBoundingClientRect(), one].map("
            "it => (it.width || 0) < (it.height || 0))"
        )
        assert wide != high

    # Its last page is another paper.
    paul.go(f"/staff/review/{file}/split/")
    page.get_by_label("Page 3 is").select_option(
        label="María Rivas Peña: Her birth certificate"
    )
    page.get_by_role("button", name="Split the file").click()
    paul.sees("Each page is where it belongs now.")
    first = page.url.rstrip("/").split("/")[-1]

    # A box is drawn with the mouse, another moved with keys; then the copy is made.
    paul.go(f"/staff/review/{first}/redact/")
    over = page.locator("[data-boxed='1'] svg")
    over.scroll_into_view_if_needed()
    place = over.bounding_box()
    x, y = place["x"], place["y"]
    page.mouse.move(x + 0.1 * place["width"], y + 0.1 * place["height"])
    page.mouse.down()
    page.mouse.move(x + 0.3 * place["width"], y + 0.2 * place["height"], steps=4)
    page.mouse.up()
    expect(over.locator("rect")).to_have_count(1)
    page.locator("[data-boxes-add='2']").click()
    box = page.locator("[data-boxed='2'] rect")
    expect(box).to_be_focused()
    was = box.get_attribute("x")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert box.get_attribute("x") != was
    page.get_by_role("button", name="Make the redacted copy").click()
    paul.sees("This is the redacted copy. Look at every page.")

    # What was split off waits, and is accepted by a key.
    paul.go(f"/staff/review/{first}/")
    page.wait_for_timeout(800)
    page.keyboard.press("a")
    paul.sees("Accepted: Her passport.")
