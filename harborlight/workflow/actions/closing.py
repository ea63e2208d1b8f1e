from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext

from harborlight.billing.models import Payment, Withdrawal
from harborlight.cases.actions import close_case
from harborlight.cases.events import CLOSED
from harborlight.cases.models import Case
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.words import money
from harborlight.trust.models import Account, Book


class MoneyLeft(Exception):
    """A client's money is still with the firm in this case."""


def end_case(actor: Actor, case: Case, *, on: date) -> None:
    """Close the file, once no money of a client is left in it (trust.md T15).

    Raises MoneyLeft, ClosedAlready.
    """
    # Who may not close it is told nothing of the money in it.
    must(actor, CLOSED)
    with transaction.atomic():
        held = Account.objects.select_for_update(no_key=True).filter(
            case=case, book=Book.CLIENT_TRUST
        )
        _none_is_left(case, sum(account.cents for account in held))
        close_case(actor, case, on=on)


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
