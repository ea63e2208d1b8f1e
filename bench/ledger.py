"""Posting to the ledger: the product's own action beside the same movement bare in SQL.

On PostgreSQL, in one firm and in several at once; then four writers at once on SQLite, and
the page of the books with few and with many entries.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
from typing import Any

from bench.house import House
from bench.records import Record, record

SECONDS = 6.0
LEAST_RATE, LONGEST_WAIT, GROWN = 0.2, 10.0, 1.3
WRITERS, FIRMS = 4, 2
FEW, MANY = 1_000, 1_000_000


def measure(on_postgres: House, on_sqlite: House, *, entries: int = MANY) -> list[Record]:  # fmt: skip
    """The records, of a house on each database."""
    for house, firms in ((on_postgres, FIRMS), (on_sqlite, 1)):
        house.python("-m", "bench.posting", "build", str(firms))
    bare, alone = _rates(on_postgres, ["bare"]), _rates(on_postgres, ["product"])
    several = _rates(on_postgres, ["product"] * FIRMS)
    records = [
        _rate("deposits a second through the product's action", alone, bare),
        _rate(f"the same in {FIRMS} firms at once", several, bare),
        *_writers(on_sqlite),
    ]
    return [*records, _page(on_postgres, entries)]


def _rate(name: str, rate: float, bare: float) -> Record:
    return record(name, rate, "/s", floor=bare, wanted=LEAST_RATE, least=True)


def _rates(house: House, ways: list[str]) -> float:
    """So many processes at once, each in a firm of its own: postings a second."""
    return sum(one["rate"] for one in _at_once(house, ways))


def _writers(house: House) -> list[Record]:
    """Four at once in one firm: nobody is refused, and nobody waits ten times longer."""
    told = _at_once(house, ["product"] * WRITERS, same=True)
    took = sorted(ms for one in told for ms in one["took"])
    middle, late = statistics.median(took), took[int(len(took) * 0.95)]
    wrong = float(sum(one["wrong"] for one in told))
    return [
        record("writers on SQLite told that it is locked", wrong, "", wanted=0),
        record(f"p95 of {WRITERS} writers on SQLite, beside their p50", late, "ms",
               floor=middle, wanted=LONGEST_WAIT),
    ]  # fmt: skip


def _page(house: House, entries: int) -> Record:
    """What the books ask the database, with few entries and with many."""
    few, many = (_asked_of(house, count) for count in (FEW, entries))
    name = f"balances and a client's ledger at {entries:,} entries, beside {FEW:,}"
    return record(name, many, "ms", floor=few, wanted=GROWN)


def _asked_of(house: House, count: int) -> Any:
    """Written first, then tidied as the database does by itself within minutes."""
    house.ask("-m", "bench.posting", "page", str(count))
    house.python("-m", "bench.tidy")
    return house.ask("-m", "bench.posting", "page", str(count))


def _at_once(
    house: House, ways: list[str], *, same: bool = False
) -> list[dict[str, Any]]:
    import json

    running = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.posting", way, str(0 if same else n), str(SECONDS)],
            env=house.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n, way in enumerate(ways)
    ]  # fmt: skip
    said = [one.communicate()[0] for one in running]
    return [json.loads(text.strip().splitlines()[-1]) for text in said]
