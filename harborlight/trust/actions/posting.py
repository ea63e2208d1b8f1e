"""One movement of money, posted to the books; what may be spent is asked as it is spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DateField, F, Q, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person
from harborlight.trust import events
from harborlight.trust.actions.banks import (
    BankIsClosed,
    bank_for,
    closed_words,
    must_stay_within,
)
from harborlight.trust.actions.spending import (
    FREE,
    Overdrawn,
    must_cover,
    why_overdrawn,
)
from harborlight.trust.closing import must_be_open
from harborlight.trust.memos import memo_words
from harborlight.trust.models import (
    AT_A_TRUST_BANK,
    GROWS_WITH_DEBIT,
    IN_TRUST,
    OF_A_CASE,
    Account,
    Book,
    Entry,
    Journal,
)


@dataclass(frozen=True)
class Side:
    """One side of a movement: an account by its book, and whole cents.

    debit and credit are never negative and never both given. account: where it is not
    that of the movement's own case and person.
    """

    book: Book
    debit: int = 0
    credit: int = 0
    account: Account | None = None

    @property
    def cents(self) -> int:
        return self.debit - self.credit

    @property
    def lowers_trust(self) -> bool:
        return self.book == Book.CLIENT_TRUST and self.debit > 0


class Unbalanced(Exception):
    """Debits and credits of a movement must be equal."""

    rule = "T1"


class NotMoney(Exception):
    """An amount must be whole cents, more than nothing, on one side only."""

    rule = "T1"


class StillToCome(Exception):
    """No movement is dated after today."""

    rule = "T2"


class TakesTwo(Exception):
    """Money leaves a client's trust when one person asked and another one agreed."""

    rule = "T16"


class TooMuchOwnMoney(Exception):
    """Of the firm's own money only a little stands in trust, for charges of the bank."""

    rule = "T6"


def post(
    actor: Actor,
    *,
    case: Case | None,
    person: Person | None,
    sides: Sequence[Side],
    on: date,
    memo: str,
    words: Mapping[str, Any],
    key: str,
    reverses: str = "",
    asked_by: UUID | None = None,
    bank: UUID | None = None,
) -> Journal:
    """Post one balanced movement to the books. The same key posts once.

    memo, words: of trust/memos.py. reverses: the key of what this one takes back.
    asked_by: the account of who asked, where money leaves trust; the actor agrees.
    bank: the account at the bank in which it moves in trust; none: the firm's usual one.
    Raises Unbalanced, NotMoney, StillToCome, TakesTwo, Overdrawn, MonthClosed,
    NotTheirBank, BankIsClosed; then nothing was posted.
    """
    _check(sides)
    if known := Journal.objects.filter(key=key).first():
        return known
    _has_come(actor, on)
    about: dict[str, Any] = {"on": on, "memo": memo, "words": words, "key": key}
    about |= _who(actor.user_id, asked_by, sides)
    if reverses:
        about["reverses"] = Journal.objects.get(key=reverses)
    with acting(actor, events.POSTED, actor.firm) as event:
        if case is not None:
            event.about(case)
        accounts = _accounts(actor.firm.pk, sides, case, person, bank)
        journal = _enter(Journal(firm=actor.firm, **about), accounts)
        must_be_open([account for account, _cents in accounts], on)
        event.note(journal)
        said = in_every_language(memo_words(memo, words))
        event.say(memo=said, sides=[[s.book, s.debit, s.credit] for s in sides])
    return journal


def _who(
    poster: UUID | None, asked_by: UUID | None, sides: Sequence[Side]
) -> dict[str, Any]:
    """Who asked and who agreed; the database holds them to be two."""
    takes_two = any(side.lowers_trust for side in sides)
    if takes_two and (asked_by is None or poster is None or asked_by == poster):
        raise TakesTwo(gettext("Money in trust always needs two persons."))
    return {"posted_by_id": poster, "asked_by_id": asked_by, "takes_two": takes_two}


def _check(sides: Sequence[Side]) -> None:
    for side in sides:
        # A bool is an int to Python, and no amount to anybody.
        if {type(side.debit), type(side.credit)} != {int}:
            raise NotMoney(gettext("An amount is whole cents."))
        if min(side.debit, side.credit) < 0 or (side.debit > 0) == (side.credit > 0):
            raise NotMoney(
                gettext(
                    "An amount must be whole cents, more than nothing, on one side."
                )
            )
    if len(sides) < 2 or sum(side.cents for side in sides) != 0:
        raise Unbalanced(gettext("Debits and credits must be equal."))
    parts = (IN_TRUST, {Book.TRUST_BANK})
    held, bank = (sum(s.cents for s in sides if s.book in part) for part in parts)
    if held + bank:
        # What stands in trust is somebody's, and what is somebody's stands there.
        raise Unbalanced(
            gettext("What changes in trust must change at the bank, to the cent.")
        )


def _has_come(actor: Actor, on: date) -> None:
    if on > today(actor.firm.time_zone):
        raise StillToCome(
            gettext("This day is still to come: money is written down once it moved.")
        )


def _accounts(
    firm: UUID,
    sides: Sequence[Side],
    case: Case | None,
    person: Person | None,
    bank: UUID | None,
) -> list[tuple[Account, int]]:
    """Each side's account with its cents, always in the same order.

    So two movements at once cannot wait for each other.
    """
    ours = Q(case__isnull=True)
    if case is not None and person is not None:
        ours |= Q(case=case, person=person)
    wanted = {side.book for side in sides if side.account is None}
    at = Q(bank=bank) if bank else Q(bank__is_default=True)
    rows = Account.objects.filter(ours, at | Q(bank__isnull=True), book__in=wanted)
    known = {one.book: one for one in rows}
    found = []
    for side in sides:
        account = side.account or known.get(side.book)
        if account is None:
            account = open_account(firm, side.book, case, person, bank)
            known[side.book] = account
        found.append((account, side.cents))
    must_stay_within(found)
    return sorted(
        found, key=lambda pair: (pair[0].case_id is None, pair[0].book, pair[0].pk)
    )


def open_account(
    firm: UUID,
    book: Book,
    case: Case | None,
    person: Person | None,
    bank: UUID | None = None,
) -> Account:
    """The account of a book, of a case and client where it is of one; made if it is new.

    bank: of what stands in trust, in which account at the bank; none: the usual one.
    """
    of_a_case = book in OF_A_CASE
    at = None
    if book in AT_A_TRUST_BANK:
        at = bank_for(firm, bank, person if of_a_case else None)
    account, _ = Account.objects.get_or_create(
        firm_id=firm,
        book=book,
        case=case if of_a_case else None,
        person=person if of_a_case else None,
        bank=at,
    )
    return account


def _enter(journal: Journal, sides: Sequence[tuple[Account, int]]) -> Journal:
    """Move the clients' balances, write it down, then move those that all cases share.

    So the moment is taken behind the lock of a client's account, and its movements stand
    in the order in which they were posted; and the one row that everybody needs, the
    bank's, is held for the shortest time.
    """
    theirs = [pair for pair in sides if pair[0].case_id is not None]
    for account, cents in theirs:
        _move(account, _grows(account, cents), journal.on)
    journal.posted_at = now()
    journal.save(force_insert=True)
    Entry.objects.bulk_create(
        Entry(
            firm_id=journal.firm_id,
            journal=journal,
            account=account,
            cents=cents,
            on=journal.on,
            posted_at=journal.posted_at,
        )
        for account, cents in sides
    )
    for account, cents in sides[len(theirs) :]:
        _move(account, _grows(account, cents), journal.on)
    return journal


def _grows(account: Account, cents: int) -> int:
    return cents if account.book in GROWS_WITH_DEBIT else -cents


def _move(account: Account, grows: int, on: date) -> None:
    """The balance moves in the database, and only if it may: one question asks and does.

    So two at once both count, and what is free is never read before it is spent.
    """
    rows = Account.objects.filter(pk=account.pk)
    latest = Greatest(F("last_on"), Value(on, output_field=DateField()))
    moved: dict[str, Any] = {"cents": F("cents") + grows, "last_on": latest}
    if account.book == Book.FIRM_FLOAT and grows > 0:
        if not rows.filter(limit_cents__gte=F("cents") + grows).update(**moved):
            raise TooMuchOwnMoney(
                gettext(
                    "That much of the firm’s own money may not stand in trust: it is "
                    "there for charges of the bank alone."
                )
            )
        return
    if account.book != Book.CLIENT_TRUST or grows > 0:
        if not rows.filter(closed=False).update(**moved):
            raise BankIsClosed(closed_words())
        return
    free = rows.annotate(free=FREE).filter(free__gte=-grows)
    if free.filter(last_on__lte=on).update(**moved):
        return
    held = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if held.free_cents < -grows:
        raise Overdrawn(why_overdrawn(held, -grows), held, -grows)
    must_cover(held, -grows, on)
    rows.update(**moved)
