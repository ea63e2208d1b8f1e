"""How money comes, and what each way is called.

A payment or a deposit keeps "check 1042" or "cash", or a processor's own words for a card.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

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
