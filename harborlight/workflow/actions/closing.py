from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count, Sum
from django.utils.translation import gettext, ngettext

from harborlight.billing.models import Invoice, Payment, Withdrawal
from harborlight.cases.actions import close_case
from harborlight.cases.events import CLOSED
from harborlight.cases.models import Case
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.words import money
from harborlight.trust.models import Account, Book


class MoneyLeft(Exception):
    """A client's money is still with the firm in this case."""

    rule = "T15"


class StillUnpaid(Exception):
    """Whoever closes a case knows what is still to be paid in it."""


def end_case(
    actor: Actor, case: Case, *, on: date, despite_unpaid: bool = False
) -> None:
    """Close the file, once no money of a client is left in it (trust.md T15).

    despite_unpaid: it is known that an invoice stays unpaid.
    Raises MoneyLeft, StillUnpaid, ClosedAlready.
    """
    # Who may not close it is told nothing of the money in it.
    must(actor, CLOSED)
    with transaction.atomic():
        # Whoever begins an invoice or puts money into trust holds the case too.
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        held = Account.objects.select_for_update(no_key=True).filter(
            case=case, book=Book.CLIENT_TRUST
        )
        _none_is_left(case, sum(account.cents for account in held))
        _none_is_drafted(case)
        unpaid = _unpaid(case)
        if unpaid and not despite_unpaid:
            raise StillUnpaid(_what_is_unpaid(unpaid))
        owed = sum(invoice.owed_cents for invoice in unpaid)
        close_case(actor, case, on=on, unpaid_cents=owed)


def _none_is_left(case: Case, held: int) -> None:
    if Withdrawal.objects.filter(case=case, state=Withdrawal.State.ASKED).exists():
        raise MoneyLeft(
            gettext(
                "Somebody asked for money to leave this case, and it is not decided "
                "yet. Decide on it first, then close the case."
            )
        )
    if held:
        raise MoneyLeft(
            gettext(
                "%(amount)s of the client’s money is still in trust for this case. "
                "Spend it for the client, earn it or give it back; then close the case."
            )
            % {"amount": money(held)}
        )
    too_much = Payment.objects.filter(
        case=case, state=Payment.State.RECEIVED, given_back_at__isnull=True
    ).aggregate(all=Sum("unapplied_cents"))["all"]
    if too_much:
        raise MoneyLeft(
            gettext(
                "%(amount)s was paid too much and belongs to the client. Give it back "
                "first, then close the case."
            )
            % {"amount": money(too_much)}
        )


def _none_is_drafted(case: Case) -> None:
    drafts = Invoice.objects.filter(case=case, state=Invoice.State.DRAFT)
    sums = drafts.aggregate(n=Count("pk"), cents=Sum("cents"))
    if sums["n"]:
        raise MoneyLeft(
            ngettext(
                "A draft of an invoice over %(amount)s is still in this case. Issue it or "
                "throw it away; then close the case.",
                "%(n)s drafts of invoices, over %(amount)s together, are still in this "
                "case. Issue them or throw them away; then close the case.",
                sums["n"],
            )
            % {"n": sums["n"], "amount": money(sums["cents"])}
        )


def _unpaid(case: Case) -> list[Invoice]:
    invoices = Invoice.objects.filter(case=case).order_by("number")
    return [invoice for invoice in invoices if invoice.is_open]


def _what_is_unpaid(unpaid: list[Invoice]) -> str:
    return ngettext(
        "%(amount)s is still to be paid on invoice %(numbers)s. Void it or wait "
        "for the money, or say here that it stays unpaid.",
        "%(amount)s is still to be paid on invoices %(numbers)s. Void them or "
        "wait for the money, or say here that they stay unpaid.",
        len(unpaid),
    ) % {
        "amount": money(sum(invoice.owed_cents for invoice in unpaid)),
        "numbers": ", ".join(invoice.number for invoice in unpaid),
    }
