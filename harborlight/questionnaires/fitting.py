"""Whether the days on a screen fit the others of the case: asked where they are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.facts.days import SENTENCES, Clash, clashes
from harborlight.questionnaires.forms import ScreenForm
from harborlight.questionnaires.queries import Answerable, Page, Standing

SURE = "_sure"


def ask_about_days(form: ScreenForm, stands: Standing, page: Page) -> None:
    """Say of each day that was just told what it does not fit.

    What is odd is taken once somebody said that it is right. What stood there before
    is not asked about again, for the day that is wrong may be another one.
    """
    form.is_valid()
    answers = form.answers()
    entry = str(page.entry_id or "")
    clashing = [*clashes(_facts_with(answers, stands, entry))]
    for one in form.questions:
        value = answers.get(one.question.fact, "")
        if one.entry.type == "date" and value and value != one.value:
            for clash in _of(one, clashing, entry):
                _ask(form, one, clash)


def _of(one: Answerable, clashing: list[Clash], entry: str) -> Iterator[Clash]:
    fact = one.question.fact
    for clash in clashing:
        if fact in clash.places and ("[]" not in fact or clash.entry == entry):
            yield clash


def _ask(form: ScreenForm, one: Answerable, clash: Clash) -> None:
    name = one.field + SURE
    if not clash.is_impossible:
        form.fields[name] = forms.BooleanField(label=_("It is right"), required=False)
        form.place_fields()
        if form.data.get(name):
            return
    if one.field not in form.errors:
        form.add_error(one.field, str(SENTENCES[clash.code]))


def _facts_with(
    answers: Mapping[str, str], stands: Standing, entry: str
) -> dict[str, dict[str, Any]]:
    """What would be known, were the answers taken down."""
    facts = deepcopy(stands.facts)
    for fact, value in answers.items():
        part, name = fact.split(".", 1)
        node: dict[str, Any] = facts.setdefault(part, {})
        group, several, rest = name.partition("[].")
        if several:
            rows = node.get(group, [])
            node = next((row for row in rows if row["entry"] == entry), {})
        *path, last = (rest if several else name).split(".")
        for step in path:
            node = node.setdefault(step, {})
        node[last] = value
    return facts
