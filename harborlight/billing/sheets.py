"""What stands on the papers of the office's money: invoices and receipts.

The sheets themselves lie in papers/sheets. Words are in the reader's language:
whoever prints says which (`override`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from harborlight.billing.decided import letterhead
from harborlight.billing.late import policy_words
from harborlight.firm.vault.stored import unchecked
from harborlight.firm.words import in_words, language_now, money, telephone
from harborlight.trust.methods import method_words

if TYPE_CHECKING:
    from harborlight.billing.models import (
        Invoice,
        Letterhead,
        Line,
        Payment,
        Receipt,
        Reduction,
    )
    from harborlight.firm.models import Firm

Sheet = dict[str, object]


class Instalment(Protocol):
    """What is paid on one day, and what of it is still to come, in whole cents."""

    @property
    def on(self) -> date: ...

    @property
    def cents(self) -> int: ...

    @property
    def left_cents(self) -> int: ...


def receipt_sheet(
    firm: Firm,
    receipt: Receipt,
    lines: Sequence[Line],
    *,
    withdrawn_on: date | None = None,
) -> Sheet:
    """Who paid how much, when and how, and in which account it is.

    withdrawn_on: since when the payment does not count, if it does not.
    """
    payment, invoice = receipt.payment, receipt.payment.invoice
    received = (payment.received_at or receipt.issued_at).astimezone(
        ZoneInfo(firm.time_zone)
    )
    return {
        **_letterhead(firm),
        "title": _("Receipt"),
        "number": receipt.number,
        "facts": [
            [_("Received from"), payment.payer.full_name],
            [_("Date"), formats.date_format(received, "DATE_FORMAT")],
            [_("Paid with"), method_words(payment.method)],
            [_("For invoice"), invoice.number],
            [_("Case"), receipt.case.number],
        ],
        "what": _("For"),
        "amount": _("Amount"),
        "lines": [_line(line) for line in lines],
        **(_withdrawn(payment, withdrawn_on) if withdrawn_on else _received(payment)),
    }


def _received(payment: Payment) -> Sheet:
    """What a payment that counts comes to."""
    return {
        "sums": [
            [_("Invoice total"), money(payment.invoice.cents)],
            *_parts(
                payment.trust_cents - payment.unapplied_trust_cents,
                payment.operating_cents
                - (payment.unapplied_cents - payment.unapplied_trust_cents),
            ),
            *_too_much(payment.unapplied_cents),
        ],
        "total_words": _("Received"),
        "total": money(payment.cents),
        "note": _(
            "Money in the trust account stays yours until it is spent for you or earned."
        )
        if payment.trust_cents
        else "",
    }


def _withdrawn(payment: Payment, on: date) -> Sheet:
    """That a payment does not count, since when and why, where nobody overlooks it."""
    return {
        "stamp": [
            _("WITHDRAWN on %(day)s") % {"day": _day(on)},
            _("This payment no longer counts: %(why)s") % {"why": payment.why_not},
        ],
        "sums": [
            [_("Invoice total"), money(payment.invoice.cents)],
            [_("This receipt was given for"), money(payment.cents)],
        ],
        "total_words": _("Withdrawn: it is no proof of payment"),
        "total": money(0),
        "note": "",
    }


def invoice_sheet(
    firm: Firm,
    invoice: Invoice,
    lines: Sequence[Line],
    *,
    dues: Sequence[Instalment] = (),
) -> Sheet:
    """What is asked for, from whom, by when.

    dues: the days of the plan that its payer agreed to, where one holds.
    """
    # Nothing is paid on any day of what is void or written off.
    dues = dues if invoice.is_open or invoice.state == "paid" else ()
    return {
        **_letterhead(firm),
        "title": _("Invoice"),
        "number": invoice.number,
        "facts": [
            [_("To"), invoice.payer.full_name],
            [_("Date"), _day(invoice.issued_on)],
            [
                _("Due"),
                _("In instalments, until %(day)s") % {"day": _day(invoice.due_on)}
                if dues
                else _day(invoice.due_on),
            ],
            [_("Case"), f"{invoice.case.number} {invoice.case.called}"],
        ],
        "what": _("For"),
        "amount": _("Amount"),
        "lines": [_line(line) for line in lines],
        "sums": [*_discounted(lines), *_since(invoice)],
        "total_words": _("Void: nothing is to be paid")
        if invoice.state == "void"
        else _("To be paid"),
        "total": money(0 if invoice.state == "void" else invoice.owed_cents),
        **(_plan(dues, all_paid=not invoice.less_cents) if dues else {}),
        "note": "\n".join(filter(None, [invoice.terms, *_below(invoice)])),
    }


def _since(invoice: Invoice) -> list[list[str]]:
    """What came and what was taken off since it was issued; nothing where neither did."""
    paid, less = invoice.paid_cents, invoice.less_cents
    return [
        *([[_("Total"), money(invoice.cents)]] if paid or less else []),
        *([[_("Taken off since"), money(-less)]] if less else []),
        *([[_("Paid so far"), money(paid)]] if paid else []),
    ]


def _plan(dues: Sequence[Instalment], *, all_paid: bool) -> Sheet:
    """Each instalment: its day, its sum, what of it is open.

    all_paid: what is not open was paid, none of it taken off.
    """
    done = pgettext("amount", "Paid") if all_paid else money(0)
    return {
        "plan": {
            "title": _("Instalments"),
            "head": [_("Due"), _("Amount"), _("Still to be paid")],
            "rows": [
                [
                    _day(due.on),
                    money(due.cents),
                    money(due.left_cents) if due.left_cents else done,
                ]
                for due in dues
            ],
        }
    }


def credit_sheet(firm: Firm, note: Reduction) -> Sheet:
    """What an invoice asks for no more, and why."""
    invoice = note.invoice
    return {
        **_letterhead(firm),
        "title": _("Credit note"),
        "number": note.number,
        "facts": [
            [_("To"), invoice.payer.full_name],
            [_("Date"), _day(note.on)],
            [_("For invoice"), invoice.number],
            [_("Case"), f"{invoice.case.number} {invoice.case.called}"],
        ],
        "what": _("Why"),
        "amount": _("Amount"),
        "lines": [{"words": note.why, "goes_to": "", "amount": money(note.cents)}],
        "sums": [
            [_("Invoice total"), money(invoice.cents)],
            [_("Still to be paid today"), money(max(invoice.owed_cents, 0))],
        ],
        "total_words": _("Taken off the invoice"),
        "total": money(note.cents),
        "note": "\n".join(_below(invoice)[-1:]),
    }


def _discounted(lines: Sequence[Line]) -> list[list[str]]:
    """What our fees were lowered by: it is in the amounts of the lines already."""
    cents = sum(line.discount_cents for line in lines)
    return [[_("Discount, taken off above"), money(cents)]] if cents else []


def _below(invoice: Invoice) -> list[str]:
    """What being late costs, and the firm's own words."""
    head = letterhead()
    late = [policy_words(invoice.late_policy)] if invoice.late_policy else []
    return [*late, in_words(head.footers) if head and head.footers else ""]


def _letterhead(firm: Firm) -> Sheet:
    place = " ".join(filter(None, [firm.state, firm.zip]))
    where = [firm.street, firm.city, place, telephone(firm.phone), firm.email]
    head = letterhead()
    return {
        "language": language_now(),
        "logo": [*_logo(head)],
        "colour": (head.colour if head else "") or "#16233a",
        "firm": firm.name,
        "address": " · ".join(filter(None, where)),
    }


def _logo(head: Letterhead | None) -> bytes:
    """The picture, which we drew ourselves; nothing where there is none."""
    if head is None or head.logo is None:
        return b""
    return b"".join(unchecked(head.logo).pieces())


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else ""


def _line(line: Line) -> dict[str, str]:
    return {
        "words": line.said,
        "goes_to": str(line.goes_to),
        "amount": money(line.cents),
    }


def _parts(trust: int, operating: int) -> list[list[str]]:
    """Where the money is that counts: with what was too much it is all that came."""
    said = {
        _("Of this payment, into the trust account"): trust,
        _("Of this payment, into the operating account"): operating,
    }
    return [[words, money(cents)] for words, cents in said.items() if cents]


def _too_much(cents: int) -> list[list[str]]:
    """What was not owed when it came."""
    words = _("More than was owed: it is yours, and goes back to you")
    return [[words, money(cents)]] if cents else []
