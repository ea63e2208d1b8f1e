"""A large load on SQLite takes indexes away, and they come back whatever happens."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connections

from harborlight.config.synth.bare_sqlite import laid_bare, put_back

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        settings.ON_POSTGRES, reason="PostgreSQL's tables are laid bare otherwise."
    ),
]
TABLES = ["cases_case", "cases_party", "firm_event", "trust_entry"]


def shape():
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master ORDER BY 1, 2")
        return cursor.fetchall()


def indexes_of(table):
    return {
        name for on, name, sql in shape() if on == table and "CREATE INDEX" in f"{sql}"
    }


def test_what_was_taken_away_comes_back_as_it_was():
    before, kept = shape(), indexes_of("trust_entry")
    assert indexes_of("cases_case") and indexes_of("firm_event") and kept
    with laid_bare("default", TABLES):
        assert not indexes_of("cases_case") | indexes_of("firm_event")
        # Else each row would read the whole table to see whether its journal balances.
        assert indexes_of("trust_entry") == kept
    assert shape() == before


def test_a_load_that_fails_leaves_the_tables_as_they_were():
    before = shape()
    with pytest.raises(RuntimeError), laid_bare("default", TABLES):
        raise RuntimeError("the load failed")
    assert shape() == before


def test_after_a_kill_the_next_migration_puts_everything_back():
    before = shape()
    whole = laid_bare("default", TABLES)
    whole.__enter__()
    assert shape() != before
    assert put_back("default") > 5
    assert shape() == before
    assert put_back("default") == 0
