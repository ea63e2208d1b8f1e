"""One movement of money, posted to the books; what may be spent is asked as it is spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import DateField, F, Q, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import Happening, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.inserting import insert_rows
from harborlight.firm.questions import answers
from harborlight.firm.words import in_every_language, money
from harborlight.people.models import Person
from harborlight.trust import events
from harborlight.trust.actions.banks import (
    BankIsClosed,
    bank_for,
    closed_words,
    must_stay_within,
)
from harborlight.trust.actions.movements import (
    Movement,
    Side,
    StillToCome,
    TakesTwo,
    TooMuchOwnMoney,
    must_balance,
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
    OF_A_CASE,
    Account,
    Book,
    Entry,
    Journal,
)


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
    """Post one balanced movement to the books: see `Movement`. The same key posts once.

    Raises Unbalanced, NotMoney, StillToCome, TakesTwo, Overdrawn, MonthClosed,
    NotTheirBank, BankIsClosed; then nothing was posted.
    """
    about = (case, person, sides, on, memo, words, key, reverses, asked_by, bank)
    movement = Movement(*about)
    try:
        with acting(actor, events.POSTED, actor.firm) as event:
            if case is not None:
                event.about(case)
            event.say(memo=in_every_language(memo_words(memo, words)))
            journal, _accounts = post_within(actor, event, movement)
    except Exception:
        # Whatever hinders it now: what was posted once is posted.
        if known := Journal.objects.filter(key=key).first():
            return known
        raise
    return journal


def post_within(
    actor: Actor, event: Happening, movement: Movement
) -> tuple[Journal, dict[Book, Account]]:
    """Post a movement inside an action whose own event tells of it, so no second one does.

    The journal, and the accounts by their books. Raises what `post` does; also where the
    key was posted.
    """
    must_balance(movement.sides)
    accounts = _accounts(actor.firm.pk, movement)
    _has_come(actor, movement.on)
    journal = _enter(_journal(actor, movement), accounts)
    must_be_open([account for account, _cents in accounts], movement.on)
    event.note(journal)
    event.say(sides=[[s.book, s.debit, s.credit] for s in movement.sides])
    return journal, {Book(account.book): account for account, _cents in accounts}


def _journal(actor: Actor, movement: Movement) -> Journal:
    reverses = movement.reverses
    return Journal(
        firm=actor.firm,
        on=movement.on,
        memo=movement.memo,
        words=movement.words,
        key=movement.key,
        reverses=Journal.objects.get(key=reverses) if reverses else None,
        **_who(actor.user_id, movement.asked_by, movement.sides),
    )


def _who(
    poster: UUID | None, asked_by: UUID | None, sides: Sequence[Side]
) -> dict[str, Any]:
    """Who asked and who agreed; the database holds them to be two."""
    takes_two = any(side.lowers_trust for side in sides)
    if takes_two and (asked_by is None or poster is None or asked_by == poster):
        raise TakesTwo(gettext("Money in trust always needs two persons."))
    return {"posted_by_id": poster, "asked_by_id": asked_by, "takes_two": takes_two}


def _has_come(actor: Actor, on: date) -> None:
    if on > today(actor.firm.time_zone):
        raise StillToCome(
            gettext("This day is still to come: money is written down once it moved.")
        )


def _accounts(firm: UUID, movement: Movement) -> list[tuple[Account, int]]:
    """Each side's account with its cents, always in the same order.

    So two movements at once cannot wait for each other.
    """
    case, person, sides = movement.case, movement.person, movement.sides
    bank = movement.bank
    known = _known(
        frozenset(side.book for side in sides if side.account is None),
        bank,
        *((case.pk, person.pk) if case and person else ()),
    )
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


def _known(
    wanted: frozenset[Book], bank: UUID | None, *whose: UUID
) -> dict[Book, Account]:
    """Accounts that are there: the firm's own, and those of a case and a client; of what
    stands in trust, those at this bank or at the usual one.
    """

    def rows(*ids: UUID) -> QuerySet[Account]:
        ours = Q(case__isnull=True)
        if whose:
            ours |= Q(case=ids[0], person=ids[1])
        at = Q(bank=ids[-1]) if bank else Q(bank__is_default=True)
        at |= Q(bank__isnull=True)
        return Account.objects.filter(ours, at, book__in=sorted(wanted)).order_by()

    names = [field.attname for field in Account._meta.concrete_fields]
    ids = (*whose, bank) if bank else whose
    what = ("accounts", wanted, bool(whose), bool(bank))
    known = [
        Account.from_db(DEFAULT_DB_ALIAS, names, row)
        for row in answers(what, rows, *ids)
    ]
    return {Book(one.book): one for one in known}


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
    insert_rows([journal])
    about = {"firm_id": journal.firm_id, "journal": journal, "on": journal.on}
    about["posted_at"] = journal.posted_at
    insert_rows([Entry(account=one, cents=cents, **about) for one, cents in sides])
    for account, cents in sides[len(theirs) :]:
        _move(account, _grows(account, cents), journal.on)
    return journal


def _why_too_much(account: Account) -> str:
    """Account: of our own money in trust, as it stands."""
    account.refresh_from_db(fields=["cents", "limit_cents"])
    return gettext(
        "That much of the firm’s own money may not stand in trust: at most %(most)s "
        "may, for charges of the bank alone, and %(there)s is there now."
    ) % {"most": money(account.limit_cents), "there": money(max(0, account.cents))}


def _grows(account: Account, cents: int) -> int:
    return cents if account.book in GROWS_WITH_DEBIT else -cents


def _move(account: Account, grows: int, on: date) -> None:
    """The balance moves in the database, and only if it may: one question asks and does.

    So two at once both count, and what is free is never read before it is spent.
    """
    if account.book == Book.CLIENT_TRUST and grows < 0:
        _take_out(account, -grows, on)
    elif account.book == Book.FIRM_FLOAT and grows > 0:
        within = Account.objects.filter(limit_cents__gte=F("cents") + grows)
        if not within.filter(pk=account.pk).update(**_moved(grows, on)):
            raise TooMuchOwnMoney(_why_too_much(account))
    else:
        day = connection.ops.adapt_datefield_value(on)
        said = [
            grows,
            day,
            day,
            Account._meta.pk.get_db_prep_value(account.pk, connection),
        ]
        with connection.cursor() as cursor:
            cursor.execute(_GROWS, said)
            if not cursor.rowcount:
                raise BankIsClosed(closed_words())


# As `_moved` says it. In words of SQL: every movement asks it, mostly twice.
_GROWS = (
    'UPDATE "trust_account" SET "cents" = "cents" + %s, "last_on" = '
    'CASE WHEN "last_on" < %s THEN %s ELSE "last_on" END WHERE "id" = %s AND NOT "closed"'
)


def _moved(grows: int, on: date) -> dict[str, Any]:
    latest = Greatest(F("last_on"), Value(on, output_field=DateField()))
    return {"cents": F("cents") + grows, "last_on": latest}


def _take_out(account: Account, cents: int, on: date) -> None:
    """Out of a client's trust: what is cleared, not held, not asked for, and was there."""
    rows = Account.objects.filter(pk=account.pk)
    moved = _moved(-cents, on)
    free = rows.annotate(free=FREE).filter(free__gte=cents)
    if free.filter(last_on__lte=on).update(**moved):
        return
    held = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if held.free_cents < cents:
        raise Overdrawn(why_overdrawn(held, cents), held, cents)
    must_cover(held, cents, on)
    rows.update(**moved)
