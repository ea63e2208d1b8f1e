"""The log as it lies in the database, whatever somebody wrote into it.

The ORM trusts that a column holds what we put there, and fails at the first that
does not. A proof must not: it reads plain text and bytes, says which columns cannot
be what we wrote, and goes on to the next row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from harborlight.firm.models import Event, EventLog, Firm

EVENTS, LOGS = Event._meta.db_table, EventLog._meta.db_table
AT_ONCE = 2000
IDS = ("id", "firm_id", "user_id", "case_id", "subject_id", "cause_id")
TEXTS = ("kind", "role", "subject_kind", "place", "hash")
COLUMNS = ("n", *IDS, *TEXTS, "at", "words")
_MAY_BE_EMPTY = {"user_id", "case_id", "subject_id", "cause_id"}
# What SQLite should say of a column's content.
_KINDS = {"n": "integer", "words": "blob"}

# Not \d: that takes digits of every script.
_HEX = re.compile("([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?(.*)")
_REST = re.compile("[0-9a-f]{12}")
_MOMENT = re.compile("([0-9-]{10})[ T]([0-9:]{8})(?:[.]([0-9]{1,6}))?")


@dataclass(frozen=True)
class Row:
    """One sealed row: what its columns say, and which of them cannot be read."""

    said: Mapping[str, str]
    words: bytes
    unreadable: tuple[str, ...] = ()

    @property
    def n(self) -> int | None:
        return None if "n" in self.unreadable else int(self.said["n"])


@dataclass(frozen=True)
class End:
    """Where the firm's log says that it ends, and the seal on that."""

    n: str
    hash: str
    seal: str


def sealed_rows(firm: Firm) -> Iterator[tuple[Row, End | None]]:
    """Every sealed row in its order, each with where the log ends: of one moment."""
    end = ", ".join(
        f'(SELECT {_plain(column)} FROM "{LOGS}" WHERE firm_id = %s)'  # noqa: S608
        for column in ("last_n", "last_hash", "seal")
    )
    columns = ", ".join([_kinds(), *(_plain(column) for column in COLUMNS), end])
    query = (
        f'SELECT {columns} FROM "{EVENTS}" '  # noqa: S608 - our own tables
        # By the table's number: alone, the name is that of the text made of it.
        f'WHERE firm_id = %s AND n IS NOT NULL ORDER BY "{EVENTS}".n'
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, [_key(firm)] * 4)
        while several := cursor.fetchmany(AT_ONCE):
            for kinds, *values in several:
                there = len(COLUMNS)
                yield _row(kinds.split(), values[:there]), _end(values[there:])


def end_of(firm: Firm) -> End | None:
    """Where the firm's log says that it ends; None if the row that says so is gone."""
    columns = ", ".join(_plain(column) for column in ("last_n", "last_hash", "seal"))
    with connection.cursor() as cursor:
        query = f'SELECT {columns} FROM "{LOGS}" WHERE firm_id = %s'  # noqa: S608
        cursor.execute(query, [_key(firm)])
        found = cursor.fetchone()
    return _end(found) if found else None


def _key(firm: Firm) -> Any:
    return Firm._meta.pk.get_db_prep_value(firm.pk, connection)


def _plain(column: str) -> str:
    """A column as text or bytes, past every conversion that could fail."""
    if connection.vendor == "sqlite":
        return f'CAST("{column}" AS blob)'
    if column == "at":
        # As JSON a moment looks the same whatever the server's settings are.
        return """to_json("at" AT TIME ZONE 'UTC') #>> '{}'"""
    return '"words"' if column == "words" else f'"{column}"::text'


def _kinds() -> str:
    """What kind of content each column holds; only SQLite takes any in every column."""
    if connection.vendor == "sqlite":
        return " || ' ' || ".join(f'typeof("{column}")' for column in COLUMNS)
    return f"'{' '.join(_KINDS.get(column, 'text') for column in COLUMNS)}'"


def _row(kinds: Sequence[str], values: Sequence[Any]) -> Row:
    said, unreadable, words = {}, [], b""
    for column, kind, value in zip(COLUMNS, kinds, values, strict=True):
        try:
            if value is None and column in _MAY_BE_EMPTY:
                said[column] = ""
            elif value is None or kind != _KINDS.get(column, "text"):
                raise ValueError(column)
            elif column == "words":
                words = bytes(value)
            else:
                said[column] = _READERS.get(column, str)(_text(value))
        except ValueError:
            said[column] = _shown(value)
            unreadable.append(column)
    return Row(said, words, tuple(unreadable))


def _end(values: Sequence[Any]) -> End | None:
    return None if values[0] is None else End(*(_shown(value) for value in values))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else bytes(value).decode()


def _shown(value: Any) -> str:
    """What can be shown of something that may be anything."""
    text = (
        value
        if isinstance(value, str)
        else bytes(value or b"").decode("ascii", "replace")
    )
    return "".join(letter if letter.isprintable() else "?" for letter in text)[:200]


def _id(text: str) -> str:
    found = _HEX.fullmatch(text)
    if found is None or not _REST.fullmatch(found[5]):
        raise ValueError(text)
    return "-".join(found.groups())


def _moment(text: str) -> str:
    """In full, as `isoformat` writes it: databases leave zeros out at the end."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return f"{found[1]}T{found[2]}.{found[3] or '':0<6}+00:00"


_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(IDS, _id),
    "at": _moment,
    "n": lambda text: str(int(text)),
}
