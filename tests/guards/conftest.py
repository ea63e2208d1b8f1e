"""The world of the guards, made once for all of them and put back afterwards."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache

import pytest


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, _search_database):
    from django.conf import settings
    from django.db import connection, transaction

    from harborlight.firm.vault.keys import trust_keys
    from tests.guards.world import build, index

    settings.SEARCH_DATABASE, off = _search_database, settings.SEARCH_DATABASE
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        index(made)
        # It is one transaction that nobody doubts: keys are fetched once, as ever.
        trust_keys()
        # Nothing of it is ever committed, and each question would look through all that
        # waits for that.
        connection.run_on_commit.clear()
        with _addresses_read_once():
            yield made
        transaction.set_rollback(True)
    settings.SEARCH_DATABASE = off


@contextmanager
def _addresses_read_once():
    """One address is asked for by everybody, and hundreds of patterns are tried for it."""
    from django.urls import get_resolver

    root = get_resolver()
    root.resolve = lru_cache(64)(root.resolve)
    yield
    del root.resolve
