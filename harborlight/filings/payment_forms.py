"""Payment forms that lie on top of each form: which fees have none, and what each says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from harborlight.billing.fee_words import fee_words
from harborlight.cases.queries import parties
from harborlight.filings.costs import costs, needed_of
from harborlight.filings.edition_words import pack_to_fill
from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.actor import Actor
from harborlight.law.fees import Fee
from harborlight.law.packs import NoEdition, TwoEditions
from harborlight.law.payments import NotTaken, way_to_pay

# Whose name stands on a payment form where the paid form itself does not say: the first
# of these that is on the case.
_PARTS = ("beneficiary", "applicant", "petitioner")
CENTS_IN_A_DOLLAR = 100
# What a payment form is told of its fee (`with_amount`).
AMOUNT = "case.card_holder.amount"


@dataclass(frozen=True)
class Due:
    """A fee for which a payment form is needed: which form, in whose name."""

    needed: NeededForm
    fee: Fee
    form: str
    client: str

    @property
    def words(self) -> str:
        return fee_words(self.fee)


def without_form(actor: Actor, filing: Filing, on: date) -> list[Due]:
    """The fees of a filing on paper that have no payment form in it, though its way to
    pay asks for one each, and we hold such a form."""
    form = _form_of(filing, on)
    if not form:
        return []
    needed = needed_of(actor, filing)
    paid = {(one.pays_id, one.pays_law) for one in needed if one.pays_id}
    there = {row.part for row in parties(actor, filing.case)}
    return [
        Due(one.needed, row, form, _client(one.needed, there, on))
        for one in costs(filing, needed, on)
        for row in one.paid
        if (one.needed.pk, row.law) not in paid
    ]


def with_amount(
    facts: Mapping[str, Any], needed: NeededForm, on: date
) -> Mapping[str, Any]:
    """The facts of a case with the amount of the fee that this payment form pays.

    Nothing is said where the book does not say one amount in whole dollars: then the
    amount is missing on the form, and a person sees it.
    """
    if needed.pays is None:
        return facts
    amount = _dollars(needed, on)
    holder = {**facts["case"].get("card_holder", {}), "amount": amount}
    return {**facts, "case": {**facts["case"], "card_holder": holder}}


def _form_of(filing: Filing, on: date) -> str:
    try:
        way = way_to_pay(filing.paid_by, channel=filing.channel, on=on)
        pack_to_fill(way.form, on=on)
    except (NotTaken, NoEdition, TwoEditions):
        return ""
    return way.form


def _dollars(needed: NeededForm, on: date) -> str:
    assert needed.pays is not None
    (cost,) = costs(needed.filing, [needed.pays], on)
    cents = [row.cents for row in cost.paid if row.law == needed.pays_law]
    whole = len(cents) == 1 and cents[0] % CENTS_IN_A_DOLLAR == 0
    return str(cents[0] // CENTS_IN_A_DOLLAR) if whole else ""


def _client(needed: NeededForm, there: set[str], on: date) -> str:
    """In whose name: of whoever reads the form that is paid."""
    try:
        reads = pack_to_fill(needed.form, on=on).reads
    except (NoEdition, TwoEditions):
        reads = ""
    wanted = (needed.client, reads, *_PARTS)
    return next((part for part in wanted if part in there), "")
