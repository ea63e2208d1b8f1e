"""A plugin of pytest that keeps only the tests that touch the database.

The others say the same on every engine, so on PostgreSQL they need not run again. Of
those that ask every route the same question, PostgreSQL is asked a sample: what a page
is built of, and which role a route lets in, is not the engine's to say; of what nobody
may reach, where its own walls stand behind ours, every twelfth; and every sixth of the
stories that pages tell. Where a deed is cut off between two of its steps is ours to say,
too; what a dead connection leaves, the jobs of a killed worker and two who meet show.
`make test-all` runs all of them on both (docs/decisions).
"""

from __future__ import annotations

import pytest

# The file or test, and of how many routes one is asked.
SAMPLES = {
    "tests/guards/test_deeds.py": 24,
    "tests/guards/test_access.py::test_every_role_gets_in_where_the_table_says": 24,
    "tests/guards/test_access.py::test_nothing_is_changed_without_the_token": 24,
    "tests/guards/test_access.py::test_what_is_not_yours": 12,
    "tests/guards/test_access.py::test_no_list_and_no_search": 12,
    "tests/guards/test_walls.py": 12,
    # Stories of pages: what asks the database is in rooms below, and asked there whole.
    "harborlight/staff/": 6,
    "harborlight/portal/": 6,
    # Most of what these take is papers and forms being made; rows they keep like the rest.
    "harborlight/packets/": 6,
    "harborlight/filings/": 4,
    # What a rule or a meaning sets going, and what is made of answers: each ends in the
    # deeds of the rooms below, which are asked whole.
    "harborlight/automation/": 4,
    "harborlight/agency/": 4,
    "harborlight/agreements/": 4,
    "harborlight/inquiries/": 4,
    "harborlight/workflow/": 3,
    # A file is carried in pieces by our code; of its rows no engine makes anything else.
    "harborlight/api/": 4,
    # A made-up firm is written in one way for both.
    "harborlight/config/tests/test_synth.py": 4,
}
# Told on SQLite only, and on both by `make test-all`.
LATER = (
    # How often a page asks for its rows is our code's to say.
    "tests/guards/test_queries.py",
    # What lies in a bucket is no row of any engine.
    "tests/faults/test_in_a_bucket.py",
    "tests/faults/test_killed.py::test_every_deed_of_a_case_happens_whole",
    "tests/faults/test_killed.py::test_readers_of_the_log_lose_nothing",
)
TOUCH = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    kept, others, met = [], [], dict.fromkeys(SAMPLES, 0)
    for item in items:
        named = TOUCH & set(getattr(item, "fixturenames", ()))
        touches = named or item.get_closest_marker("django_db")
        (kept if touches and _is_asked(item, met) else others).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=others)


def _is_asked(item: pytest.Item, met: dict[str, int]) -> bool:
    if item.nodeid.startswith(LATER):
        return False
    for name, of in SAMPLES.items():
        if item.nodeid.startswith(name):
            met[name] += 1
            return met[name] % of == 1
    return True
