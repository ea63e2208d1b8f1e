"""What stands against an invoice being written, sent or paid now."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Sum
from django.utils.translation import gettext

from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.words import money


class CaseIsClosed(Exception):
    """A closed case holds no client's money and asks for none: it is opened again first."""

    rule = "T15"


class NothingToPay(Exception):
    """The invoice is paid, void, or asks for nothing."""

    rule = "T8"


def may_be_invoiced(case: Case) -> None:
    """Refuse in a closed case; nobody closes this one before the transaction ends."""
    if _is_closed(case.pk):
        raise CaseIsClosed(
            gettext("This case is closed. Open it again first, then write an invoice.")
        )


def may_be_issued(invoice: Invoice) -> None:
    if _is_closed(invoice.case_id):
        raise CaseIsClosed(
            gettext("This case is closed. Open it again first, then issue the invoice.")
        )


def may_hold(invoice: Invoice, trust_cents: int) -> None:
    """Whether money that came by hand may be put into trust for this case."""
    if trust_cents and _is_closed(invoice.case_id):
        raise CaseIsClosed(
            gettext(
                "This case is closed, and this money would go into trust for it. Open "
                "the case again first, then write the money down."
            )
        )


def may_come_back(payment: Payment) -> None:
    """Whether what was paid out of trust may stand there again for this case."""
    if payment.is_out_of_trust and _is_closed(payment.case_id):
        raise CaseIsClosed(
            gettext(
                "This case is closed, and this money would come back into trust for it. "
                "Open the case again first."
            )
        )


def may_be_paid(invoice: Invoice, trust_cents: int) -> None:
    """Whether a client may pay it now. What they paid already is never refused."""
    if trust_cents and _is_closed(invoice.case_id):
        raise CaseIsClosed(
            gettext(
                "Your case is closed. Please ask us before you pay this invoice. "
                "Nothing was charged."
            )
        )


def not_out_of_trust(invoice: Invoice) -> None:
    """Nobody pays by card what we asked to pay with the money that we hold for them."""
    asked = Withdrawal.objects.filter(invoice=invoice, **Withdrawal.PAYS)
    if cents := asked.aggregate(all=Sum("cents"))["all"]:
        raise NothingToPay(
            gettext(
                "We have asked to pay %(amount)s of this invoice with your money in "
                "trust; do not pay it now. Nothing was charged."
            )
            % {"amount": money(cents)}
        )


def _is_closed(case_id: UUID) -> bool:
    held = Case.objects.select_for_update(no_key=True)
    return held.get(pk=case_id).closed_on is not None
