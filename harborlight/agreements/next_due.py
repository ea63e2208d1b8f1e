"""What is due next of an invoice that is paid in parts, asked along with the invoice."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Least

from harborlight.agreements.models import Instalment
from harborlight.firm.actor import Actor

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from harborlight.billing.models import Invoice
    from harborlight.billing.models.invoices import AndOnItsWay, PayersInvoices

    class AndNext(AndOnItsWay):
        """What is due next of its plan; None: it is due whole."""

        next_on: date | None
        next_cents: int | None

    Bill = WithAnnotations[Invoice, AndNext]
    Bills = QuerySet[Bill]


def with_next(actor: Actor, rows: PayersInvoices) -> Bills:
    """Each open invoice with what is due next of a plan that was agreed to: the day and
    the cents that are left of it, `next_on` and `next_cents`; None where it is due whole.
    """
    upto = Instalment.objects.filter(
        plan=OuterRef("plan"), position__lte=OuterRef("position")
    )
    so_far = upto.order_by().values("plan").annotate(all=Sum("cents")).values("all")
    days = Instalment.objects.visible_to(actor).filter(
        plan__invoice=OuterRef("pk"), plan__agreed_at__isnull=False, plan__ended_at=None
    )
    # What came pays the first ones.
    off = [
        F(f"plan__invoice__{one}_cents") for one in ("paid", "credited", "written_off")
    ]
    owed = F("plan__invoice__cents") - off[0] - off[1] - off[2]
    left = Subquery(so_far) - F("plan__cents") + owed
    due = days.annotate(left=left).filter(left__gt=0).order_by("position")
    least = due.annotate(least=Least("cents", "left"))
    return rows.annotate(
        next_on=Subquery(due.values("due_on")[:1]),
        next_cents=Subquery(least.values("least")[:1]),
    )
