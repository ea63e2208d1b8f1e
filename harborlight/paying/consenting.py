"""What a payer agrees to who leaves a card or an account with the processor."""

from __future__ import annotations

from django.utils.translation import gettext


def kept_words() -> str:
    """What the payer agrees to who wants to press Pay themselves the next time."""
    return gettext(
        "Keep this card or bank account with the payment processor for the next time. It "
        "is charged only when you press Pay, and you can end this at any time."
    )


def agreed_words() -> str:
    """What the payer agrees to, in the language that is read now."""
    return gettext(
        "Keep this card or bank account with the payment processor, and charge it on the "
        "day when an invoice in this case, or an instalment of it, is due. You are told "
        "before each charge, and can end this at any time."
    )
