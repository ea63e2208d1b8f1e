"""How heavy a client's pages are: what a phone fetches at the first visit, and later."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import httpx

from bench.house import House
from bench.records import Record, record

FIRST_KB, LATER_KB, REQUESTS = 60, 15, 6
# What a page names and a browser then fetches.
FETCHED = re.compile(
    r'<(?:link[^>]+rel="(?:stylesheet|icon|manifest|modulepreload)"[^>]*href'
    r"|(?:script|img)[^>]+src)=\"([^\"]+)\""
)


def measure(house: House, many: str) -> list[Record]:
    """The records of the client's home, as it comes compressed through the server."""
    page = house.ask("-m", "bench.office")[many]["client home"]
    headers = {"Cookie": page["cookie"], "Accept-Encoding": "br, gzip"}
    with (
        house.open(),
        httpx.Client(base_url=house.address, headers=headers, timeout=60) as browser,
    ):
        html, later = _fetched(browser, page["address"])
        several = [*dict.fromkeys(FETCHED.findall(html))]
        files = [one for one in several if not one.startswith("data:")]
        first = later + sum(_fetched(browser, one)[1] for one in files)
    kilo = 1000
    return [
        record("client home: first visit", first / kilo, "kB", wanted=FIRST_KB),
        record("client home: later visits", later / kilo, "kB", wanted=LATER_KB),
        record("client home: requests", 1 + len(files), "requests", wanted=REQUESTS),
    ]


def _fetched(browser: httpx.Client, address: str) -> tuple[str, int]:
    """The text, and how many bytes came over the line, headers included."""
    with browser.stream("GET", urljoin("/portal/", address)) as answer:
        answer.raise_for_status()
        raw = b"".join(answer.iter_raw())
        heads = sum(len(name) + len(value) + 4 for name, value in answer.headers.raw)
        decoder = answer._get_content_decoder()
        text = (decoder.decode(raw) + decoder.flush()).decode(errors="replace")
    return text, len(raw) + heads
