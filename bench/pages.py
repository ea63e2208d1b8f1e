"""Pages: requests a second beside a bare one, and at 20,000 cases beside 100."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from statistics import median

import httpx

from bench.house import House
from bench.records import Record, record

NAMES = ("case list", "client home", "case page", "review queue")
# What somebody is asked differs from case to case, so it is not set beside a small firm's.
RATED = (*NAMES, "client home in intake")
# A firm of 100 cases has 100 rows to show only with those that are closed.
AS_LONG = {"case list": "list of all cases"}
CLIENTS, SECONDS, ROUNDS = 4, 4.0, 3
INTERLEAVED = 300
RATE, GROWTH, QUERIES = 0.25, 1.3, 12


@dataclass(frozen=True)
class Page:
    """A page of one house, by somebody who is signed in there."""

    house: House
    address: str
    cookie: str
    queries: int

    def browser(self) -> httpx.Client:
        headers = {"Cookie": self.cookie, "Accept-Encoding": "identity"}
        return httpx.Client(base_url=self.house.address, headers=headers, timeout=60)

    def get(self, browser: httpx.Client) -> None:
        answer = browser.get(self.address)
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{self.address}: {answer.status_code}")


def measure(few: House, many: House) -> list[Record]:
    """The records of the pages of two houses, whose servers stand side by side."""
    small, large = _pages(few), _pages(many)
    with few.open(), many.open():
        # The least there is must not sort 20,000 rows: the small house's bare page.
        records = _rates({**large, "bare": small["bare"]})
        records += _growth(small, large)
    for name in RATED:
        count = large[name].queries
        records.append(record(f"{name}: queries", count, "queries", wanted=QUERIES))
    return records


def _pages(house: House) -> dict[str, Page]:
    told = house.ask("-m", "bench.office")
    return {
        name: Page(house, one["address"], one["cookie"], one["queries"])
        for name, one in told.items()
    }


def _rates(pages: dict[str, Page]) -> list[Record]:
    rates: dict[str, list[float]] = {name: [] for name in (*RATED, "bare")}
    for name in rates:
        _rate(pages[name], 1.5)
    for _ in range(ROUNDS):
        for name, found in rates.items():
            found.append(_rate(pages[name], SECONDS))
    bare = median(rates.pop("bare"))
    return [
        record(name, median(found), "requests/s", floor=bare, wanted=RATE, least=True)
        for name, found in rates.items()
    ]


def _rate(page: Page, seconds: float) -> float:
    """Requests a second of some clients that keep their connections open."""
    counts, end = [0] * CLIENTS, time.monotonic() + seconds

    def ask(number: int) -> None:
        with page.browser() as browser:
            while time.monotonic() < end:
                page.get(browser)
                counts[number] += 1

    begun = time.monotonic()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _growth(small: dict[str, Page], large: dict[str, Page]) -> list[Record]:
    """The median of both houses' pages, asked for in turns."""
    records = []
    for name in NAMES:
        taken: list[list[float]] = [[], []]
        asked = AS_LONG.get(name, name)
        pages = small[asked], large[asked]
        with pages[0].browser() as one, pages[1].browser() as other:
            for turn in range(INTERLEAVED + 10):
                for found, browser, page in zip(
                    taken, (one, other), pages, strict=True
                ):
                    begun = time.perf_counter()
                    page.get(browser)
                    if turn >= 10:
                        found.append(time.perf_counter() - begun)
        least, most = (median(found) * 1000 for found in taken)
        shown = f"{name}: p50 with all cases, beside 100"
        records.append(record(shown, most, "ms", floor=least, wanted=GROWTH))
    return records
