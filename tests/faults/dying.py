"""Children that die, or meet, at a step: real processes with connections of their own.

The one who forks never talks to the database itself: a child is forked for every
deed and for every look, so no connection is ever shared. A step is a statement, a
commit (once before it and once after), or a file that is made safe, named or removed;
where files lie in a bucket, its calls are the steps (before each and after it).
"""

from __future__ import annotations

import hashlib
import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from harborlight.firm.tenancy import everywhere
from harborlight.outside import folder
from harborlight.outside.storage import storage

# What says nothing of the record: counters, sessions, what Django keeps of itself.
NOT_THE_RECORD = {"cache", "django_migrations", "django_session"}


@dataclass
class End:
    """How a child ended: what it came back with, or what it raised, or killed."""

    value: Any = None
    raised: str = ""
    words: str = ""
    trace: str = ""
    killed: bool = False


def child(deed: Callable[[], Any], *, dies_at: int = 0) -> End:
    """Do this in a child of our own, which is killed at that step of it."""
    return _ended(*_forked(deed, dies_at=dies_at))


def done(deed: Callable[[], Any]) -> Any:
    """Do this in a child, undisturbed; what came of it."""
    end = child(deed)
    assert not end.raised and not end.killed, end.trace
    return end.value


def at_once(
    deeds: Sequence[Callable[[], Callable[[], Any]]], *, hold_seconds: float = 0.15
) -> list[End]:
    """Do these at the same moment, each in a child of its own.

    Each first opens its page (what it looks up stands there before anybody acts),
    then waits for the others, then acts; every transaction is held open a little, so
    that they overlap.
    """
    ready, go = os.pipe(), os.pipe()

    def met(opened: Callable[[], Callable[[], Any]]) -> Any:
        try:
            act = opened()
        finally:
            os.close(go[1])
            os.write(ready[1], b".")
        os.read(go[0], 1)
        _wait_before_commits(hold_seconds)
        return act()

    children = [_forked(lambda one=one: met(one)) for one in deeds]
    for _ in children:
        os.read(ready[0], 1)
    os.close(go[1])  # everybody reads the end of it now
    ends = [_ended(*one) for one in children]
    for end in (*ready, go[0]):
        os.close(end)
    return ends


def _forked(deed: Callable[[], Any], dies_at: int = 0) -> tuple[int, int]:
    assert connection.connection is None, "a connection would be shared"
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    os.close(reading)
    end = End()
    try:
        if dies_at:
            count_steps(dies_at)
        end.value = deed()
    except BaseException as error:
        end.raised, end.words = type(error).__name__, str(error)
        end.trace = traceback.format_exc()
    connection.close()
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(pickle.dumps(end))
    os._exit(0)


def _ended(pid: int, reading: int) -> End:
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return End(killed=True)
    return pickle.loads(said)


# --- Steps --------------------------------------------------------------------


class Steps:
    """Counts, and dies at the last one."""

    def __init__(self, fatal: int) -> None:
        self.n, self.fatal = 0, fatal

    def step(self) -> None:
        self.n += 1
        if self.n == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: Any, name: str) -> None:
        """Dying right before and right after this is a step each."""
        plain = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.step()
            came = plain(*args, **kwargs)
            self.step()
            return came

        setattr(owner, name, counted)


def count_steps(fatal: int = 0) -> Steps:
    """Count the steps of this process from now on; die at the fatal one."""
    steps = Steps(fatal)
    if in_a_bucket():
        steps.around(storage().s3, "_make_api_call")
        return steps

    def statement(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        steps.step()
        return execute(sql, params, many, context)

    connection.ensure_connection()
    connection.execute_wrappers.append(statement)
    steps.around(connection, "_commit")
    steps.around(folder._FolderWriter, "sync")
    for name in ("rename", "remove"):
        steps.around(folder.Folder, name)
    return steps


def in_a_bucket() -> bool:
    return hasattr(storage(), "s3")


def _wait_before_commits(seconds: float) -> None:
    plain = connection._commit

    def slow() -> None:
        time.sleep(seconds)
        plain()

    connection._commit = slow


# --- Looking ------------------------------------------------------------------

Record = dict[str, tuple[int, str]]


def record() -> Record:
    """Every table: how many rows, and a hash of all that stands in them."""
    found = {}
    with everywhere("a test compares all tables"), connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in NOT_THE_RECORD:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = sorted(repr(_plain(row)) for row in cursor.fetchall())
                digest = hashlib.sha256("\n".join(rows).encode()).hexdigest()
                found[table] = (len(rows), digest)
    return found


def _plain(row: Iterable[Any]) -> list[Any]:
    return [bytes(one) if isinstance(one, memoryview) else one for one in row]


def grown(before: Record, after: Record) -> dict[str, int]:
    """How many rows more (or fewer) stand in each table."""
    counts = {table: after[table][0] - before[table][0] for table in after}
    return {table: count for table, count in counts.items() if count}


def tried(deed: Callable[[], Any]) -> tuple[int, dict[str, int]]:
    """How many steps it takes and what it brings, seen in a transaction that is undone."""

    def undone() -> tuple[int, dict[str, int]]:
        before, steps = record(), count_steps()
        with transaction.atomic():
            deed()
            taken, after = steps.n, record()
            transaction.set_rollback(True)
        return taken, grown(before, after)

    return done(undone)


# --- Killing ------------------------------------------------------------------


@dataclass
class Killed:
    """What was seen while a deed was killed again and again."""

    kills: int = 0
    # What each change that survived a kill brought, in rows a table.
    changes: list[dict[str, int]] = field(default_factory=list)
    last: End = field(default_factory=End)
    whole: dict[str, int] = field(default_factory=dict)


def kill_at_steps(deed: Callable[[], Any], steps: Iterable[int]) -> Killed:
    """Kill the deed at each of these steps, until something of it stays."""
    seen = Killed()
    before = done(record)
    for n in steps:
        seen.last = child(deed, dies_at=n)
        seen.kills += seen.last.killed
        after = done(record)
        if after != before:
            seen.changes.append(grown(before, after))
            return seen
        if not seen.last.killed:
            return seen
    return seen


def kill_until_done(
    deed: Callable[[], Any],
    each: Callable[[], None] = lambda: None,
    *,
    stride: int = 1,
) -> Killed:
    """Kill it at every step of everything it does, until nothing is left to do.

    stride: only at every so-manyth step, beginning elsewhere after each change.
    `each` looks, after everything that stayed, whether all is right.
    """
    seen, before, n = Killed(), done(record), 1
    while True:
        seen.last = child(deed, dies_at=n)
        seen.kills += seen.last.killed
        after = done(record)
        n += stride
        if after != before:
            seen.changes.append(grown(before, after))
            done(each)
            before, n = after, 1 + len(seen.changes) % stride
        if not seen.last.killed:
            assert not seen.last.raised, seen.last.trace
            return seen
