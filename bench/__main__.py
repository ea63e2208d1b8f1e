"""`python -m bench [--long] [--only pages,jobs]`: measure, keep in var/bench.json, print."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import forms, jobs, pages, weight
from bench.house import House, house
from bench.records import Record, Steal, record, write
from tests.setup.blanks import blanks
from tests.setup.postgres import Cluster, cluster

CASES, LONG_CASES, FEW = 20_000, 200_000, 100
SYNTH_SECONDS = 300
PARTS = ("pages", "jobs", "forms", "uploads")


def main() -> int:
    said = _arguments()
    # Told to stop, it still stops its database and removes its folders.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.update(blanks(dict(os.environ)))
    begun, steal = time.monotonic(), Steal()
    with cluster(large=True) as made:
        if made is None:
            print("PostgreSQL's programs are not installed here: nothing was measured.")
            return 1
        records = [*_measured(made, said)]
    where = Path(os.environ.get("HARBORLIGHT_HOME", "var")) / "bench.json"
    good = write(records, steal.percent(), where)
    print(
        f"Measured in {(time.monotonic() - begun) / 60:.1f} minutes; kept in {where}."
    )
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help=f"{LONG_CASES} cases")
    parser.add_argument("--cases", type=int, help="another number of cases")
    parser.add_argument("--only", help=f"some of: {','.join(PARTS)}")
    return parser.parse_args()


def _measured(made: Cluster, said: argparse.Namespace) -> Iterator[Record]:
    only = said.only.split(",") if said.only else PARTS
    with _folder() as folder:
        if "pages" in only:
            office = house(folder / "postgres", made)
            count = said.cases or (LONG_CASES if said.long else CASES)
            yield from _tell(lambda: _pages(office, count), "pages")
        if "jobs" in only:
            both = {
                "PostgreSQL": house(folder / "jobs", made, "jobs"),
                "SQLite": house(folder / "sqlite", None, "jobs"),
            }
            yield from _tell(lambda: jobs.measure(both), "jobs")
    if "forms" in only:
        yield from _tell(forms.records, "forms")
    if "uploads" in only and importlib.util.find_spec("bench.uploads"):
        from bench import uploads

        yield from _tell(uploads.measure, "uploads")


def _pages(office: House, count: int) -> list[Record]:
    few, many = f"{FEW} cases", f"{count} cases"
    office.synth(FEW)
    taken = office.synth(count)
    wanted = SYNTH_SECONDS * max(1.0, count / CASES)
    records = [record(f"synth --cases {count}", taken, "s", wanted=wanted)]
    # What a database that runs for a day has done by itself.
    office.python("-m", "bench.tidy")
    records += pages.measure(office, few, many)
    return records + weight.measure(office, many)


def _tell(work: Callable[[], list[Record]], name: str) -> list[Record]:
    begun = time.monotonic()
    found = work()
    print(f"bench: {name} took {time.monotonic() - begun:.0f} s", flush=True)
    return found


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="harborlight-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
