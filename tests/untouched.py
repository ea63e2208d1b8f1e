"""Whether the books are the same to the byte after something was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from harborlight.firm.models import Event

ROOMS = ("trust", "billing", "agreements", "paying", "bank")


def dump() -> dict[str, list[str]]:
    """Every row of every room of money, in whatever firm, and every event that happened."""
    tables = [
        model._meta.db_table
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
    ]
    return {table: _rows(table) for table in [*tables, Event._meta.db_table]}


def _rows(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return sorted(repr([_plain(one) for one in row]) for row in cursor.fetchall())


def _plain(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@contextmanager
def nothing_moves() -> Iterator[None]:
    """Nothing in here writes into a room of money, or leaves an event."""
    before = dump()
    yield
    after = dump()
    assert {name for name in before if before[name] != after[name]} == set()
