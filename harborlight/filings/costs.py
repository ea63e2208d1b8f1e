"""What the forms of a filing cost on a day, and what its payment forms say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.billing.fee_words import circumstance_words, fee_words
from harborlight.filings.models import Filing, NeededForm, PaymentForm
from harborlight.firm.actor import Actor
from harborlight.law.book import BadBook
from harborlight.law.fees import Fee, NoFeeKnown, circumstances, fees_due


@dataclass(frozen=True)
class Cost:
    """What one form costs: its rows of the book, or why the book does not say.

    choices: the circumstances that the book tells apart for it; where they are several,
    a person says which one it is. is_waived: its own fee is asked to be waived; what other
    laws ask for cannot be.
    """

    needed: NeededForm
    rows: tuple[Fee, ...] = ()
    why: str = ""
    choices: tuple[str, ...] = ()
    is_waived: bool = False

    @property
    def cents(self) -> int:
        return sum(row.cents for row in self.paid)

    @property
    def paid(self) -> tuple[Fee, ...]:
        """What a payment form is needed for."""
        asked = (row for row in self.rows if row.law or not self.is_waived)
        return tuple(row for row in asked if row.cents)

    @property
    def words(self) -> list[tuple[str, int]]:
        """Each fee in words, with its cents."""
        due = self.paid
        return [(fee_words(row), row.cents if row in due else 0) for row in self.rows]


def needed_of(actor: Actor, filing: Filing) -> list[NeededForm]:
    """The forms of a filing, in their order."""
    rows = NeededForm.objects.visible_to(actor).filter(filing=filing)
    return [*rows.order_by("position", "pk")]


def costs(filing: Filing, needed: Sequence[NeededForm], on: date) -> list[Cost]:
    """What every form of a filing costs if it goes out on that day."""
    is_waived = filing.paid_from == Filing.PaidFrom.NOBODY
    several = [_cost(one, filing.channel, on) for one in needed]
    return [replace(one, is_waived=is_waived) for one in several]


def _cost(needed: NeededForm, channel: str, on: date) -> Cost:
    said = {"form": needed.form, "on": date_format(on, "DATE_FORMAT")}
    choices = circumstances(needed.form, channel=channel, on=on)
    which = needed.circumstance or (choices[0] if len(choices) == 1 else "")
    if choices and not which:
        why = _("Say which fee is due for Form %(form)s: the book tells several apart.")
        return Cost(needed, why=why % said, choices=choices)
    try:
        rows = fees_due(needed.form, channel=channel, on=on, circumstance=which)
    except NoFeeKnown:
        why = _("The book has no fee for Form %(form)s on %(on)s.") % said
        return Cost(needed, why=why, choices=choices)
    except BadBook:
        why = _("The book has two fees at once for Form %(form)s on %(on)s.") % said
        return Cost(needed, why=why, choices=choices)
    return Cost(needed, rows, choices=choices)


def worded_choices(needed: NeededForm, channel: str, on: date) -> list[tuple[str, str]]:
    """The circumstances of a form that the book knows all fees of, with what is due."""
    found = []
    for which in circumstances(needed.form, channel=channel, on=on):
        try:
            rows = fees_due(needed.form, channel=channel, on=on, circumstance=which)
        except (NoFeeKnown, BadBook):
            continue
        found.append((which, circumstance_words(which, rows)))
    return found


def total(several: Sequence[Cost]) -> int:
    """Whole cents; what the book does not know is not in it."""
    return sum(one.cents for one in several)


def payments_of(actor: Actor, filing: Filing) -> list[PaymentForm]:
    """The payment forms of a filing, as they were noted."""
    rows = PaymentForm.objects.visible_to(actor).filter(filing=filing)
    return [*rows.order_by("needed__position", "needed", "law")]


def amounts(payments: Sequence[PaymentForm]) -> Mapping[tuple[UUID, str], int]:
    """Whole cents by the form and the fee."""
    return {(one.needed_id, one.law): one.cents for one in payments}
