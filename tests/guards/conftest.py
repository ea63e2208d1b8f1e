"""The world of the guards, made once for all of them and put back afterwards."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    from django.db import transaction

    from tests.guards.world import build

    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
