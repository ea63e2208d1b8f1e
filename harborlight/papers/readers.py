"""Who reads the pictures of pages: engines, each in a process that can do nothing else.

`read_picture` gives a picture to one of them. The engine that comes with the house reads
every language in Latin letters, Greek, Chinese and Japanese; for others tesseract is
asked, where it is installed with that language (docs/operators.md).
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from harborlight.papers import tesseract
from harborlight.papers.page_text import PageText
from harborlight.papers.sandbox_child import LENGTH
from harborlight.papers.waiting_process import started

log = logging.getLogger(__name__)

# Two on a machine with as many processors; each takes 0.6 GiB while there is work.
READERS = max(
    1, int(os.environ.get("HARBORLIGHT_READERS") or min(2, os.cpu_count() or 1))
)
_START_WITHIN = 120.0
# Its own limit is time of the processor; this is for one that was taken over.
_PAGE_WITHIN = 900.0
_ANSWER_AT_MOST = 16 * 1024 * 1024
# Nothing to read for so long, and it ends; starting again takes a second.
_IDLE = 60.0


class NotRead(Exception):
    """The picture could not be read; says in one word why."""


class Reader(Protocol):
    """What reads pictures of pages."""

    name: str

    def read(self, picture: bytes) -> dict[str, Any]:
        """{"text", "words", "turned"} of a PNG or JPEG. Raises NotRead."""


class ReaderProcess:
    """The engine of the house, as seen from here (reader_child.py)."""

    name = "rapidocr"

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.owner = os.getpid()
        self.last_used = time.monotonic()
        self._channel = ours
        self.process = started("reader_child", theirs, HOME="/")
        try:
            self._hear(_START_WITHIN)
        except NotRead:
            self.close()
            raise

    def read(self, picture: bytes) -> dict[str, Any]:
        """See Reader. After NotRead it may be dead: `lives` says so."""
        try:
            self._channel.settimeout(_START_WITHIN)
            self._channel.sendall(LENGTH.pack(len(picture)) + picture)
        except OSError as why:
            self.close()
            raise NotRead("died") from why
        answer = self._hear(_PAGE_WITHIN)
        self.last_used = time.monotonic()
        if "failed" in answer:
            raise NotRead(str(answer["failed"])[:40])
        return answer

    def _hear(self, within: float) -> dict[str, Any]:
        until = time.monotonic() + within
        try:
            length = LENGTH.unpack(self._exactly(LENGTH.size, until))[0]
            if length > _ANSWER_AT_MOST:
                raise NotRead("too much")
            answer = json.loads(self._exactly(length, until))
        except (OSError, ValueError, RecursionError) as why:
            self.close()
            late = isinstance(why, TimeoutError)
            raise NotRead("overdue" if late else "died") from why
        if not isinstance(answer, dict):
            raise NotRead("answer")
        return answer

    def _exactly(self, count: int, until: float) -> bytes:
        heard = bytearray()
        while len(heard) < count:
            self._channel.settimeout(max(0.01, until - time.monotonic()))
            part = self._channel.recv(count - len(heard))
            if not part:
                raise ConnectionError("the reader went away")
            heard += part
        return bytes(heard)

    def lives(self) -> bool:
        """True while the process runs and is ours, not that of whom we forked from."""
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """End the process, at once."""
        self._channel.close()
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


_waiting: list[ReaderProcess] = []
_known = threading.Lock()
_places = threading.BoundedSemaphore(READERS)


@contextmanager
def a_reader() -> Iterator[ReaderProcess]:
    """One that nobody else uses now; waits for one to become free. Raises NotRead."""
    with _places:
        with _known:
            reader = _waiting.pop() if _waiting else None
        if reader is None or not reader.lives():
            reader = _started()
        try:
            yield reader
        finally:
            if reader.lives():
                with _known:
                    _waiting.append(reader)
                _leave_when_idle()


def _started() -> ReaderProcess:
    try:
        return ReaderProcess()
    except (OSError, subprocess.SubprocessError) as why:
        log.exception("The reader of pages does not start.")
        raise NotRead("does not start") from why


def _leave_when_idle() -> None:
    timer = threading.Timer(_IDLE + 1, _end_idle)
    timer.daemon = True
    timer.start()


def _end_idle() -> None:
    with _known:
        late = time.monotonic() - _IDLE
        idle = [reader for reader in _waiting if reader.last_used <= late]
        for reader in idle:
            _waiting.remove(reader)
    for reader in idle:
        reader.close()


def leave() -> None:
    """End the readers of this process that wait for work."""
    with _known:
        while _waiting:
            _waiting.pop().close()


atexit.register(leave)


def read_picture(
    picture: bytes, number: int, languages: Sequence[str] = ()
) -> PageText:
    """What stands on the picture of a page; number: the page's, from 1.

    languages: what the paper is said to be in (ISO 639-1), the likeliest first. A reader
    that dies is given the page once more, as it may have died of another. Raises NotRead.
    """
    wanted = tesseract.needed_for(languages)
    if wanted:
        return _understood(tesseract.read(picture, wanted), number, tesseract.NAME)
    for last in (False, True):
        with a_reader() as reader:
            try:
                return _understood(reader.read(picture), number, reader.name)
            except NotRead:
                if last or reader.lives():
                    raise
    raise NotRead("died")


def _understood(answer: dict[str, Any], number: int, by: str) -> PageText:
    with suppress(KeyError, TypeError, ValueError):
        return PageText.from_plain({**answer, "number": number, "by": by})
    raise NotRead("answer")
