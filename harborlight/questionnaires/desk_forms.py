"""What is typed at the desk in one go, heard by the same rules as a client's answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.forms import value_field
from harborlight.facts.models import Fact
from harborlight.facts.showing import offered, shown
from harborlight.facts.versions import sent_over
from harborlight.firm.fields import SeenField, WordsField
from harborlight.law.pack_conditions import holds
from harborlight.questionnaires.fact_field import FactField, Typed
from harborlight.questionnaires.fitting import ask_about_days, told
from harborlight.questionnaires.forms import OVER
from harborlight.questionnaires.only_where import only_where
from harborlight.questionnaires.rows import Filling, Line

SOURCE_HELP = _(
    "Only where you change an answer that stands: who said so, or which paper shows it."
)


class DeskField(FactField):
    """One box for each fact, filled without the mouse; "none" is typed as a word."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, str) or not value or isinstance(value, Typed):
            return value
        if self.entry.type == "choices":
            return value.split()
        return offered(self.entry, value, self.language)


class RowForm(forms.Form):
    """One of several, or the questions of a screen, as staff type them.

    Nothing is demanded, for papers have gaps. A reason is, where what stands is changed.
    A protected number is never put into the page: an empty box leaves it as it is.
    """

    use_required_attribute = False

    reason = WordsField(
        label=_("Why"), help_text=SOURCE_HELP, max_length=300, required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        filling: Filling,
        language: str,
        today: date,
        at: str = "",
    ) -> None:
        super().__init__(data)
        self.filling, self.language = filling, language
        # The page asked them when it was made: what was written there must not vanish.
        self.closed = [one for one in filling.closed if one.field + OVER in self.data]
        asked = [*filling.lines, *self.closed]
        for one in asked:
            self._ask(one, today)
        if not any(one.value for one in asked):
            del self.fields["reason"]
        self.order_fields([one.field for one in asked])
        self._begin_at(at)

    def clean(self) -> dict[str, Any]:
        if self.filling.gone:
            self.add_error(None, _gone())
        elif self.filling.is_full:
            said = gettext("No more than %(n)s can be added.")
            self.add_error(None, said % {"n": self.filling.at_most})
        elif self._was_closed():
            self.add_error(None, _closed())
        else:
            if not self.errors:
                self._weigh()
            self._fit()
        return self.cleaned_data

    def answers(self) -> dict[str, str]:
        """Every answer that can be taken down, by fact; an empty one takes one back."""
        return {
            one.question.fact: self.cleaned_data[one.field]
            for one in self.filling.lines
            if one.field in self.cleaned_data and not self._leaves_alone(one)
        }

    def over(self) -> dict[str, str]:
        """Which value each was written over; of one more nothing can be overwritten."""
        if self.filling.group and not self.filling.entry_id:
            return {}
        words = {
            one.question.fact: self.cleaned_data[one.field + OVER]
            for one in self.filling.lines
        }
        return {fact: word for fact, word in words.items() if word}

    def ask_again(self, held: Mapping[str, Fact | None], now: Filling) -> None:
        """Somebody changed answers meanwhile: to send this form again is to insist."""
        self.filling = now
        if now.gone:
            self.add_error(None, _gone())
            return
        words = {one.field + OVER: one.version(one.value) for one in now.lines}
        self.data = sent_over(self.data, words)
        self.add_error(
            None,
            gettext(
                "Answers were changed while you were writing, so nothing was saved. "
                "What stands now is shown beside them. Save again to put yours in "
                "their place."
            ),
        )
        if "reason" not in self.fields:
            self.fields["reason"] = self.base_fields["reason"]
        for one in now.lines:
            if one.question.fact in held:
                self.add_error(one.field, self._stands(one))

    def _ask(self, one: Line, today: date) -> None:
        asked = value_field(one.entry, self.language, known=False)
        self.fields[one.field] = DeskField(
            one.entry,
            language=self.language,
            on=today,
            required=one.question.required,
            label=asked.label,
            help_text=" ".join(
                filter(
                    None,
                    [
                        only_where(one, self.filling.lines, self.language),
                        str(asked.help_text),
                    ],
                )
            ),
            widget=_widget(asked),
        )
        self.fields[one.field + OVER] = SeenField()
        self.initial[one.field + OVER] = one.version(one.value)
        if one.entry.secret and one.value:
            self.fields[one.field].help_text = gettext(
                "We have this number. Write here only to put another in its place."
            )
        else:
            self.initial[one.field] = one.value

    def _begin_at(self, at: str) -> None:
        """The cursor stands where something is wanted: there, or in the first empty box."""
        name = at.replace(".", "-")
        lines = self.filling.lines
        boxes = [one for one in lines if at and one.field.endswith(f"-{name}")]
        empty = [
            one
            for one in lines
            if not one.value and one.question.required and not one.when
        ]
        for one in [*boxes, *empty, *lines][:1]:
            self.fields[one.field].widget.attrs["autofocus"] = True

    def _leaves_alone(self, one: Line) -> bool:
        """What nobody touched gives way to what somebody else wrote meanwhile."""
        typed = self.cleaned_data[one.field]
        if one.entry.secret and not typed:
            return True
        return bool(self.cleaned_data.get(one.field + OVER) == one.version(typed))

    def _was_closed(self) -> bool:
        """Whether somebody wrote for questions that are not asked since; those stay."""
        wrote = False
        for one in self.closed:
            typed = self.cleaned_data.get(one.field)
            if one.field not in self.errors and (not typed or self._leaves_alone(one)):
                del self.fields[one.field], self.fields[one.field + OVER]
                continue
            wrote = True
            if one.field not in self.errors:
                self.add_error(one.field, _not_any_more())
        return wrote

    def _weigh(self) -> None:
        said, lines = self.answers(), self.filling.lines
        changed = [
            one for one in lines if said.get(one.question.fact, one.value) != one.value
        ]
        if not changed:
            self.add_error(None, _nothing_new(self.filling))
        elif self._stands_already(said):
            self.add_error(None, gettext("This is what we have already."))
        paths = {one.own_path: said.get(one.question.fact, one.value) for one in lines}
        for one in changed:
            asked = holds(one.when, lambda path: paths.get(path, self._read(path)))
            if said[one.question.fact] and not asked:
                self.add_error(one.field, _not_asked())
        if any(one.value for one in changed) and not self.cleaned_data.get("reason"):
            self.add_error("reason", gettext("Write where you have this from."))

    def _fit(self) -> None:
        said = told(self.filling.lines, self.answers())
        entry = str(self.filling.entry_id or "")
        ask_about_days(self, said, self.filling.facts, entry=entry)

    def _read(self, path: str) -> object:
        return self.filling.read(path)

    def _stands_already(self, said: Mapping[str, str]) -> bool:
        """One more that is just like one that stands was sent twice."""
        given = {fact.split(".", 1)[1]: value for fact, value in said.items() if value}
        return not self.filling.entry_id and given in [*self.filling.same]

    def _stands(self, one: Line) -> str:
        if not one.value:
            return gettext("Now there is no answer.")
        words = shown(one.entry, one.value, language=self.language)
        return gettext("Now: %(answer)s") % {"answer": words}


class TakeBackForm(forms.Form):
    """What must be said to take one of several back."""

    reason = WordsField(
        label=_("Why"),
        help_text=_("It stays in the history."),
        max_length=300,
        error_messages={"required": _("Write why it goes.")},
    )
    # The version of the whole entry that the page was made with.
    over = SeenField()

    def ask_again(self, word: str) -> None:
        """It was changed meanwhile: to send this form again is to insist."""
        self.data = sent_over(self.data, {"over": word})
        self.add_error(
            None, gettext("Somebody changed it meanwhile. Look at it once more.")
        )


def _widget(asked: forms.Field) -> forms.Widget:
    """A list to open takes a letter and a tab; buttons side by side take arrows."""
    widget: forms.Widget = asked.widget
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return widget
    if isinstance(widget, ChoiceWidget):
        options = [one for one in widget.choices if one[0]]
        # Most of what is typed is about this country: its letter finds it first.
        options.sort(key=lambda option: option[0] != "US")
        return forms.Select(choices=[("", ""), *options])
    widget.attrs["autocomplete"] = "off"
    return widget


def _nothing_new(filling: Filling) -> str:
    if not filling.lines:
        return gettext("These questions are not asked any more.")
    if any(one.value for one in filling.lines):
        return gettext("This is what we have already.")
    return gettext("Nothing is written yet.")


def _not_asked() -> str:
    return gettext("With the other answers this is not asked. Leave it empty.")


def _not_any_more() -> str:
    return gettext("This is not asked any more. Copy it if you need it, and empty it.")


def _closed() -> str:
    return gettext(
        "The client changed an answer while you were writing, and some of these "
        "questions are not asked any more. Nothing was saved. Your words are here."
    )


def _gone() -> str:
    return gettext(
        "Somebody removed this one while you were writing, so nothing was saved. "
        "Your words are here. Save again to enter them as one more."
    )
