"""`python -m bench [--long] [--only pages,jobs]`: measure, keep in var/bench.json, print."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench import (
    answers,
    automations,
    conflicts,
    docket,
    first_view,
    forms,
    jobs,
    ledger,
    marriage,
    ocr,
    packets,
    pages,
    previews,
    reconciling,
    search,
    sweep,
    uploads,
    weight,
)
from bench.house import House, house
from bench.records import Record, Steal, missing, record, write
from tests.setup.blanks import blanks
from tests.setup.postgres import Cluster, cluster

# A case has about 160 events: the long run reads ten millions of them.
CASES, LONG_CASES, FEW = 20_000, 60_000, 100
SYNTH_SECONDS = 300
# For a whole run; the long one takes what it takes.
MOST_MINUTES = 25.0
# What is measured on PostgreSQL: in the office of all cases, and in that of few.
IN_THE_OFFICE = {
    "pages": pages.measure,
    "weight": weight.measure,
    "reading": first_view.measure,
    "conflicts": conflicts.measure,
    "search": search.measure,
    "uploads": uploads.measure,
}
PARTS = (
    *IN_THE_OFFICE,
    "docket",
    "jobs",
    "ledger",
    "answers",
    "automations",
    "forms",
    "ocr",
    "packets",
    "previews",
    "reconciling",
    "sweep",
    "sqlite",
)


def main() -> int:
    said = _arguments()
    # Told to stop, it still stops its database and removes its folders.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ.update(blanks(dict(os.environ)))
    begun, steal = time.monotonic(), Steal()
    with cluster(durable=True, large=True) as made:
        if made is None:
            print("PostgreSQL's programs are not installed here: nothing was measured.")
            return 1
        records = [*_measured(made, said)]
    minutes = (time.monotonic() - begun) / 60
    return concluded(records, steal.percent(), minutes, long=said.long)


def concluded(
    records: list[Record], steal: float, minutes: float, *, long: bool = False
) -> int:
    """Keep the run and say how it was. The exit code: 0 when it is good and counts."""
    where = Path(os.environ.get("HARBORLIGHT_HOME", "var")) / "bench.json"
    # How long it took is a figure too; a run that measured nothing took no time.
    wanted = None if long else MOST_MINUTES
    took = [record("minutes", minutes, "min", wanted=wanted)] if records else []
    good = write([*records, *took], steal, where)
    print(f"Measured in {minutes:.1f} minutes; kept in {where}.")
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--long", action="store_true", help=f"{LONG_CASES} cases")
    parser.add_argument("--cases", type=int, help="another number of cases")
    parser.add_argument(
        "--deadlines", type=int, default=sweep.OPEN, help="open ones of the sweep"
    )
    parser.add_argument(
        "--only", type=_parts, help=f"some of: {','.join(PARTS)}; synth comes with them"
    )
    return parser.parse_args()


def _parts(words: str) -> list[str]:
    if unknown := {*words.split(",")} - {*PARTS}:
        raise argparse.ArgumentTypeError(f"There is no part {', '.join(unknown)}.")
    return words.split(",")


def _measured(made: Cluster, said: argparse.Namespace) -> Iterator[Record]:
    only = said.only or PARTS
    count = said.cases or (LONG_CASES if said.long else CASES)
    with _folder() as folder:
        if {*IN_THE_OFFICE} & {*only}:
            # Each has a database of its own: a page that reads a whole table is slow
            # in the one and fast in the other.
            few, many = house(folder / "few", made), house(folder / "many", made)
            yield from told("synth", lambda: _synth(few, many, count))
        for name, measure in IN_THE_OFFICE.items():
            if name in only:
                also = {"long": True} if said.long and name == "search" else {}
                yield from told(name, partial(measure, few, many, **also))
        if "docket" in only:
            cases = {"cases": said.cases} if said.cases else {}
            few, many = house(folder / "thousand", made), house(folder / "most", made)
            yield from told("docket", partial(docket.measure, few, many, **cases))
        if "jobs" in only:
            yield from told("jobs", lambda: _jobs(folder, made))
        if "ledger" in only:
            yield from told("ledger", lambda: _ledger(folder, made))
        if "answers" in only:
            yield from told("answers", lambda: _answers(folder, made))
        if "automations" in only:
            yield from told("automations", lambda: _automations(folder, made))
        if "reconciling" in only:
            yield from told("reconciling", lambda: _reconciling(folder, made))
    if "forms" in only:
        yield from told("forms", lambda: [*forms.records(), *marriage.records()])
    if "previews" in only:
        yield from told("previews", previews.measure)
    if "ocr" in only:
        with _folder() as folder:
            yield from told("ocr", partial(ocr.measure, folder))
    if "sweep" in only:
        with _folder() as folder:
            office = house(folder / "sweep", made)
            counts = (said.deadlines, max(1, said.deadlines // 100))
            yield from told("sweep", lambda: sweep.measure(office, *counts))
    if "packets" in only:
        yield from told("packets", packets.records)
    if "sqlite" in only and not said.long:
        with _folder() as folder:
            yield from told("sqlite", lambda: _synth_on_sqlite(folder, count))


def _synth(few: House, many: House, count: int) -> list[Record]:
    few.synth(FEW)
    taken = many.synth(count)
    # What a database that runs for a day has done by itself.
    for office in (few, many):
        office.python("-m", "bench.tidy")
    wanted = SYNTH_SECONDS * max(1.0, count / CASES)
    return [record(f"synth --cases {count}", taken, "s", wanted=wanted)]


def _synth_on_sqlite(folder: Path, count: int) -> list[Record]:
    """What a newcomer's own machine starts with has the same firm to show."""
    taken = house(folder, None).synth(count)
    wanted = SYNTH_SECONDS * max(1.0, count / CASES)
    return [record(f"synth --cases {count} on SQLite", taken, "s", wanted=wanted)]


def _jobs(folder: Path, made: Cluster) -> list[Record]:
    both = {
        "PostgreSQL": house(folder / "jobs", made, jobs=True),
        "SQLite": house(folder / "sqlite", None, jobs=True),
    }
    return jobs.measure(both)


def _ledger(folder: Path, made: Cluster) -> list[Record]:
    """On either database a house of its own."""
    on_postgres = house(folder / "ledger", made)
    return ledger.measure(on_postgres, house(folder / "ledger-sqlite", None))


# How much longer the page of forms (of twelve drafts) may take than that of the case.
CHANGED = 2.5


def _answers(folder: Path, made: Cluster) -> list[Record]:
    """Each in an office of a few cases, of which one is being answered."""
    both = {
        "PostgreSQL": house(folder / "answers", made),
        "SQLite": house(folder / "answers-sqlite", None),
    }
    for office in both.values():
        office.synth(FEW)
    return [*answers.measure(both), _changed(both["PostgreSQL"])]


def _automations(folder: Path, made: Cluster) -> list[Record]:
    """In an office of a few cases of its own."""
    office = house(folder / "automations", made)
    office.synth(FEW)
    return automations.measure(office)


def _reconciling(folder: Path, made: Cluster) -> list[Record]:
    """In an office of a few cases of its own, on each database."""
    both = {
        "PostgreSQL": house(folder / "bank", made),
        "SQLite": house(folder / "bank-sqlite", None),
    }
    for office in both.values():
        office.synth(FEW)
    return reconciling.measure(both)


def _changed(office: House) -> Record:
    """A changed answer in the status of every open draft, beside the page of the case."""
    drafts, case = office.ask("-m", "bench.changed")
    name = "a changed answer in every open draft's status"
    return record(name, drafts, "ms", floor=case, wanted=CHANGED)


def told(name: str, work: Callable[[], list[Record]]) -> list[Record]:
    """The records of one part. A part that breaks is one figure that was not met."""
    begun = time.monotonic()
    try:
        found = work()
    except Exception as trouble:
        traceback.print_exc()
        found = [missing(name, str(trouble) or type(trouble).__name__)]
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
