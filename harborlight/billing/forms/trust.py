from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.forms.banks import BankForm
from harborlight.billing.forms.payments import NumberField
from harborlight.billing.models import Hold, Invoice
from harborlight.firm.fields import DayField, DollarField, WordsField, offer
from harborlight.firm.ids import new_id, shown
from harborlight.firm.words import money
from harborlight.law.trust_policy import OTHER, states
from harborlight.people.models import Person
from harborlight.trust.memos import MEMOS
from harborlight.trust.methods import BY_HAND, method_of
from harborlight.trust.models import BankAccount, Deposit


class OnceForm(forms.Form):
    """A day that is not to come, and a word that stands for this entry."""

    on = DayField(label=_("Day"))
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today, "once": shown(new_id())})
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        return day


class DepositForm(OnceForm, BankForm):
    """What must be said of money that comes into trust without an invoice."""

    person = forms.ChoiceField(label=_("Whose money"))
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=[
            ("", _("Choose…")),
            *((one.value, one.label) for one in Deposit.CHOSEN),
        ],
        help_text=_("Only what is not earned yet comes into trust."),
    )
    cents = DollarField(label=_("How much came"))
    method = forms.ChoiceField(
        label=_("How it came"),
        choices=[("", _("Choose…")), *BY_HAND],
        help_text=_("A check is not spent before the bank has cleared it."),
    )
    number = NumberField(
        label=_("Number on it"),
        help_text=_("Of the check or the transfer."),
        required=False,
    )
    field_order = (
        "person", "purpose", "bank", "cents", "method", "number", "on", "once"
    )  # fmt: skip

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        people: Iterable[Person],
        banks: Iterable[BankAccount] = (),
    ) -> None:
        super().__init__(data, today=today)
        self.offer_banks(banks)
        self.people = {one.key: one for one in people}
        named = [(key, one.full_name) for key, one in self.people.items()]
        offer(self, "person", [("", _("Choose…")), *named])

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        said = {k: self.cleaned_data[k] for k in ("purpose", "cents", "on", "once")}
        method = method_of(self.cleaned_data["method"], self.cleaned_data["number"])
        return (
            said
            | self.chosen_bank()
            | {"person": self.people[self.cleaned_data["person"]], "method": method}
        )


class ClearForm(forms.Form):
    """The day on which the bank had the money for certain."""

    on = DayField(label=_("Day it cleared, as the bank says"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class HoldForm(forms.Form):
    """What must be said to hold a client's money back."""

    kind = forms.ChoiceField(
        label=_("Why it is held"),
        choices=[("", _("Choose…")), *((one.value, one.label) for one in Hold.CHOSEN)],
    )
    invoice = forms.ChoiceField(label=_("Invoice that is disputed"), required=False)
    cents = DollarField(label=_("How much of it"))
    why = WordsField(label=_("What happened"), max_length=300)

    def __init__(self, data: Any = None, *, invoices: Iterable[Invoice]) -> None:
        super().__init__(data)
        self.invoices = {one.key: one for one in invoices}
        named = [
            (key, f"{one.number} · {money(one.owed_cents)}")
            for key, one in self.invoices.items()
        ]
        offer(self, "invoice", [("", _("No invoice")), *named])
        if not self.invoices:
            self.fields["invoice"].widget = forms.HiddenInput()

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        chosen = self.cleaned_data["invoice"]
        return self.cleaned_data | {"invoice": self.invoices.get(chosen)}


class ReleaseForm(forms.Form):
    """Why held money is let go."""

    note = WordsField(
        label=_("Why it is released"),
        help_text=_("How it was settled, and what shows it."),
        max_length=300,
    )


class HouseMoneyForm(OnceForm, BankForm):
    """What the bank or a card processor took or gave; never a client's money."""

    KINDS = ("bank charge", "own money", "interest", "interest paid", "processor fee")

    kind = forms.ChoiceField(
        label=_("What it was"),
        choices=[("", _("Choose…")), *((kind, MEMOS[kind]) for kind in KINDS)],
    )
    cents = DollarField(label=_("Amount"))
    why = WordsField(label=_("As the statement says it"), max_length=200)
    field_order = ("kind", "bank", "cents", "on", "why", "once")

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        begun: Mapping[str, Any] | None = None,
        banks: Iterable[BankAccount] = (),
    ) -> None:
        """begun: what is known already, of a line of the bank."""
        super().__init__(data, today=today)
        self.initial.update(begun or {})
        self.offer_banks(banks)

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        return self.cleaned_data | self.chosen_bank()


class ChargebackForm(OnceForm):
    """What must be said of a card payment that its bank took back."""

    cents = DollarField(label=_("Taken back"))
    fee_cents = DollarField(label=_("Fee of the processor"), least=0, initial="0")
    why = WordsField(label=_("What the processor says"), max_length=300)
    another = forms.BooleanField(
        label=_("It is another one: write it down too"), required=False
    )
    field_order = ("cents", "fee_cents", "on", "why", "another", "once")

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, today=today)
        # Asked only when just so much was taken back lately.
        self._another = self.fields.pop("another")
        if data and "another" in data:
            self.fields["another"] = self._another

    def ask_whether_another(self, why: str) -> None:
        self.fields["another"] = self._another
        self.add_error("another", why)


class TermsForm(forms.Form):
    """Which state's rules the trust account follows."""

    state = forms.ChoiceField(
        label=_("State of the office"),
        choices=[
            ("", _("Choose…")),
            *((one, one) for one in states() if one != OTHER),
            (OTHER, _("Another state")),
        ],
    )
    float_limit_cents = DollarField(
        label=_("Most of our own money in trust"),
        help_text=_("For charges of the bank. Left empty: what the rule above says."),
        least=0,
        required=False,
    )
    transfer_notice_days = forms.IntegerField(
        label=_("Days of notice before fees leave trust"),
        help_text=_(
            "To every client. Left empty: only where the rule above or an agreement says so."
        ),
        min_value=0,
        max_value=90,
        required=False,
    )

    def clean_transfer_notice_days(self) -> int:
        return self.cleaned_data["transfer_notice_days"] or 0
