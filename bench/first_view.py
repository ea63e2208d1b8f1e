"""What a phone really fetches of the page where a client reads a filled form.

The sheets of the form are pictures that wait until somebody comes near them. How near is
for the browser and the page's script to say, so a real Chromium opens the page for the
first time, as wide and high as a phone, and what it fetched is counted. Nobody scrolls.
"""

from __future__ import annotations

from http.cookies import SimpleCookie

from playwright.sync_api import BrowserContext, sync_playwright

from bench.house import House
from bench.records import Record, record
from bench.weight import FIRST_KB, KILO, REQUESTS
from tests.setup.browser import FLAGS, MISSING, chromium

PHONE = {"width": 390, "height": 844}
NAME = "form that a client reads, in a browser"
# A page that fetches nothing for so long has fetched all.
STILL_MS = 2000


def measure(few: House, many: House) -> list[Record]:
    """The records of the page, opened by a client of the office of many cases."""
    program = chromium()
    if program is None:
        raise RuntimeError(MISSING)
    address, cookie = many.ask("-m", "bench.reading")
    with many.open(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        context = browser.new_context(
            viewport=PHONE, device_scale_factor=3, is_mobile=True, has_touch=True
        )
        context.add_cookies(
            [
                {"name": one.key, "value": one.value, "url": many.address}
                for one in SimpleCookie(cookie).values()
            ]
        )
        sizes = _fetched(context, many.address + address)
        browser.close()
    kilo = sum(sizes) / KILO
    return [
        record(f"{NAME}: first visit", kilo, "kB", wanted=FIRST_KB),
        record(f"{NAME}: requests", len(sizes), "requests", wanted=REQUESTS),
    ]


def _fetched(context: BrowserContext, address: str) -> list[int]:
    """The bytes over the line of every request, headers included."""
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes: dict[str, int] = {}

    def begun(event: dict) -> None:
        # A picture that stands in the page itself is no request.
        if not event["request"]["url"].startswith("data:"):
            sizes[event["requestId"]] = 0

    def ended(event: dict) -> None:
        if event["requestId"] in sizes:
            sizes[event["requestId"]] = int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", begun)
    devtools.on("Network.loadingFinished", ended)
    devtools.send("Network.enable")
    answer = page.goto(address, wait_until="networkidle", timeout=120_000)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{address}: {answer and answer.status}")
    page.wait_for_timeout(STILL_MS)
    return [*sizes.values()]
