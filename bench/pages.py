"""Pages: requests a second beside a bare one, and at 20,000 cases beside 100."""

from __future__ import annotations

import threading
import time
from statistics import median
from typing import Any

import httpx

from bench.house import House
from bench.records import Record, record

NAMES = ("case list", "client home", "case page", "review queue")
CLIENTS, SECONDS, ROUNDS = 4, 4.0, 3
INTERLEAVED = 300
RATE, GROWTH, QUERIES = 0.25, 1.3, 12


def measure(house: House, few: str, many: str) -> list[Record]:
    """The records of the pages. few, many: the names of two firms."""
    told = house.ask("-m", "bench.office")
    with house.open():
        # The least there is must not sort 20,000 rows: the small firm's bare page.
        records = _rates(house, {**told[many], "bare": told[few]["bare"]})
        records += _growth(house, told[few], told[many])
    for name in NAMES:
        count = told[many][name]["queries"]
        records.append(record(f"{name}: queries", count, "queries", wanted=QUERIES))
    return records


def _rates(house: House, told: dict[str, Any]) -> list[Record]:
    rates: dict[str, list[float]] = {name: [] for name in (*NAMES, "bare")}
    for name in rates:
        _rate(house, told[name], 1.5)
    for _ in range(ROUNDS):
        for name, found in rates.items():
            found.append(_rate(house, told[name], SECONDS))
    bare = median(rates.pop("bare"))
    return [
        record(name, median(found), "requests/s", floor=bare, wanted=RATE, least=True)
        for name, found in rates.items()
    ]


def _rate(house: House, page: dict[str, Any], seconds: float) -> float:
    """Requests a second of some clients that keep their connections open."""
    counts, end = [0] * CLIENTS, time.monotonic() + seconds

    def ask(number: int) -> None:
        with _browser(house, page) as browser:
            while time.monotonic() < end:
                _get(browser, page)
                counts[number] += 1

    begun = time.monotonic()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - begun)


def _growth(house: House, few: dict[str, Any], many: dict[str, Any]) -> list[Record]:
    """The median of both firms' pages, asked for in turns."""
    records = []
    for name in NAMES:
        taken: list[list[float]] = [[], []]
        with _browser(house, few[name]) as one, _browser(house, many[name]) as other:
            for turn in range(INTERLEAVED + 10):
                for found, browser, told in zip(
                    taken, (one, other), (few, many), strict=True
                ):
                    begun = time.perf_counter()
                    _get(browser, told[name])
                    if turn >= 10:
                        found.append(time.perf_counter() - begun)
        least, most = (median(found) * 1000 for found in taken)
        shown = f"{name}: p50 with all cases, beside 100"
        records.append(record(shown, most, "ms", floor=least, wanted=GROWTH))
    return records


def _browser(house: House, page: dict[str, Any]) -> httpx.Client:
    headers = {"Cookie": page["cookie"], "Accept-Encoding": "identity"}
    return httpx.Client(base_url=house.address, headers=headers, timeout=60)


def _get(browser: httpx.Client, page: dict[str, Any]) -> None:
    answer = browser.get(page["address"])
    if answer.status_code != 200:
        raise RuntimeError(f"{page['address']}: {answer.status_code}")
