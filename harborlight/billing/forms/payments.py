from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.forms.banks import BankForm
from harborlight.firm.fields import DayField, DollarField
from harborlight.firm.ids import new_id, shown
from harborlight.papers.visible import visible
from harborlight.trust.methods import BY_HAND, method_of
from harborlight.trust.models import BankAccount


class NumberField(forms.RegexField):
    """The number of a check: the same one, whoever typed it on whatever keyboard."""

    default_error_messages: ClassVar = {
        "invalid": _("Letters, digits, points and dashes only, 30 at most.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[\w./-]{0,30}$", **kwargs)

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", visible(super().to_python(value) or ""))
        return "".join(
            str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
            for sign in text.strip()
        )


class ReceivedForm(BankForm):
    """What must be said of money that came by hand."""

    cents = DollarField(label=_("How much came"))
    method = forms.ChoiceField(
        label=_("How it came"), choices=[("", _("Choose…")), *BY_HAND]
    )
    number = NumberField(
        label=_("Number on it"),
        help_text=_("Of the check or the transfer."),
        required=False,
    )
    on = DayField(label=_("Day it came"))
    field_order = ("cents", "method", "number", "on", "bank")
    # Stands for this entry, so that a form sent twice is written down once.
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    another = forms.BooleanField(
        label=_("This is other money: write it down too"), required=False
    )
    over = forms.BooleanField(
        label=_("All of it came in one piece: put it into trust"), required=False
    )
    early = forms.BooleanField(
        label=_("It came before the invoice was issued"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        owed: int,
        today: date,
        issued_on: date | None = None,
        banks: Iterable[BankAccount] = (),
    ) -> None:
        first = {"cents": owed, "on": today, "once": shown(new_id())}
        super().__init__(data, initial=first)
        self.today, self.issued_on = today, issued_on
        self.offer_banks(banks)
        # Asked only when the same was written down on that day already, when it is more
        # than is owed, or when the day lies before the invoice.
        boxes = ("another", "over", "early")
        self._boxes = {name: self.fields.pop(name) for name in boxes}
        for name, box in self._boxes.items():
            if data and name in data:
                self.fields[name] = box

    def ask_whether_another(self, why: str) -> None:
        self._ask("another", why)

    def ask_whether_over(self, why: str) -> None:
        self._ask("over", why)

    def _ask(self, name: str, why: str) -> None:
        """Show the box that says so, and why it is there."""
        self.fields[name] = self._boxes[name]
        self.add_error(name, why)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, issued = said.get("on"), self.issued_on
        if day and issued and day < issued and not said.get("early"):
            self._ask(
                "early",
                gettext(
                    "The invoice was issued on %(day)s. If the money came before that, "
                    "say so here; else correct the day."
                )
                % {"day": date_format(issued, "DATE_FORMAT")},
            )
        return said

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        if self.today - day > timedelta(days=366):
            raise ValidationError(
                gettext("This is more than a year ago. Check the year.")
            )
        return day

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        kept = {name: self.cleaned_data[name] for name in ("cents", "on", "once")}
        number = self.cleaned_data["number"]
        for name in ("another", "over"):
            kept[name] = self.cleaned_data.get(name, False)
        return (
            kept
            | self.chosen_bank()
            | {"method": method_of(self.cleaned_data["method"], number)}
        )
