"""Tables laid bare for a large load on PostgreSQL; keys and indexes come back after it.

Checked and indexed row by row, a load takes the database more than twice the time of
checking and indexing it whole. What is taken away is written down in the database by
the transaction that takes it: should the program end in between, the next
`harborlight migrate` puts it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections, transaction

# Statements that put back what was taken away, in the order of n.
AWAY = "synth_put_back"
_MAKE = """
CREATE TABLE synth_put_back (n serial PRIMARY KEY, step int, "on" text, statement text)
"""
_NOTE = 'INSERT INTO synth_put_back (step, "on", statement) VALUES (%s, %s, %s)'
_LEFT = 'SELECT step, "on", n, statement FROM synth_put_back ORDER BY n'
_DONE = "DELETE FROM synth_put_back WHERE n = %s"
MEMORY = "256MB"

_INDEXES = """
SELECT c.relname, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
  AND NOT i.indisprimary
  AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid
                  AND k.contype IN ('p', 'u', 'x'))
  AND NOT EXISTS (SELECT 1 FROM pg_trigger t WHERE t.tgrelid = i.indrelid
                  AND NOT t.tgisinternal AND t.tgtype & 4 > 0)
ORDER BY 2
"""
_CONSTRAINTS = """
SELECT c.relname, quote_ident(k.conname), k.contype::text, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
  AND k.contype IN ('u', 'f') AND NOT c.relispartition
ORDER BY 2
"""
_OWNED = """
SELECT bool_and(pg_has_role(c.relowner, 'USAGE')) FROM pg_class c
WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace
"""


@contextmanager
def laid_bare(alias: str, tables: Sequence[str]) -> Iterator[None]:
    """No foreign keys and no indexes but the primary ones, while the block runs.

    Tables that belong to another role stay as they are. A table that is asked anew at
    every row (whether a journal balances) keeps the indexes that answer that.
    """
    with connections[alias].cursor() as cursor:
        cursor.execute(_OWNED, [[*tables]])
        owned = cursor.fetchone()[0]
    if not owned:
        yield
        return
    _take_away(alias, tables)
    try:
        yield
    finally:
        put_back(alias)


def put_back(alias: str) -> int:
    """Whatever a load took away and has not put back; how many things that were."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [AWAY])
        if cursor.fetchone()[0] is None:
            return 0
        cursor.execute(_LEFT)
        left = cursor.fetchall()
    for step in sorted({row[0] for row in left}):
        tables: dict[str, list[tuple[int, str]]] = {}
        for _step, table, n, statement in (row for row in left if row[0] == step):
            tables.setdefault(table, []).append((n, statement))
        # Two tables at a time; two statements about one table would wait for each
        # other.
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda several: _do(alias, several), tables.values()))
    with connections[alias].cursor() as cursor:
        cursor.execute(f"DROP TABLE {AWAY}")
    return len(left)


def _take_away(alias: str, tables: Sequence[str]) -> None:
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.execute(_INDEXES, [[*tables]])
        indexes = cursor.fetchall()
        cursor.execute(_CONSTRAINTS, [[*tables]])
        constraints = cursor.fetchall()
        cursor.execute(_MAKE)
        cursor.executemany(_NOTE, [*_how_back(indexes, constraints)])
        # Foreign keys first: nothing else may stand on what is dropped.
        for table, name, _kind, _how in sorted(constraints, key=lambda row: row[2]):
            cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT {name}')
        for _table, name, _how in indexes:
            cursor.execute(f"DROP INDEX {name}")


def _how_back(
    indexes: Iterable[tuple[str, str, str]],
    constraints: Sequence[tuple[str, str, str, str]],
) -> Iterator[tuple[int, str, str]]:
    """In which step, on which table, by which statement."""
    for table, _name, how in indexes:
        yield 1, table, how
    for table, name, kind, how in constraints:
        add = f'ALTER TABLE "{table}" ADD CONSTRAINT {name} {how}'
        if kind == "u":
            yield 1, table, add
            continue
        # Naming a key locks both tables, looking through the rows does not.
        yield 2, "every table", f"{add} NOT VALID"
        yield 3, table, f'ALTER TABLE "{table}" VALIDATE CONSTRAINT {name}'


def _do(alias: str, statements: Iterable[tuple[int, str]]) -> None:
    """In a thread of its own, so on a connection of its own."""
    try:
        for n, statement in statements:
            with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
                cursor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
                cursor.execute(statement)
                cursor.execute(_DONE, [n])
    finally:
        connections[alias].close()
