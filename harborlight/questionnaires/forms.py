from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import Entry
from harborlight.facts.choices import options_of
from harborlight.facts.models import Fact
from harborlight.facts.showing import shown
from harborlight.facts.versions import ASKED, sent_over
from harborlight.firm.fields import DayBoxes, SeenField
from harborlight.firm.words import in_words
from harborlight.people.names import folded
from harborlight.questionnaires.aside_fields import (
    fields_beside,
    initial_beside,
    notes,
    said_beside,
)
from harborlight.questionnaires.fact_field import CHOSEN, SAYS, FactField
from harborlight.questionnaires.pages import Answerable

# What a field's name ends with that says which value the answer was written over, and
# that of the choice between two answers.
OVER, KEEP, THE_OTHER = "_over", "_keep", "other"
# A choice of few options is a row of buttons, of many a list to open.
FEW = 7
KEYBOARDS = {
    "zip": "numeric",
    "integer": "numeric",
    "ssn": "numeric",
    "uscis_account": "numeric",
}
# What a browser may fill in, where the question is about the person who answers.
FILLED_IN = {
    "name.family": "family-name",
    "name.given": "given-name",
    "name.middle": "additional-name",
    "contact.email": "email",
    "contact.phone_day": "tel",
    "contact.phone_mobile": "tel",
}


class ScreenForm(forms.Form):
    """The questions of one screen. Nothing is demanded: what is open is shown as open.

    asks_lawyer: whether a question may be left to the lawyer, as only a client may.
    """

    use_required_attribute = False

    def __init__(
        self,
        questions: Iterable[Answerable],
        data: Mapping[str, Any] | None = None,
        *,
        language: str,
        on: date,
        asks_lawyer: bool = True,
    ) -> None:
        super().__init__(data)
        self.questions, self.language = list(questions), language
        self.asking: dict[str, str] = {}
        for one in self.questions:
            self.fields[one.field] = _field(one, language, on)
            self.initial[one.field] = one.value
            for word in _beside(one.entry):
                self.fields[f"{one.field}_{word}"] = forms.BooleanField(
                    label=SAYS[word], required=False
                )
                self.initial[f"{one.field}_{word}"] = one.value == word
            if asks_lawyer:
                self.fields.update(fields_beside(one))
                self.initial.update(initial_beside(one))
            self.fields[one.field + OVER] = SeenField()
            self.initial[one.field + OVER] = one.version

    def clean(self) -> dict[str, Any]:
        """Of an answer that is typed and denied nobody but its writer knows which holds."""
        for one in self.questions:
            for word in _beside(one.entry):
                ticked = self.cleaned_data.get(f"{one.field}_{word}")
                typed = self[one.field].data
                if isinstance(typed, tuple):
                    typed = "".join(typed)
                same = self.cleaned_data.get(one.field) == word
                if ticked and str(typed or "").strip() and not same:
                    self.errors.pop(one.field, None)
                    self.add_error(one.field, _either(SAYS[word]))
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """The answers that can be taken down, by fact; an empty one takes one back."""
        return {
            one.question.fact: self._answer(one)
            for one in self.questions
            if one.field not in self.errors
            and one.field in self.cleaned_data
            and self._kept(one) != THE_OTHER
        }

    def given_up(self) -> dict[str, str]:
        """What they wrote and gave up for what somebody else had answered, by fact."""
        return {
            one.question.fact: self._answer(one)
            for one in self.questions
            if self._kept(one) == THE_OTHER and one.field not in self.errors
        }

    def said(self) -> dict[str, Any]:
        """All that the page says, as the action `take_down` is told it."""
        return {
            "answers": self.answers(),
            "over": self.over(),
            "beside": self.given_up(),
            "said": said_beside(self.questions, self.cleaned_data),
        }

    def over(self) -> dict[str, str]:
        """Which value each was written over, as far as the page says so."""
        words = {
            one.question.fact: self._kept(one) or self.cleaned_data[one.field + OVER]
            for one in self.questions
        }
        return {fact: word for fact, word in words.items() if word}

    def settled(self) -> list[str]:
        """The fields where somebody chose between two answers."""
        return [one.field for one in self.questions if self._kept(one)]

    def now_over(self, asked: Iterable[Answerable]) -> dict[str, str]:
        """For answers that stand as they were sent: what the next one is written over."""
        sent = self.answers()
        return {
            one.field + OVER: one.version
            for one in asked
            if sent.get(one.question.fact) == one.value
        }

    def ask_which(self, held: Mapping[str, Fact | None]) -> None:
        """Ask which answer is right where somebody else gave another one meanwhile.

        Until it is told, no other answer than theirs is taken: not the one either that
        the page came with, if it is typed again.
        """
        for one in self.questions:
            name, now = one.field + KEEP, held.get(one.question.fact)
            if one.question.fact in held or self._kept(one) == THE_OTHER:
                self.fields[name] = _which(one, self._answer(one), self.language)
            if one.question.fact in held:
                self.add_error(name, _why_ask(now))
                self.asking[one.field + OVER] = ASKED
        self.place_fields()

    def goes_on(self, asked: Iterable[Answerable]) -> None:
        """What was taken down stands; what is sent next from this page is written over it."""
        self.data = sent_over(self.data, self.now_over(asked) | self.asking)

    def place_fields(self) -> None:
        """Put the fields of one question side by side."""
        fields = [one.field for one in self.questions]
        together = [
            name
            for field in fields
            for name in self.fields
            if name == field or name.startswith(f"{field}_")
        ]
        self.order_fields(together)

    def _kept(self, one: Answerable) -> str:
        kept: str = self.data.get(one.field + KEEP, "")
        return kept

    def _answer(self, one: Answerable) -> str:
        typed: str = self.cleaned_data.get(one.field, "")
        if typed:
            return typed
        for word in _beside(one.entry):
            if self.cleaned_data.get(f"{one.field}_{word}"):
                return word
        return ""


def _either(tick: object) -> str:
    said = gettext(
        "You wrote something here and ticked “%(tick)s”. Which is right? Erase what you "
        "wrote, or take the tick away."
    )
    return said % {"tick": tick}


def _which(one: Answerable, mine: str, language: str) -> forms.ChoiceField:
    """The choice between what was just written and what somebody else said meanwhile."""
    other = gettext("no answer")
    if one.value:
        other = shown(one.entry, one.value, language=language, secrets=True)
    choices = [
        (one.version, _("Mine, as it stands above") if mine else _("Mine: no answer")),
        (THE_OTHER, gettext("The other one: %(answer)s") % {"answer": other}),
    ]
    label = _("Which answer is right?")
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _why_ask(now: Fact | None) -> str:
    if now is not None and now.source == Fact.Source.STAFF:
        return gettext("Our office changed this answer while you were writing.")
    return gettext(
        "This was answered on another page or device while you were writing."
    )


def _beside(entry: Entry) -> list[str]:
    """What can be ticked instead of typing; a choice offers it as one of its answers."""
    return [] if entry.type in CHOSEN else sorted(entry.may_be & SAYS.keys())


def _field(one: Answerable, language: str, on: date) -> FactField:
    entry, question = one.entry, one.question
    return FactField(
        entry,
        language=language,
        on=on,
        required=question.required,
        label=in_words(question.ask),
        help_text=_help(one),
        widget=_widget(one, language),
    )


def _help(one: Answerable) -> str:
    help_text = in_words(one.question.help) if one.question.help else ""
    if not help_text and one.entry.type == "date" and one.entry.partial:
        help_text = gettext(
            "Does nobody know the day? Leave it open: the year will do."
        )
    if not one.question.why:
        return format_html("{}{}", help_text, notes(one)) if one.asides else help_text
    why = in_words(one.question.why)
    return format_html(
        '{}<details class="why"><summary>{}</summary><p>{}</p></details>{}',
        help_text,
        gettext("Why do we ask?"),
        why,
        notes(one),
    )


def _widget(one: Answerable, language: str) -> forms.Widget:
    entry = one.entry
    if entry.type == "date":
        return DayBoxes(birthday=one.question.fact.endswith(".birth.date"))
    if entry.type in CHOSEN:
        return _choice(one, language)
    attrs: dict[str, Any] = {}
    if entry.type in KEYBOARDS:
        attrs["inputmode"] = KEYBOARDS[entry.type]
    attrs["autocomplete"] = FILLED_IN.get(one.question.fact.split(".", 1)[1], "off")
    if entry.type == "long_text":
        return forms.Textarea(attrs={**attrs, "rows": 4})
    kinds = {"phone": "tel", "email": "email"}
    return forms.TextInput(attrs={**attrs, "type": kinds.get(entry.type, "text")})


def _choice(one: Answerable, language: str) -> forms.Widget:
    entry = one.entry
    choices = []
    for option in options_of(entry):
        if not one.question.options or option.value in one.question.options:
            words = one.question.says.get(option.value, option.labels)
            choices.append((option.value, words.get(language, words["en"])))
    if entry.type in ("country", "us_state"):
        # Whoever lives here should not have to look for it.
        choices.sort(key=lambda choice: (choice[0] != "US", folded(choice[1])))
    choices += [(word, str(SAYS[word])) for word in sorted(entry.may_be & SAYS.keys())]
    if entry.type == "choices":
        return forms.CheckboxSelectMultiple(choices=choices)
    if len(choices) <= FEW:
        return forms.RadioSelect(choices=choices)
    return forms.Select(choices=[("", gettext_lazy("Choose…")), *choices])
