"""An invoice on paper, with the instalments that its payer agreed to."""

from __future__ import annotations

from django.utils.translation import override

from harborlight.agreements.queries import agreed_dues
from harborlight.billing.models import Invoice
from harborlight.billing.queries import lines
from harborlight.billing.sheets import invoice_sheet
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.papers.printing import print_sheet


def invoice_paper(actor: Actor, invoice: Invoice, *, language: str = "") -> bytes:
    """The invoice as PDF, in the payer's language. NotFound while it is a draft."""
    if not invoice.number:
        raise NotFound
    with override(language or invoice.payer.reads_in):
        sheet = invoice_sheet(
            actor.firm,
            invoice,
            [*lines(actor, invoice)],
            dues=agreed_dues(actor, invoice) or [],
        )
        return print_sheet("invoice", sheet)
