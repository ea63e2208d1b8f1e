"""What stands beside a question in its form: "Ask my lawyer", and what we ask again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import SeenField, WordsField
from harborlight.questionnaires.actions import Beside
from harborlight.questionnaires.asides import is_unanswered, of_kind
from harborlight.questionnaires.models import Aside
from harborlight.questionnaires.pages import Answerable

# What the names of these boxes end with. ASKED_HERE says what the page came with: only
# that can be taken back by taking the tick away.
ASK, WORDS, RIGHT, ASKED_HERE = "_ask", "_ask_words", "_right", "_asked"
LONGEST = 1000


def fields_beside(one: Answerable) -> dict[str, forms.Field]:
    """The boxes that stand beside a question, by their names."""
    found: dict[str, forms.Field] = {
        one.field + ASK: forms.BooleanField(label=_("Ask my lawyer"), required=False),
        one.field + WORDS: WordsField(
            label=_("What would you like to know?"),
            max_length=LONGEST,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        ),
        one.field + ASKED_HERE: SeenField(),
    }
    if of_kind(one.asides, Aside.Kind.AGAIN) and one.value:
        label = _("My answer is right as it is")
        found[one.field + RIGHT] = forms.BooleanField(label=label, required=False)
    return found


def initial_beside(one: Answerable) -> dict[str, Any]:
    """What stands in them when the page is made."""
    asked = _asked(one)
    return {
        one.field + ASK: asked is not None,
        one.field + WORDS: asked.words if asked else "",
        one.field + ASKED_HERE: asked.key if asked else "",
    }


def said_beside(questions: Iterable[Answerable], said: Mapping[str, Any]) -> Beside:
    """What somebody said beside the questions of a page; said: its cleaned data."""
    asks, asks_no_more, right = {}, [], []
    for one in questions:
        asked, again = _asked(one), of_kind(one.asides, Aside.Kind.AGAIN)
        if said.get(one.field + ASK):
            if one.field + WORDS in said:
                asks[one.question.fact] = said[one.field + WORDS]
        elif asked and said.get(one.field + ASKED_HERE) == asked.key:
            asks_no_more.append(asked)
        if again and said.get(one.field + RIGHT):
            right.append(again)
    return Beside(asks, asks_no_more, right)


def now_asked(questions: Iterable[Answerable]) -> dict[str, str]:
    """For a page that saves itself: what it has asked by now, by the box that says so."""
    return {
        one.field + ASKED_HERE: asked.key
        for one in questions
        if (asked := _asked(one)) is not None
    }


def notes(one: Answerable) -> SafeString:
    """What we say to a question, for whoever answers it."""
    lines = format_html_join("", '<p class="wrap-anywhere">{} {}</p>', _lines(one))
    return format_html('<div class="told">{}</div>', lines) if lines else SafeString()


def _lines(one: Answerable) -> Iterator[tuple[str, str]]:
    for row in one.asides:
        if row.kind == Aside.Kind.AGAIN:
            yield gettext("Your legal team asks you again:"), row.words
        elif not is_unanswered(row):
            if row.words:
                yield gettext("You asked:"), row.words
            yield gettext("Your legal team answered:"), row.reply


def _asked(one: Answerable) -> Aside | None:
    """What they ask and nobody has answered yet."""
    found = of_kind(one.asides, Aside.Kind.ASKED)
    return found if found and is_unanswered(found) else None
