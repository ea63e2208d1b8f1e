"""What a form is told beside the facts of its case: which fee it pays, and for what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from harborlight.filings.edition_words import pack_to_fill
from harborlight.filings.models import NeededForm
from harborlight.filings.payment_forms import with_amount
from harborlight.law.packs import NoEdition, TwoEditions
from harborlight.law.receipts import gets_receipt


def told_to(
    needed: NeededForm, facts: Mapping[str, Any], day: date
) -> Mapping[str, Any]:
    """The facts, with the fee that a payment form pays, and the forms for which the
    attorney appears: the one that was said, else those of this client in the filing."""
    facts = with_amount(facts, needed, day)
    forms = needed.concerns or _appears_for(needed, facts, day)
    if not forms:
        return facts
    return {**facts, "case": {**facts["case"], "appearance_forms": forms}}


def _appears_for(needed: NeededForm, facts: Mapping[str, Any], day: date) -> str:
    """The client's other forms that get a receipt of their own; "" where none does."""
    if not needed.client or facts["case"].get("appearance_forms"):
        return ""
    rows = NeededForm.objects.filter(filing=needed.filing_id, pays=None)
    return ", ".join(
        one.form
        for one in rows.exclude(form=needed.form).order_by("position", "pk")
        if gets_receipt(one.form) and _whose(one, day) == needed.client
    )


def _whose(needed: NeededForm, day: date) -> str:
    if needed.client:
        return needed.client
    try:
        return pack_to_fill(needed.form, on=day).reads
    except (NoEdition, TwoEditions):
        return ""
