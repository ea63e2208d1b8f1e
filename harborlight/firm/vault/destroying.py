"""A key that is destroyed takes with it what it opened, and what was made of that."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.db import transaction

from harborlight.firm.models import Firm, RecordKey
from harborlight.firm.vault.keys import forget_keys

# Given the firm and the case (or person) whose key is gone for good.
Hearer = Callable[[UUID, UUID], None]
_hearers: list[Hearer] = []


def hears_destruction(hearer: Hearer) -> Hearer:
    """Have this called at once when a key is destroyed: what is kept outside of the
    database, in clear, goes then."""
    _hearers.append(hearer)
    return hearer


def destroy_key(firm: Firm, record_id: UUID) -> None:
    """Destroy the key of a case, or of what is said of somebody outside of one.

    This process forgets it at once, others within `keys.REMEMBERED_SECONDS`.
    """
    RecordKey.objects.filter(firm=firm, record_id=record_id).delete()
    forget_keys()
    for hearer in _hearers:
        # One that fails keeps no other from hearing of it.
        transaction.on_commit(partial(hearer, firm.pk, record_id), robust=True)
