"""Rows to the database: what every database has to write, and COPY on PostgreSQL."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from harborlight.config.synth.bare import laid_bare
from harborlight.config.synth.casting import Cast, CastEvent
from harborlight.config.synth.tables import tables as cast_tables
from harborlight.firm.models import Event, Firm

# From so many cases on, a load is worth taking the keys and indexes away.
LARGE = 2000
EVENT_IDS = ("user_id", "case_id", "subject_id", "cause_id")
EVENT_TEXTS = ("kind", "role", "subject_kind", "place")
EVENT_COLUMNS = ("id", "firm_id", "at", *EVENT_IDS, *EVENT_TEXTS, "words", "n", "hash")
EVENTS = Event._meta.db_table
Sealed = tuple[Any, int, str]
Texts = Mapping[tuple[str, tuple[str, ...]], list[str]]


class Writer:
    """Writes rows in one kind of database."""

    alias = "default"
    processes = 1

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is written in here comes at once."""
        with transaction.atomic(using=self.alias):
            yield

    @contextmanager
    def load(self, cases: int) -> Iterator[None]:
        """Around everything that is written of so many cases."""
        yield

    def part(self) -> None:
        """Before processes part: what is open now must not be used by two."""
        connections.close_all()

    def gather(self, several: Sequence[BaseProcess]) -> None:
        """While they are at it: each writes for itself, unless only one can."""

    def rows(self, texts: Texts) -> None:
        raise NotImplementedError

    def packed(self, event: CastEvent, cast: Cast) -> Any:
        """The row of an event but for its number and hash."""
        raise NotImplementedError

    def events(self, several: Iterable[Sealed]) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        """Let the database look at what it holds now."""
        with connections[self.alias].cursor() as cursor:
            cursor.execute("ANALYZE")


class Postgres(Writer):
    """As the owner of the tables, whom row-level security does not concern.

    The application's role may not COPY into a table behind that wall: it COPYs into a
    table of its own and INSERTs from there.
    """

    processes = 2

    def __init__(self, alias: str = "owner") -> None:
        self.alias = alias if alias in settings.DATABASES else "default"

    @contextmanager
    def together(self) -> Iterator[None]:
        with super().together(), connections[self.alias].cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = off")
            yield

    @contextmanager
    def load(self, cases: int) -> Iterator[None]:
        """Many cases come to bare tables, unless others already use these."""
        if is_small(self.alias, cases):
            yield
            return
        with laid_bare(self.alias, loaded()):
            yield

    def rows(self, texts: Texts) -> None:
        for (table, columns), several in texts.items():
            names = ", ".join(f'"{name}"' for name in columns)
            with self._copy(table, names) as copy:
                for text in several:
                    copy.write(text)

    @contextmanager
    def _copy(self, table: str, names: str, how: str = "") -> Iterator[Any]:
        behind_wall = self.alias != "owner"
        into = f"{table}_coming" if behind_wall else table
        with connections[self.alias].cursor() as cursor:
            if behind_wall:
                cursor.execute(f'CREATE TEMP TABLE "{into}" (LIKE "{table}")')
            with cursor.copy(f'COPY "{into}" ({names}) FROM STDIN {how}') as copy:
                yield copy
            if behind_wall:
                cursor.execute(
                    f'INSERT INTO "{table}" ({names}) SELECT {names} FROM "{into}"'  # noqa: S608
                )
                cursor.execute(f'DROP TABLE "{into}"')

    def packed(self, event: CastEvent, cast: Cast) -> bytes:
        packing = event.mould.packing
        if not packing:
            packing += _packing(event, cast.keys.firm)
        raw, words = cast.raw, event.words
        parts = [raw[one] if isinstance(one, int) else one for one in packing]
        return b"".join((*parts, struct.pack(">i", len(words)), words))

    def events(self, several: Iterable[Sealed]) -> None:
        numbered = struct.Struct(">iqi").pack
        with self._copy(EVENTS, ", ".join(EVENT_COLUMNS), "(FORMAT BINARY)") as copy:
            copy.write(b"PGCOPY\n\xff\r\n\0" + bytes(8))
            for row, n, sealed in several:
                copy.write(row + numbered(8, n, 64) + sealed.encode())
            copy.write(b"\xff\xff")


def loaded() -> list[str]:
    """The tables that many cases come to."""
    return [*(model._meta.db_table for model in cast_tables()), EVENTS]


def is_small(alias: str, cases: int) -> bool:
    """Whether tables stay as they are: for few cases, or beside others that use them."""
    if cases < LARGE:
        return True
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        return int(cursor.fetchone()[0]) * 10 > cases


_NOTHING = b"\xff\xff\xff\xff"


def _packing(event: CastEvent, firm: Firm) -> list[int | bytes]:
    """The row of an event in COPY's binary format: holes, and what is between them."""
    mould, key_follows = event.mould, struct.pack(">i", 16)
    parts: list[int | bytes] = [struct.pack(">h", len(EVENT_COLUMNS)) + key_follows]
    parts += [
        mould.row["id"],
        key_follows + firm.pk.bytes,
        struct.pack(">i", 8),
        mould.at,
    ]
    for name in EVENT_IDS:
        value = mould.row[name]
        if value is None:
            parts.append(_NOTHING)
        else:
            parts += [key_follows, value.bytes if isinstance(value, UUID) else value]
    for name in EVENT_TEXTS:
        text = mould.row[name].encode()
        parts.append(struct.pack(">i", len(text)) + text)
    return parts
