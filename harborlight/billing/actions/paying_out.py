"""To whom money in trust may go: a check to a name, or a transfer to a known account."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.trust.actions.payees import must_be_a_stranger, must_be_payee
from harborlight.trust.models import Account, PayeeBank
from harborlight.trust.who_pays import must_be_allowed_to_pay

# The number of a check is shorter; and a day is none.
_AN_ACCOUNT = re.compile(r"\d(?:[ -]?\d){7,}")
_A_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_BY_TRANSFER = re.compile(r"\b(wire|ach|zelle|venmo|paypal)\b", re.IGNORECASE)
# Who is paid, before how: "U.S. Department of Homeland Security, check 1044".
_HOW = re.compile(r"\s*[,;(]")


# Forms that let an agency take the money itself.
_DRAWN = re.compile(r"\bG-?(1450|1650)\b|\bcard\b|\btarjeta\b", re.IGNORECASE)


class NotDrawnByAnAgency(Exception):
    """No Form G-1450 or G-1650 on the card or the account that holds clients' money."""

    rule = "T13"


class NoPayee(Exception):
    """A transfer goes to an account that was called back about, and to no other (T16)."""

    rule = "T16"


def may_be_payee(
    actor: Actor, account: Account, payee: str, to: PayeeBank | None, *, fee: bool
) -> None:
    """Raises NoPayee, OneOfUs, NotAPayee.

    payee: where it is a check, to whom and which. to: where it is a transfer. fee: of
    the government's. Raises NotDrawnByAnAgency and NotTheirsToPay too.
    """
    if fee and account.case and account.person:
        on = today(actor.firm.time_zone)
        must_be_allowed_to_pay(account.case, account.person, on=on)
    if fee and _DRAWN.search(payee):
        raise NotDrawnByAnAgency(
            gettext(
                "An agency draws on no card and no account that holds clients’ money. Pay "
                "the fee with a card or an account of the firm, write that down as an "
                "advance, and have it repaid out of trust or billed."
            )
        )
    if to is not None:
        must_be_payee(to, account.case)
        return
    if _AN_ACCOUNT.search(_A_DAY.sub("", payee)) or _BY_TRANSFER.search(payee):
        raise NoPayee(
            gettext(
                "A transfer goes to an account that another person called back about. "
                "Enter it under “Payees” and choose it here; a check goes to a named payee."
            )
        )
    client = account.person.full_name if account.person else ""
    must_be_a_stranger(actor, _HOW.split(payee, maxsplit=1)[0], client)
