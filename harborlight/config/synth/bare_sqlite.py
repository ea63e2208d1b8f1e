"""The same on SQLite: indexes that only make reading quicker come back after a load.

Its keys come in no order, so every index is written all over again with each batch of
cases: 20,000 of them wrote 92 GB for a database of 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connections, transaction

from harborlight.config.synth.bare import AWAY
from harborlight.firm.walls import balanced_tables

_INDEXES = """
SELECT name, tbl_name, sql FROM sqlite_master
WHERE type = 'index' AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE %%'
ORDER BY name
"""
_NOTE = "INSERT INTO synth_put_back VALUES (%s, %s)"
_LEFT = "SELECT name, statement FROM synth_put_back ORDER BY name"
_DONE = "DELETE FROM synth_put_back WHERE name = %s"
_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s"


@contextmanager
def laid_bare(alias: str, tables: Sequence[str]) -> Iterator[None]:
    """Only what must be unique is indexed while the block runs.

    A table that is asked anew at every row (whether a journal balances) keeps all.
    """
    asked = {table.table for table in balanced_tables()}
    bare = {*tables} - asked
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(_INDEXES)
        found = [row for row in cursor.fetchall() if row[1] in bare]
        cursor.execute(f"CREATE TABLE {AWAY} (name text, statement text)")
        for name, _table, statement in found:
            cursor.execute(_NOTE, [name, statement])
            cursor.execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        put_back(alias)


def put_back(alias: str) -> int:
    """Whatever a load took away and has not put back; how many indexes that were."""
    with connections[alias].cursor() as cursor:
        cursor.execute(_THERE, [AWAY])
        if cursor.fetchone() is None:
            return 0
        cursor.execute(_LEFT)
        left = cursor.fetchall()
    for name, statement in left:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(statement)
            cursor.execute(_DONE, [name])
    with connections[alias].cursor() as cursor:
        cursor.execute(f"DROP TABLE {AWAY}")
    return len(left)
