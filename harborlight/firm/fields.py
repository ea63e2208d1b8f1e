"""Fields for a day in three boxes, dollars that become whole cents, and visible words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from harborlight.papers.visible import visible


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What may be chosen in a field of a form, where it is known only now: (value, words)."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [*choices]


class _Uncut(forms.CharField):
    """Too long is refused in words: a browser would cut it off and say nothing."""

    default_error_messages = {
        "max_length": _(
            "There is room for %(limit_value)d letters; this has %(show_value)d."
        ),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


class WordsField(_Uncut):
    """Words that others read: nothing in them is hidden. In one line, or in an area."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.lines = lines or isinstance(self.widget, forms.Textarea)

    def to_python(self, value: Any) -> str | None:
        seen = visible(str(value), lines=self.lines) if value else value
        return super().to_python(seen)


class AddressField(_Uncut, forms.EmailField):
    """An address of e-mail. A pasted one often brings along what nobody sees."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(visible(str(value)) if value else value)


class DayBoxes(forms.Widget):
    """Day, month and year: a date of birth is typed, not found in a calendar.

    The month is chosen by its name, so that nobody wonders which comes first.
    """

    template_name = "ui/form/day.html"
    use_fieldset = True

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, birthday: bool = False
    ) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        day, month, year = _parts(value)
        context["widget"] |= {
            "day": day,
            "month": month,
            "year": year,
            "months": [(str(n), label) for n, label in MONTHS.items()],
            "birthday": self.birthday,
        }
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, str, str] | str:
        if data.get(name):
            return str(data[name])
        return tuple(  # type: ignore[return-value]
            str(data.get(f"{name}_{part}", "")).strip()
            for part in ("day", "month", "year")
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(
            key in data
            for key in (name, f"{name}_day", f"{name}_month", f"{name}_year")
        )

    def id_for_label(self, id_: str) -> str:
        return ""


class DayField(forms.Field):
    """A day in the Gregorian calendar; `birthday=True` lets the browser fill it in."""

    widget = DayBoxes
    default_error_messages = {
        "required": _("Enter the day, the month and the year."),
        "part": _("Enter the day, the month and the year."),
        "year": _("Write the year with four digits, for example 1985."),
        "none": _("There is no such day. Check the day and the month."),
    }

    def __init__(self, *, birthday: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("widget", DayBoxes(birthday=birthday))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, date):
            return value
        day, month, year = _parts(value)
        if not (day or month or year):
            return None
        if not (day and month and year):
            raise ValidationError(self.error_messages["part"], code="part")
        if not (year.isdecimal() and len(year) == 4):
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            raise ValidationError(self.error_messages["none"], code="none") from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _parts(initial) != _parts(data)


# A comma stands before three digits or it is wrong: `1,23` may be meant as 1.23.
DOLLARS = re.compile(r"\$?\s*((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{1,2})?)")
MOST_CENTS = 1_000_000_000


class DollarField(forms.CharField):
    """Dollars as people write them, `1,234.56` or `$1234`; cleaned to whole cents."""

    default_error_messages = {
        "invalid": _("Write an amount in dollars, for example 1,250.00."),
        "required": _("Write an amount in dollars, for example 1,250.00."),
    }

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        """least: the smallest amount, in cents."""
        self.least = least
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        written = DOLLARS.fullmatch(text.strip())
        cents = int(Decimal(written[1].replace(",", "")) * 100) if written else 0
        if not self.least <= cents <= MOST_CENTS:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return cents

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{value // 100:,}.{value % 100:02}"
        return value


def _parts(value: Any) -> tuple[str, str, str]:
    """Day, month and year as typed."""
    if isinstance(value, date):
        return str(value.day), str(value.month), str(value.year)
    if isinstance(value, str) and value.count("-") == 2:
        year, month, day = value.split("-")
        return day.lstrip("0"), month.lstrip("0"), year
    if isinstance(value, (tuple, list)):
        day, month, year = value
        return day, month, year
    return "", "", ""


class SeenField(forms.CharField):
    """A hidden word for what stood there when the page was made (facts/versions.py).

    The browser does not fill it in again from before: that would be another page's word.
    Nobody types it, so nobody is asked to correct it: a word that is none (a forged one)
    is one that fits nothing, and who sent it is asked which answer is right.
    """

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> str:
        try:
            return str(super().clean(value))
        except forms.ValidationError:
            return "?"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"autocomplete": "off"}
