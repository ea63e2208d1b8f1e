"""What must be said of closures, buffers, and of a day that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.models import Office
from harborlight.firm.fields import DayField, WordsField
from harborlight.firm.words import in_words
from harborlight.law.dates import closed
from harborlight.law.deadlines.adding import HOLIDAYS_KNOWN
from harborlight.law.deadlines.reading import rules

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ClosureForm(forms.Form):
    """A day on which an agency was closed."""

    day = DayField(label=_("Day on which it was closed"))
    office = forms.ChoiceField(
        label=_("Whose offices"), choices=Office.choices, required=False
    )
    why = WordsField(
        label=_("Why"),
        help_text=_("For example: snow storm. It stands in the reasons of deadlines."),
        max_length=120,
        error_messages={"required": _("Write why it was closed.")},
    )
    source = WordsField(
        label=_("Where the agency says so"),
        help_text=_("The address of the page, or the notice and its date."),
        max_length=300,
        error_messages={"required": _("Write where the agency says so.")},
    )

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day.year not in HOLIDAYS_KNOWN:
            raise ValidationError(_("Check the year."))
        if closed(day):
            raise ValidationError(
                _(
                    "Offices are closed on this day anyway: it is a weekend or a holiday."
                )
            )
        return day


class KeepDayForm(forms.Form):
    """Why a deadline stays on its day."""

    reason = WordsField(
        label=_("Why it stays on its day"),
        max_length=300,
        error_messages={"required": _("Write why it stays on its day.")},
    )


MOST_DAYS = 365


def _days(label: str | _StrPromise, **also: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(
        label=label, min_value=0, max_value=MOST_DAYS, widget=widget, **also
    )


class BuffersForm(forms.Form):
    """How many days before a deadline the firm is to be done, by rule."""

    def __init__(self, data: Any = None, *, now: Mapping[str, int]) -> None:
        super().__init__(data)
        self.fields["days_"] = _days(
            _("Every rule that is not named below"),
            initial=now.get("", 0),
            help_text=_(
                "0: the last open day before the deadline, and no earlier one."
            ),
        )
        for rule in rules().values():
            if not any(one.main for each in rule.versions for one in each.all_dates):
                continue  # it counts a window, not a last day
            self.fields[f"days_{rule.id}"] = _days(
                in_words(rule.title), initial=now.get(rule.id), required=False
            )

    @property
    def days(self) -> dict[str, int | None]:
        """Days by rule; None: as of every other one."""
        return {
            name.removeprefix("days_"): value
            for name, value in self.cleaned_data.items()
        }
