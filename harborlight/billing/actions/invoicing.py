"""Sending an invoice, and taking it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import NothingToPay, may_be_issued
from harborlight.billing.actions.posting import (
    AlreadyIssued,
    earned_parts,
    hold,
    post_for,
    still_a_draft,
)
from harborlight.billing.decided import late_policy
from harborlight.billing.models import Invoice, Line
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import next_number
from harborlight.firm.queries import flat_fees_rest_on
from harborlight.trust.actions import Side
from harborlight.trust.models import Book
from harborlight.trust.who_pays import must_be_allowed_to_pay


class NoLongerEarned(Exception):
    """A fee is earned when it is paid only while the firm says so (trust.md T9)."""


def issue_invoice(actor: Actor, invoice: Invoice, *, seen: str = "") -> None:
    """Send the invoice; from now on it does not change, and its earned part is owed.

    seen: the lines that whoever issues it saw (`word_of`); no others are sent.
    """
    with acting(actor, events.ISSUED, invoice) as event:
        still_a_draft(invoice)
        may_be_issued(invoice)
        day = today(actor.firm.time_zone)
        must_be_allowed_to_pay(invoice.case, invoice.payer, on=day)
        if seen and seen != word_of(Line.objects.filter(invoice=invoice)):
            raise AlreadyIssued(
                gettext(
                    "The draft has changed since you opened it. Look it over, then "
                    "issue it."
                )
            )
        if invoice.cents <= 0:
            raise NothingToPay(gettext("An invoice must ask for something."))
        _is_still_agreed(actor, invoice)
        _number(actor, invoice)
        if earned := earned_parts(invoice):
            post_for(
                actor,
                invoice,
                [
                    Side(Book.RECEIVABLE, debit=sum(earned.values())),
                    *(Side(book, credit=cents) for book, cents in earned.items()),
                ],
                memo="invoice",
                key=f"invoice {invoice.pk}",
            )
        event.say(
            number=invoice.number,
            amount=invoice.cents,
            for_person=str(invoice.payer_id),
        )


def _number(actor: Actor, invoice: Invoice) -> None:
    day = today(actor.firm.time_zone)
    invoice.number = f"{day.year}-{next_number(actor.firm, f'invoices {day.year}'):04}"
    invoice.state, invoice.issued_on = Invoice.State.ISSUED, day
    invoice.late_policy = late_policy(day)
    fields = ["number", "state", "issued_on", "late_policy"]
    invoice.save(update_fields=fields)


def _is_still_agreed(actor: Actor, invoice: Invoice) -> None:
    """A draft may be older than what the firm says about its fees."""
    resting = Line.objects.filter(invoice=invoice).exclude(rests_on="")
    if resting.exclude(rests_on=flat_fees_rest_on(actor)).exists():
        raise NoLongerEarned(
            gettext(
                "A fee of this draft goes to the operating account because the firm had "
                "recorded that it is earned when it is paid. The firm has changed that "
                "since. Hold this fee in trust instead."
            )
        )


def word_of(lines: Iterable[Line]) -> str:
    """A word for these lines: which they are, and what each asks for."""
    said = " ".join(sorted(f"{line.key} {line.cents}" for line in lines))
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def void_invoice(actor: Actor, invoice: Invoice) -> None:
    """Take an unpaid invoice back; what it posted is reversed."""
    with acting(actor, events.VOIDED, invoice) as event:
        hold(invoice)
        reduced = invoice.credited_cents or invoice.written_off_cents
        if invoice.paid_cents or reduced or invoice.state != Invoice.State.ISSUED:
            raise NothingToPay(
                gettext(
                    "Only an issued invoice on which nothing was paid or taken off can "
                    "be voided; give a credit note over what is left. If a payment on it was written down by mistake, put that right "
                    "first."
                )
            )
        invoice.state = Invoice.State.VOID
        invoice.save(update_fields=["state"])
        if earned := earned_parts(invoice):
            post_for(
                actor,
                invoice,
                [
                    *(Side(book, debit=cents) for book, cents in earned.items()),
                    Side(Book.RECEIVABLE, credit=sum(earned.values())),
                ],
                memo="invoice voided",
                key=f"void {invoice.pk}",
                reverses=f"invoice {invoice.pk}",
            )
        event.say(number=invoice.number, for_person=str(invoice.payer_id))
