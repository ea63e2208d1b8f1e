"""SQLite as Django knows it, but whoever writes stands in a queue first.

SQLite lets one write at a time; the others sleep, each longer and longer, and ask again:
who has waited longest asks least often, and on a busy machine is passed over. Here a
transaction takes two locks of files. Behind the gate stands one writer alone, who is next;
whoever has just written must go to the gate again. The kernel drops both when a process
dies.
"""

from __future__ import annotations

import fcntl
import os
import time
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

# How often whoever is next looks whether the one before has ended.
LOOK_SECONDS = 0.0005


class WritersQueue:
    """The place of one connection in the queue of its database."""

    def __init__(self, database: str, seconds: float) -> None:
        self.path, self.seconds = database, seconds
        self.gate = self.turn = -1

    def enter(self) -> None:
        """Wait until it is this one's turn. OperationalError after so many seconds."""
        if self.turn < 0:
            self.gate, self.turn = self._open("gate"), self._open("turn")
        until = time.monotonic() + self.seconds
        fcntl.flock(self.gate, fcntl.LOCK_EX)
        try:
            while not self._takes_turn():
                if time.monotonic() > until:
                    raise OperationalError("database is locked")
                time.sleep(LOOK_SECONDS)
        finally:
            fcntl.flock(self.gate, fcntl.LOCK_UN)

    def leave(self) -> None:
        """The next one's turn; nothing where it was not this one's."""
        if self.turn >= 0:
            fcntl.flock(self.turn, fcntl.LOCK_UN)

    def close(self) -> None:
        """Out of the queue for good."""
        for lock in (self.gate, self.turn):
            if lock >= 0:
                os.close(lock)
        self.gate = self.turn = -1

    def _takes_turn(self) -> bool:
        try:
            fcntl.flock(self.turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _open(self, name: str) -> int:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        return os.open(f"{self.path}-{name}", flags, 0o600)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions wait for their turn."""

    queue: WritersQueue | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        name = str(self.settings_dict["NAME"])
        if self.queue is None and "memory" not in name:
            seconds = float(self.settings_dict["OPTIONS"].get("timeout", 5))
            self.queue = WritersQueue(name, seconds)
        return super().get_new_connection(conn_params)

    def _start_transaction_under_autocommit(self) -> None:
        above: Any = super()
        if self.queue is not None:
            self.queue.enter()
        try:
            above._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        above: Any = super()
        try:
            above._commit()
        finally:
            if not self._is_in_transaction():
                self._leave()

    def _rollback(self) -> None:
        above: Any = super()
        try:
            above._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        above: Any = super()
        try:
            above._close()
        finally:
            if self.queue is not None:
                self.queue.close()

    def _is_in_transaction(self) -> bool:
        return self.connection is not None and bool(self.connection.in_transaction)

    def _leave(self) -> None:
        if self.queue is not None:
            self.queue.leave()
