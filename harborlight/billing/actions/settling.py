"""What a draft comes to: its discount shared out, its tax, its total. And both said."""

from __future__ import annotations

from django.db.models import Sum
from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.posting import still_a_draft
from harborlight.billing.models import Invoice, Line, Tax
from harborlight.billing.splitting import share_of, share_out
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


class TooGenerous(Exception):
    """A discount is taken off our own fees, and is no more than they are."""


def discount_invoice(
    actor: Actor, invoice: Invoice, *, cents: int, ppm: int, why: str
) -> None:
    """Lower our fees of a draft by an amount, or by a share of them in millionths.

    Both 0: there is no discount any more. Raises TooGenerous, AlreadyIssued.
    """
    with acting(actor, events.DISCOUNTED, invoice) as event:
        still_a_draft(invoice)
        fees = _fees(invoice)
        if cents > fees or ppm > 1_000_000 or (cents or ppm) and not fees:
            raise TooGenerous(
                gettext(
                    "A discount is taken off our own fees, and these are less. What the "
                    "government asks is not ours to lower."
                )
            )
        invoice.discount_cents, invoice.discount_ppm = cents, ppm
        invoice.discount_why = why if cents or ppm else ""
        invoice.save(update_fields=["discount_cents", "discount_ppm", "discount_why"])
        settle(invoice)
        event.say(amount=cents or share_of(fees, ppm), why=why)


def tax_invoice(actor: Actor, invoice: Invoice, *, tax: Tax | None) -> None:
    """Ask for a tax on what a draft earns us; None: for none. Raises AlreadyIssued."""
    with acting(actor, events.TAXED, invoice) as event:
        still_a_draft(invoice)
        invoice.tax = tax
        invoice.save(update_fields=["tax"])
        settle(invoice)
        event.say(words=tax.names if tax else "–")


def settle(invoice: Invoice) -> None:
    """Share out the discount of a draft, count its tax, and add it all up."""
    fees = [*Line.objects.filter(invoice=invoice, kind=Line.Kind.FEE).order_by("pk")]
    _share_out(invoice, fees)
    _tax(invoice, fees)
    total = Line.objects.filter(invoice=invoice).aggregate(all=Sum("cents"))["all"] or 0
    Invoice.objects.filter(pk=invoice.pk).update(cents=total)
    invoice.cents = total


def _share_out(invoice: Invoice, fees: list[Line]) -> None:
    weights = [line.full_cents for line in fees]
    whole = sum(weights)
    off = min(invoice.discount_cents or share_of(whole, invoice.discount_ppm), whole)
    parts = share_out(off, weights) if off else [0] * len(fees)
    for line, part in zip(fees, parts, strict=True):
        if line.discount_cents != part:
            line.cents = line.full_cents - part
            line.save(update_fields=["cents"])


def _tax(invoice: Invoice, fees: list[Line]) -> None:
    """One line, counted once: what is held in trust is taxed when it is earned."""
    Line.objects.filter(invoice=invoice, kind=Line.Kind.TAX).delete()
    tax = invoice.tax
    if tax is None:
        return
    earned = sum(line.cents for line in fees if line.to == Line.To.OPERATING)
    if cents := share_of(earned, tax.ppm):
        Line.objects.create(
            firm_id=invoice.firm_id,
            case_id=invoice.case_id,
            invoice=invoice,
            kind=Line.Kind.TAX,
            words=str(tax),
            texts=tax.names,
            to=Line.To.OPERATING,
            cents=cents,
            full_cents=cents,
            source=tax.source,
            position=999,
        )


def _fees(invoice: Invoice) -> int:
    rows = Line.objects.filter(invoice=invoice, kind=Line.Kind.FEE)
    return rows.aggregate(all=Sum("full_cents"))["all"] or 0
