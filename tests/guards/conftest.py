"""The world of the guards, made once for all of them and put back afterwards."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, _search_database):
    from django.conf import settings
    from django.db import transaction

    from harborlight.firm.vault.keys import trust_keys
    from tests.guards.world import build, index

    settings.SEARCH_DATABASE, off = _search_database, settings.SEARCH_DATABASE
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        index(made)
        # It is one transaction that nobody doubts: keys are fetched once, as ever.
        trust_keys()
        yield made
        transaction.set_rollback(True)
    settings.SEARCH_DATABASE = off
