"""Somebody without a mouse: they go from thing to thing with Tab, and see where they are."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor

MOST_STOPS = 80
# How everything looks while it is not focused, to compare with; and that this is still
# the page in which a key was pressed. What shows the focus may be drawn around a thing:
# its label, or the box that it stands in.
REMEMBER = """() => {
    window.hands = { looks: new Map() }
    window.hands.look = (one) => {
        const drawn = []
        for (let it = one, up = 0; it && up < 3; it = it.parentElement, up += 1) {
            const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(it)
            const none = outlineStyle === "none"
            drawn.push(none ? "no outline" : `${outlineStyle} ${outlineWidth} ${outlineColor}`, boxShadow)
        }
        return drawn.join("; ")
    }
    const can = "a[href], button, input, select, textarea, summary, [tabindex]"
    for (const one of document.querySelectorAll(can)) {
        if (one !== document.activeElement) window.hands.looks.set(one, window.hands.look(one))
    }
}"""
# What is wrong with the place where they are; "" where nothing is.
WRONG = """() => {
    const here = document.activeElement
    if (!here || here === document.body) return "nothing is focused"
    const what = here.outerHTML.slice(0, 160)
    // The skip link leads to the whole page, and a heading may be read out first.
    if (here.matches("main, h1, h2, [data-summary]")) return ""
    const before = window.hands?.looks.get(here)
    if (before && before === window.hands.look(here)) return `looks as if not focused: ${what}`
    const box = here.getClientRects()[0]
    if (!box) return `cannot be seen: ${what}`
    const fits = box.top > -1 && box.left > -1 && box.bottom < innerHeight + 1 && box.right < innerWidth + 1
    if (!fits) return `is out of sight (${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}): ${what}`
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    const own = here.contains(top) || top?.contains(here) || [...here.labels ?? []].some((one) => one.contains(top))
    return own ? "" : `is covered by ${top?.outerHTML.slice(0, 80)}: ${what}`
}"""


@dataclass
class Keyboard:
    visitor: Visitor

    @property
    def page(self) -> Page:
        return self.visitor.page

    def press(self, key: str) -> None:
        """Press a key in a page that stays: something is focused, and can be seen."""
        self.page.evaluate(REMEMBER)
        self.page.keyboard.press(key)
        self.sees_where_they_are()

    def sees_where_they_are(self) -> None:
        wrong = ""
        for _ in range(20):  # what moves or fades in takes its moment
            wrong = self.page.evaluate(WRONG)
            if not wrong:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.page.url}: {wrong}")

    def reach(self, thing: Locator, *, key: str = "Tab") -> None:
        """Go on until they are there."""
        for _ in range(MOST_STOPS):
            if self.is_at(thing):
                return
            self.press(key)
        raise AssertionError(f"{self.page.url}: nobody gets to {thing}")

    def is_at(self, thing: Locator) -> bool:
        return bool(
            thing.evaluate("one => one === document.activeElement", timeout=5_000)
        )

    def write(self, thing: Locator, words: str) -> None:
        self.reach(thing)
        self.page.keyboard.type(words)
        expect(thing).to_have_value(words)

    def follow(self, thing: Locator, *, key: str = "Tab", by: str = "Enter") -> None:
        """Go there and press it: another page comes."""
        self.reach(thing, key=key)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(by)

    def skip_to_the_content(self) -> None:
        """The first thing on a page leads past what stands on every page."""
        self.press("Tab")
        skip = self.page.locator(".skip-link")
        assert self.is_at(skip)
        self.press("Enter")
        assert self.is_at(self.page.locator("main"))
