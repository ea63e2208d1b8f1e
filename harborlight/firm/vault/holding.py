"""One upload, one writer at a time, among all processes of this machine.

The kernel keeps the locks (byte ranges of one small file), so a process that is
killed holds nothing. Whoever waits says so by a second lock: a holder that has heard
nothing from its sender for a while lets go then, as after a phone changed networks.
Several machines are kept apart by the bucket itself (outside/bucket.py).
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from uuid import UUID

from django.conf import settings

_here: dict[UUID, Hold] = {}
_file: tuple[int, int] | None = None
# Offsets in the file are 63-bit numbers; it stays empty all the same.
_MOST = 1 << 62


class Hold:
    """The right to write to an upload, until it is released."""

    def __init__(self, what: UUID) -> None:
        self.what = what
        self.wanted_here = False

    def wanted(self) -> bool:
        """Whether somebody else waits for it."""
        if self.wanted_here:
            return True
        if not _lock(_wish(self.what)):
            return True
        _unlock(_wish(self.what))
        return False

    def release(self) -> None:
        if _here.pop(self.what, None) is not None:
            _unlock(_place(self.what))


def try_hold(what: UUID) -> Hold | None:
    """Hold it, unless somebody does; never waits."""
    if what in _here or not _lock(_place(what)):
        return None
    _here[what] = hold = Hold(what)
    return hold


def wish(what: UUID) -> None:
    """Let whoever holds it know that somebody waits."""
    if what in _here:
        _here[what].wanted_here = True
    else:
        _lock(_wish(what))


def wish_no_more(what: UUID) -> None:
    """Whoever waited goes on, or gave up."""
    if what in _here:
        _here[what].wanted_here = False
    _unlock(_wish(what))


def _place(what: UUID) -> int:
    return what.int % _MOST


def _wish(what: UUID) -> int:
    return (what.int + 1) % _MOST


def _lock(at: int) -> bool:
    try:
        fcntl.lockf(_open(), fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlock(at: int) -> None:
    fcntl.lockf(_open(), fcntl.LOCK_UN, 1, at)


def _open() -> int:
    """The file of locks; each process opens it once, and never closes it."""
    global _file
    if _file is None or _file[0] != os.getpid():
        path = Path(settings.HOME) / "uploads.lock"
        _file = os.getpid(), os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    return _file[1]
