"""Whether the days on a page fit the others of the case: asked where they are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.facts.days import SENTENCES, Clash, clashes

if TYPE_CHECKING:
    from harborlight.questionnaires.pages import Answerable
    from harborlight.questionnaires.progress import Facts
    from harborlight.questionnaires.rows import Line

SURE = "_sure"


@dataclass(frozen=True)
class Told:
    """What was just said. fact: its path; field: where; value: what it is now.

    is_day: whether it is a day, and another one than stood there before.
    """

    fact: str
    field: str
    value: str
    is_day: bool


def told(asked: Iterable[Answerable | Line], answers: Mapping[str, str]) -> list[Told]:
    """The answers to questions, by fact, as they were told."""
    said = []
    for one in asked:
        fact = one.question.fact
        if fact in answers:
            value = answers[fact]
            is_day = one.entry.type == "date" and value not in ("", one.value)
            said.append(Told(fact, one.field, value, is_day))
    return said


def ask_about_days(
    form: forms.Form, said: list[Told], facts: Facts, *, entry: str = ""
) -> None:
    """Say of each day that was just told what it does not fit.

    What is odd is taken once somebody said that it is right. What stood there before
    is not asked about again, for the day that is wrong may be another one.
    entry: of which of several the page is, "" for one more.
    """
    clashing = [*clashes(_facts_with(said, facts, entry))]
    for one in said:
        if one.is_day:
            its = [
                clash
                for clash in clashing
                if one.fact in clash.places
                and ("[]" not in one.fact or clash.entry == entry)
            ]
            _ask(form, one.field, its)


def _ask(form: forms.Form, field: str, found: list[Clash]) -> None:
    """Nobody can say of what cannot be that it is right."""
    impossible = [clash for clash in found if clash.is_impossible]
    if found and not impossible:
        name = field + SURE
        sure = forms.BooleanField(label=_("Yes, this day is right"), required=False)
        form.fields = _with_after(form.fields, field, name, sure)
        if form.data.get(name):
            return
    codes = dict.fromkeys(clash.code for clash in impossible or found)
    for code in codes:
        form.add_error(field, str(SENTENCES[code]))


def _with_after(
    fields: Mapping[str, forms.Field], after: str, name: str, one: forms.Field
) -> dict[str, forms.Field]:
    """The fields, with one more that stands right behind another."""
    placed: dict[str, forms.Field] = {}
    for there, field in fields.items():
        placed[there] = field
        if there == after:
            placed[name] = one
    return placed


def _facts_with(
    said: list[Told], facts: Facts, entry: str
) -> dict[str, dict[str, Any]]:
    """What would be known, were the answers taken down."""
    known: dict[str, Any] = deepcopy(dict(facts))
    for one in said:
        part, name = one.fact.split(".", 1)
        node: dict[str, Any] = known.setdefault(part, {})
        group, several, rest = name.partition("[].")
        if several:
            node = _row(node.setdefault(group, []), entry)
        *path, last = (rest if several else name).split(".")
        for step in path:
            node = node.setdefault(step, {})
        node[last] = one.value
    return known


def _row(rows: list[dict[str, Any]], entry: str) -> dict[str, Any]:
    """Which of several the page is about; one more has no place among them yet."""
    found = next((row for row in rows if row["entry"] == entry), None)
    if found is None:
        rows.append(found := {"entry": entry})
    return found
