"""A private PostgreSQL in a temporary folder, where its programs are installed.

As root it runs as an ordinary user, as PostgreSQL demands. Two roles: `owner`
owns the tables and migrates; `app` uses them and cannot bypass row security.
`python -m tests.setup.postgres` installs the programs where root runs it, and
never fails.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.setup.packages import install

MISSING = (
    "PostgreSQL's programs are not installed, so nothing is tried on it. "
    "On Debian or Ubuntu: sudo apt install postgresql"
)


@dataclass(frozen=True)
class Cluster:
    port: int
    folder: Path

    def url(self, role: str, database: str = "harborlight") -> str:
        return f"postgresql://{role}@127.0.0.1:{self.port}/{database}"


def programs() -> Path | None:
    """The folder of initdb and postgres: on the path, or where Debian puts them."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


def _ordinary_user() -> list[str]:
    """The start of a command that runs it as somebody who is not root."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return [
        "setpriv",
        f"--reuid={name}",
        f"--regid={pwd.getpwnam(name).pw_gid}",
        "--clear-groups",
        "--",
    ]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def cluster(*, durable: bool = False, large: bool = False) -> Iterator[Cluster | None]:
    """A running cluster, thrown away afterwards; None where PostgreSQL is missing.

    large: with the memory and the room for its log that an office of many cases
    gives its server (docs/operators.md).
    """
    bin_folder = programs()
    if bin_folder is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="harborlight-pg-"))
    start = _ordinary_user()
    if start:
        name = start[1].split("=")[1]
        shutil.chown(folder, name)
    port = free_port()
    data = folder / "data"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}

    def call(*command: str) -> None:
        subprocess.run(
            [*start, *command],
            check=True,
            env=environment,
            cwd=folder,
            stdout=subprocess.DEVNULL,
        )

    fast = (
        ""
        if durable
        else " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    call(
        str(bin_folder / "initdb"),
        "-D",
        str(data),
        "-U",
        "super",
        "-A",
        "trust",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "-N",
    )
    room = (
        "-c shared_buffers=1GB -c max_wal_size=8GB -c checkpoint_timeout=30min"
        if large
        else "-c shared_buffers=256MB"
    )
    options = f"-p {port} -k {folder} -h 127.0.0.1 -c max_connections=100 {room}{fast}"
    call(
        str(bin_folder / "pg_ctl"),
        "-D",
        str(data),
        "-w",
        "-l",
        str(folder / "log"),
        "-o",
        options,
        "start",
    )
    try:
        made = Cluster(port, folder)
        _roles(made)
        yield made
    finally:
        call(str(bin_folder / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _roles(made: Cluster) -> None:
    import psycopg

    with psycopg.connect(made.url("super", "postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE owner LOGIN CREATEDB NOSUPERUSER")
        connection.execute("CREATE ROLE app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB")
        connection.execute("CREATE DATABASE harborlight OWNER owner")


def main() -> int:
    if programs():
        return 0
    print("Installing PostgreSQL for the tests ...", flush=True)
    why = install("postgresql", alone=True)
    if not programs():
        print(f"{MISSING} ({why or 'the package brought no initdb'}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
