from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.agreements.schedule import MOST, Due, schedule
from harborlight.firm.fields import DayField, DollarField, WordsField

EVERY = [
    ("month", _("Every month")),
    ("two weeks", _("Every two weeks")),
    ("week", _("Every week")),
]


class PlanForm(forms.Form):
    """In how many payments, from when on, how often."""

    count = forms.IntegerField(
        label=_("How many payments"), min_value=2, max_value=MOST, initial=3
    )
    first = DayField(label=_("The first one is due"))
    every = forms.ChoiceField(label=_("Then"), choices=EVERY)
    down_cents = DollarField(
        label=_("The first payment, if it is another amount"), required=False
    )

    def __init__(self, *args: Any, owed: int, today: date, **also: Any) -> None:
        super().__init__(*args, **also)
        self.owed, self.today = owed, today

    def clean_first(self) -> date:
        day: date = self.cleaned_data["first"]
        if day < self.today:
            raise ValidationError(gettext("This day is over."))
        return day

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors:
            try:
                said["dues"] = self._dues()
            except ValueError:
                wrong = gettext("So many payments of so much do not fit what is owed.")
                self.add_error("count", wrong)
        return said

    def _dues(self) -> list[Due]:
        said = self.cleaned_data
        return schedule(
            self.owed,
            count=said["count"],
            first=said["first"],
            every=said["every"],
            down_cents=said.get("down_cents") or 0,
        )


class AgreePlanForm(forms.Form):
    """How somebody agreed who did not do it in the portal."""

    how = WordsField(
        label=_("How they agreed"),
        help_text=_("For example: signed on paper, on March 2, 2026."),
        max_length=200,
        error_messages={"required": _("Write how they agreed.")},
    )
