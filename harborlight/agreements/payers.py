"""Who is asked, where nobody is there to choose."""

from __future__ import annotations

from harborlight.agreements.models import Payer
from harborlight.billing.models import Invoice
from harborlight.cases.models import Case
from harborlight.people.models import Person


def payer_for(case: Case, what: str) -> Person | None:
    """Whoever pays "fees" or "costs" of a case by what was recorded, else whom the last
    invoice asked; None: nobody knows."""
    rows = Payer.objects.filter(case=case, pays__in=(what, Payer.Pays.EVERYTHING))
    # Who pays just this comes before who pays everything.
    known = [*rows.select_related("person").order_by("added_at", "pk")]
    for payer in sorted(known, key=lambda one: one.pays == Payer.Pays.EVERYTHING):
        return payer.person
    last = Invoice.objects.filter(case=case).exclude(state=Invoice.State.VOID)
    found = last.select_related("payer").order_by("-issued_on", "-pk").first()
    return found.payer if found else None
