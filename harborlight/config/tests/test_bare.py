"""A large load takes keys and indexes away, and they come back whatever happens."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import connections

from harborlight.config.synth.bare import _take_away, laid_bare, put_back

pytestmark = pytest.mark.skipif(
    not settings.ON_POSTGRES, reason="Only PostgreSQL's tables are laid bare."
)
TABLES = ["cases_case", "cases_party", "firm_event", "trust_entry"]


@pytest.fixture
def shape(django_db_setup, django_db_blocker):
    """What stands on the tables now: called, it tells every index and key."""

    def tell() -> set[tuple[str, bool]]:
        with connections["owner"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index "
                "JOIN pg_class ON oid = indrelid WHERE relname = ANY(%s) UNION "
                "SELECT conname || pg_get_constraintdef(k.oid), convalidated "
                "FROM pg_constraint k JOIN pg_class c ON c.oid = conrelid "
                "WHERE relname = ANY(%s)",
                [TABLES, TABLES],
            )
            return {*cursor.fetchall()}

    with django_db_blocker.unblock():
        before = tell()
        yield tell
        put_back("owner")
        assert tell() == before
        connections["owner"].close()


def test_what_was_taken_away_comes_back_as_it_was(shape):
    before = shape()
    with laid_bare("owner", TABLES):
        assert len(shape()) < len(before) / 2
        assert not any("FOREIGN KEY" in what for what, _ in shape())
        # Else each row would read the whole table to see whether its journal balances.
        assert any("trust_entry USING btree (journal_id" in what for what, _ in shape())
    assert shape() == before


def test_a_load_that_fails_leaves_the_tables_as_they_were(shape):
    before = shape()
    with pytest.raises(RuntimeError), laid_bare("owner", TABLES):
        raise RuntimeError("the load failed")
    assert shape() == before


def test_after_a_kill_the_next_migration_puts_everything_back(shape):
    before = shape()
    _take_away("owner", TABLES)
    assert shape() != before
    # What the `migrate` command does.
    assert put_back("owner") > 0
    assert shape() == before
    assert put_back("owner") == 0


def test_who_does_not_own_the_tables_leaves_them_as_they_are(shape):
    before = shape()
    with laid_bare("default", TABLES):
        assert shape() == before
    connections["default"].close()
