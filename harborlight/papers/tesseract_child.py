"""The process that becomes tesseract: it closes itself in first, and stays closed in.

What is put up before a program is started holds in it, too: it has no network, reads
nothing but programs, libraries and its own data, writes no file, starts nothing but
itself, asks few calls of the kernel, and has limits of memory and time.
"""

from __future__ import annotations

import ctypes
import os
import re
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

from harborlight.papers.sandbox_calls import close_calls
from harborlight.papers.sandbox_walls import close_the_room

SECONDS = 120
_MEMORY = 2 * 1024**3
_DIE_WITH_PARENT = 1
# Where programs, libraries and the data of languages are installed.
_INSTALLED = ("/usr", "/lib", "/lib64", "/nix/store", "/etc/ld.so.cache")
# The program that loads the libraries of another one, as its file names it.
_LOADER = re.compile(rb"/[!-~]+/ld[-.][!-~]+")


def main(asked: list[str]) -> None:
    """Become this program, closed in; its path is the first of the words."""
    program = Path(asked[0]).resolve()
    lowest = 19
    os.nice(lowest)
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for what, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    close_the_room(_readable(program), [program, *_loaders(program)])
    if sys.platform.startswith("linux"):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        # It starts once, and can start nothing else: no other file may be run.
        close_calls(libc, but=frozenset({"execve"}))
    os.execv(program, asked)  # noqa: S606


def _readable(program: Path) -> list[Path]:
    """What is installed, beside the program, and where its data are said to be."""
    own = [program.parents[1]] if len(program.parents) > 2 else []
    said = os.environ.get("TESSDATA_PREFIX")
    return [*map(Path, _INSTALLED), *own, *([Path(said)] if said else [])]


def _loaders(program: Path) -> list[Path]:
    with program.open("rb") as file:
        found = _LOADER.search(file.read(4096))
    return [Path(os.fsdecode(found[0]))] if found else []
