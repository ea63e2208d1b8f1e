"""Fields for a share in percent, and for how long something took."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WHOLE = 1_000_000
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,4})?)\s*%?")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_HOURS = re.compile(r"([0-9]{1,2}(?:[.,][0-9]{1,2})?)\s*h")
_MINUTES = re.compile(r"([0-9]{1,4})\s*(?:min)?")
LONGEST = 24 * 60


class PercentField(forms.CharField):
    """A share as people write it, `8.875` or `8.875 %`; cleaned to millionths."""

    default_error_messages = {
        "invalid": _("Write a share in percent, for example 8.875."),
        "required": _("Write a share in percent, for example 8.875."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        written = _PERCENT.fullmatch(text.strip())
        ppm = int(Decimal(written[1].replace(",", ".")) * 10_000) if written else 0
        if not 0 < ppm <= WHOLE:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return ppm

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{(Decimal(value) / 10_000).normalize():f}"
        return value


class DurationField(forms.CharField):
    """How long, as people write it: `1:30`, `1.5 h`, `90`; cleaned to whole minutes."""

    default_error_messages = {
        "invalid": _("Write how long it took: 1:30, 1.5 h, or 90 for minutes."),
        "required": _("Write how long it took: 1:30, 1.5 h, or 90 for minutes."),
    }

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        minutes = _minutes(text.strip().lower())
        if not 0 < minutes <= LONGEST:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return minutes


def _minutes(text: str) -> int:
    if found := _CLOCK.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(text):
        return round(Decimal(found[1].replace(",", ".")) * 60)
    found = _MINUTES.fullmatch(text)
    return int(found[1]) if found else 0
