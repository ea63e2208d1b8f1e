"""All tests: `make test`, and with --all `make test-all`.

First everything on SQLite, then whatever touches the database again on a
PostgreSQL of our own, then the pages in a browser: the whole case on both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests.browser.house import FOLDER
from tests.setup import browser, postgres
from tests.setup.blanks import blanks

ROOT = Path(__file__).resolve().parents[2]
# Longer than any part takes; it ends one that hangs.
MINUTES = 45
# What a change may take of the one who makes it (`make test`, without what it installs).
WANTED_MINUTES = 20
NOT_OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "PORT",
    "CACHE_URL",
    # A container says it often; every process would compile every file anew.
    "PYTHONDONTWRITEBYTECODE",
)
# Three at once on two cores, because everybody waits sometimes. Whatever a file, or one
# house of the browser tests, sets up it sets up once; conftest.py says who begins.
THREE = ("-n", "3", "--dist", "loadscope", "--no-loadscope-reorder")
# A story in a browser waits more than it works.
FOUR = ("-n", "4", *THREE[2:])


@dataclass
class Part:
    """One run of pytest and what came of it."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0
    word: str = ""
    files: dict[str, float] = field(default_factory=dict)

    def line(self) -> str:
        if self.word and not (self.passed or self.failed or self.skipped):
            return f"  {self.name:24} {self.word}"
        counts = (
            f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"
            f" in {self.seconds:.0f} s"
        )
        return f"  {self.name:24} {counts}{f' ({self.word})' if self.word else ''}"


def run(name: str, environment: dict[str, str], *options: str) -> Part:
    """Run pytest in a house of its own, and count."""
    print(f"\n--- {name} ---", flush=True)
    began, part = time.monotonic(), Part(name)
    with tempfile.TemporaryDirectory(prefix="harborlight-test-") as home:
        report = Path(home) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}"]
        command += ["--durations=15", "--durations-min=3"]
        try:
            code = subprocess.run(
                [*command, *options],
                cwd=ROOT,
                env={**environment, "HARBORLIGHT_HOME": home},
                stdin=subprocess.DEVNULL,
                timeout=MINUTES * 60,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            code, part.word = 1, f"ended after {MINUTES} minutes"
        if report.exists():
            _count(part, report)
    part.seconds = time.monotonic() - began
    _judge(part, code)
    return part


def _count(part: Part, report: Path) -> None:
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        part.failed += bad
        part.skipped += skipped
        part.passed += int(suite.get("tests", 0)) - bad - skipped
        for test in suite.iter("testcase"):
            name = test.get("classname", "").replace(".", "/")
            part.files[name] = part.files.get(name, 0) + float(test.get("time", 0))


def _judge(part: Part, code: int) -> None:
    """What pytest's own code says beyond the count."""
    if code == 5:
        part.word = "there is no such test"
    elif code and not part.failed:
        part.failed = 1
        part.word = part.word or f"pytest ended with {code}"


def surroundings() -> dict[str, str]:
    """The environment of every part: no settings of the one who runs us."""
    return blanks(
        {
            name: value
            for name, value in os.environ.items()
            if name.removeprefix("TEST_") not in NOT_OURS
        }
    )


def compiled() -> None:
    """What Python compiles it compiles once: hundreds of processes start in a run.

    It lies below .venv (Makefile), and a process begins in less than half the time.
    """
    subprocess.run(
        [sys.executable, "-m", "compileall", "-q", "-j", "0", "harborlight", "tests"],
        cwd=ROOT,
        env=surroundings(),
        check=False,
    )


@contextmanager
def a_postgres() -> Iterator[dict[str, str] | None]:
    """The addresses of a private PostgreSQL, or None where there is none."""
    with postgres.cluster() as cluster:
        if cluster is None:
            yield None
            return
        yield {
            "DATABASE_URL": cluster.url("app"),
            "DATABASE_OWNER_URL": cluster.url("owner"),
        }


def longest(part: Part) -> Iterator[str]:
    """Lines of the files that took longest: where to look when it is over its time."""
    files = sorted(part.files.items(), key=lambda one: -one[1])
    for name, seconds in files[:8]:
        yield f"      {seconds:5.0f} s  {name}"


def parts(everything: bool) -> Iterator[Part]:
    which = "" if everything else " and not everything"
    quick = (*THREE, "-m", f"not browser{which}")
    pages = (*FOUR, "-m", f"browser{which}", "tests/browser")
    with tempfile.TemporaryDirectory(prefix="harborlight-first-") as first:
        # The first house of a kind is made once for all parts, and copied.
        environment = surroundings() | {FOLDER: first}
        yield run("SQLite", environment, *quick)
        # One for both parts: the first house on it lies in a database of it.
        with a_postgres() as other:
            if other:
                only = () if everything else ("-p", "tests.setup.only_database")
                yield run("PostgreSQL", environment | other, *only, *quick)
            else:
                yield Part("PostgreSQL", word=postgres.MISSING)
            if browser.chromium() is None:
                yield Part("Browser", word=browser.MISSING)
                return
            # Each house of these tests says which database stands behind its pages.
            both = {f"TEST_{name}": url for name, url in (other or {}).items()}
            yield run("Browser", environment | both, *pages)


def main() -> int:
    done = []
    compiled()
    for part in parts(everything="--all" in sys.argv[1:]):
        done.append(part)
    print("\nTests of Harborlight")
    for part in done:
        print(part.line())
        print(*longest(part), sep="\n")
    failed = sum(part.failed for part in done)
    passed = sum(part.passed for part in done)
    skipped = sum(part.skipped for part in done)
    minutes = sum(part.seconds for part in done) / 60
    print(
        f"{passed} passed, {failed} failed, {skipped} skipped in {minutes:.1f} minutes"
    )
    if "--all" not in sys.argv[1:] and minutes > WANTED_MINUTES:
        print(f"That is longer than the {WANTED_MINUTES} minutes it may take.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
