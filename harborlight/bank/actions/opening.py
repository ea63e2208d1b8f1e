"""Accounts at banks: entered, named, made the usual one, given rules, closed at zero."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from harborlight.bank import events
from harborlight.bank.actions.closing import hold
from harborlight.billing.models import Withdrawal
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import money
from harborlight.people.models import Person
from harborlight.trust.actions import home_of
from harborlight.trust.actions.posting import open_account
from harborlight.trust.models import Account, BankAccount, Book


class KnownAccount(Exception):
    """An account of this kind whose number ends so is there already."""


class OneOperating(Exception):
    """A firm keeps its own money in one account."""


class CannotClose(Exception):
    """Money stands in it, is on its way there, or it is the usual one."""

    rule = "T2"


def open_bank_account(
    actor: Actor,
    *,
    name: str,
    book: str,
    number_ends: str,
    state: str = "",
    person: Person | None = None,
) -> BankAccount:
    """Enter an account at a bank, by the last four digits of its number.

    The first one of trust is the usual one. state: whose rules it follows; "": those of
    the firm. person: whose money alone is in it, where it is of one client.
    Raises KnownAccount, OneOperating.
    """
    said: dict[str, Any] = {"name": name, "number_ends": number_ends, "state": state}
    if person is not None:
        said |= {"kind": BankAccount.Kind.SEPARATE, "person": person}
    with acting(actor, events.ACCOUNT_OPENED, actor.firm) as event:
        account = _new(actor, book, is_separate=person is not None)
        _save(account, said)
        event.made(account)
        event.say(account=account.called)
    return account


def _new(actor: Actor, book: str, *, is_separate: bool) -> BankAccount:
    """A fresh one; or the usual one of trust, where nobody has entered it yet."""
    if book == BankAccount.Of.TRUST:
        home = home_of(actor.firm.pk)
        if not (home.number_ends or is_separate):
            return home
    elif BankAccount.objects.filter(book=book, closed_at__isnull=True).exists():
        raise OneOperating(
            gettext(
                "The firm’s own money is in one account, and it is entered already."
            )
        )
    return BankAccount(firm=actor.firm, book=book, opened_at=now())


def name_bank_account(
    actor: Actor, account: BankAccount, *, name: str, number_ends: str
) -> None:
    """Correct the name of an account, or the last digits of its number. KnownAccount."""
    with acting(actor, events.ACCOUNT_NAMED, account) as event:
        was = account.called
        _save(account, {"name": name, "number_ends": number_ends})
        event.say(account=was, name=account.called)


def make_usual(actor: Actor, account: BankAccount) -> None:
    """Have the money of trust go into this account unless somebody says otherwise."""
    with acting(actor, events.ACCOUNT_USUAL, account) as event:
        hold(account)
        account.refresh_from_db()
        if account.closed_at or account.is_separate or not account.is_trust:
            raise CannotClose(
                gettext(
                    "Only an open trust account of several clients can be the usual one."
                )
            )
        BankAccount.objects.filter(is_default=True).update(is_default=False)
        account.is_default = True
        account.save(update_fields=["is_default"])
        event.say(account=account.called)


def set_bank_terms(
    actor: Actor, account: BankAccount, *, state: str, float_limit_cents: int | None
) -> None:
    """Say whose rules one trust account follows, and the most of our own money in it."""
    with acting(actor, events.ACCOUNT_TERMS_SET, account) as event:
        account.state, account.float_limit_cents = state, float_limit_cents
        account.save(update_fields=["state", "float_limit_cents"])
        event.say(account=account.called, state=state or "–")


def close_bank_account(actor: Actor, account: BankAccount) -> None:
    """Close a trust account in which nothing stands any more. Raises CannotClose."""
    with acting(actor, events.ACCOUNT_CLOSED, account) as event:
        hold(account)
        account.refresh_from_db()
        bank = open_account(
            actor.firm.pk, Book.TRUST_BANK, None, None, _may_be_closed(account).pk
        )
        # Whatever comes into it or leaves it needs this row.
        Account.objects.select_for_update(no_key=True).get(pk=bank.pk)
        _is_empty(account)
        Account.objects.filter(pk=bank.pk).update(closed=True)
        account.closed_at, account.closed_by_id = now(), actor.account
        account.save(update_fields=["closed_at", "closed_by"])
        event.say(account=account.called)


def _may_be_closed(account: BankAccount) -> BankAccount:
    if account.closed_at:
        raise CannotClose(gettext("This account is closed already."))
    if account.is_default or not account.is_trust:
        raise CannotClose(
            gettext("Money goes here unless somebody says otherwise: choose another "
                    "account as the usual one first.")
        )  # fmt: skip
    return account


def _is_empty(account: BankAccount) -> None:
    rows = Account.objects.filter(bank=account).exclude(cents=0)
    held = {one.book: one.cents for one in rows}
    if held:
        raise CannotClose(
            gettext("%(amount)s still stands in this account by the books. Spend it for "
                    "the clients, give it back or move it to another account first.")
            % {"amount": money(held.get(Book.TRUST_BANK, 0) or max(held.values(), key=abs))}
        )  # fmt: skip
    asked = Withdrawal.objects.filter(to_bank=account, state=Withdrawal.State.ASKED)
    if asked.exists():
        raise CannotClose(
            gettext(
                "Somebody asked for money to be moved into this account. Decide on it first."
            )
        )


def _save(account: BankAccount, said: dict[str, Any]) -> None:
    """KnownAccount where another one has this number."""
    for name, value in said.items():
        setattr(account, name, value)
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise KnownAccount(
            gettext("An account whose number ends in %(ends)s is there already.")
            % {"ends": account.number_ends}
        ) from None
