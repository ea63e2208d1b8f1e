"""What was agreed about telling the client before fees leave trust."""

from __future__ import annotations

from harborlight.agreements.models import Agreement
from harborlight.billing.noticing import wants_notice
from harborlight.cases.models import Case


@wants_notice("agreement")
def agreed_notice(case: Case) -> int:
    """Days, as the agreement in force says; 0: it says nothing of it."""
    rows = Agreement.objects.filter(
        case=case, accepted_on__isnull=False, replaced_at=None
    )
    return rows.values_list("notice_days", flat=True).first() or 0
