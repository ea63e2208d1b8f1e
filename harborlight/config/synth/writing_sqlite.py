"""Rows to SQLite: many INSERTs, by one process that others hand theirs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import OperationalError, connections, transaction
from django.db.models import (
    BinaryField,
    BooleanField,
    DateTimeField,
    ForeignKey,
    UUIDField,
)

from harborlight.config.synth import bare_sqlite
from harborlight.config.synth.casting import Cast, CastEvent
from harborlight.config.synth.moulds import NULL
from harborlight.config.synth.parting import FORK, handed_over
from harborlight.config.synth.writing import (
    EVENT_COLUMNS,
    EVENT_IDS,
    EVENT_TEXTS,
    EVENTS,
    Sealed,
    Texts,
    Writer,
    is_small,
    loaded,
)

# So many lots of rows may wait for whoever writes them.
WAITING = 16


class Sqlite(Writer):
    """One connection writes; what other processes cast is handed to it."""

    processes = 2
    outbox: Any = None

    # Keys come in no order, so a load touches pages everywhere: with the memory of an
    # office each would be written and read again many times.
    roomy = ("cache_size = -1000000", "wal_autocheckpoint = 250000", "threads = 2")

    @contextmanager
    def load(self, cases: int) -> Iterator[None]:
        """Many cases come with much memory; afterwards it is as it was."""
        if is_small(self.alias, cases):
            yield
            return
        with connections[self.alias].cursor() as cursor:
            for one in self.roomy:
                cursor.execute(f"PRAGMA {one}")
            # Written once, and not to the log first; unless others have it open.
            with suppress(OperationalError):
                cursor.execute("PRAGMA journal_mode = DELETE")
        # All at once: each commit would write every page that its keys fell on again.
        with (
            bare_sqlite.laid_bare(self.alias, loaded()),
            transaction.atomic(using=self.alias),
        ):
            yield
        # A new connection has the memory of an office again.
        connections[self.alias].close()

    @contextmanager
    def together(self) -> Iterator[None]:
        # What is handed over is nobody's yet; a savepoint would keep every page as it was.
        if self.outbox or connections[self.alias].in_atomic_block:
            yield
            return
        with super().together():
            yield

    def part(self) -> None:
        self.outbox = FORK.Queue(WAITING)

    def gather(self, several: Sequence[BaseProcess]) -> None:
        outbox, self.outbox = self.outbox, None
        for lot in handed_over(outbox, several):
            with self.together():
                self._put(*lot)

    def rows(self, texts: Texts) -> None:
        for (table, columns), several in texts.items():
            readers = [_readers()[table][name] for name in columns]
            rows = [
                [
                    _read(field, reader)
                    for field, reader in zip(line.split("\t"), readers, strict=True)
                ]
                for text in several
                for line in text.split("\n")[:-1]
            ]
            put = self.outbox.put if self.outbox else lambda row: self._put(*row)
            put((_insert(table, columns), rows))

    def _put(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        with connections[self.alias].cursor() as cursor:
            cursor.executemany(statement, rows)

    def packed(self, event: CastEvent, cast: Cast) -> tuple[Any, ...]:
        row, values = event.mould.row, cast.values

        def key(name: str) -> str | None:
            value = row[name]
            if value is None:
                return None
            text = str(value) if isinstance(value, UUID) else values[value]
            return text.replace("-", "")

        at = values[event.mould.at].removesuffix("+00:00")
        ids = [key(name) for name in EVENT_IDS]
        texts = [row[name] for name in EVENT_TEXTS]
        return (key("id"), cast.keys.firm.pk.hex, at, *ids, *texts, event.words)

    def events(self, several: Iterable[Sealed]) -> None:
        rows = [(*row, n, sealed) for row, n, sealed in several]
        self._put(_insert(EVENTS, EVENT_COLUMNS), rows)


def _insert(table: str, columns: Iterable[str]) -> str:
    names = [f'"{name}"' for name in columns]
    holes = ", ".join(["%s"] * len(names))
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({holes})'  # noqa: S608


def _read(field: str, reader: Any) -> Any:
    return None if field == NULL else reader(field)


@cache
def _readers() -> dict[str, dict[str, Any]]:
    """What SQLite keeps for a column's text in COPY's format."""
    found: dict[str, dict[str, Any]] = {}
    for model in apps.get_models():
        columns = found.setdefault(model._meta.db_table, {})
        for field in model._meta.concrete_fields:
            key = field.target_field if isinstance(field, ForeignKey) else field
            columns[str(field.column)] = _reader(key)
    return found


def _reader(field: Any) -> Any:
    if isinstance(field, UUIDField):
        return lambda text: text.replace("-", "")
    if isinstance(field, BinaryField):
        return lambda text: bytes.fromhex(text[3:])
    if isinstance(field, BooleanField):
        return lambda text: text == "t"
    if isinstance(field, DateTimeField):
        return lambda text: text.removesuffix("+00:00")
    return _unescaped


_LETTERS = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", lambda found: _LETTERS.get(found[1], found[1]), text)
