"""How money comes, and what each way is called.

A payment keeps "check 1042" or "cash", or a processor's own words for a card.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
# What a processor says of a card that was not charged.
WHY_NOT = {
    "The card was declined.": _("The card was declined."),
    "Nothing is owed any more.": _("Nothing is owed any more."),
}


def method_of(kind: str, number: str = "") -> str:
    """As a payment keeps it."""
    return f"{kind} {number}".strip()


def method_words(method: str) -> str:
    """As people read it: `Check 1042`, `Visa ending in 4242`."""
    if card := CARD.fullmatch(method):
        return gettext("%(card)s ending in %(number)s") % card.groupdict()
    kind, _space, number = method.partition(" ")
    known = KNOWN.get(kind)
    return f"{known} {number}".strip() if known else method


def said_why(why: str) -> _StrPromise | str:
    """Why a payment did not go through, in the reader's language where we know it."""
    return WHY_NOT.get(why, why)
