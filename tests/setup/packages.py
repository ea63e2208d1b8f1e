"""Debian and Ubuntu packages that tests use, installed where that needs no question.

As root, or where `sudo` asks for no password. Nothing here ever fails: what
could not be installed is said in one sentence, and its tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess

MINUTES = 10


def install(*packages: str, alone: bool = False) -> str:
    """Install packages by apt. An empty word, or why they are not there.

    `alone`: only where root runs us, as in a container: never by sudo on
    somebody's own machine.
    """
    if not shutil.which("apt-get"):
        return "this is not Debian or Ubuntu"
    start = _as_root(alone)
    if start is None:
        return "installing it needs root"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if missing := _run([*start, "apt-get", "-qq", "update"], environment):
        return missing
    return _run(
        [*start, "apt-get", "-qq", "-y", "install", "--no-install-recommends"]
        + list(packages),
        environment,
    )


def _as_root(alone: bool) -> list[str] | None:
    """How to start a command as root: nothing more, `sudo`, or not at all."""
    if os.geteuid() == 0:
        return []
    if alone or not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    if allowed.returncode:
        return None
    return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"]


def _run(command: list[str], environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=MINUTES * 60,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"apt did not finish within {MINUTES} minutes"
    if done.returncode == 0:
        return ""
    said = [line for line in done.stderr.splitlines() if line.strip()]
    return f"apt said: {said[-1].strip() if said else done.returncode}"
