from __future__ import annotations

import click

from harborlight.config.cli import settled


@click.command("migrate")
def command() -> None:
    """Make or upgrade the database, and raise its walls.

    On PostgreSQL this runs as the role of DATABASE_OWNER_URL, which owns the
    tables; the application's own role (DATABASE_URL) is given their use.
    """
    settled()
    prepare_database()


def prepare_database() -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from harborlight.config.synth import bare, bare_sqlite
    from harborlight.firm.walls import raise_walls

    alias = "owner" if "owner" in settings.DATABASES else "default"
    call_command("migrate", database=alias, verbosity=0, interactive=False)
    call_command("createcachetable", database=alias, verbosity=0)
    role = settings.DATABASES["default"].get("USER", "") if alias == "owner" else ""
    on_postgres = connections[alias].vendor == "postgresql"
    (bare if on_postgres else bare_sqlite).put_back(alias)
    raise_walls(connections[alias], app_role=str(role))
    connections[alias].close()


def need_walls() -> None:
    """Serve nothing and do no work as a role that row-level security does not bind."""
    from django.db import connection
    from django.db.utils import DatabaseError

    from harborlight.firm.walls import without_walls

    try:
        why = without_walls(connection)
    except DatabaseError:
        why = "its tables are not there yet: run `harborlight migrate` first"
    finally:
        connection.close()
    if why:
        raise click.ClickException(
            f"On this database one firm would not be walled off from another: {why}. "
            "Give the application a role of its own in DATABASE_URL, name the owner of "
            "the tables in DATABASE_OWNER_URL, and run `harborlight migrate` "
            "(docs/operators.md, “PostgreSQL”)."
        )
