"""A filing is prepared by one person and certified by another, on the preflight's page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

WORDS = "Looked at with the file in hand."
# Which fee is due where a form has several, the more special one first.
FEES_OF_THE_STORIES = ("with a paid i-485", "advance parole", "ordinary")
# Far more than any filing of a story has.
MOST = 60


def answer_all(page: Page, *, lifting: int = 0) -> None:
    """Answer whatever was found, as an attorney.

    lifting: how many of them are stops, which an attorney lifts with a reason; where the
    people of a story have done all that is theirs, there is none.
    """
    stops = []
    for _ in range(MOST):
        row = page.locator("#open li").first
        if not row.count():
            assert len(stops) == lifting, stops
            return
        folded = row.locator("details > summary")
        if folded.count():
            stops.append(row.inner_text())
            folded.click()
        row.locator("[name=words]").fill(WORDS)
        row.locator("form button").click()
        page.wait_for_load_state("load")
    raise AssertionError("the preflight finds something new after every answer")


def pay_by_card(page: Page, preflight: str, *dollars: str) -> None:
    """Say that the fees are paid with a card, and what stands on each payment form."""
    page.goto(f"{preflight}../envelope/")
    page.locator("[name=paid_by]").select_option("card")
    for which in page.locator("select[name^='fee-']").all():
        offered = which.evaluate("one => [...one.options].map(each => each.value)")
        which.select_option(next(one for one in FEES_OF_THE_STORIES if one in offered))
    page.locator("main form button").first.click()
    page.wait_for_load_state("load")
    page.goto(f"{preflight}../payments/")
    boxes = page.locator("main input[inputmode=decimal]")
    assert boxes.count() == len(dollars), page.locator("main").inner_text()
    for box, said in zip(boxes.all(), dollars, strict=True):
        box.fill(said)
    page.locator("main form button").first.click()
    page.wait_for_load_state("load")
    expect(page.locator("#open")).not_to_contain_text("payment form says")
