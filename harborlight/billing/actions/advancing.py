"""A government fee that the firm pays for a client, and how it comes back (T13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from harborlight.billing import events
from harborlight.billing.actions.against import CaseIsClosed
from harborlight.billing.actions.askings import must_be_new, tell, write_down
from harborlight.billing.actions.drafting import add_line, draft_invoice
from harborlight.billing.actions.earmarking import may_leave
from harborlight.billing.actions.posting import hold_account
from harborlight.billing.advanced import holding_for, left_of_advance
from harborlight.billing.models import Advance, Invoice, Line, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import money
from harborlight.people.models import Person
from harborlight.trust.actions import Side, post
from harborlight.trust.models import Book, Journal
from harborlight.trust.who_pays import must_be_allowed_to_pay


class TrustSuffices(Exception):
    """What the client paid in for costs pays them; the firm advances what lacks."""

    rule = "T13"


class NothingToRepay(Exception):
    """An advance comes back once: billed, or out of trust."""

    rule = "T13"


def advance_fee(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    words: str,
    cents: int,
    way: str,
    on: date,
    once: str,
) -> Advance:
    """Pay a government fee for a client out of operating; trust is not touched.

    person: who is billed for it. once: a word that stands for this entry.
    Raises TrustSuffices, CaseIsClosed, NotTheirsToPay, and what `post` raises.
    """
    key = f"advance {once}"
    if known := Advance.objects.filter(journal__key=key, case=case).first():
        return known
    with acting(actor, events.FEE_ADVANCED, case) as event:
        _is_open(case)
        must_be_allowed_to_pay(case, person, on=today(actor.firm.time_zone))
        _must_lack(case, person, cents, way)
        who: dict[str, Any] = {"case": case, "person": person}
        said: dict[str, Any] = {"words": words, "cents": cents, "way": way, "on": on}
        made = Advance.objects.create(
            firm=actor.firm,
            journal=_post(actor, who, said, key),
            made_at=now(),
            made_by_id=actor.account,
            **who,
            **said,
        )
        event.made(made)
        event.say(amount=cents, words=words, for_person=str(person.pk))
    return made


def bill_advance(actor: Actor, advance: Advance) -> Invoice:
    """Draft an invoice over what of an advance has not come back: a cost, not a fee.

    Raises NothingToRepay, CaseIsClosed, NotTheirsToPay.
    """
    with acting(actor, events.ADVANCE_BILLED, advance) as event:
        cents = _left(advance)
        invoice = draft_invoice(actor, advance.case, payer=advance.person)
        add_line(
            actor,
            invoice,
            kind=Line.Kind.COST,
            words=advance.words,
            cents=cents,
            to=Line.To.OPERATING,
            of_work=advance.pk,
        )
        event.note(invoice)
        event.say(amount=cents, words=advance.words)
    return invoice


def ask_to_repay(actor: Actor, advance: Advance, *, why: str, once: str) -> Withdrawal:
    """Ask that an advance comes back out of the client's money in trust; another agrees.

    Raises NothingToRepay, Overdrawn, Earmarked, AlreadyAsked.
    """
    with acting(actor, events.WITHDRAWAL_ASKED, advance) as event:
        cents = _left(advance)
        held = holding_for(advance.case, advance.person)
        if held is None:
            raise NothingToRepay(gettext("Nothing is held in trust for this client."))
        account, line = held.account, held.only_meant(cents)
        hold_account(account)
        must_be_new(once)
        may_leave(account, cents, line)
        made = write_down(
            account,
            actor,
            cents=cents,
            trust_cents=cents,
            purpose=Withdrawal.Purpose.ADVANCED,
            payee=advance.words,
            line=line,
            advance=advance,
            why=why,
            once=once,
        )
        event.made(made)
        tell(event, made)
    return made


def _post(actor: Actor, who: dict[str, Any], said: dict[str, Any], key: str) -> Journal:
    """Out of operating, as a cost of the firm's until it comes back."""
    sides = [
        Side(Book.COSTS_ADVANCED, debit=said["cents"]),
        Side(Book.OPERATING_BANK, credit=said["cents"]),
    ]
    about = {"words": {"why": said["words"]}, "on": said["on"], "key": key}
    return post(actor, **who, sides=sides, memo="fee advanced", **about)


def _left(advance: Advance) -> int:
    """What has not come back, behind the lock of the case."""
    Case.objects.select_for_update(no_key=True).get(pk=advance.case_id)
    if not (cents := left_of_advance(advance)):
        raise NothingToRepay(
            gettext("This was billed already, or it is taken out of trust.")
        )
    return cents


def _must_lack(case: Case, person: Person, cents: int, way: str) -> None:
    """A check could be one on the trust account, where that holds enough.

    A card or an account that an agency draws on is never the trust account's: then the
    firm pays, and is repaid.
    """
    held = holding_for(case, person)
    if way == Advance.Way.CHECK and held and held.account.free_cents >= cents:
        raise TrustSuffices(
            gettext(
                "%(free)s is free in trust for %(name)s: enough for this fee. Ask for it "
                "to be paid from there, by check."
            )
            % {"free": money(held.account.free_cents), "name": person.full_name}
        )


def _is_open(case: Case) -> None:
    if Case.objects.select_for_update(no_key=True).get(pk=case.pk).closed_on:
        raise CaseIsClosed(
            gettext("This case is closed. Open it again first, then pay for it.")
        )
