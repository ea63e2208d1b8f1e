from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language, money
from harborlight.people.models import Person
from harborlight.trust import events
from harborlight.trust.closing import must_be_open
from harborlight.trust.memos import memo_words
from harborlight.trust.models import (
    GROWS_WITH_DEBIT,
    OF_A_CASE,
    Account,
    Book,
    Entry,
    Journal,
)


@dataclass(frozen=True)
class Side:
    """One side of a movement: an account by its book, and whole cents.

    debit and credit are never negative and never both given.
    """

    book: Book
    debit: int = 0
    credit: int = 0

    @property
    def cents(self) -> int:
        return self.debit - self.credit


class Unbalanced(Exception):
    """Debits and credits of a movement must be equal."""


class Overdrawn(Exception):
    """The client does not have that much money in trust."""


class NotMoney(Exception):
    """An amount must be whole cents, more than nothing, on one side only."""


def post(
    actor: Actor,
    *,
    case: Case,
    person: Person,
    sides: Sequence[Side],
    on: date,
    memo: str,
    words: Mapping[str, Any],
    key: str,
    reverses: str = "",
) -> Journal:
    """Post one balanced movement to the books. The same key posts once.

    memo, words: of trust/memos.py. reverses: the key of what this one takes back.
    Raises Unbalanced, NotMoney, Overdrawn, or MonthClosed; then nothing was posted.
    """
    _check(sides)
    if known := Journal.objects.filter(key=key).first():
        return known
    with acting(actor, events.POSTED, actor.firm) as event:
        journal = Journal.objects.create(
            firm=actor.firm,
            posted_at=now(),
            on=on,
            memo=memo,
            words=words,
            key=key,
            posted_by_id=actor.user_id,
            reverses=Journal.objects.get(key=reverses) if reverses else None,
        )
        event.about(case)
        # Always in the same order: two movements at once cannot wait for each other.
        for side in sorted(sides, key=lambda side: side.book):
            _enter(journal, _account(actor, side.book, case, person), side.cents)
        must_be_open([str(side.book) for side in sides], on)
        event.note(journal)
        said = in_every_language(memo_words(memo, words))
        event.say(memo=said, sides=[[s.book, s.debit, s.credit] for s in sides])
    return journal


def _check(sides: Sequence[Side]) -> None:
    for side in sides:
        if min(side.debit, side.credit) < 0 or (side.debit > 0) == (side.credit > 0):
            raise NotMoney(
                "An amount must be whole cents, more than nothing, on one side."
            )
    if len(sides) < 2 or sum(side.cents for side in sides) != 0:
        raise Unbalanced("Debits and credits must be equal.")


def _account(actor: Actor, book: Book, case: Case, person: Person) -> Account:
    of_a_case = book in OF_A_CASE
    account, _ = Account.objects.get_or_create(
        firm=actor.firm,
        book=book,
        case=case if of_a_case else None,
        person=person if of_a_case else None,
    )
    return account


def _enter(journal: Journal, account: Account, cents: int) -> None:
    Entry.objects.create(
        firm=journal.firm, journal=journal, account=account, cents=cents
    )
    grows = cents if account.book in GROWS_WITH_DEBIT else -cents
    _move(account, cents=F("cents") + grows)


def reserve(account: Account, *, cents: int) -> None:
    """Set money aside for what was asked: until it is decided nobody else takes it."""
    try:
        _move(account, reserved_cents=F("reserved_cents") + cents)
    except Overdrawn:
        account.refresh_from_db()
        raise Overdrawn(
            gettext(
                "Only %(free)s is free: %(held)s is held for the client, and %(asked)s "
                "of it is asked for already."
            )
            % {
                "free": money(account.free_cents),
                "held": money(account.cents),
                "asked": money(account.reserved_cents),
            }
        ) from None


def release(account: Account, *, cents: int) -> None:
    """What was set aside is free again, or about to be spent."""
    _move(account, reserved_cents=F("reserved_cents") - cents)


def _move(account: Account, **moved: Any) -> None:
    try:
        # The balance moves in the database, so that two at once both count.
        with transaction.atomic():
            Account.objects.filter(pk=account.pk).update(**moved)
    except IntegrityError as refusal:
        raise Overdrawn(
            gettext(
                "So much of the client's money is not there, or somebody asked for "
                "it already."
            )
        ) from refusal
