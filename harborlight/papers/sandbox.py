"""Work on files from strangers, done in a process of its own with walls around it.

`run` sends a function of this folder and an open file there, and brings back what the
function returned, or a `Refusal` when it crashed, ran out of time or memory, or could
not be started. What the function printed or raised never comes back.

The file goes as an open descriptor, so that what is encrypted on disk is never written
in clear: `in_memory` keeps it in memory alone (a sealed memfd; elsewhere a file without
a name in the memory file system). Memory can still be swapped out: a machine that
holds clients' papers has its swap encrypted or off.

One waiting process serves all threads of the process that started it and ends with it.
"""

import json
import logging
import os
import re
import select
import socket
import subprocess
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from harborlight.papers.distant import Served
from harborlight.papers.inspect_verdicts import MEBIBYTE, Refusal
from harborlight.papers.sandbox_child import DATA, ENDED, FAILED, LENGTH, PLAIN
from harborlight.papers.sandbox_memory import NoPlaceInMemory, TooMuch, in_memory
from harborlight.papers.sandbox_room import the_room

__all__ = [
    "LONG",
    "PLACES",
    "USUAL",
    "Abilities",
    "NoPlaceInMemory",
    "TooMuch",
    "Walls",
    "abilities",
    "in_memory",
    "run",
]

log = logging.getLogger(__name__)

# More at once would not be faster, and each may use its whole memory.
PLACES = max(2, os.cpu_count() or 1)
# And one for a large file, which takes long.
_LARGE_ONES = 1

_FUNCTION = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_PLACE_WITHIN = 120.0
# How much longer than its own time a piece of work may be silent.
_GRACE = 3.0
_PLAIN_AT_MOST = 4 * MEBIBYTE


@dataclass(frozen=True)
class Walls:
    """What one piece of work may use; memory counts all its address space, in bytes.

    A picture of 50 megapixels needs 580 MiB at worst (PNG with transparency).
    """

    cpu_seconds: int = 20
    wall_seconds: float = 30.0
    memory: int = 768 * MEBIBYTE


@dataclass(frozen=True)
class Abilities:
    """Which walls stand on this machine, for the page where the firm looks after it."""

    works: bool
    own_user: bool = False
    no_network: bool = False
    files_closed: bool = False
    calls_closed: bool = False
    in_memory: bool = hasattr(os, "memfd_create")


class Unserved(Exception):
    """The file itself could not be read; `why` is what its store said."""

    def __init__(self, why: Exception) -> None:
        super().__init__(repr(why))
        self.why = why


USUAL = Walls()
# A large file is read from the first byte to the last, and that takes its time.
LONG = Walls(cpu_seconds=60, wall_seconds=90.0)


def run(
    function: str,
    file: BinaryIO | Served,
    said: Mapping[str, Any] | None = None,
    *,
    walls: Walls = USUAL,
    answer_at_most: int = 32 * MEBIBYTE,
) -> Any | Refusal:
    """What `function` (such as "previews.preview") makes of the file, or a Refusal.

    The function is called with the open file and with `said`, which must be fit for
    JSON; bytes come back as bytes, all else as JSON gives it. Believe nothing of it: it
    comes from a process that the file may have taken over. Of a file that is served the
    sandbox has no descriptor: it asks for parts, and what `read` raises is raised here.
    """
    if not _FUNCTION.fullmatch(function):
        raise ValueError(f"Not the name of a function of papers: {function}")
    request = _request(function, said, walls, file)
    if not _places.acquire(timeout=_PLACE_WITHIN):
        return _not_checked("no place became free")
    try:
        with the_room().begin(walls.wall_seconds) as channel:
            until = time.monotonic() + walls.wall_seconds + _GRACE
            if isinstance(file, Served):
                answer = _served(channel, request, file, until, answer_at_most)
            else:
                _ask(channel, request, file.fileno())
                answer = _hear(channel, until, answer_at_most)
    except Unserved as trouble:
        raise trouble.why from trouble
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return _not_checked(repr(error))
    finally:
        _places.release()
    return _understood(function, answer)


def _request(
    function: str,
    said: Mapping[str, Any] | None,
    walls: Walls,
    file: BinaryIO | Served,
) -> dict[str, Any]:
    asked = {"function": function, "said": dict(said or {}), "walls": asdict(walls)}
    return asked | ({"length": file.length} if isinstance(file, Served) else {})


def abilities() -> Abilities:
    """The walls that stand; found out once, when the waiting process starts."""
    try:
        return Abilities(works=True, **the_room().walls)
    except (OSError, subprocess.SubprocessError, ValueError):
        return Abilities(works=False)


def _served(
    channel: socket.socket,
    request: dict[str, Any],
    file: Served,
    until: float,
    most: int,
) -> bytes:
    """What is answered, while the file is read for whoever answers."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _ask(channel, request, theirs.fileno())
        while time.monotonic() < until:
            ready, _, _ = select.select([channel, ours], [], [], _GRACE)
            if channel in ready:
                break
            if ours in ready:
                ours.settimeout(_GRACE)
                if not _answered(file, ours):
                    break
    return _hear(channel, until, most)


def _answered(file: Served, line: socket.socket) -> bool:
    try:
        return file.answer(line)
    except OSError:
        # Nobody listens at the other end, or only pretends to.
        return False
    except Exception as why:
        raise Unserved(why) from why


def _ask(channel: socket.socket, request: dict[str, Any], number: int) -> None:
    text = json.dumps(request).encode()
    channel.settimeout(_GRACE)
    socket.send_fds(channel, [LENGTH.pack(len(text))], [number])
    channel.sendall(text)


def _hear(channel: socket.socket, until: float, most: int) -> bytes:
    """All that is said until the end, or as much as may be said, or until it is late."""
    heard = bytearray()
    while len(heard) <= most:
        channel.settimeout(max(0.01, until - time.monotonic()))
        try:
            part = channel.recv(256 * 1024)
        except TimeoutError:
            return ENDED + b"overdue"
        if not part:
            return bytes(heard)
        heard += part
    return ENDED + b"too much"


def _understood(function: str, answer: bytes) -> Any | Refusal:
    said, _, how = answer.rpartition(ENDED)
    if how == b"0" and said[:1] == DATA:
        return said[1:]
    if how == b"0" and said[:1] == PLAIN and len(said) <= _PLAIN_AT_MOST:
        with suppress(ValueError, RecursionError):
            return json.loads(said[1:])
    why = said[1:80].decode("ascii", "replace") if said[:1] == FAILED else ""
    why = why or how[:20].decode("ascii", "replace")
    log.warning("The sandbox ended %s: %s", function, why)
    # -9 is the kernel's: time of the processor used up, or no memory left.
    too_much = {"MemoryError", "RecursionError", "overdue", "too much", "-9", "-14"}
    return Refusal("bomb" if why in too_much else "damaged", {"why": why})


def _not_checked(why: str) -> Refusal:
    log.error("The sandbox does not work: %s", why)
    return Refusal("not-checked", {"why": why[:80]})


_places = threading.BoundedSemaphore(PLACES + _LARGE_ONES)
