"""What must be said of how a filing goes out, and of what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.billing.fee_words import fee_words
from harborlight.filings.costs import Cost, amounts, worded_choices
from harborlight.filings.forms import ChannelField
from harborlight.filings.models import Filing, NeededForm, PaymentForm
from harborlight.filings.payment_words import worded
from harborlight.firm.fields import DayField, DollarField, WordsField
from harborlight.law.payments import payment_ways


class EnvelopeForm(forms.Form):
    """How a filing goes out, how it is paid, and which fee of each form is due."""

    channel = ChannelField(label=_("How it goes out"))
    carrier = forms.ChoiceField(
        label=_("On paper: who carries it"),
        help_text=_("The address is another one for each."),
        choices=Filing.Carrier.choices,
        widget=forms.RadioSelect,
    )
    paid_by = forms.ChoiceField(
        label=_("How the fees are paid"),
        help_text=_("One way for the whole filing."),
        required=False,
    )
    paid_from = forms.ChoiceField(
        label=_("Whose money"),
        choices=Filing.PaidFrom.choices,
        widget=forms.RadioSelect,
    )

    def __init__(
        self,
        *args: Any,
        filing: Filing,
        needed: Sequence[NeededForm],
        called: Mapping[UUID, str],
        on: date,
        **kwargs: Any,
    ) -> None:
        """called: each form as it is told from the others, by its id."""
        kwargs["initial"] = _as_it_is(filing)
        super().__init__(*args, **kwargs)
        ways = [one for one in payment_ways().values() if one.in_force(on)]
        paid_by = self.fields["paid_by"]
        assert isinstance(paid_by, forms.ChoiceField)
        paid_by.choices = [("", _("Not decided yet")), *worded(ways)]
        self.needed: dict[str, NeededForm] = {}
        for one in needed:
            choices = worded_choices(one, filing.channel, on)
            if len(choices) > 1:
                name = f"fee-{one.key}"
                self.needed[name] = one
                self.fields[name] = forms.ChoiceField(
                    label=_("Which fee is due for Form %(form)s")
                    % {"form": called[one.pk]},
                    choices=[("", _("Choose…")), *choices],
                    required=False,
                    initial=one.circumstance,
                )

    def said(self) -> dict[str, Any]:
        """The arguments of choose_envelope."""
        said = self.cleaned_data
        which = {one: said[name] for name, one in self.needed.items()}
        names = ("channel", "carrier", "paid_by", "paid_from")
        return {**{name: said[name] for name in names}, "circumstances": which}


def _as_it_is(filing: Filing) -> dict[str, str]:
    return {
        "channel": filing.channel,
        "carrier": filing.carrier,
        "paid_by": filing.paid_by,
        "paid_from": filing.paid_from,
    }


class PaymentFormsForm(forms.Form):
    """What stands on each payment form, typed from the paper: nothing is filled in."""

    def __init__(
        self,
        *args: Any,
        costs: Sequence[Cost],
        called: Mapping[UUID, str],
        payments: Sequence[PaymentForm],
        **kwargs: Any,
    ) -> None:
        """called: each form as it is told from the others, by its id."""
        super().__init__(*args, **kwargs)
        self.places: dict[str, tuple[NeededForm, str]] = {}
        known = amounts(payments)
        for cost in costs:
            for row in cost.paid:
                name = f"{cost.needed.key}-{len(self.places)}"
                self.places[name] = cost.needed, row.law
                self.fields[name] = DollarField(
                    label=_label(fee_words(row), cost.needed, called),
                    initial=known.get((cost.needed.pk, row.law)),
                )

    def said(self) -> dict[str, Any]:
        """The arguments of note_payments."""
        typed = {place: self.cleaned_data[name] for name, place in self.places.items()}
        return {"amounts": typed}


def _label(fee: str, needed: NeededForm, called: Mapping[UUID, str]) -> str:
    """A fee with whose form it is of, where several of one name are in the filing: "I-765
    (Ana Rivas), on paper"."""
    return called[needed.pk] + fee.removeprefix(needed.form)


class ShareForm(forms.Form):
    """In whose envelope a filing goes."""

    within = forms.ChoiceField(label=_("In the envelope of"))

    def __init__(self, *args: Any, others: Sequence[Filing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.key: one for one in others}
        field = self.fields["within"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, one.name) for key, one in self.others.items()]

    def clean_within(self) -> Filing:
        return self.others[self.cleaned_data["within"]]


class DeliveredForm(forms.Form):
    """What must be said of a filing that the courier brought."""

    on = DayField(label=_("The day it was delivered"))

    def __init__(
        self, *args: Any, today: date, sent_on: date | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.sent_on = today, sent_on

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        if self.sent_on is not None and day < self.sent_on:
            raise ValidationError(_("This is before the filing was sent."))
        return day


class RejectedForm(DeliveredForm):
    """What must be said of a filing that came back."""

    on = DayField(label=_("Date of the rejection notice"))
    why = WordsField(
        label=_("Why it was rejected"),
        help_text=_("As the notice says it. The team reads this."),
        max_length=300,
        error_messages={"required": _("Write why it was rejected.")},
    )
