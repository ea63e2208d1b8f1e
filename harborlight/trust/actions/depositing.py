"""Money that comes into a client's trust, and when the bank has it for certain."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.inserting import insert_rows
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person
from harborlight.trust import events
from harborlight.trust.actions.movements import (
    Movement,
    Side,
    StillToCome,
)
from harborlight.trust.actions.once import another
from harborlight.trust.actions.posting import post_within
from harborlight.trust.actions.spending import release
from harborlight.trust.methods import method_words
from harborlight.trust.models import Account, BankAccount, Book, Deposit, Journal
from harborlight.trust.who_pays import must_be_allowed_to_advance

# Whoever gave it may still take it back: the bank says when it has the money.
CLEARS_LATER = ("check", "money-order")


class NotForTrust(Exception):
    """What is earned already is the firm's own, and never comes into trust (T9)."""

    rule = "T9"


class CaseIsShut(Exception):
    """A closed case holds no client's money."""

    rule = "T15"


class NotWaitingToClear(Exception):
    """It cleared already, or it was taken back."""

    rule = "T3"


def deposit(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    purpose: str,
    cents: int,
    method: str,
    on: date,
    once: str,
    bank: BankAccount | None = None,
) -> Deposit:
    """Put money of a client into trust: paid in advance, or a third person's.

    method: of trust/methods.py; a check waits until the bank cleared it. once: a word
    that stands for this entry; sent twice it is posted once. bank: none: the usual one.
    Raises NotForTrust, NotTheirsToPay, CaseIsShut, StillToCome, NotMoney, NotTheirBank, BankIsClosed,
    WrittenDownAlready.
    """
    _is_for_trust(purpose)
    movement = Movement(
        case=case,
        person=person,
        sides=_sides(cents),
        on=on,
        memo="deposit",
        words={"why": method},
        key=f"deposit {once}",
        bank=bank.pk if bank else None,
    )
    try:
        return _put_in(actor, case, movement, purpose, cents)
    except Exception:
        # Whatever hinders it now, as that the case was closed: it was written down once.
        said = (case.pk, person.pk, purpose, cents, method, on)
        if known := _known(movement.key, said):
            return known
        raise


def _put_in(
    actor: Actor, case: Case, movement: Movement, purpose: str, cents: int
) -> Deposit:
    assert movement.person is not None
    method = str(movement.words["why"])
    with acting(actor, events.DEPOSITED, case, held=True) as event:
        _is_open(case)
        day = today(actor.firm.time_zone)
        must_be_allowed_to_advance(case, movement.person, purpose, on=day)
        journal, accounts = post_within(actor, event, movement)
        account = accounts[Book.CLIENT_TRUST]
        made = keep_deposit(journal, account, purpose, cents, method)
        event.made(made)
        event.say(
            amount=cents,
            what=in_every_language(Deposit.Purpose(purpose).label),
            method=in_every_language(lazy(method_words, str)(method)),
            for_person=str(account.person_id),
        )
    return made


def _known(key: str, said: tuple[Any, ...]) -> Deposit | None:
    """What was written down under this key, if it is the same money."""
    known = Deposit.objects.filter(journal__key=key).select_related("account").first()
    if known is None:
        return None
    there = (known.case_id, known.account.person_id, known.purpose)
    if (*there, known.cents, known.method, known.on) != said:
        raise another(known.journal)
    return known


def _is_for_trust(purpose: str) -> None:
    if purpose not in Deposit.CHOSEN:
        raise NotForTrust(
            gettext(
                "Only what is not earned yet comes into trust. A payment for earned fees "
                "goes to the operating account: write it down on its invoice."
            )
        )


def _sides(cents: int) -> list[Side]:
    return [
        Side(Book.TRUST_BANK, debit=cents),
        Side(Book.CLIENT_TRUST, credit=cents),
    ]


def keep_deposit(
    journal: Journal, account: Account, purpose: str, cents: int, method: str
) -> Deposit:
    """Remember that it came, and whether the bank has it yet: inside another action."""
    assert account.case_id is not None
    waits = method.startswith(CLEARS_LATER)
    if waits:
        rows = Account.objects.filter(pk=account.pk)
        rows.update(uncleared_cents=F("uncleared_cents") + cents)
    state = Deposit.State.WAITS if waits else Deposit.State.CLEARED
    made = Deposit(
        firm_id=journal.firm_id,
        account=account,
        case_id=account.case_id,
        journal=journal,
        purpose=purpose,
        cents=cents,
        method=method,
        on=journal.on,
        state=state,
        cleared_on=None if waits else journal.on,
    )
    insert_rows([made])
    return made


def clear_deposit(actor: Actor, found: Deposit, *, on: date) -> None:
    """Say that the bank has this money for certain: now it may be spent."""
    with acting(actor, events.CLEARED, found) as event:
        if on > today(actor.firm.time_zone):
            raise StillToCome(gettext("This day is still to come."))
        if on < found.on:
            raise StillToCome(
                gettext("It came on %(day)s and cannot clear before that.")
                % {"day": date_format(found.on, "DATE_FORMAT")}
            )
        _turn(
            found,
            Deposit.State.WAITS,
            state=Deposit.State.CLEARED,
            cleared_on=on,
            cleared_by_id=actor.user_id,
        )
        rows = Account.objects.filter(pk=found.account_id)
        rows.update(
            uncleared_cents=F("uncleared_cents") - found.cents,
            reserved_cents=F("reserved_cents") + found.aside_cents,
        )
        event.say(amount=found.cents, day=found.on)


def set_aside_of(found: Deposit, *, cents: int) -> None:
    """Set so much of what has not cleared aside, from the moment at which it clears."""
    rows = Deposit.objects.filter(pk=found.pk, state=Deposit.State.WAITS)
    if not rows.update(aside_cents=F("aside_cents") + cents):
        raise _not_waiting()
    found.refresh_from_db()


def free_again(found: Deposit, *, cents: int) -> None:
    """What was set aside of it is not, now or once it clears."""
    found.refresh_from_db()
    if found.is_uncertain:
        Deposit.objects.filter(pk=found.pk).update(aside_cents=F("aside_cents") - cents)
    else:
        release(found.account, cents=cents)


def take_to_return(found: Deposit) -> None:
    """It is asked to be taken back: set aside, also where the bank has not cleared it."""
    if found.state == Deposit.State.WAITS:
        rows = Account.objects.filter(pk=found.account_id)
        rows.update(
            uncleared_cents=F("uncleared_cents") - found.cents,
            reserved_cents=F("reserved_cents") + found.cents,
        )
        _turn(found, Deposit.State.WAITS, state=Deposit.State.RETURNING)


def keep_after_all(found: Deposit) -> None:
    """It was not taken back: what had not cleared waits again."""
    if found.state == Deposit.State.RETURNING:
        _turn(found, Deposit.State.RETURNING, state=Deposit.State.WAITS)
        _uncleared(found, found.cents)


def note_returned(found: Deposit) -> None:
    """It was taken back."""
    _turn(found, found.state, state=Deposit.State.RETURNED, cleared_on=None)


def _turn(found: Deposit, was: str, **to: object) -> None:
    """Of two at once, one does."""
    if not Deposit.objects.filter(pk=found.pk, state=was).update(**to):
        raise _not_waiting()
    found.refresh_from_db()


def _not_waiting() -> NotWaitingToClear:
    return NotWaitingToClear(
        gettext("This money cleared already, or it was taken back.")
    )


def _uncleared(found: Deposit, cents: int) -> None:
    rows = Account.objects.filter(pk=found.account_id)
    rows.update(uncleared_cents=F("uncleared_cents") + cents)


def _is_open(case: Case) -> None:
    """Of a case that is held."""
    if case.closed_on is not None:
        raise CaseIsShut(
            gettext(
                "This case is closed, and this money would go into trust for it. Open "
                "the case again first, then write the money down."
            )
        )
