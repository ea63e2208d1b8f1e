"""The index of papers, which says them in clear, is never in the database of the record."""

from __future__ import annotations

import pytest

from harborlight.config.searching import BadSearchDatabase, search_database

RECORD = {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": "db.example",
    "PORT": 5432,
    "NAME": "harborlight",
}
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "harborlight.sqlite3"}


@pytest.mark.feature("F113")
@pytest.mark.parametrize(
    "said",
    [
        "postgresql://app:secret@db.example/harborlight",
        "postgres://other@DB.example:5432/harborlight?sslmode=require",
    ],
)
def test_the_database_of_the_record_is_refused_for_the_index(said, tmp_path):
    with pytest.raises(BadSearchDatabase, match="a database of its own"):
        search_database(said, tmp_path, RECORD)


@pytest.mark.parametrize("host", ["", "localhost", "127.0.0.1"])
def test_this_machine_is_known_by_each_of_its_names(host, tmp_path):
    record = {**RECORD, "HOST": host, "PORT": ""}
    with pytest.raises(BadSearchDatabase, match="a database of its own"):
        search_database("postgresql://app@localhost/harborlight", tmp_path, record)


@pytest.mark.feature("F113")
def test_the_index_has_a_place_of_its_own(tmp_path):
    own = "postgresql://app@db.example/harborlight_search"
    assert search_database(own, tmp_path, RECORD) == own
    assert search_database(own, tmp_path, SQLITE) == own
    folder = search_database("sqlite", tmp_path, SQLITE)
    assert folder == tmp_path / "search"
    assert search_database("off", tmp_path, SQLITE) is None
