"""What the firm decided of its invoices, for whoever may know it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from harborlight.billing.models import Invoice, LatePolicy, Letterhead, Reduction, Tax
from harborlight.firm.actor import Actor


def taxes(actor: Actor) -> QuerySet[Tax]:
    """Taxes that new invoices may ask for."""
    rows = Tax.objects.visible_to(actor).filter(withdrawn_at=None)
    return rows.order_by("from_on", "pk")


def get_tax(actor: Actor, pk: UUID) -> Tax:
    return Tax.objects.one(actor, pk)


def tax_of(actor: Actor, chosen: str) -> Tax | None:
    """The tax with this id, as a form sent it; None: none was chosen."""
    return next((one for one in taxes(actor) if str(one.pk) == chosen), None)


def reductions(actor: Actor, invoice: Invoice) -> QuerySet[Reduction]:
    """Credit notes and what was written off, the first on top."""
    rows = Reduction.objects.visible_to(actor).filter(invoice=invoice)
    return rows.order_by("made_at", "pk")


def credit_notes(actor: Actor) -> QuerySet[Reduction]:
    """Those that this person got, or all that a reader of money may see, latest first."""
    rows = Reduction.objects.visible_to(actor).filter(kind=Reduction.Kind.CREDIT)
    return rows.order_by("-on", "-made_at", "pk")


def late_policy_now(actor: Actor) -> LatePolicy | None:
    rows = LatePolicy.objects.visible_to(actor).filter(withdrawn_at=None)
    return rows.order_by("-decided_at").first()


def letterhead_now(actor: Actor) -> Letterhead | None:
    rows = Letterhead.objects.visible_to(actor).filter(withdrawn_at=None)
    return rows.order_by("-decided_at").first()
