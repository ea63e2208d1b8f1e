"""Keys in a process: remembered only once it is certain that they exist."""

from __future__ import annotations

from django.db import transaction

from harborlight.firm.ids import new_id
from harborlight.firm.models import RecordKey
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import make_firm_key, newest_firm_key, record_key


def test_a_key_that_was_undone_encrypts_nothing_afterwards(harbor):
    case_id = new_id()
    with inside(harbor):
        with transaction.atomic():
            undone = record_key(harbor, case_id)
            assert record_key(harbor, case_id) == undone
            transaction.set_rollback(True)
        stands = record_key(harbor, case_id)
        assert stands != undone
        assert RecordKey.objects.filter(record_id=case_id).count() == 1
        assert record_key(harbor, case_id) == stands


def test_a_firm_key_that_was_undone_is_not_the_newest(harbor):
    with inside(harbor):
        before = newest_firm_key(harbor)
        with transaction.atomic():
            make_firm_key(harbor)
            assert newest_firm_key(harbor) != before
            transaction.set_rollback(True)
        assert newest_firm_key(harbor) == before
