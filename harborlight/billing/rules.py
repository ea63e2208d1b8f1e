"""What the firm decided of its invoices, for whoever may know it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet, Subquery
from django.utils.translation import override

from harborlight.billing.models import Invoice, LatePolicy, Letterhead, Reduction, Tax
from harborlight.billing.sheets import credit_sheet
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.papers.printing import print_sheet


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


def get_credit_note(actor: Actor, pk: UUID) -> Reduction:
    """One of them, with its invoice and who got it."""
    rows = credit_notes(actor).select_related("invoice__payer__login", "invoice__case")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def credit_note_paper(actor: Actor, note: Reduction, *, language: str = "") -> bytes:
    """The credit note as PDF, in the language of whoever got it."""
    with override(language or note.invoice.payer.reads_in):
        return print_sheet("invoice", credit_sheet(actor.firm, note))


def late_policy_now(actor: Actor) -> LatePolicy | None:
    rows = LatePolicy.objects.visible_to(actor).filter(withdrawn_at=None)
    return rows.order_by("-decided_at").first()


def least_part(actor: Actor) -> Subquery:
    """The smallest part of an invoice that is paid at once, asked with it; None: the whole."""
    rows = Letterhead.objects.visible_to(actor).filter(withdrawn_at=None)
    return Subquery(rows.order_by("-decided_at").values("least_part_cents")[:1])


def letterhead_now(actor: Actor) -> Letterhead | None:
    rows = Letterhead.objects.visible_to(actor).filter(withdrawn_at=None)
    return rows.order_by("-decided_at").first()
