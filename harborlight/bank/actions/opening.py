from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from harborlight.bank import events
from harborlight.bank.models import BankAccount
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


class KnownAccount(Exception):
    """An account of this kind whose number ends so is there already."""


def open_bank_account(
    actor: Actor, *, name: str, book: str, number_ends: str
) -> BankAccount:
    """Enter an account at a bank, by the last four digits of its number.

    Raises KnownAccount.
    """
    with acting(actor, events.ACCOUNT_OPENED, actor.firm) as event:
        try:
            with transaction.atomic():
                account = BankAccount.objects.create(
                    firm=actor.firm,
                    name=name,
                    book=book,
                    number_ends=number_ends,
                    opened_at=now(),
                )
        except IntegrityError:
            raise KnownAccount(
                gettext("An account whose number ends in %(ends)s is there already.")
                % {"ends": number_ends}
            ) from None
        event.made(account)
        event.say(account=account.called)
    return account
