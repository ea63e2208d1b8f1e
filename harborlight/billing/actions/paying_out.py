"""To whom money in trust may go: a check to a name, or a transfer to a known account."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from harborlight.billing.models import Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.words import folded
from harborlight.trust.actions.payees import must_be_a_stranger, must_be_payee
from harborlight.trust.models import Account, PayeeBank
from harborlight.trust.who_pays import must_be_allowed_to_pay

Purpose = Withdrawal.Purpose
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


class NotWhoPaid(Exception):
    """Money goes back to who paid it, or somebody writes why it does not (T11)."""

    rule = "T11"


def may_go_to(
    actor: Actor,
    purpose: str,
    account: Account,
    payee: str,
    to: PayeeBank | None,
    other_payee_why: str,
) -> None:
    """Refuse to whom money is not paid, or not given back (of `ask_withdrawal`)."""
    if purpose in (Purpose.OTHER_CASE, Purpose.OTHER_BANK, Purpose.EARNED):
        return
    may_be_payee(actor, account, payee, to, fee=purpose == Purpose.GOVERNMENT)
    if purpose == Purpose.REFUND:
        _goes_back(account, payee, to, other_payee_why)


def _goes_back(account: Account, payee: str, to: PayeeBank | None, why: str) -> None:
    """Refuse to give money to somebody else than who paid it, without a reason.

    A check may name them by a part of their name. Raises NotWhoPaid.
    """
    paid_by = account.person.full_name if account.person else ""
    named = to.payee.name if to is not None else _HOW.split(payee, maxsplit=1)[0]
    is_theirs = {*folded(named).split()} <= {*folded(paid_by).split()}
    if not (is_theirs and folded(named)) and not why.strip():
        raise NotWhoPaid(
            gettext(
                "%(name)s paid this, and money goes back to who paid it. Name them, or "
                "write why somebody else gets it: whoever approves reads that."
            )
            % {"name": paid_by}
        )


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
