"""How money comes, and what each way is called.

A payment keeps "check 1042" or "cash", or a processor's own words for a card.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.words import money

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

BY_HAND = (
    ("check", _("Check")),
    ("money-order", _("Money order")),
    ("cash", _("Cash")),
    ("transfer", _("Bank transfer")),
)
HELD = "trust"
KNOWN = {**dict(BY_HAND), HELD: _("Money held in trust")}
CARD = re.compile(r"(?P<card>.+) ending in (?P<number>[0-9]{4})")
# What a processor calls an account that is no card.
BANK = "Bank account"
NOTHING_OWED = "Nothing is owed any more."
# We ask to pay the invoice with the client's own money.
OUT_OF_TRUST_INSTEAD = "We asked to pay it with the money in trust."
# What a processor says of a card that was not charged.
WHY_NOT = {
    "The card was declined.": _("The card was declined."),
    "The bank asked for a confirmation, and it was not given.": _(
        "The bank asked for a confirmation, and it was not given."
    ),
    NOTHING_OWED: _("Nothing is owed any more."),
    OUT_OF_TRUST_INSTEAD: _("We asked to pay it with the money in trust."),
}
# Somebody paid a part another way while the payer stood before the card's page.
CHANGED = re.compile(r"The amount changed to ([0-9]+) cents\.")


def method_of(kind: str, number: str = "") -> str:
    """As a payment keeps it."""
    return f"{kind} {number}".strip()


def method_words(method: str) -> str:
    """As people read it: `Check 1042`, `Visa ending in 4242`."""
    if card := CARD.fullmatch(method):
        said = card.groupdict()
        if said["card"] == BANK:
            said["card"] = gettext("Bank account")
        return gettext("%(card)s ending in %(number)s") % said
    kind, _space, number = method.partition(" ")
    known = KNOWN.get(kind)
    return f"{known} {number}".strip() if known else method


def why_taken_back(owed_cents: int) -> str:
    """Why a card is not asked for what it was asked for, as a payment keeps it."""
    if owed_cents:
        return f"The amount changed to {owed_cents} cents."
    return NOTHING_OWED


def was_taken_back(why: str) -> bool:
    """Whether it was we who no longer asked, and not the card that was declined."""
    return why in (NOTHING_OWED, OUT_OF_TRUST_INSTEAD) or amount_changed(why)


def amount_changed(why: str) -> bool:
    return CHANGED.fullmatch(why) is not None


def said_why(why: str) -> _StrPromise | str:
    """Why a payment did not go through, in the reader's language where we know it."""
    if changed := CHANGED.fullmatch(why):
        return _changed_to(int(changed[1]))
    return WHY_NOT.get(why, why)


def _amount_words(cents: int) -> str:
    return gettext(
        "The amount to be paid changed to %(amount)s meanwhile, so nothing was charged."
    ) % {"amount": money(cents)}


_changed_to = lazy(_amount_words, str)
