"""A form of a page, filled in and sent as people do, whatever its boxes are."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor


def say(who: Visitor, form: str, **said: str) -> Visitor:
    """Fill in a form and send it.

    form: how its address ends; "" is the page's own. said: by the names of its boxes, days
    as 2026-06-15; "yes" ticks a box.
    """
    address = f"[action$='{form}']" if form else ":has(.buttons .button)"
    box = who.page.locator(f"main form{address}").first
    folded = box.locator("xpath=ancestor::details[not(@open)]/summary")
    if folded.count():
        folded.first.click()
    for name, value in said.items():
        _put(box, name, value)
    with who.page.expect_navigation(wait_until="load"):
        box.locator("button:not([type=button])").last.click()
    return who.look()


def _put(form: Locator, name: str, value: str) -> None:
    if form.locator(f"[name={name}_year]").count():
        year, month, day = value.split("-")
        form.locator(f"[name={name}_year]").fill(year)
        form.locator(f"[name={name}_month]").select_option(month.lstrip("0"))
        form.locator(f"[name={name}_day]").fill(day.lstrip("0"))
        return
    boxes = form.locator(f"[name={name}]")
    kind = boxes.first.evaluate("one => one.type")
    if kind == "radio":
        form.locator(f"[name={name}][value='{value}']").check()
    elif kind == "checkbox":
        boxes.first.check()
    elif kind == "select-one":
        boxes.first.select_option(value)
    else:
        boxes.first.fill(value)
