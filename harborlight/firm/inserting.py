"""Whole new rows, in statements whose words are made once for each table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection

from harborlight.firm.models import FirmRecord

# Of so many rows a statement is made of at the most: databases count its blanks.
_AT_ONCE = 500


def insert_rows(rows: Sequence[FirmRecord]) -> None:
    """Add these new rows of one model. They have their ids; nobody listens for a save."""
    for at in range(0, len(rows), _AT_ONCE):
        _insert(rows[at : at + _AT_ONCE])


def _insert(rows: Sequence[FirmRecord]) -> None:
    model = type(rows[0])
    columns = [
        [field.get_db_prep_save(field.pre_save(row, True), connection) for row in rows]
        for field in model._meta.concrete_fields
    ]
    values = [value for row in zip(*columns, strict=True) for value in row]
    with connection.cursor() as cursor:
        cursor.execute(_statement(model, len(rows)), values)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


@cache
def _statement(model: type[FirmRecord], count: int) -> str:
    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    row = f"({', '.join(['%s'] * len(fields))})"
    rows = ", ".join([row] * count)
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES {rows}'  # noqa: S608
