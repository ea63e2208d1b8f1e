"""One answer in a form: what is typed, what is kept, and which is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import Entry
from harborlight.facts.refusals import Refusal
from harborlight.facts.showing import offered
from harborlight.firm.fields import DayField
from harborlight.law.pack_conditions import NONE, UNKNOWN

CHOSEN = ("yes_no", "choice", "choices", "country", "us_state")
SAYS = {NONE: _("I have none"), UNKNOWN: _("I don't know")}


class Typed(str):
    """What stands in a box as somebody typed it: nothing is known of it but its letters."""


class FactField(forms.Field):
    """An answer, taken the way its fact is kept; or a sentence about what is wrong."""

    def __init__(self, entry: Entry, *, language: str, on: date, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.entry, self.language, self.on = entry, language, on

    def clean(self, value: Any) -> str:
        text = self._typed(value)
        if not text:
            return ""
        try:
            return accept(self.entry, text, on=self.on)
        except Refusal as refusal:
            if isinstance(value, tuple) and refusal.code == "not_a_date":
                # How a date is typed into one box is nothing to whoever has three.
                none = DayField.default_error_messages["none"]
                raise ValidationError(none, code=refusal.code) from None
            raise ValidationError(
                refusal.sentence(self.language), code=refusal.code
            ) from None

    def _typed(self, value: Any) -> str:
        if isinstance(value, tuple):
            return self._day(*value)
        if isinstance(value, list):
            return " ".join(value)
        return str(value or "").strip()

    def _day(self, day: str, month: str, year: str) -> str:
        """Three boxes as one date; the catalogue says whether a part may be missing."""
        given = [part for part in (year, month, day) if part]
        if not given:
            return ""
        if (
            not year
            or (day and not month)
            or (len(given) < 3 and not self.entry.partial)
        ):
            raise ValidationError(_needs(self.entry, year), code="part")
        if len(year) != 4 or not year.isdecimal():
            raise ValidationError(
                gettext("Write the year with four digits, for example 1985."),
                code="year",
            )
        return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])

    def bound_data(self, data: Any, initial: Any) -> Any:
        return Typed(data) if isinstance(data, str) else data

    def prepare_value(self, value: Any) -> Any:
        """What is kept, as the control shows it; what was typed, as it was typed."""
        if not isinstance(value, str) or isinstance(value, Typed):
            return value
        if value in SAYS:
            return value if self.entry.type in CHOSEN else ""
        if self.entry.type == "date":
            parts = [*value.split("-"), "", ""][:3]
            return (parts[2].lstrip("0"), parts[1].lstrip("0"), parts[0])
        if self.entry.type == "choices":
            return value.split()
        return offered(self.entry, value, self.language)


def _needs(entry: Entry, year: str) -> str:
    """What is missing of a day, for whoever may not know all of it."""
    if not entry.partial:
        return gettext("Enter the day, the month and the year.")
    if not year:
        return gettext("Write at least the year. You may leave the rest open.")
    return gettext(
        "Choose the month too. If you do not know it, leave the day open and write the "
        "year alone."
    )
