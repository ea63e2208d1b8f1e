"""Money that nobody knows: into suspense by one person, out of it by two (trust.md 2)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.cases.models import Case, Party
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.membership import is_behind
from harborlight.people.models import Person
from harborlight.trust import events
from harborlight.trust.actions.depositing import CaseIsShut, keep_deposit
from harborlight.trust.actions.movements import Side
from harborlight.trust.actions.posting import open_account, post
from harborlight.trust.models import BankAccount, Book, Deposit, Unknown
from harborlight.trust.who_pays import must_be_allowed_to_advance

State = Unknown.State


class NotOpenAnyMore(Exception):
    """It was decided already, or somebody asked for it meanwhile."""

    rule = "T8"


class NotOnThisCase(Exception):
    """Money becomes the money of somebody whom the case is about (T4)."""

    rule = "T4"


class SecondPerson(Refused):
    """Who said whose it is does not agree to it."""

    rule = "T16"


def take_unknown(
    actor: Actor,
    *,
    cents: int,
    on: date,
    why: str,
    once: str,
    bank: BankAccount | None = None,
) -> Unknown:
    """Write down that money came into trust and nobody knows whose: it stands in suspense.

    why: as the bank says it. once: a word that stands for this entry. bank: the account
    that it came into; none: the firm's usual one. Raises what `post` does.
    """
    key = f"unknown {once}"
    if known := Unknown.objects.filter(journal__key=key).first():
        return known
    with acting(actor, events.UNKNOWN_CAME, actor.firm) as event:
        sides = [
            Side(Book.TRUST_BANK, debit=cents),
            Side(Book.SUSPENSE, credit=cents),
        ]
        about: dict[str, Any] = {"memo": "unknown", "words": {}, "key": key}
        about["bank"] = bank.pk if bank else None
        made = Unknown.objects.create(
            firm=actor.firm,
            cents=cents,
            on=on,
            words=why,
            journal=post(actor, case=None, person=None, sides=sides, on=on, **about),
        )
        event.made(made)
        event.say(amount=cents)
    return made


def say_whose(
    actor: Actor,
    found: Unknown,
    *,
    why: str,
    case: Case | None = None,
    person: Person | None = None,
    purpose: str = "",
) -> None:
    """Say whose it is, or without a case that it goes back; a second person agrees.

    why: what shows it. Raises NotOpenAnyMore, NotOnThisCase, NotTheirsToPay.
    """
    with acting(actor, events.UNKNOWN_ASKED, found) as event:
        _hold(found, State.WAITS)
        if case is not None:
            _must_be_theirs(actor, case, person, purpose)
        found.case, found.person, found.purpose = case, person, purpose
        found.why, found.state = why, State.ASKED
        found.asked_at, found.asked_by_id = now(), actor.account
        found.save()
        # Of that case from now on: walls keep these words too.
        event.about(found)
        event.say(amount=found.cents, why=why)


def _must_be_theirs(
    actor: Actor, case: Case, person: Person | None, purpose: str
) -> None:
    theirs = Party.objects.filter(case=case, person=person)
    if person is None or purpose not in Deposit.CHOSEN or not theirs.exists():
        raise NotOnThisCase(
            gettext("Choose somebody whom the case is about, and what it is for.")
        )
    must_be_allowed_to_advance(case, person, purpose, on=today(actor.firm.time_zone))


def agree_whose(actor: Actor, found: Unknown) -> None:
    """Agree, as the second person: it leaves suspense, to the client or back.

    Raises SecondPerson, NotOpenAnyMore, CaseIsShut.
    """
    kind = events.UNKNOWN_KNOWN if found.case_id else events.UNKNOWN_BACK
    with acting(actor, kind, found) as event:
        _hold(found, State.ASKED)
        _is_another(actor, found)
        on, bank = today(actor.firm.time_zone), _bank_of(found)
        found.settled = post(
            actor,
            case=found.case,
            person=found.person,
            sides=_sides(found),
            on=on,
            memo="unknown known" if found.case else "unknown back",
            words={"why": found.why},
            key=f"unknown {found.pk} settled",
            asked_by=found.asked_by_id,
            bank=bank,
        )
        if found.case is not None and found.person is not None:
            whose = (found.case, found.person, bank)
            account = open_account(actor.firm.pk, Book.CLIENT_TRUST, *whose)
            what = (found.purpose, found.cents, "transfer")
            event.note(keep_deposit(found.settled, account, *what))
        found.state = State.KNOWN if found.case_id else State.BACK
        found.decided_at, found.decided_by_id = now(), actor.account
        found.save()
        event.say(
            amount=found.cents, why=found.why, for_person=str(found.person_id or "")
        )


def decline_whose(actor: Actor, found: Unknown, *, comment: str) -> None:
    """Say no, or ask no more: it stays in suspense and nobody knows whose it is."""
    with acting(actor, events.UNKNOWN_DECLINED, found) as event:
        _hold(found, State.ASKED)
        found.case = found.person = None
        found.purpose, found.why, found.state = "", "", State.WAITS
        found.asked_at = found.asked_by_id = None
        found.save()
        event.say(amount=found.cents, comment=comment)


def _bank_of(found: Unknown) -> UUID | None:
    """The account at the bank that it came into, and leaves again."""
    rows = found.journal.entries.filter(account__book=Book.SUSPENSE)
    return rows.values_list("account__bank", flat=True).get()


def _hold(found: Unknown, state: str) -> None:
    """Read it anew; of two who act at once, one does."""
    rows = Unknown.objects.select_for_update(no_key=True, of=("self",))
    found.refresh_from_db(from_queryset=rows)
    if found.state != state:
        raise NotOpenAnyMore(
            gettext("This was decided already, or somebody asked for it meanwhile.")
        )


def _is_another(actor: Actor, found: Unknown) -> None:
    if found.asked_by_id is None or is_behind(actor, found.asked_by_id):
        raise SecondPerson(
            gettext("A second person must agree: you said yourself whose it is.")
        )
    if found.case_id and (
        Case.objects.select_for_update(no_key=True).get(pk=found.case_id).closed_on
    ):
        raise CaseIsShut(gettext("That case is closed, and holds no client’s money."))


def _sides(found: Unknown) -> list[Side]:
    to = Book.CLIENT_TRUST if found.case_id else Book.TRUST_BANK
    return [Side(Book.SUSPENSE, debit=found.cents), Side(to, credit=found.cents)]
