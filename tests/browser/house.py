"""A whole Harborlight of its own for a test: data folder, database, server, worker."""

from __future__ import annotations

import email
import email.policy
import fcntl
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copytree
from urllib.parse import urlsplit, urlunsplit

from tests.setup.postgres import free_port
from tests.setup.script import with_django

PYTHON = sys.executable
FIRST_PAGE_SECONDS = 150
# Of whoever runs the tests: a house has one of its own.
DATABASES = ("DATABASE_URL", "DATABASE_OWNER_URL")
FOLDER = "HARBORLIGHT_FIRST_HOUSE"


@dataclass
class House:
    """Where it lives and how to talk to it."""

    home: Path
    port: int
    environment: dict[str, str]
    process: subprocess.Popen | None = field(default=None)
    # Kinds of pages that somebody looked at in it already: who (or "" for anybody), how
    # wide, which language.
    looked_at: dict[tuple[str, int, str], set[str]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        """One of harborlight's own commands."""
        return self.python("-m", "harborlight.config.cli", *words, check=check)

    def python(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [PYTHON, *with_django(words)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(f"{words}\n{done.stdout}\n{done.stderr}")
        return done

    def open(self, *words: str) -> None:
        """Start the server and the worker, and wait for the first page.

        words: further words of `harborlight run`.
        """
        self.log = (self.home / "log").open("a")
        self.process = subprocess.Popen(
            [PYTHON, "-m", "harborlight.config.cli", "run", *words],
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        from harborlight.config.server import answers

        assert answers(self.port, FIRST_PAGE_SECONDS), self.said()

    def close(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.log.close()
        self.process = None

    def said(self) -> str:
        """What the server and the worker printed: for when a test fails."""
        return (self.home / "log").read_text()

    def letters_to(self, address: str) -> list[str]:
        """The texts of the e-mails somebody got, oldest first."""
        files = [*(self.home / "outbox").glob("*.log")]
        found = []
        for path in sorted(files, key=lambda file: file.stat().st_mtime_ns):
            for raw in path.read_bytes().split(b"-" * 79):
                letter = email.message_from_bytes(
                    raw.strip(), policy=email.policy.default
                )
                body = letter.get_body(preferencelist=("plain", "html"))
                if body is not None and address in str(letter["To"]):
                    found.append(body.get_content())
        return found


@contextmanager
def house(
    on: str = "", *, with_firm: bool = False, bare: bool = False, **also: str
) -> Iterator[House]:
    """A house with an empty database; closed and thrown away afterwards.

    on: "SQLite", or "PostgreSQL": in a database of its own of the cluster that
    TEST_DATABASE_URL and TEST_DATABASE_OWNER_URL name (tests/setup/run.py). If it is
    not said, the engine that these tests run on.
    with_firm: with the firm of the stories in it (found.py).
    bare: without a database, as whoever starts it for the first time finds it.
    """
    on = on or ("PostgreSQL" if "DATABASE_URL" in os.environ else "SQLite")
    with tempfile.TemporaryDirectory(prefix="harborlight-house-") as folder:
        home, port = Path(folder), free_port()
        environment = {
            **{name: os.environ[name] for name in os.environ if name not in DATABASES},
            "HARBORLIGHT_HOME": str(home),
            "PORT": str(port),
            "HARBORLIGHT_URL": f"http://localhost:{port}",
            "DJANGO_SETTINGS_MODULE": "harborlight.config.settings",
            "HARBORLIGHT_WORKERS": "1",
            # Half a gigabyte and a processor for each house; the story that wants it says so.
            "HARBORLIGHT_READING": "no",
            **also,
        }
        made = House(home, port, environment)
        if not bare:
            _begin(made, on, with_firm=with_firm)
        try:
            yield made
        finally:
            made.close()


def _begin(made: House, on: str, *, with_firm: bool) -> None:
    """A database and the assets: made once in a run of tests, then copied."""
    folder, name = Path(os.environ[FOLDER]) / on, "firm" if with_firm else "empty"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        first = _first(made, folder, name)
        if on == "PostgreSQL":
            made.environment |= _own_database(f"house_{made.port}", like=first.name)
    copytree(first, made.home, dirs_exist_ok=True)


def _first(made: House, folder: Path, name: str) -> Path:
    """The folder of the first house of a kind; its database has the folder's name.

    name: "empty"; or "firm": a copy of the empty one, with the stories' firm in it.
    """
    home, done = folder / f"first_{name}", folder / f"{name}.made"
    if done.exists():
        return home
    before = _first(made, folder, "empty") if name == "firm" else None
    environment = {**made.environment, "HARBORLIGHT_HOME": str(home)}
    if folder.name == "PostgreSQL":
        like = before.name if before else "template1"
        environment |= _own_database(home.name, like=like)
    first = House(home, made.port, environment)
    if before:
        copytree(before, home)
        first.python("-m", "tests.browser.found")
    else:
        first.command("migrate")
        first.python("-m", "django", "collectstatic", "--noinput", "-v", "0")
    done.touch()
    return home


def _own_database(name: str, like: str) -> dict[str, str]:
    import psycopg

    app, owner = (os.environ.get(f"TEST_{one}") or os.environ[one] for one in DATABASES)
    with psycopg.connect(_at(owner, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
    return {
        "DATABASE_URL": _at(app, name),
        "DATABASE_OWNER_URL": _at(owner, name),
    }


def _at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def eventually(look, seconds: float = 20.0):
    """What `look` finds, as soon as it finds anything.

    A look that is a process of its own rests as long as it took, or it would take the
    processor from whom it waits for.
    """
    end = time.monotonic() + seconds
    while True:
        began = time.monotonic()
        found = look()
        if found or time.monotonic() > end:
            return found
        time.sleep(max(0.2, time.monotonic() - began))
