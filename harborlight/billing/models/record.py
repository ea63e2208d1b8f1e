from __future__ import annotations

from harborlight.cases.models import MONEY_READERS, CaseRecord


class MoneyOfACase(CaseRecord):
    """Kept apart from the evidence: readers of money are not readers of passports."""

    staff_readers = MONEY_READERS

    class Meta:
        abstract = True
        base_manager_name = "objects"
