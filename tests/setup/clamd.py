"""ClamAV's daemon for the tests: the real one, with a database of two lines.

Where it is not installed its packages are fetched by apt and unpacked into a folder; so
nothing is installed on the machine. Where that is not possible either, a test says why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harborlight.papers.tests.hostile import EICAR

PACKAGES = ("clamav-daemon", "libclamav11", "libclamav12", "libmspack0")
FOLDER = Path(".venv/cache/clamav")
MINUTES = 5
# What it calls the test file of the antivirus industry.
VIRUS = "Harborlight.Eicar.UNOFFICIAL"
# Words that are a virus to this clamd, and to nothing of ours.
PLANTED = "as dangerous as anything"


class NotHere(Exception):
    """There is no clamd on this machine; the sentence says why."""


@contextmanager
def clamd(home: Path, *, most: str = "25M") -> Iterator[str]:
    """The address of a running clamd (as in HARBORLIGHT_CLAMD). Raises NotHere."""
    program = _program()
    database = home / "virus"
    database.mkdir()
    (database / "test.ndb").write_text(
        f"Harborlight.Eicar:0:*:{EICAR.hex()}\n"
        f"Harborlight.Planted:0:*:{PLANTED.encode().hex()}\n"
    )
    line, said = home / "clamd.ctl", home / "clamd.log"
    settings = {
        "LocalSocket": line,
        "DatabaseDirectory": database,
        "TemporaryDirectory": home,
        "LogFile": said,
        "Foreground": "yes",
        "StreamMaxLength": most,
    }
    config, said_wrong = home / "clamd.conf", home / "errors"
    config.write_text("".join(f"{name} {is_}\n" for name, is_ in settings.items()))
    libraries = next(FOLDER.rglob("libclamav.so*"), FOLDER).parent
    with said_wrong.open("wb") as errors:
        process = subprocess.Popen(
            [program, "--config-file", config],
            env={**os.environ, "LD_LIBRARY_PATH": str(libraries.resolve())},
            stdout=errors,
            stderr=errors,
        )
    try:
        _wait_for(line, process, said_wrong)
        yield f"unix:{line}"
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(line: Path, process: subprocess.Popen[bytes], errors: Path) -> None:
    for _ in range(300):
        if line.exists():
            return
        if process.poll() is not None:
            said = errors.read_text(errors="replace").strip().splitlines()
            raise NotHere(f"clamd does not start: {said[-1] if said else ''}")
        time.sleep(0.1)
    raise NotHere("clamd does not open its socket")


def _program() -> Path:
    if installed := shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin"):
        return Path(installed)
    if not (found := [*FOLDER.rglob("sbin/clamd")]):
        _fetch()
        found = [*FOLDER.rglob("sbin/clamd")]
    if not found:
        raise NotHere("apt has no clamd for this machine")
    return found[0].resolve()


def _fetch() -> None:
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise NotHere("clamd is not installed, and this is not Debian or Ubuntu")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for package in PACKAGES:
        # One of the two libraries is of another release, and is not there.
        subprocess.run(
            ["apt-get", "-qq", "download", package],
            cwd=FOLDER,
            capture_output=True,
            timeout=MINUTES * 60,
            check=False,
        )
    for fetched in sorted(FOLDER.glob("*.deb")):
        subprocess.run(
            ["dpkg-deb", "-x", fetched.name, "."], cwd=FOLDER, check=True, timeout=60
        )
