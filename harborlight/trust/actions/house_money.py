"""The firm's own money beside clients': charges of the bank, interest, card processors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from django.db.models import Sum
from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_every_language, money
from harborlight.trust import events
from harborlight.trust.actions.banks import home_of
from harborlight.trust.actions.movements import Side
from harborlight.trust.actions.once import posted_before
from harborlight.trust.actions.posting import open_account, post
from harborlight.trust.memos import memo_words
from harborlight.trust.models import Account, BankAccount, Book, Entry, Journal
from harborlight.trust.terms import float_limit


class NettedSettlement(Exception):
    """A card payment comes into trust whole; its fee is the firm's (T10)."""

    rule = "T10"


class InterestIsTheirs(Exception):
    """What the account of one client alone earns is that client's (trust.md, section 6)."""

    rule = "T4"


class MoreThanInterest(Exception):
    """Only interest that came goes on to the bar's foundation, and no client's money."""

    rule = "T4"


# What may be posted of the house's own money, and how.
SIDES = {
    "bank charge": (Book.FIRM_FLOAT, Book.TRUST_BANK),
    "own money": (Book.TRUST_BANK, Book.FIRM_FLOAT),
    "interest": (Book.TRUST_BANK, Book.IOLTA_INTEREST),
    "interest paid": (Book.IOLTA_INTEREST, Book.TRUST_BANK),
    "processor fee": (Book.PROCESSING, Book.OPERATING_BANK),
}


def post_house_money(
    actor: Actor,
    *,
    kind: str,
    cents: int,
    on: date,
    why: str,
    once: str,
    bank: BankAccount | None = None,
) -> Journal:
    """Post what the bank or a card processor took or gave, never against a client.

    kind: one of SIDES. bank: in which trust account; none: the usual one. A charge may
    leave the firm's own money in trust below zero: then the books say what must be put
    in. Sent twice it is posted once. Raises InterestIsTheirs, TooMuchOwnMoney,
    MoreThanInterest, WrittenDownAlready.
    """
    sides, key = _sides(kind, cents), f"house {once}"
    if known := posted_before(key, sides, on=on, why=why):
        return known
    with acting(actor, events.HOUSE_MONEY, actor.firm) as event:
        _is_for_the_bar(kind, bank)
        if kind == "own money":
            _limit(actor, on, bank)
        elif kind == "interest paid":
            _is_interest(actor, cents, on, bank)
        made = post(
            actor,
            case=None,
            person=None,
            sides=sides,
            on=on,
            memo=kind,
            words={"why": why},
            key=key,
            bank=bank.pk if bank else None,
        )
        event.say(amount=cents, what=in_every_language(memo_words(kind, {})), why=why)
    return made


def _is_interest(actor: Actor, cents: int, on: date, bank: BankAccount | None) -> None:
    """Of what stands in trust only interest goes to the foundation, once it came."""
    at = bank or home_of(actor.firm.pk)
    account = open_account(actor.firm.pk, Book.IOLTA_INTEREST, None, None, at.pk)
    held = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    later = Entry.objects.filter(account=held, on__gt=on).order_by().values("on")
    days = later.annotate(all=Sum("cents")).order_by("-on")
    # Day by day backwards: credits are negative, and interest grows with them.
    stood = accumulate((day["all"] for day in days), initial=held.cents)
    if (there := min(stood)) < cents:
        raise MoreThanInterest(
            gettext(
                "Of the interest in trust only %(there)s was there on that day: the rest "
                "is clients’ money, and pays nobody else."
            )
            % {"there": money(max(0, there))}
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


def _is_for_the_bar(kind: str, bank: BankAccount | None) -> None:
    if bank is not None and bank.is_separate and kind.startswith("interest"):
        raise InterestIsTheirs(
            gettext(
                "Interest in the account of one client alone is that client’s: put it "
                "into trust for them, in their case."
            )
        )


def _limit(actor: Actor, on: date, bank: BankAccount | None) -> None:
    """The limit that the policy of today gives; the database holds it."""
    at = bank or home_of(actor.firm.pk)
    account = open_account(actor.firm.pk, Book.FIRM_FLOAT, None, None, at.pk)
    account.limit_cents = float_limit(actor, on, at)
    account.save(update_fields=["limit_cents"])
