"""A plugin of pytest that keeps only the tests that touch the database.

The others say the same on every engine, so on PostgreSQL they need not run again.
Nor do those that read what a page is built of: `make test-all` runs them on both.
"""

from __future__ import annotations

import pytest

ABOUT_MARKUP = "tests/guards/test_pages.py"
TOUCH = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences"}


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    kept, others = [], []
    for item in items:
        named = TOUCH & set(getattr(item, "fixturenames", ()))
        touches = named or item.get_closest_marker("django_db")
        touches = touches and not item.nodeid.startswith(ABOUT_MARKUP)
        (kept if touches else others).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=others)
