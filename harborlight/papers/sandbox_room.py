"""The waiting process of the sandbox, as seen from the process that uses it."""

import atexit
import json
import os
import socket
import subprocess
import threading

from harborlight.papers.sandbox_child import LENGTH
from harborlight.papers.waiting_process import started

_START_WITHIN = 20.0


class Room:
    """The waiting process, as seen from here."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        self.owner = os.getpid()
        self._sending = threading.Lock()
        self._control = ours
        self._process = started("sandbox_child", theirs)
        try:
            self.walls: dict[str, bool] = self._greeting()
        except BaseException:
            self.close()
            raise

    def _greeting(self) -> dict[str, bool]:
        self._control.settimeout(_START_WITHIN)
        said = b""
        while not said.endswith(b"\n"):
            part = self._control.recv(4096)
            if not part:
                raise ConnectionError("the sandbox did not start")
            said += part
        walls: dict[str, bool] = json.loads(said)
        return walls

    def begin(self, wall_seconds: float) -> socket.socket:
        """A channel to a fresh copy of the waiting process."""
        ours, theirs = socket.socketpair()
        time_allowed = LENGTH.pack(int(wall_seconds * 1000))
        with theirs, self._sending:
            socket.send_fds(self._control, [time_allowed], [theirs.fileno()])
        return ours

    def lives(self) -> bool:
        """True while the process runs and is ours, not that of whom we forked from."""
        return self.owner == os.getpid() and self._process.poll() is None

    def close(self) -> None:
        """End the process and what it has under way."""
        self._control.close()
        if self.owner == os.getpid():
            try:
                self._process.wait(timeout=2)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()


_starting = threading.Lock()
_rooms: list[Room] = []


def the_room() -> Room:
    """The room of this process; started when first asked for, or when it has died.

    Raises OSError, subprocess.SubprocessError or ValueError when it does not start.
    """
    with _starting:
        if _rooms and not _rooms[0].lives():
            _rooms.pop().close()
        if not _rooms:
            _rooms.append(Room())
        return _rooms[0]


def leave() -> None:
    """End the room of this process, if there is one; the next work starts another."""
    with _starting:
        while _rooms:
            _rooms.pop().close()


def _after_fork() -> None:
    # The room belongs to the parent; our copy of its channel would keep it alive.
    global _starting
    _starting = threading.Lock()
    while _rooms:
        _rooms.pop().close()


os.register_at_fork(after_in_child=_after_fork)
atexit.register(leave)
