"""The README's first command as a newcomer types it: in a fresh clone, with nothing set."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from harborlight.config.server import PortInUse, check_port
from tests.browser.house import DATABASES, eventually
from tests.caller import Caller
from tests.stories.test_two_commands import (
    DOWNLOADED,
    SECOND_START_SECONDS,
    fills_a_form,
)

ROOT = Path(__file__).parents[2]
# A search path, a home, and whatever else lets pip reach its packages.
GIVEN = re.compile(
    r"PATH|HOME|PIP_\w+|XDG_CONFIG_\w+|\w+_CA_BUNDLE|SSL_CERT_\w+|\w+_PROXY", re.I
)
PORT = 8000
ADDRESS = f"http://localhost:{PORT}"
OPEN = f"Harborlight is open at {ADDRESS}"
FIRST_START_SECONDS = 600
EMAIL = re.compile(r"^ +(\S+@\S+\.example) +(.+)", re.M)
PASSWORD = re.compile(r"with the password: (.+)")
# So pip speaks of a package of which no index that it reaches knows anything.
NOT_TO_BE_HAD = "from versions: none"

pytestmark = pytest.mark.everything


class Clone:
    """A newcomer's folder, and what `make run` says in it."""

    def __init__(self, folder: Path, log: Path) -> None:
        self.folder, self.log = folder, log
        self.environment = {
            name: os.environ[name] for name in os.environ if GIVEN.fullmatch(name)
        }
        self.make: subprocess.Popen | None = None

    def runs(self) -> float:
        """How long it took until the address and the ways to sign in were said."""
        begun = time.monotonic()
        with self.log.open("w") as log:
            self.make = subprocess.Popen(
                ["make", "run"],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # Whoever runs these tests behind a terminal may have it ignored.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        eventually(self._is_open_or_over, FIRST_START_SECONDS)
        return time.monotonic() - begun

    def _is_open_or_over(self) -> bool:
        return "Ctrl-C stops it" in self.said() or self.make.poll() is not None

    def said(self) -> str:
        return self.log.read_text()

    def stops(self) -> None:
        """As Ctrl-C does: everybody who was started is told."""
        if self.make and self.make.poll() is None:
            os.killpg(self.make.pid, signal.SIGINT)
            self.make.wait(60)

    def holds(self) -> list[str]:
        """What lies there that was not cloned."""
        return git(self.folder, "status", "--porcelain", "--ignored").splitlines()


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def clone(tmp_path):
    if any(name in os.environ for name in DATABASES):
        pytest.skip("A newcomer has SQLite: this is told where the others use it too.")
    try:
        git(ROOT, "rev-parse", "HEAD")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("There is no git here, or this folder is no clone.")
    try:
        check_port("127.0.0.1", PORT)
    except PortInUse:
        pytest.skip(f"Another program holds port {PORT}, which a newcomer has free.")
    git(tmp_path, "clone", "--quiet", str(ROOT), "harborlight")
    made = Clone(tmp_path / "harborlight", tmp_path / "log")
    assert made.holds() == []
    yield made
    made.stops()


def test_a_newcomer_runs_it_twice_and_everything_lies_in_two_folders(clone):
    took = clone.runs()
    if NOT_TO_BE_HAD in clone.said():
        pytest.skip(f"pip cannot have the packages here.\n{clone.said()[-600:]}")
    said = clone.said()
    assert OPEN in said, said
    assert signs_in(said, "a client").reads("/portal/")
    attorney = signs_in(said, "attorney")
    fills_a_form(attorney)
    clone.stops()
    assert clone.holds() == ["!! .venv/", "!! var/"]

    again = clone.runs()
    print(f"open after {took:.0f} s, the second time after {again:.1f} s")
    assert OPEN in clone.said(), clone.said()
    assert again < SECOND_START_SECONDS
    assert EMAIL.findall(clone.said()) == EMAIL.findall(said)
    for words in ("Installing", "Styles, scripts", "Traceback"):
        assert words not in clone.said(), clone.said()
    assert DOWNLOADED in signs_in(said, "partner").reads("/staff/office/log/")
    clone.stops()
    assert clone.holds() == ["!! .venv/", "!! var/"]


def signs_in(said: str, who: str) -> Caller:
    """Somebody whom the terminal names, with the password that it names."""
    email = next(email for email, what in EMAIL.findall(said) if who in what)
    return Caller(ADDRESS).signs_in(email, PASSWORD.search(said).group(1))
