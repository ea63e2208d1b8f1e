"""The index in PostgreSQL: one schema a firm, in a database that is not the record's."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import current_thread
from typing import Any
from uuid import UUID
from weakref import finalize

import psycopg

from harborlight.search.asked import Asked, Term
from harborlight.search.entries import (
    CANDIDATES,
    MOST_PAGES,
    BrokenIndex,
    NoIndex,
    Within,
)
from harborlight.search.tables import SCHEMA, Ask, Tables, mark_of, page_words

_PAGES = """
CREATE TABLE IF NOT EXISTS {s}page (
  id bigint PRIMARY KEY, text text NOT NULL, words tsvector NOT NULL);
CREATE INDEX IF NOT EXISTS page_by_words ON {s}page USING gin (words);
"""
# Two that make a firm's first index at once wait for each other.
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext(%s))"
_threads = threading.local()


class OnPostgres(Tables):
    def __init__(self, url: str, firm: UUID) -> None:
        self.url, self.name = url, f"firm_{firm.hex}"
        self.s = f"{self.name}."

    def exists(self) -> bool:
        with self.opened() as ask:
            return ask("SELECT to_regclass(%s)", f"{self.s}noted") != [(None,)]

    def make(self) -> None:
        with self.opened(writing=True) as ask:
            ask(_ONE_AT_A_TIME, self.name)
            ask(f"CREATE SCHEMA IF NOT EXISTS {self.name}")
            ask((SCHEMA + _PAGES).format(s=self.s, id="bigserial PRIMARY KEY"))

    def drop(self) -> None:
        with self.opened(writing=True) as ask:
            ask(f"DROP SCHEMA IF EXISTS {self.name} CASCADE")

    @contextmanager
    def opened(self, *, writing: bool = False) -> Iterator[Ask]:
        try:
            connection = self._connection()

            def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
                done = connection.execute(sql, values or None)
                return done.fetchall() if done.description else []

            if not writing:
                yield ask
                return
            with connection.transaction():
                yield ask
        except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName) as why:
            raise NoIndex from why
        except psycopg.Error as trouble:
            raise BrokenIndex(str(trouble)) from trouble

    def _connection(self) -> psycopg.Connection[Any]:
        """This thread's own, made anew where it broke off."""
        known: psycopg.Connection[Any] | None = getattr(_threads, "connection", None)
        if known is not None and _threads.url == self.url and _answers(known):
            return known
        if known is not None:
            _threads.leave()
        made = psycopg.connect(self.url, autocommit=True, connect_timeout=5)
        _threads.connection, _threads.url = made, self.url
        # It is closed when another takes its place, when its thread ends, or all ends.
        _threads.leave = finalize(current_thread(), _closed, made, os.getpid())
        return made

    def _one_of(self, column: str, values: Iterable[str], *, never: bool) -> Any:
        # A list to compare with one by one becomes a table to look into.
        is_in = "NOT IN" if never else "IN"
        return f"{column} {is_in} (SELECT unnest(%s::text[]))", [*values]

    def _ranked(
        self, asked: Asked, within: Within, where: str, values: Sequence[Any]
    ) -> tuple[str, list[Any]]:
        query = _query(asked)
        marked = f"({query}) & '{mark_of(within.case)}'" if within.case else query
        sql = f"""
        SELECT id FROM (
          SELECT p.id, p.words
          FROM {self.s}page p JOIN {self.s}paper v ON v.id = p.id / {MOST_PAGES}
          WHERE p.words @@ %s::tsquery AND {where}
          ORDER BY p.id DESC LIMIT {CANDIDATES}) newest
        ORDER BY ts_rank_cd(words, %s::tsquery) DESC, id DESC"""  # noqa: S608
        return sql, [marked, *values, query]

    def _add(self, ask: Ask, case: UUID, row: int, text: str) -> None:
        sql = f"INSERT INTO {self.s}page VALUES (%s, %s, %s::tsvector)"  # noqa: S608
        ask(sql, row, text, vector(page_words(text), case))

    def _remove(self, ask: Ask, first: int, last: int) -> None:
        sql = f"DELETE FROM {self.s}page WHERE id BETWEEN %s AND %s"  # noqa: S608
        ask(sql, first, last)

    def _wipe(self) -> None:
        with self.opened() as ask:
            ask(f"VACUUM {self.s}page, {self.s}paper")


def _closed(connection: psycopg.Connection[Any], owner: int) -> None:
    # A process that was forked off only has a copy of it: to close that would end ours.
    if os.getpid() == owner:
        connection.close()


def _answers(connection: psycopg.Connection[Any]) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def vector(words: Sequence[str], case: UUID) -> str:
    """Words and their places, in PostgreSQL's own words, and the mark of the case.

    There are only letters and digits in ours: nothing to escape.
    """
    places: dict[str, list[str]] = {}
    for place, word in enumerate(words, start=1):
        places.setdefault(word, []).append(str(place))
    said = [f"'{word}':{','.join(at)}" for word, at in places.items()]
    return " ".join([*said, f"'{mark_of(case)}'"])


def _query(asked: Asked) -> str:
    joined = (" | " if asked.is_any else " & ").join(map(_term, asked.wanted))
    unwanted = "".join(f" & !({_term(term)})" for term in asked.unwanted)
    return f"({joined}){unwanted}"


def _term(term: Term) -> str:
    *first, last = (f"'{word}'" for word in term.words)
    return " <-> ".join([*first, last + (":*" if term.is_beginning else "")])
