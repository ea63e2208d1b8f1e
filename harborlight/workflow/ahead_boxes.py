"""The boxes in which it is said what a rule of the book must know, and which days count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from harborlight.firm.words import in_words
from harborlight.law.deadlines.reading import rules
from harborlight.law.deadlines.types import Input, Rule
from harborlight.workflow.playbook_later import STARTS

TOLD = "told_"


def add_boxes(form: forms.Form, row: Mapping[str, Any]) -> None:
    """For the rule that an entry names: which of its days, and what it is told."""
    rule = rules().get(row.get("rule", ""))
    if rule is None:
        return
    form.fields["dates"] = forms.MultipleChoiceField(
        label=gettext_lazy("Which of its days are kept"),
        choices=_dates(rule),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        initial=row.get("days", ()),
    )
    told = row.get("told") or {}
    for one in rule.inputs:
        if one.name != rule.counts_from:
            form.fields[TOLD + one.name] = _box(one, told.get(one.name, ""))


def _dates(rule: Rule) -> list[tuple[str, str]]:
    found = {
        one.name: in_words(one.label)
        for version in rule.versions
        for one in version.all_dates
    }
    return [*found.items()]


def _box(one: Input, now: str) -> forms.Field:
    label = gettext("The rule is told: %(what)s") % {"what": in_words(one.label)}
    if one.kind == "date":
        choices = [
            ("", gettext("Nothing")),
            (STARTS, gettext("The day it counts from")),
        ]
    elif one.choices:
        choices = [("", gettext("Nothing")), *((it, it) for it in one.choices)]
    else:
        return forms.CharField(
            label=label, required=False, max_length=60, initial=str(now)
        )
    return forms.ChoiceField(
        label=label, choices=choices, required=False, initial=str(now)
    )


def typed_told(typed: Mapping[str, Any]) -> dict[str, str] | None:
    """What the rule is told; None for nothing."""
    found = {
        name.removeprefix(TOLD): str(value)
        for name, value in typed.items()
        if name.startswith(TOLD) and value
    }
    return found or None
