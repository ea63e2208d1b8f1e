"""In which account at a bank money of trust stands: one, until a firm enters another."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext

from harborlight.firm.clock import now
from harborlight.people.models import Person
from harborlight.trust.models import Account, BankAccount


class NotTheirBank(Exception):
    """An account of one client alone takes nobody else's money (T4)."""

    rule = "T4"


class BankIsClosed(Exception):
    """Nothing comes into an account at the bank that was closed, nor out of it."""

    rule = "T2"


class CrossesBanks(Exception):
    """What leaves one account at the bank and stands in another moves at the bank too."""

    rule = "T1"


def home_of(firm: UUID) -> BankAccount:
    """Where the money of trust goes unless somebody says otherwise; made when it is new."""
    found, _made = BankAccount.objects.get_or_create(
        firm_id=firm,
        is_default=True,
        defaults={"book": BankAccount.Of.TRUST, "opened_at": now()},
    )
    return found


def bank_for(firm: UUID, bank: UUID | None, person: Person | None) -> BankAccount:
    """The account at the bank that takes a person's money; none: the firm's usual one.

    Raises NotTheirBank, BankIsClosed.
    """
    found = BankAccount.objects.get(pk=bank) if bank else home_of(firm)
    if found.closed_at is not None:
        raise BankIsClosed(closed_words())
    if found.is_separate and person is not None and found.person_id != person.pk:
        raise NotTheirBank(
            gettext(
                "This trust account holds the money of one client alone: what is "
                "another’s never goes into it."
            )
        )
    return found


def must_stay_within(found: Iterable[tuple[Account, int]]) -> None:
    """In each account at the bank, what changes there changes whose it is, to the cent."""
    sums: dict[UUID, int] = {}
    for account, cents in found:
        if account.bank_id is not None:
            sums[account.bank_id] = sums.get(account.bank_id, 0) + cents
    if any(sums.values()):
        raise CrossesBanks(
            gettext(
                "Money that moves from one trust account to another moves at the bank, "
                "to the cent."
            )
        )


def closed_words() -> str:
    return gettext(
        "This trust account is closed: nothing comes into it any more, nor out of it."
    )
