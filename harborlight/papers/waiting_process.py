"""Starts a process that waits for work on a channel, with nothing of ours but the code."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path


def started(module: str, theirs: socket.socket, **more: str) -> subprocess.Popen[bytes]:
    """A process that runs `main` of this module of papers, at its end of a channel.

    more: what its environment says beside the usual. Raises OSError or
    subprocess.SubprocessError where it does not start.
    """
    paths = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    start = (
        f"import sys; sys.path[:] = {paths!r}; "
        # It compiles as we do; without this it would write beside the code.
        f"sys.pycache_prefix = {sys.pycache_prefix!r}; "
        f"from harborlight.papers.{module} import main; main({theirs.fileno()})"
    )
    with theirs:
        # No environment of ours: it may hold keys.
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", start],
            pass_fds=[theirs.fileno()],
            env={"LANG": "C.UTF-8", "OMP_NUM_THREADS": "1", **more},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
