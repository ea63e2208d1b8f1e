"""Whole new rows, in one statement whose words are made once for each table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection

from harborlight.firm.models import FirmRecord


def insert_rows(rows: Sequence[FirmRecord]) -> None:
    """Add these new rows of one model. They have their ids; nobody listens for a save."""
    model = type(rows[0])
    values = [
        field.get_db_prep_save(field.pre_save(row, True), connection)
        for row in rows
        for field in model._meta.concrete_fields
    ]
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
