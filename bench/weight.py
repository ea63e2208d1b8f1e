"""How heavy a client's pages are: what a phone fetches at the first visit, and later.

Every kind of page that a client opens is weighed, every screen of a questionnaire too;
the heaviest one counts. Pictures that a page leaves for later are not counted: they are the sheets of
the form that somebody reads, drawn one by one as they come into view. What a browser
fetches of them at once is counted in `first_view`.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urljoin

import httpx

from bench.house import House
from bench.records import Record, record

FIRST_KB, LATER_KB, REQUESTS = 60, 15, 6
KILO = 1000
NOT_COUNTED = (
    "Not counted: pictures that wait to come into view. They are the sheets of the form "
    "that is read, as heavy as it is long."
)
TAG = re.compile(r"<(link|script|img)\b([^>]*)>")
SAID = re.compile(r'([\w-]+)="([^"]*)"')
# The links of a page that a browser fetches by itself.
FETCHED = {"stylesheet", "icon", "manifest", "modulepreload", "preload"}


class Weight(NamedTuple):
    """What one page costs: bytes at the first visit and later, and requests."""

    page: str
    first: float
    later: float
    requests: int


def measure(few: House, many: House) -> list[Record]:
    """The records of the heaviest pages, as they come compressed through the server."""
    told = many.ask("-m", "bench.office", "client pages")
    with many.open():
        weights = [_weighed(many, *one) for one in told]
    first = max(weights, key=lambda one: one.first)
    later = max(weights, key=lambda one: one.later)
    most = max(weights, key=lambda one: one.requests)
    several = f"the heaviest of {len(weights)} pages is the"
    return [
        record("client pages: first visit", first.first / KILO, "kB", wanted=FIRST_KB)
        | {"why": f"{several} {first.page}. {NOT_COUNTED}"},
        record("client pages: later visits", later.later / KILO, "kB", wanted=LATER_KB)
        | {"why": f"{several} {later.page}."},
        record("client pages: requests", most.requests, "requests", wanted=REQUESTS)
        | {"why": f"{several} {most.page}."},
    ]


def files_of(html: str) -> list[str]:
    """The addresses that a browser fetches to show a page, each once."""
    found = []
    for tag, rest in TAG.findall(html):
        said = dict(SAID.findall(rest))
        if tag == "link" and said.get("rel") in FETCHED:
            found.append(said["href"])
        elif tag != "link" and said.get("loading") != "lazy" and "src" in said:
            found.append(said["src"])
    return [one for one in dict.fromkeys(found) if not one.startswith("data:")]


def _weighed(house: House, page: str, address: str, cookie: str) -> Weight:
    headers = {"Cookie": cookie, "Accept-Encoding": "br, gzip"}
    with httpx.Client(base_url=house.address, headers=headers, timeout=60) as browser:
        html, later = _fetched(browser, address)
        files = files_of(html)
        first = later + sum(_fetched(browser, one)[1] for one in files)
    return Weight(page, first, later, 1 + len(files))


def _fetched(browser: httpx.Client, address: str) -> tuple[str, int]:
    """The text, and how many bytes came over the line, headers included."""
    with browser.stream("GET", urljoin("/portal/", address)) as answer:
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{address}: {answer.status_code}")
        raw = b"".join(answer.iter_raw())
        heads = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
        decoder = answer._get_content_decoder()
        text = (decoder.decode(raw) + decoder.flush()).decode(errors="replace")
    return text, len(raw) + heads
