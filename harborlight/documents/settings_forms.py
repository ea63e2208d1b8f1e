"""What must be said of how the firm works on papers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField

MOST_MINUTES, MOST_HOURS = 480, 400


def _number(least: int, most: int, **said: Any) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=least,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **said,
    )


class StandardForm(forms.Form):
    """What the firm expects of the look at a kind of paper."""

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    minutes = _number(1, MOST_MINUTES, label=_("Minutes that a look takes"))
    hours = _number(
        1,
        MOST_HOURS,
        label=_("Hours of work within which it is had"),
        help_text=_("Eight are one day of work, where the firm works eight hours."),
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Every other kind")), *kinds.items()]


HOURS = [(hour, f"{hour}:00") for hour in range(25)]


class WorkDayForm(forms.Form):
    """When somebody is there to look at papers."""

    opens = forms.TypedChoiceField(
        label=_("Work begins at"), choices=HOURS[:24], coerce=int
    )
    closes = forms.TypedChoiceField(
        label=_("Work ends at"), choices=HOURS[1:], coerce=int
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if {"opens", "closes"} <= said.keys() and said["opens"] >= said["closes"]:
            self.add_error("closes", _("Work must end after it begins."))
        return said


class TookForm(forms.Form):
    """How long a look took, by hand."""

    minutes = _number(0, MOST_MINUTES, label=_("Minutes that it took"))


class WatchForm(forms.Form):
    """When the team is warned of a paper that expires, and clients are reminded."""

    warn_days = WordsField(
        label=_("So many days before a paper expires the team is told"),
        help_text=_("Several numbers with commas: 90, 30, 7"),
        max_length=60,
    )
    asks_again = forms.BooleanField(
        label=_("Then ask the client for a newer one by itself"), required=False
    )
    reminds = forms.BooleanField(
        label=_("Remind clients of what is missing by itself"),
        help_text=_("On working days in the morning, never at night."),
        required=False,
    )
    remind_after_days = _number(1, 90, label=_("The first time after so many days"))
    remind_every_days = _number(1, 90, label=_("Then again every so many days"))
    remind_most = _number(1, 20, label=_("At most so many times for one paper"))

    def clean_warn_days(self) -> list[int]:
        parts = [one.strip() for one in self.cleaned_data["warn_days"].split(",")]
        if not all(one.isdecimal() and len(one) < 4 and int(one) > 0 for one in parts):
            raise ValidationError(
                _("Write numbers of days with commas between them: 90, 30, 7."),
                code="days",
            )
        return sorted({int(one) for one in parts}, reverse=True)
