"""The invoices of some days, as rows of an export for the firm's bookkeeping."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from harborlight.billing.models import Invoice, Line
from harborlight.firm.ids import shown
from harborlight.paying.exporting import Codes


def invoices_told(
    first: date, last: date, codes: Codes
) -> list[dict[str, str | int | date]]:
    """Each that was issued in these days, as it stands now, by number: texts, days, and
    whole cents. What was voided since is told, with nothing open."""
    own = Q(lines__to=Line.To.OPERATING)
    rows = Invoice.objects.filter(issued_on__gte=first, issued_on__lte=last)
    told = rows.exclude(number="").select_related("case").annotate(
        costs=Coalesce(Sum("lines__cents", filter=own & Q(lines__kind="cost")), 0),
        tax_cents=Coalesce(Sum("lines__cents", filter=own & Q(lines__kind="tax")), 0),
        trust=Coalesce(Sum("lines__cents", filter=Q(lines__to=Line.To.TRUST)), 0),
    )  # fmt: skip
    return [
        {
            "number": one.number,
            "issued": one.issued_on or one.due_on,
            "due": one.due_on,
            "state": one.state,
            "case": one.case.number,
            "client": shown(one.payer_id),
            "code": codes.earned(one.case.number, one.case.kind),
            "fees": one.cents - one.costs - one.tax_cents - one.trust,
            "costs": one.costs,
            "tax": one.tax_cents,
            "trust": one.trust,
            "total": one.cents,
            "paid": one.paid_cents,
            "reduced": one.credited_cents + one.written_off_cents,
            "open": one.owed_cents if one.is_open else 0,
            "currency": "USD",
        }
        for one in told.order_by("number")
    ]
