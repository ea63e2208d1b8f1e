"""The other side of the sandbox: a process that waits with everything loaded.

It never looks into a file itself. For each piece of work it makes a copy of itself (a
fork costs milliseconds, loading the parsers a quarter of a second), which puts up its
walls, does the one piece and ends; so nothing of one file is left when the next comes.

How the two sides speak. The parent holds one end of a control channel and sends, for
each piece of work, four bytes (its time in milliseconds) with the end of a channel for
that piece. On that channel the copy hears a length, a request in JSON and the file, and
answers one letter and what it has to say; when it has ended, the waiting process adds
one line: how. The parent's going away ends it all.
"""

import gc
import importlib
import json
import os
import select
import signal
import socket
import struct
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any, NoReturn

from harborlight.papers.distant import Distant
from harborlight.papers.inspect_content import Data, data_of, opened
from harborlight.papers.sandbox_walls import close_the_place, close_the_room

# What the usual work needs, loaded before the first fork.
READY = ("inspection", "previews")
LENGTH = struct.Struct("!I")
DATA, PLAIN, FAILED = b"B", b"J", b"X"
ENDED = b"\nended "
_WATCH_EVERY = 0.25
# A copy ends itself in time; we end the one that was made not to.
_LATER = 0.5
_REQUEST_AT_MOST = 1024 * 1024
_NUMBERS_AT_MOST = 65_536


def main(control_number: int) -> None:
    """Load, close the room, say what walls stand, and do work until told no more."""
    control = socket.socket(fileno=control_number)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for module in READY:
        importlib.import_module(f"harborlight.papers.{module}")
    walls = close_the_room()
    gc.collect()
    gc.freeze()
    control.sendall(json.dumps(walls).encode() + b"\n")
    _Room(control).serve()


@dataclass
class _Work:
    """A piece of work under way: where its end is told, and when its time is over."""

    channel: socket.socket
    until: float
    overdue: bool = False


class _Room:
    """The waiting process: begins pieces of work, watches them, tells how they end."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._working: dict[int, _Work] = {}
        self._woken, waking = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(waking, False)
        # A copy that ends sends a signal; the signal writes into the pipe and wakes us.
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        signal.set_wakeup_fd(waking, warn_on_full_buffer=False)

    def serve(self) -> None:
        """Until the control channel closes; then everything under way is ended."""
        while True:
            patience = _WATCH_EVERY if self._working else None
            sources: list[Any] = [self._control, self._woken]
            ready, _, _ = select.select(sources, [], [], patience)
            if self._woken in ready:
                os.read(self._woken, 4096)
            if self._control in ready and not self._begin():
                break
            self._end_overdue()
            self._tell_ended()
        for number in self._working:
            os.kill(number, signal.SIGKILL)

    def _begin(self) -> bool:
        said, numbers, _flags, _from = socket.recv_fds(self._control, LENGTH.size, 1)
        if len(said) < LENGTH.size or not numbers:
            return False
        channel = socket.socket(fileno=numbers[0])
        number = os.fork()
        if number == 0:
            _work(channel)
        until = time.monotonic() + LENGTH.unpack(said)[0] / 1000 + _LATER
        self._working[number] = _Work(channel, until)
        return True

    def _end_overdue(self) -> None:
        for number, work in self._working.items():
            if time.monotonic() > work.until and not work.overdue:
                work.overdue = True
                os.kill(number, signal.SIGKILL)

    def _tell_ended(self) -> None:
        while self._working:
            number, status = os.waitpid(-1, os.WNOHANG)
            if not number:
                return
            work = self._working.pop(number)
            how = os.waitstatus_to_exitcode(status)
            # A parent that does not listen any more must not hold us up.
            work.channel.setblocking(False)
            with suppress(OSError):
                word = b"overdue" if work.overdue else str(how).encode()
                work.channel.sendall(ENDED + word)
            work.channel.close()


def _work(channel: socket.socket) -> NoReturn:
    """In the copy: hear the request, put up the walls, answer, end; never return."""
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        request, file_number = _hear(channel)
        _close_all_but(channel.fileno(), file_number)
        close_the_place(**request["walls"])
        channel.sendall(_answer(request, file_number))
        code = 0
    finally:
        # Whatever happened: nothing of the copy may run on in the waiting loop.
        os._exit(code)


def _hear(channel: socket.socket) -> tuple[dict[str, Any], int]:
    said, numbers, _flags, _from = socket.recv_fds(channel, LENGTH.size, 1)
    length = min(LENGTH.unpack(said)[0], _REQUEST_AT_MOST)
    text = b""
    while len(text) < length:
        text += channel.recv(length - len(text))
    request: dict[str, Any] = json.loads(text)
    return request, numbers[0]


def _close_all_but(*kept: int) -> None:
    first = 3
    for number in sorted(kept):
        os.closerange(first, number)
        first = number + 1
    os.closerange(first, _NUMBERS_AT_MOST)


def _data(number: int, request: dict[str, Any]) -> Data:
    """The bytes: mapped from the file that was sent, or asked for over a line."""
    if "length" in request:
        return Distant(number, request["length"])
    with os.fdopen(number, "rb") as file:
        return data_of(file)


def _answer(request: dict[str, Any], file_number: int) -> bytes:
    try:
        module, _, function = request["function"].rpartition(".")
        work = getattr(
            importlib.import_module(f"harborlight.papers.{module}"), function
        )
        # The place in the file is shared with the parent and with other copies: the
        # work sees the bytes through a window with a place of its own.
        with opened(_data(file_number, request)) as seen:
            done = work(seen, **request["said"])
        if isinstance(done, bytes):
            return DATA + done
        plain = asdict(done) if is_dataclass(done) else done  # type: ignore[arg-type]
        return PLAIN + json.dumps(plain).encode()
    except BaseException as error:
        # Its text may quote the file: only the name of the error goes out.
        return FAILED + type(error).__name__.encode()
