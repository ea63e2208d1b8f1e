"""How much of what clients paid is there for each fee of the government's."""

from __future__ import annotations

from harborlight.billing.earmarks import Rows, holdings
from harborlight.billing.models import Invoice, Line, Payment, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.trust.models import Book
from harborlight.trust.queries import accounts

_LIVE = (Withdrawal.State.ASKED, Withdrawal.State.APPROVED)


def set_aside(actor: Actor, case: Case) -> dict[str, int]:
    """By the fee (fee_words.name_of): whole cents held in trust for it, or taken out of
    trust to pay it. Of a fee that was charged again, the last charge counts."""
    lines = Line.objects.visible_to(actor).filter(case=case, kind=Line.Kind.GOVERNMENT)
    lines = lines.exclude(form="").exclude(invoice__state=Invoice.State.VOID)
    # A draft asks nobody for money yet.
    lines = lines.exclude(invoice__number="")
    newest = {
        line.form: line.pk
        for line in lines.order_by("invoice__issued_on", "invoice__number", "position")
    }
    if not newest:
        return {}
    there = dict.fromkeys(newest.values(), 0)
    held = accounts(actor, case).filter(book=Book.CLIENT_TRUST)
    spent = [*Withdrawal.objects.visible_to(actor).filter(case=case)]
    rows = Rows(
        Line.objects.visible_to(actor),
        Payment.objects.visible_to(actor).filter(case=case),
        spent,
    )
    for holding in holdings(held, rows):
        for earmark in holding.earmarks:
            if earmark.line.pk in there:
                there[earmark.line.pk] += earmark.cents
    for one in spent:
        is_fee = one.purpose == Withdrawal.Purpose.GOVERNMENT and one.state in _LIVE
        if is_fee and one.line_id in there:
            there[one.line_id] += one.cents
    return {form: there[pk] for form, pk in newest.items()}
