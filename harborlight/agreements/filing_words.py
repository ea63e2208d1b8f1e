"""What the fee of a form is called on an invoice."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.billing.fee_words import fee_words
from harborlight.firm.words import in_every_language
from harborlight.law.fees import Fee


def fee_texts(row: Fee) -> dict[str, str]:
    """By language: "Government filing fee, Form I-130, on paper"."""
    return in_every_language(_said(row))


def _words(row: Fee) -> str:
    return gettext("Government filing fee, Form %(fee)s") % {"fee": fee_words(row)}


_said = lazy(_words, str)
