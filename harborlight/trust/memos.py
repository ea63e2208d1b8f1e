"""What a movement of money says of itself, in the language of whoever reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# A journal keeps the name of its memo and the words that stand in it. Whoever keeps
# the books reads these, walled off from the case or not: they name nobody.
MEMOS: dict[str, _StrPromise] = {
    "invoice": _("Invoice {number}"),
    "invoice voided": _("Invoice {number} voided"),
    "credit note": _("Credit note on invoice {number}"),
    "written off": _("Invoice {number}, written off"),
    "payment": _("Payment on invoice {number}"),
    "payment reversed": _("Payment on invoice {number} reversed"),
    "given back": _("Paid too much on invoice {number}, given back"),
    "earned": _("Earned fees out of trust, invoice {number}"),
    "fee advanced": _("Government fee, paid for the client out of operating"),
    "advance repaid": _("Government fee that we had paid, repaid out of trust"),
    "government fee": _("Government fee, paid to the agency"),
    "refund": _("Given back to the client"),
    "deposit": _("Came into trust"),
    "unknown": _("Came into trust, and nobody knows whose it is"),
    "unknown known": _("Out of suspense, to the client whose it is"),
    "unknown back": _("Out of suspense, back to who sent it"),
    "returned": _("Came into trust, and does not count"),
    "other case": _("Moved to another case of the same client"),
    "other bank": _("Moved from one trust account to another"),
    "bank charge": _("Charge of the bank, against our own money"),
    "own money": _("Own money put into trust for bank charges"),
    "interest": _("Interest on the trust account"),
    "interest paid": _("Interest paid to the bar’s foundation"),
    "processor fee": _("Fee of the card processor, out of the operating account"),
    "chargeback": _("Chargeback, paid out of the operating account"),
    "chargeback won": _("Chargeback decided for us, paid back"),
}


def memo_words(memo: str, words: Mapping[str, Any]) -> _StrPromise | str:
    """The sentence of a memo; it is put into words when somebody reads it."""
    return format_lazy(MEMOS[memo], **words) if memo in MEMOS else memo
