"""What must be said of an appointment."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.forms import FURTHEST, CalendarInput
from harborlight.deadlines.models import Appointment
from harborlight.firm.fields import WordsField, offer

# Where most appointments are; the others follow by their names.
USUAL = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
    "Pacific/Guam",
)


def exists(day: date, at: time, zone: str) -> bool:
    """Whether the clocks of this zone ever show this hour on this day."""
    there = datetime.combine(day, at, ZoneInfo(zone))
    back = there.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) == there.replace(tzinfo=None)


def zones() -> list[tuple[str, str]]:
    """Every zone with a place in its name, the usual ones first."""
    rest = sorted(one for one in available_timezones() if "/" in one)
    rest = [one for one in rest if one not in USUAL and not one.startswith("Etc/")]
    return [(one, one.replace("_", " ")) for one in (*USUAL, *rest)]


class AppointmentForm(forms.Form):
    """When and where somebody must be. `today` is the firm's day."""

    kind = forms.ChoiceField(label=_("What it is"), choices=Appointment.Kind.choices)
    day = forms.DateField(
        label=_("Day"),
        widget=CalendarInput,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )
    time = forms.TimeField(
        label=_("Hour"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Write the hour."),
            "invalid": _("Write the hour as on the notice, for example 13:30."),
        },
    )
    zone = forms.ChoiceField(
        label=_("On whose clocks"),
        help_text=_("The time zone of the place where it is, not of the firm."),
    )
    place = WordsField(
        label=_("Where"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=400,
    )
    bring = WordsField(
        label=_("What to bring"),
        help_text=_("The client reads this, where it is shown to them."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )
    is_shown = forms.BooleanField(label=_("Show it to the client"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        offer(self, "zone", zones())

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.today:
            raise forms.ValidationError(gettext("This day is over."))
        if day > self.today + FURTHEST:
            raise forms.ValidationError(
                gettext("Check the year: this day is too far away.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if {"day", "time", "zone"} <= said.keys() and not exists(
            said["day"], said["time"], said["zone"]
        ):
            wrong = gettext(
                "Clocks go forward there that night: there is no such hour."
            )
            self.add_error("time", wrong)
        return said


class CancelAppointmentForm(forms.Form):
    """Why it does not take place."""

    reason = WordsField(label=_("Why it does not take place"), max_length=300)
