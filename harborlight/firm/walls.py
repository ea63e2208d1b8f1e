"""What the database itself refuses, on both engines; raised after every migration.

- Row-level security on PostgreSQL: a row of another firm does not exist. The
  application's role owns no table, so it cannot switch this off.
- Tables that only grow: no row is deleted, none is changed but where a column
  that was empty is filled once (the seal of an event).
- Rows that sum to zero in their group (the entries of a journal) when the
  transaction that adds them ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

from harborlight.firm.models import FirmRecord, Job


@dataclass(frozen=True)
class OnlyGrows:
    """A table whose rows stay as they are, but for columns filled once."""

    table: str
    columns: tuple[str, ...]
    filled_once: tuple[str, ...]


@dataclass(frozen=True)
class Balances:
    """A table whose rows of one group sum to zero when a transaction ends."""

    table: str
    group: str
    amount: str


def raise_walls(connection: BaseDatabaseWrapper, app_role: str = "") -> None:
    """Put every wall in place; safe to repeat. `app_role`: who gets to use the tables."""
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, app_role):
            cursor.execute(statement)


def without_walls(connection: BaseDatabaseWrapper) -> str:
    """Why this role would see the rows of every firm; "" where the walls hold it.

    Asked before anything is served: a setting forgotten would leave one wall of two.
    """
    if connection.vendor != "postgresql":
        return ""
    tables = [model._meta.db_table for model in firm_tables()]
    with connection.cursor() as cursor:
        cursor.execute(_WHO_ASKS, [tables, tables])
        role, passes, owns, open_tables = cursor.fetchone()
    if passes:
        return f"the role “{role}” is a superuser, or has BYPASSRLS"
    if owns:
        return f"the role “{role}” owns the tables"
    if open_tables:
        return f"row-level security is off on {', '.join(sorted(open_tables))}"
    return ""


_WHO_ASKS = """
SELECT rolname, rolsuper OR rolbypassrls,
  EXISTS (SELECT 1 FROM pg_class WHERE oid = ANY (%s::regclass[])
    AND pg_has_role(rolname, relowner, 'MEMBER')),
  ARRAY (SELECT relname::text FROM pg_class
    WHERE oid = ANY (%s::regclass[]) AND NOT relrowsecurity)
FROM pg_roles WHERE rolname = current_user
"""


def statements(vendor: str, app_role: str) -> list[str]:
    """Everything that raises the walls on this kind of database."""
    growing, balanced = growing_tables(), balanced_tables()
    if vendor != "postgresql":
        lines = [line for table in growing for line in _sqlite_guard(table)]
        return lines + [line for one in balanced for line in _sqlite_balance(one)]
    lines = [
        line for model in firm_tables() for line in _row_security(model._meta.db_table)
    ]
    lines += [line for table in growing for line in _postgres_guard(table)]
    lines += [line for one in balanced for line in _postgres_balance(one)]
    return lines + (_grants(app_role) if app_role else [])


def firm_tables() -> list[type[Model]]:
    """Every model whose rows belong to a firm."""
    records = [model for model in apps.get_models() if issubclass(model, FirmRecord)]
    return [*records, Job]


def growing_tables() -> list[OnlyGrows]:
    """Every model that says of itself that it only grows."""
    return [
        OnlyGrows(
            table=model._meta.db_table,
            columns=tuple(str(field.column) for field in model._meta.concrete_fields),
            filled_once=tuple(once),
        )
        for model in apps.get_models()
        if (once := getattr(model, "filled_once", None)) is not None
    ]


def balanced_tables() -> list[Balances]:
    """Every model that says of itself that its rows sum to zero."""
    return [
        Balances(model._meta.db_table, *said)
        for model in apps.get_models()
        if (said := getattr(model, "sums_to_zero", None)) is not None
    ]


def _row_security(table: str) -> list[str]:
    # An empty or missing setting is no firm, so no rows; a job without a firm is
    # the house's own.
    nobody = " OR firm_id IS NULL" if table == Job._meta.db_table else ""
    # In sub-selects it is asked once for each statement, not once for each row.
    mine = (
        "(SELECT current_setting('app.firm', true)) = '*' OR firm_id = "
        "(SELECT NULLIF(NULLIF(current_setting('app.firm', true), '*'), '')::uuid)"
    )
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'DROP POLICY IF EXISTS of_the_firm ON "{table}"',
        f'CREATE POLICY of_the_firm ON "{table}" USING ({mine}{nobody}) '
        f"WITH CHECK ({mine}{nobody})",
    ]


def _grants(role: str) -> list[str]:
    growing = {table.table for table in growing_tables()}
    return [
        f'GRANT USAGE ON SCHEMA public TO "{role}"',
        f'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{role}"',
        f'GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "{role}"',
        *(f'REVOKE DELETE, TRUNCATE ON "{table}" FROM "{role}"' for table in growing),
    ]


def _postgres_guard(table: OnlyGrows) -> list[str]:
    name = f"{table.table}_only_grows"
    fixed = [column for column in table.columns if column not in table.filled_once]
    changed = " OR ".join(
        [f'NEW."{c}" IS DISTINCT FROM OLD."{c}"' for c in fixed]
        + [
            f'(OLD."{c}" IS NOT NULL AND NEW."{c}" IS DISTINCT FROM OLD."{c}")'
            for c in table.filled_once
        ]
    )
    return [
        f"""CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'UPDATE' AND NOT ({changed}) THEN RETURN NEW; END IF;
          RAISE EXCEPTION '{_word(table)}' USING ERRCODE = 'integrity_constraint_violation';
        END $$""",
        f'DROP TRIGGER IF EXISTS only_grows ON "{table.table}"',
        f'CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE ON "{table.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]


def _sqlite_guard(table: OnlyGrows) -> list[str]:
    fixed = [column for column in table.columns if column not in table.filled_once]
    changed = " OR ".join(
        [f'NEW."{c}" IS NOT OLD."{c}"' for c in fixed]
        + [
            f'(OLD."{c}" IS NOT NULL AND NEW."{c}" IS NOT OLD."{c}")'
            for c in table.filled_once
        ]
    )
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_word(table)}'); END"
    return [
        f'DROP TRIGGER IF EXISTS "{table.table}_kept"',
        f'DROP TRIGGER IF EXISTS "{table.table}_fixed"',
        f'CREATE TRIGGER "{table.table}_kept" BEFORE DELETE ON "{table.table}" {refuse}',
        f'CREATE TRIGGER "{table.table}_fixed" BEFORE UPDATE ON "{table.table}" '
        f"WHEN {changed} {refuse}",
    ]


def _word(table: OnlyGrows) -> str:
    return f"Rows of {table.table} are never changed or deleted"


def _postgres_balance(one: Balances) -> list[str]:
    name = f"{one.table}_balances"
    return [
        f"""CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF (SELECT sum("{one.amount}") FROM "{one.table}"
              WHERE "{one.group}" = NEW."{one.group}") <> 0 THEN
            RAISE EXCEPTION 'Rows of {one.table} do not balance'
              USING ERRCODE = 'integrity_constraint_violation';
          END IF;
          RETURN NULL;
        END $$""",  # noqa: S608 - names of our own tables
        f'DROP TRIGGER IF EXISTS balances ON "{one.table}"',
        f'CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON "{one.table}" '
        "DEFERRABLE INITIALLY DEFERRED "
        f'FOR EACH ROW EXECUTE FUNCTION "{name}"()',
    ]


def _sqlite_balance(one: Balances) -> list[str]:
    # SQLite puts off no trigger, but it puts off a foreign key: each group's sum
    # must be the one number that the second table knows, which is zero.
    sums, zero = f"{one.table}_sums", f"{one.table}_zero"
    adds = (
        f'INSERT INTO "{sums}" VALUES (NEW."{one.group}", NEW."{one.amount}") '  # noqa: S608
        f'ON CONFLICT (of) DO UPDATE SET cents = cents + NEW."{one.amount}"'
    )
    return [
        f'CREATE TABLE IF NOT EXISTS "{zero}" (cents integer PRIMARY KEY CHECK (cents = 0))',
        f'INSERT OR IGNORE INTO "{zero}" VALUES (0)',  # noqa: S608 - our own table
        f'CREATE TABLE IF NOT EXISTS "{sums}" (of text PRIMARY KEY, cents integer NOT NULL '
        f'REFERENCES "{zero}" DEFERRABLE INITIALLY DEFERRED)',
        f'DROP TRIGGER IF EXISTS "{one.table}_balances"',
        f'CREATE TRIGGER "{one.table}_balances" AFTER INSERT ON "{one.table}" '
        f"BEGIN {adds}; END",
    ]
