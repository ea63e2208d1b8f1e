"""A box of a form for each input of a rule, and what it takes."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines.labels import choices_of
from harborlight.firm.fields import DayField, WordsField
from harborlight.firm.words import in_words
from harborlight.law.deadlines.types import Input

HELP = {
    "printed": _("Only if the notice names a last day. Leave it empty otherwise."),
    "served": _("By mail adds days where the law says so."),
    "answered": _("An answer on paper runs to the next open day; one online does not."),
}
A_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2})\D+(\d{4}-\d{2}-\d{2})")


class RangesField(WordsField):
    """Several times, one in a line: "2026-02-02 to 2026-03-04"; as `a..b,c..d`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        kwargs["help_text"] = _(
            "One in a line, its first and its last day, for example: 2026-02-02 to "
            "2026-03-04."
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        lines = [one.strip() for one in (super().clean(value) or "").splitlines()]
        return ",".join(_range(line) for line in lines if line)


def _range(line: str) -> str:
    found = A_RANGE.fullmatch(line)
    if found is None:
        raise ValidationError(_wrong_line(line))
    try:
        first, last = (date.fromisoformat(one) for one in found.groups())
    except ValueError:
        raise ValidationError(_wrong_line(line)) from None
    if last < first:
        wrong = gettext("“%(line)s” ends before it begins.")
        raise ValidationError(wrong % {"line": line})
    return f"{first}..{last}"


def _wrong_line(line: str) -> str:
    said = gettext(
        "Write “%(line)s” as two days, for example: 2026-02-02 to 2026-03-04."
    )
    return said % {"line": line[:40]}


class CutoffField(WordsField):
    """The cut-off of a chart: a day, or C (current) or U (unavailable)."""

    def clean(self, value: Any) -> str:
        text = (super().clean(value) or "").upper()
        if text in ("", "C", "U"):
            return text
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            raise ValidationError(
                gettext("Write the day as 2026-03-24, or C, or U.")
            ) from None


def field_of(asked: Input) -> forms.Field:
    """The box for an input, named in the reader's language."""
    about: dict[str, Any] = {
        "label": in_words(asked.label),
        # What is chosen already when the page comes is never left out.
        "required": asked.required or (asked.kind == "choice" and bool(asked.default)),
        "help_text": HELP.get(asked.name, ""),
        "initial": asked.default,
    }
    match asked.kind:
        case "date":
            return DayField(**about)
        case "number":
            widget = forms.TextInput(attrs={"inputmode": "numeric"})
            return forms.IntegerField(
                min_value=0, max_value=99999, widget=widget, **about
            )
        case "choice":
            return forms.ChoiceField(choices=choices_of(asked), **about)
        case "ranges":
            return RangesField(**{**about, "help_text": ""})
        case "cutoff":
            return CutoffField(max_length=10, **about)
    return WordsField(max_length=60, **about)
