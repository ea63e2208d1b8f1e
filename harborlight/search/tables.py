"""An index as tables of a database, in the words that both engines understand.

paper: a version and what is known of it; page: the text of one page of it, or (number 0)
what is said of it. How the words of a page are looked up is each engine's own.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol
from uuid import UUID

from harborlight.search.asked import Asked
from harborlight.search.entries import (
    ABOUT,
    MOST_PAGES,
    Found,
    Index,
    Page,
    Paper,
    Place,
    Within,
    row_of,
)
from harborlight.search.tokens import words_of, written

# No page is longer, to an index: both engines count so far within one.
MOST_WORDS = 16_000
# {id}: how an engine counts rows by itself. Pages each engine keeps in its own way.
SCHEMA = """
CREATE TABLE IF NOT EXISTS {s}paper (
  id {id}, version text NOT NULL UNIQUE, document text NOT NULL,
  case_id text NOT NULL, person text NOT NULL, kind text NOT NULL,
  language text NOT NULL, country text NOT NULL, tags text NOT NULL,
  issued_on text NOT NULL, state text NOT NULL, is_newest integer NOT NULL,
  read_as text NOT NULL);
CREATE INDEX IF NOT EXISTS paper_by_case ON {s}paper (case_id);
CREATE INDEX IF NOT EXISTS paper_by_document ON {s}paper (document);
CREATE TABLE IF NOT EXISTS {s}noted (name text PRIMARY KEY, value text NOT NULL);
"""
_COLUMNS = (
    "version", "document", "case_id", "person", "kind", "language", "country", "tags",
    "issued_on", "state", "is_newest", "read_as",
)  # fmt: skip


class Ask(Protocol):
    """Ask an open database: its rows."""

    def __call__(self, sql: str, *values: Any) -> list[tuple[Any, ...]]: ...


class Tables(Index):
    """What both engines do in the same way. {s} is where the tables are."""

    s = ""

    @abstractmethod
    def opened(self, *, writing: bool = False) -> AbstractContextManager[Ask]:
        """The database, in a transaction of its own where something is written."""

    @abstractmethod
    def _one_of(self, column: str, values: Iterable[str], *, never: bool) -> Any:
        """A condition that a column is (never) one of these, and its value."""

    @abstractmethod
    def _ranked(
        self, asked: Asked, within: Within, where: str, values: Sequence[Any]
    ) -> tuple[str, list[Any]]:
        """The statement that finds the rows of pages, the best first, and its values."""

    @abstractmethod
    def _add(self, ask: Ask, case: UUID, row: int, text: str) -> None: ...

    @abstractmethod
    def _remove(self, ask: Ask, first: int, last: int) -> None:
        """Remove the pages from this row to that."""

    def put(self, papers: Iterable[tuple[Paper, Sequence[Page] | None]]) -> None:
        with self.opened(writing=True) as ask:
            for paper, pages in papers:
                self._put(ask, paper, pages)

    def _put(self, ask: Ask, paper: Paper, pages: Sequence[Page] | None) -> None:
        s, names = self.s, ", ".join(_COLUMNS)
        marks = ", ".join("%s" for _ in _COLUMNS)
        kept = _COLUMNS if pages is not None else _COLUMNS[:-1]
        changed = ", ".join(f"{name} = excluded.{name}" for name in kept)
        row = ask(
            f"INSERT INTO {s}paper ({names}) VALUES ({marks}) ON CONFLICT (version) "  # noqa: S608
            f"DO UPDATE SET {changed} RETURNING id",
            *_values(paper),
        )[0][0]
        about, first = written(paper.about), row_of(row, ABOUT)
        said = f"SELECT text FROM {s}page WHERE id = %s"  # noqa: S608
        if ask(said, first) != [(about,)]:
            self._remove(ask, first, first)
            self._add(ask, paper.case, first, about)
        if pages is not None:
            self._remove(ask, first + 1, row_of(row + 1, 0) - 1)
            for page in pages[: MOST_PAGES - 1]:
                self._add(ask, paper.case, first + page.number, written(page.text))

    def forget(
        self, *, versions: Iterable[UUID] = (), cases: Iterable[UUID] = ()
    ) -> None:
        with self.opened(writing=True) as ask:
            for column, ids in (("version", versions), ("case_id", cases)):
                for one in ids:
                    sql = f"DELETE FROM {self.s}paper WHERE {column} = %s RETURNING id"  # noqa: S608
                    for (row,) in ask(sql, one.hex):
                        self._remove(ask, row_of(row, ABOUT), row_of(row + 1, 0) - 1)
        self._wipe()

    def _wipe(self) -> None:
        """Nothing of what was removed may stay behind in a file."""

    def read_as(self, versions: Sequence[UUID]) -> Mapping[UUID, str]:
        rows = self._about("version, read_as", "version", versions)
        return {UUID(version): read for version, read in rows}

    def documents_of(self, versions: Sequence[UUID]) -> Mapping[UUID, UUID]:
        rows = self._about("version, document", "version", versions)
        return {UUID(version): UUID(document) for version, document in rows}

    def versions_of(self, documents: Sequence[UUID]) -> set[UUID]:
        rows = self._about("version", "document", documents)
        return {UUID(version) for (version,) in rows}

    def _about(
        self, columns: str, of: str, ids: Sequence[UUID]
    ) -> list[tuple[Any, ...]]:
        known, value = self._one_of(of, (one.hex for one in ids), never=False)
        with self.opened() as ask:
            return ask(f"SELECT {columns} FROM {self.s}paper WHERE {known}", value)  # noqa: S608

    def cases(self) -> set[UUID]:
        with self.opened() as ask:
            rows = ask(f"SELECT DISTINCT case_id FROM {self.s}paper")  # noqa: S608
            return {UUID(case) for (case,) in rows}

    def note(self, name: str, value: str) -> None:
        with self.opened(writing=True) as ask:
            ask(f"DELETE FROM {self.s}noted WHERE name = %s", name)  # noqa: S608
            ask(f"INSERT INTO {self.s}noted VALUES (%s, %s)", name, value)  # noqa: S608

    def noted(self, name: str) -> str:
        with self.opened() as ask:
            sql = f"SELECT value FROM {self.s}noted WHERE name = %s"  # noqa: S608
            return "".join(value for (value,) in ask(sql, name))

    def find(
        self, asked: Asked, within: Within, *, skip: int = 0, most: int = 20
    ) -> list[Found]:
        where, values = self._narrowed(within)
        with self.opened() as ask:
            if asked:
                sql, values = self._ranked(asked, within, where, values)
                every = _grouped(ask(sql, *values))
                grouped = [*every.items()][skip : skip + most]
            else:
                sql = (
                    f"SELECT id FROM {self.s}paper v WHERE {where} "  # noqa: S608
                    "ORDER BY id DESC LIMIT %s OFFSET %s"
                )
                grouped = [(row, []) for (row,) in ask(sql, *values, most, skip)]
            versions = self._versions(ask, [paper for paper, _rows in grouped])
        return [
            Found(versions[paper], [Place(row, row % MOST_PAGES) for row in rows])
            for paper, rows in grouped
        ]

    def _versions(self, ask: Ask, papers: Sequence[int]) -> dict[int, UUID]:
        marks = ", ".join("%s" for _ in papers)
        sql = f"SELECT id, version FROM {self.s}paper WHERE id IN ({marks})"  # noqa: S608
        return {row: UUID(one) for row, one in ask(sql, *papers)} if papers else {}

    def texts(self, rows: Sequence[int]) -> Mapping[int, str]:
        marks = ", ".join("%s" for _ in rows)
        with self.opened() as ask:
            sql = f"SELECT id, text FROM {self.s}page WHERE id IN ({marks})"  # noqa: S608
            return dict(ask(sql, *rows)) if rows else {}

    def _narrowed(self, within: Within) -> tuple[str, list[Any]]:
        """A condition on `paper v`, and its values."""
        said: list[tuple[str, Any]] = []
        if within.only is not None:
            known = (case.hex for case in within.only)
            said.append(self._one_of("v.case_id", known, never=False))
        elif within.hidden:
            known = (case.hex for case in within.hidden)
            said.append(self._one_of("v.case_id", known, never=True))
        exact = {
            "v.case_id": within.case and within.case.hex,
            "v.person": within.person and within.person.hex,
            "v.kind": within.kind,
            "v.language": within.language,
            "v.country": within.country,
            "v.state": within.state,
        }
        said += [(f"{name} = %s", value) for name, value in exact.items() if value]
        if tag := _tags([within.tag]):
            said.append(("v.tags LIKE %s", f"%{tag}%"))
        if within.since:
            said.append(("v.issued_on >= %s", within.since.isoformat()))
        if within.until:
            # What has no date is on no side of a day.
            said.append(("v.issued_on <> '' AND v.issued_on <= %s", f"{within.until}"))
        parts = [sql for sql, _value in said]
        parts += [] if within.earlier else ["v.is_newest = 1"]
        return " AND ".join(parts) or "1 = 1", [value for _sql, value in said]


def page_words(text: str) -> list[str]:
    return words_of(text)[:MOST_WORDS]


def mark_of(case: UUID) -> str:
    """A word that no text has and every page of this case: found as fast as any word."""
    return f"c{case.hex}"


def _values(paper: Paper) -> list[Any]:
    return [
        paper.version.hex,
        paper.document.hex,
        paper.case.hex,
        paper.person.hex if paper.person else "",
        paper.kind,
        paper.language,
        paper.country,
        _tags(paper.tags),
        paper.issued_on.isoformat() if paper.issued_on else "",
        paper.state,
        int(paper.is_newest),
        paper.read_as,
    ]


def _tags(tags: Iterable[str]) -> str:
    """Tags as they are compared, each between two strokes."""
    plain = [" ".join(words_of(tag)) for tag in tags]
    return "".join(f"|{tag}|" for tag in plain if tag)


def _grouped(rows: Iterable[tuple[int]]) -> dict[int, list[int]]:
    """The rows of each paper together, in the order of its best one."""
    found: dict[int, list[int]] = {}
    for (row,) in rows:
        found.setdefault(row // MOST_PAGES, []).append(row)
    return found
