"""Questions that are put into SQL once, and then asked ten thousand times.

To say in SQL whether this actor reaches that case takes Python longer than it takes the
database to answer. The words of it depend on who asks and on nothing else
(tests/guards/test_reach.py), so they are kept, with blanks where the ids stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from harborlight.firm.ids import new_id
from harborlight.firm.tenancy import where_we_are

# What stands in a question instead of an id, until it is asked.
BLANKS = tuple(new_id() for _ in range(3))
MOST_KEPT = 5000


@dataclass(frozen=True)
class _Question:
    """sql is empty where nothing could be found by it."""

    sql: str = ""
    values: tuple[Any, ...] = ()
    # At which of the values which blank stands; how a column becomes a value of ours.
    blanks: tuple[tuple[int, int], ...] = ()
    readers: tuple[tuple[int, Any, Any], ...] = ()


_kept: dict[Hashable, _Question] = {}


def answers(
    what: Hashable, make: Callable[..., models.QuerySet[Any, Any]], *ids: UUID
) -> list[list[Any]]:
    """The rows that a question finds, each with the values of its columns in their order.

    make: given an id for each of `ids`, the rows that are asked for, not asked yet.
    what: all else that it depends on, beside the firm we are in.
    """
    key = what, where_we_are(), connection.vendor
    if (question := _kept.get(key)) is None:
        if len(_kept) >= MOST_KEPT:
            forget_questions()
        question = _kept[key] = _put(make(*BLANKS[: len(ids)]))
    if not question.sql:
        return []
    values = [*question.values]
    for n, blank in question.blanks:
        values[n] = _told(ids[blank])
    with connection.cursor() as cursor:
        cursor.execute(question.sql, values)
        rows = [[*row] for row in cursor.fetchall()]
    for row in rows:
        for n, read, column in question.readers:
            row[n] = read(row[n], column, connection)
    return rows


def forget_questions() -> None:
    """Put them into SQL anew, as where what roles may do was changed under a test."""
    _kept.clear()


def _put(rows: models.QuerySet[Any, Any]) -> _Question:
    compiler = rows.query.get_compiler(connection=connection)
    try:
        sql, values = compiler.as_sql()
    except EmptyResultSet:
        return _Question()
    blanks = {_told(blank): n for n, blank in enumerate(BLANKS)}
    at = tuple((n, blanks[one]) for n, one in enumerate(values) if _is(one, blanks))
    columns = [one[0] for one in compiler.select]
    read = compiler.get_converters(columns)
    readers = ((n, one, on) for n, (several, on) in read.items() for one in several)
    return _Question(sql, (*values,), at, (*readers,))


def _is(value: Any, blanks: dict[Any, int]) -> bool:
    return isinstance(value, (str, UUID)) and value in blanks


def _told(one: UUID) -> Any:
    """An id as this database is told it."""
    return one if connection.features.has_native_uuid_field else one.hex
