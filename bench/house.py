"""A house for measuring: a private PostgreSQL, a synthetic firm, the real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from harborlight.config.server import answers
from tests.setup.postgres import Cluster, free_port
from tests.setup.script import with_django

SERVE = ("harborlight.config.cli", "serve")


@dataclass
class House:
    """A folder, a database and a port of its own, and one firm in it."""

    home: Path
    port: int
    environment: dict[str, str]

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def python(self, *words: str) -> str:
        """What a program in this house prints. Its troubles end the run."""
        done = subprocess.run(
            [sys.executable, *with_django(words)],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{words}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def ask(self, *words: str) -> Any:
        """The same, of a program that prints one line of JSON at its end."""
        return json.loads(self.python(*words).strip().splitlines()[-1])

    def synth(self, cases: int) -> float:
        """A synthetic firm; the seconds it took."""
        begun = time.monotonic()
        self.python(
            *("-m", "harborlight.config.cli", "synth", "--cases", str(cases)),
            *("--firm", f"{cases} cases", "--seed", str(cases)),
        )
        return time.monotonic() - begun

    @contextmanager
    def open(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """The server with its workers; pages are answered inside of this.

        words: the module that serves and what it is told, if not the product's own.
        """
        log = (self.home / "log").open("a")
        process = subprocess.Popen(
            [sys.executable, "-m", *(words or SERVE)],
            env=self.environment,
            stdout=log,
            stderr=log,
        )
        try:
            if not answers(self.port, 60):
                raise RuntimeError((self.home / "log").read_text())
            yield process
        finally:
            process.terminate()
            process.wait(30)
            log.close()


def house(home: Path, cluster: Cluster | None, *, jobs: bool = False) -> House:
    """On a PostgreSQL database named as its folder, or on SQLite without a cluster.

    As an office runs: the application's role serves, the owner's role migrates.
    jobs: with another queue beside ours.
    """
    port = free_port()
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "HARBORLIGHT_HOME": str(home),
        "HARBORLIGHT_URL": f"http://localhost:{port}",
        "PORT": str(port),
    }
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        environment.pop(name, None)
    if cluster is not None:
        with psycopg.connect(cluster.url("owner"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{home.name}"')
        environment["DATABASE_URL"] = cluster.url("app", home.name)
        environment["DATABASE_OWNER_URL"] = cluster.url("owner", home.name)
    if jobs:
        environment["BENCH_JOBS"] = "1"
    made = House(home, port, environment)
    made.python("-m", "django", "collectstatic", "--noinput", "-v", "0")
    if cluster is not None and jobs:
        _other_queue(made)
    made.python("-m", "harborlight.config.cli", "migrate")
    return made


def _other_queue(made: House) -> None:
    """The tables of the other queue, by their owner alone.

    One of its migrations asks the database of the application, whoever migrates. Our
    own migrate comes after it and gives the application the use of all tables.
    """
    owner = made.environment["DATABASE_OWNER_URL"]
    environment = {**made.environment, "DATABASE_URL": owner}
    del environment["DATABASE_OWNER_URL"]
    alone = House(made.home, made.port, environment)
    alone.python("-m", "django", "migrate", "-v", "0")
