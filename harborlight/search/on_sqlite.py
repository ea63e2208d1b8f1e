"""The index in SQLite: one file a firm, so that no search ever opens another firm's."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from harborlight.search.asked import Asked, Term
from harborlight.search.entries import (
    CANDIDATES,
    MOST_PAGES,
    BrokenIndex,
    NoIndex,
    Within,
)
from harborlight.search.tables import SCHEMA, Ask, Tables, mark_of, page_words

WAIT_SECONDS = 20
_threads = threading.local()
# The words themselves stand in no column: page.text has them as they are written.
_PAGES = """
CREATE TABLE IF NOT EXISTS page (id integer PRIMARY KEY, text text NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (
  text, marks, content='', contentless_delete=1,
  tokenize='unicode61 remove_diacritics 2');
"""


class OnSqlite(Tables):
    def __init__(self, folder: Path, firm: UUID) -> None:
        self.path = folder / f"{firm.hex}.sqlite3"

    def exists(self) -> bool:
        return self.path.exists()

    def make(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._connect("rwc")) as connection, _told(self.path):
            papers = SCHEMA.format(s=self.s, id="integer PRIMARY KEY AUTOINCREMENT")
            connection.executescript(papers + _PAGES)

    def drop(self) -> None:
        for end in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def _connect(self, mode: str) -> sqlite3.Connection:
        with _told(self.path):
            where = f"{self.path.as_uri()}?mode={mode}"
            connection = sqlite3.connect(
                where, uri=True, timeout=WAIT_SECONDS, isolation_level=None
            )
            # What was removed is overwritten, and not only let go.
            connection.executescript(
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA secure_delete=ON; PRAGMA cache_size=-16000;"
            )
            return connection

    @contextmanager
    def opened(self, *, writing: bool = False) -> Iterator[Ask]:
        if not self.exists():
            raise NoIndex
        with _told(self.path):
            connection = self._connect("rw") if writing else self._kept()

            def ask(sql: str, *values: Any) -> list[tuple[Any, ...]]:
                return connection.execute(sql.replace("%s", "?"), values).fetchall()

            if not writing:
                yield ask
                return
            with closing(connection):
                connection.execute("BEGIN IMMEDIATE")
                yield ask
                connection.execute("COMMIT")

    def _kept(self) -> sqlite3.Connection:
        """The one this thread reads by, while the file is still the same: to open it
        takes as long as to find a rare word."""
        there = self.path.stat()
        same = (self.path, there.st_ino, there.st_dev)
        if getattr(_threads, "same", None) != same:
            if (left := getattr(_threads, "connection", None)) is not None:
                left.close()
            _threads.same = None
            _threads.connection, _threads.same = self._connect("rw"), same
        known: sqlite3.Connection = _threads.connection
        return known

    def _one_of(self, column: str, values: Iterable[str], *, never: bool) -> Any:
        is_in = "NOT IN" if never else "IN"
        return (
            f"{column} {is_in} (SELECT value FROM json_each(%s))",  # noqa: S608
            json.dumps([*values]),
        )

    def _ranked(
        self, asked: Asked, within: Within, where: str, values: Sequence[Any]
    ) -> tuple[str, list[Any]]:
        # CROSS JOIN: the words come first, whatever the planner thinks of them.
        sql = f"""
        SELECT row FROM (
          SELECT words.rowid AS row, bm25(words, 1.0, 0.0) AS score
          FROM words CROSS JOIN paper v ON v.id = words.rowid / {MOST_PAGES}
          WHERE words MATCH %s AND {where}
          ORDER BY words.rowid DESC LIMIT {CANDIDATES})
        ORDER BY score, row DESC"""  # noqa: S608
        return sql, [_match(asked, within.case), *values]

    def _add(self, ask: Ask, case: UUID, row: int, text: str) -> None:
        ask("INSERT INTO page (id, text) VALUES (%s, %s)", row, text)
        words = " ".join(page_words(text))
        sql = "INSERT INTO words (rowid, text, marks) VALUES (%s, %s, %s)"
        ask(sql, row, words, mark_of(case))

    def _remove(self, ask: Ask, first: int, last: int) -> None:
        rows = "SELECT id FROM page WHERE id BETWEEN %s AND %s"
        ask(f"DELETE FROM words WHERE rowid IN ({rows})", first, last)  # noqa: S608
        ask("DELETE FROM page WHERE id BETWEEN %s AND %s", first, last)

    def _wipe(self) -> None:
        with closing(self._connect("rw")) as connection, _told(self.path):
            # Words of what was removed stay in the lists until these are merged.
            connection.execute("INSERT INTO words (words) VALUES ('optimize')")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """A file that is lost or spoilt is said to be so."""
    try:
        yield
    except FileNotFoundError as lost:
        raise NoIndex from lost
    except sqlite3.DatabaseError as trouble:
        if not path.exists():
            raise NoIndex from trouble
        raise BrokenIndex(str(trouble)) from trouble


def _match(asked: Asked, case: UUID | None) -> str:
    """In FTS5's own words. There are only letters and digits in ours: nothing to escape."""
    joined = (" OR " if asked.is_any else " AND ").join(map(_term, asked.wanted))
    said = f"({joined})"
    if asked.unwanted:
        said = f"({said} NOT ({' OR '.join(map(_term, asked.unwanted))}))"
    said = f"{{text}} : {said}"
    return f'({{marks}} : "{mark_of(case)}") AND ({said})' if case else said


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + (" *" if term.is_beginning else "")
