from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField

# Further away than any deadline that a person sets by hand.
FURTHEST = timedelta(days=30 * 366)


class CalendarInput(forms.DateInput):
    """The browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DeadlineForm(forms.Form):
    """What must be said to set a deadline by hand. `today` is the firm's day."""

    title = WordsField(
        label=_("What must be done"),
        max_length=200,
        error_messages={"required": _("Write what must be done.")},
    )
    due_on = forms.DateField(
        label=_("Due by"),
        widget=CalendarInput,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )
    because = WordsField(
        label=_("Why this day"),
        help_text=_("The notice, the rule or the promise it comes from."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={
            "required": _("Write where this day comes from: others must trust it.")
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(
                gettext("This day is over. Choose today or a later day.")
            )
        if day > self.today + FURTHEST:
            raise forms.ValidationError(
                gettext("Check the year: this day is too far away.")
            )
        return day


class MeetDeadlineForm(forms.Form):
    """The day on which it was done: today or before."""

    on = forms.DateField(
        label=_("Done on"),
        widget=CalendarInput,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": today})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day is still to come."))
        return day


class DropDeadlineForm(forms.Form):
    """What must be said to drop a deadline."""

    reason = WordsField(
        label=_("Why it no longer applies"),
        max_length=300,
        error_messages={"required": _("Write why it no longer applies.")},
    )
