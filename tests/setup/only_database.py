"""A plugin of pytest that keeps only the tests that touch the database.

The others say the same on every engine, so on PostgreSQL they need not run again.
Nor do those that read what a page is built of, and which role a route lets in; what
nobody may reach is asked again: `make test-all` runs all of them on both.
"""

from __future__ import annotations

import pytest

SAME_ON_ALL = (
    "tests/guards/test_pages.py",
    "tests/guards/test_deeds.py",
    "tests/guards/test_returning.py",
    "tests/guards/test_access.py::test_every_role_gets_in_where_the_table_says",
    "tests/guards/test_access.py::test_nothing_is_changed_without_the_token",
)
TOUCH = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    kept, others = [], []
    for item in items:
        named = TOUCH & set(getattr(item, "fixturenames", ()))
        touches = named or item.get_closest_marker("django_db")
        touches = touches and not item.nodeid.startswith(SAME_ON_ALL)
        (kept if touches else others).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=others)
