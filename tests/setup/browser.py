"""The browser of the browser tests: Chromium, found or installed.

`python -m tests.setup.browser` installs it where it may, and never fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.setup.packages import install

# The same Chromium without a window: it takes two thirds of the processors' time.
LIGHT = "chromium-headless-shell"
NAMES = (
    LIGHT,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# No sandbox, because root (in a container) cannot have one; nothing that calls home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = (
    "Chromium is not installed, so the browser tests are skipped. "
    "On Debian or Ubuntu: sudo apt install chromium"
)


@cache
def chromium() -> Path | None:
    """Where a Chromium that starts is, or None."""
    for name in NAMES:
        found = shutil.which(name)
        if found and _starts(found):
            return Path(found)
    return None


def _starts(program: str) -> bool:
    # Ubuntu has a program of this name that only says: install the snap.
    try:
        said = subprocess.run(
            [program, "--version"],
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and any(char.isdigit() for char in said.stdout)


def main() -> int:
    there = chromium()
    if there and there.name == LIGHT:
        return 0
    print("Installing Chromium for the browser tests ...", flush=True)
    # Who has one already waits longer rather than being given another, but for a
    # container's root.
    why = install(LIGHT, "fonts-dejavu-core", alone=there is not None)
    if why and not there:
        why = install("chromium", "fonts-dejavu-core")  # an older Debian, or Ubuntu
    chromium.cache_clear()
    if not chromium():
        print(f"{MISSING} ({why or 'the package brought no browser that starts'}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
