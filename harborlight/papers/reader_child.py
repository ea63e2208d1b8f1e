"""The process that reads pictures of pages: loads its engine, closes itself in, and waits.

A picture comes as a length and its bytes; a length and JSON go back: `PageText` as plain
data, or {"failed": the name of an error}. It has no network, no files but programs, few
calls of the kernel, and the lowest priority. It ends when whoever started it goes away.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from typing import Any, Protocol

from harborlight.papers.sandbox_calls import close_calls
from harborlight.papers.sandbox_child import LENGTH
from harborlight.papers.sandbox_walls import close_the_room

# More than the preview of any page is.
PICTURE_AT_MOST = 48 * 1024 * 1024
# Of the processor, for one page: one full of small print takes six on a slow machine.
_SECONDS_A_PAGE = 120
_GIBIBYTE = 1024**3
# All of its address space; what it really uses is 0.6 GiB.
_MEMORY = 4 * _GIBIBYTE


class _Engine(Protocol):
    def read(self, picture: bytes) -> dict[str, Any]: ...


def main(number: int) -> None:
    """Load, close in, say so, and read picture after picture until none comes."""
    channel = socket.socket(fileno=number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    engine = _engine()
    _close_in()
    _say(channel, {"ready": True})
    while (picture := _hear(channel)) is not None:
        # Time that it uses, not time that passes: others go before it.
        signal.setitimer(signal.ITIMER_PROF, _SECONDS_A_PAGE)
        _say(channel, _read(engine, picture))
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.collect()


def _engine() -> _Engine:
    from harborlight.papers.reader_engine import Engine  # noqa: PLC0415 - heavy

    return Engine()


def _read(engine: _Engine, picture: bytes) -> dict[str, Any]:
    try:
        return engine.read(picture)
    except Exception as error:
        # Its text may quote the page: only the name of the error goes out.
        return {"failed": type(error).__name__}


def _close_in() -> None:
    lowest = 19
    os.nice(lowest)
    limits = {
        resource.RLIMIT_AS: _MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: 64,
    }
    for what, most in limits.items():
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))
    close_the_room()
    if sys.platform.startswith("linux"):
        close_calls(ctypes.CDLL(None, use_errno=True))


def _hear(channel: socket.socket) -> bytes | None:
    """The next picture; None when nobody is there any more."""
    length = _exactly(channel, LENGTH.size)
    if length is None:
        return None
    return _exactly(channel, min(LENGTH.unpack(length)[0], PICTURE_AT_MOST))


def _exactly(channel: socket.socket, count: int) -> bytes | None:
    heard = bytearray()
    while len(heard) < count:
        part = channel.recv(min(count - len(heard), 256 * 1024))
        if not part:
            return None
        heard += part
    return bytes(heard)


def _say(channel: socket.socket, said: dict[str, Any]) -> None:
    text = json.dumps(said).encode()
    channel.sendall(LENGTH.pack(len(text)) + text)
