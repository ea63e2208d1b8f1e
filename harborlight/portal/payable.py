"""What a payer can press now: how much, into which account, with which card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DollarField
from harborlight.firm.words import money
from harborlight.paying.queries import kept_for, ways_to_pay

if TYPE_CHECKING:
    from harborlight.agreements.queries import Scheduled
    from harborlight.billing.models.invoices import AskedInvoice
    from harborlight.firm.actor import Actor
    from harborlight.paying.houses import Way
    from harborlight.paying.models import Consent


@dataclass(frozen=True)
class Offer:
    """What one button pays. on: the day of the instalment that it is, where it is one.

    kept: what the payer left with the processor for this account; None: nothing.
    """

    way: Way
    cents: int
    on: date | None = None
    kept: Consent | None = None

    @property
    def all_cents(self) -> int:
        """What else can be paid there: all of it; 0 where this is all."""
        return self.way.cents if self.way.cents > self.cents else 0


class PartForm(forms.Form):
    """Another amount than the whole. most, least: in cents, of what is owed."""

    use_required_attribute = False

    amount = DollarField(label=_("Another amount"))

    def __init__(self, data: Any = None, *, least: int, most: int) -> None:
        super().__init__(data)
        self.least, self.most = least, most
        said = _("From %(least)s to %(most)s.")
        self.fields["amount"].help_text = said % {
            "least": money(least),
            "most": money(most),
        }

    @property
    def cents(self) -> int:
        """What was written, once it is known to be right."""
        return int(self.cleaned_data["amount"])

    def clean_amount(self) -> int:
        cents: int = self.cleaned_data["amount"]
        if not self.least <= cents <= self.most:
            raise forms.ValidationError(
                gettext("Write an amount from %(least)s to %(most)s.")
                % {"least": money(self.least), "most": money(self.most)}
            )
        return cents


@dataclass(frozen=True)
class Payable:
    """offers: trust's first. part: for another amount into the first account."""

    offers: Sequence[Offer] = ()
    part: PartForm | None = None

    def find(self, part: str) -> Offer | None:
        """The one that was pressed, never another in its place; the first, if none was."""
        wanted = (one for one in self.offers if part in ("", one.way.part))
        return next(wanted, None)


def payable(
    actor: Actor,
    invoice: AskedInvoice,
    scheduled: Scheduled | None,
    *,
    shows_kept: bool = True,
    typed: Mapping[str, Any] | None = None,
) -> Payable:
    """What of an open invoice can be paid now. typed: an amount that was written."""
    ways = ways_to_pay(actor, invoice)
    if not ways:
        return Payable()
    kept = kept_for(actor, invoice) if shows_kept else {}
    offers = [*_offers(ways, scheduled, kept)]
    return Payable(offers, _part_form(invoice, ways[0], typed))


def _offers(
    ways: Sequence[Way],
    scheduled: Scheduled | None,
    kept: Mapping[UUID | None, Consent],
) -> Sequence[Offer]:
    """What is due next comes first; what is the client's is filled before what is ours."""
    told = scheduled.next if scheduled and scheduled.plan.counts else None
    left, found = (told.left_cents if told else 0), []
    for way in ways:
        cents = min(left, way.cents)
        left -= cents
        on = told.on if told and cents else None
        found.append(Offer(way, cents or way.cents, on, kept.get(way.till_id)))
    return found


def _part_form(
    invoice: AskedInvoice, way: Way, typed: Mapping[str, Any] | None
) -> PartForm | None:
    least = invoice.least_part_cents or 0
    if not 0 < least < way.cents:
        return None
    return PartForm(typed, least=least, most=way.cents)
