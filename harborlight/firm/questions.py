"""Questions that are put into SQL once, and then asked ten thousand times.

To say in SQL whether this actor reaches that case takes Python longer than it takes the
database to answer. The words of it depend on who asks and on nothing else
(tests/guards/test_reach.py), so they are kept, with blanks where the ids stand.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, models

from harborlight.firm.ids import new_id
from harborlight.firm.tenancy import where_we_are

# What stands in a question instead of an id, until it is asked.
BLANKS = tuple(new_id() for _ in range(3))
MOST_KEPT = 5000
# The SQL, its values, and at which of them which blank stands.
_Put = tuple[str, tuple[Any, ...], dict[int, int]]
_kept: dict[Hashable, _Put | None] = {}


def asked(
    what: Hashable, make: Callable[..., models.QuerySet[Any, Any]], *ids: UUID
) -> tuple[str, tuple[Any, ...]] | None:
    """A question in SQL, with its values; None where nothing could be found by it.

    make: given an id for each of `ids`, the rows that are asked for, not asked yet.
    what: all else that it depends on, beside the firm we are in.
    """
    key = what, where_we_are(), connection.vendor
    if key not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = _put(make(*BLANKS[: len(ids)]))
    if (known := _kept[key]) is None:
        return None
    sql, values, blanks = known
    told = [_told(one) for one in ids]
    return sql, tuple(
        told[blanks[n]] if n in blanks else value for n, value in enumerate(values)
    )


def _put(rows: models.QuerySet[Any, Any]) -> _Put | None:
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    blanks = {_told(blank): n for n, blank in enumerate(BLANKS)}
    at = {n: blanks[one] for n, one in enumerate(values) if _is_blank(one, blanks)}
    return sql, values, at


def _is_blank(value: Any, blanks: dict[Any, int]) -> bool:
    return isinstance(value, (str, UUID)) and value in blanks


def _told(one: UUID) -> Any:
    """An id as this database is told it."""
    return one if connection.features.has_native_uuid_field else one.hex
