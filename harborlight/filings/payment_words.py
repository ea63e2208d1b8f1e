"""How a fee is paid, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from harborlight.law.payments import PaymentWay

WAYS = {
    "card": _("With a card (Form G-1450)"),
    "bank": _("From a bank account in the United States (Form G-1650)"),
    "check": _("With a check or money order"),
    "check by exemption": _("With a check, by exemption (Form G-1651)"),
    "account": _("In the agency's own account, when it is submitted"),
}


def way_words(key: str) -> str:
    """One way of law/payments.yaml."""
    return str(WAYS.get(key, key))


def worded(ways: Iterable[PaymentWay]) -> list[tuple[str, str]]:
    """Several, as they are chosen from."""
    return [(one.key, way_words(one.key)) for one in ways]
