"""Nothing is served by a role of the database that its walls do not bind."""

from __future__ import annotations

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections

from harborlight.firm.models import Membership
from harborlight.firm.walls import without_walls

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not settings.ON_POSTGRES, reason="Only PostgreSQL has roles and row security."
    ),
]


def started(words: str, role: str, home) -> subprocess.CompletedProcess:
    """A command on the tables of the tests, as this role and no other."""
    at = connection.settings_dict
    url = f"postgresql://{role}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
    kept = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"}
    return subprocess.run(
        [sys.executable, "-m", "harborlight.config.cli", words],
        env={**kept, "HARBORLIGHT_HOME": str(home), "DATABASE_URL": url, "PORT": "0"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.feature("F230")
@pytest.mark.parametrize("words", ["serve", "work", "run"])
def test_the_owner_of_the_tables_serves_nothing_and_is_told_why(words, tmp_path):
    ended = started(words, connections["owner"].settings_dict["USER"], tmp_path)
    assert ended.returncode == 1
    assert "owns the tables" in ended.stderr
    assert "DATABASE_OWNER_URL" in ended.stderr and "docs/operators.md" in ended.stderr


def test_the_role_of_the_application_serves_while_the_walls_stand():
    assert without_walls(connection) == ""
    table, at = Membership._meta.db_table, connections["owner"].settings_dict
    owner = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"]}
    with psycopg.connect(**owner, dbname=at["NAME"], autocommit=True) as owned:
        owned.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        try:
            told = without_walls(connection)
        finally:
            owned.execute(f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY')
    assert told == f"row-level security is off on {table}"
