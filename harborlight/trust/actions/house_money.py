"""The firm's own money beside clients': charges of the bank, interest, card processors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language, money
from harborlight.trust import events
from harborlight.trust.actions.posting import Side, post
from harborlight.trust.memos import memo_words
from harborlight.trust.models import Account, Book, Journal
from harborlight.trust.terms import float_limit


class NettedSettlement(Exception):
    """A card payment comes into trust whole; its fee is the firm's (T10)."""

    rule = "T10"


class NotThatMuchInterest(Exception):
    """Interest passes through to the bar's foundation, and nothing else with it."""

    rule = "T2"


# What may be posted of the house's own money, and how.
SIDES = {
    "bank charge": (Book.FIRM_FLOAT, Book.TRUST_BANK),
    "own money": (Book.TRUST_BANK, Book.FIRM_FLOAT),
    "interest": (Book.TRUST_BANK, Book.IOLTA_INTEREST),
    "interest paid": (Book.IOLTA_INTEREST, Book.TRUST_BANK),
    "processor fee": (Book.PROCESSING, Book.OPERATING_BANK),
}


def post_house_money(
    actor: Actor, *, kind: str, cents: int, on: date, why: str, once: str
) -> Journal:
    """Post what the bank or a card processor took or gave, never against a client.

    kind: one of SIDES. A charge may leave the firm's own money in trust below zero: then
    the books say what must be put in.
    """
    with acting(actor, events.HOUSE_MONEY, actor.firm) as event:
        if kind == "own money":
            _limit(actor, on)
        elif kind == "interest paid":
            _is_there(cents)
        made = post(
            actor,
            case=None,
            person=None,
            sides=_sides(kind, cents),
            on=on,
            memo=kind,
            words={"why": why},
            key=f"house {once}",
        )
        event.say(amount=cents, what=in_every_language(memo_words(kind, {})), why=why)
    return made


def _is_there(cents: int) -> None:
    """Nobody posts more interest out than came in, behind the lock of its account."""
    rows = Account.objects.filter(book=Book.IOLTA_INTEREST)
    held = rows.select_for_update(no_key=True).first()
    there = held.cents if held else 0
    if cents > there:
        raise NotThatMuchInterest(
            gettext(
                "Only %(there)s of interest stands in trust: more would be paid to the "
                "foundation with money of clients."
            )
            % {"there": money(there)}
        )


def must_be_whole(gross: int, settled: int) -> None:
    """What the processor sent to trust must be what the client paid."""
    if gross != settled:
        raise NettedSettlement(
            gettext(
                "The processor kept its fee out of a client’s money. A card payment comes "
                "into trust whole, and its fee is taken from the operating account: have "
                "the settlement set so, and the rest sent."
            )
        )


def _sides(kind: str, cents: int) -> Sequence[Side]:
    debit, credit = SIDES[kind]
    sides = [Side(debit, debit=cents), Side(credit, credit=cents)]
    if kind == "own money":
        return [*sides, *_from_operating(cents)]
    return sides


def _from_operating(cents: int) -> Sequence[Side]:
    """Own money comes out of the operating account, and is a cost once the bank took it."""
    return [
        Side(Book.PROCESSING, debit=cents),
        Side(Book.OPERATING_BANK, credit=cents),
    ]


def _limit(actor: Actor, on: date) -> None:
    """The limit that the policy of today gives; the database holds it."""
    account, _ = Account.objects.get_or_create(
        firm=actor.firm, book=Book.FIRM_FLOAT, case=None, person=None
    )
    account.limit_cents = float_limit(actor, on)
    account.save(update_fields=["limit_cents"])
