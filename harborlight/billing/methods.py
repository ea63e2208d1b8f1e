"""How money comes, and what each way is called.

A payment keeps "check 1042" or "cash", or a processor's own words for a card.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

BY_HAND = (
    ("check", _("Check")),
    ("money-order", _("Money order")),
    ("cash", _("Cash")),
    ("transfer", _("Bank transfer")),
)


def method_of(kind: str, number: str = "") -> str:
    """As a payment keeps it."""
    return f"{kind} {number}".strip()


def method_words(method: str) -> str:
    """As people read it: `Check 1042`."""
    kind, _space, number = method.partition(" ")
    known = dict(BY_HAND).get(kind)
    return f"{known} {number}".strip() if known else method
