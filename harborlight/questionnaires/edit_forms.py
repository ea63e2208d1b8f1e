"""What is typed when somebody writes the questions of the firm, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.catalogue import Entry
from harborlight.facts.choices import options_of
from harborlight.facts.versions import sent_over
from harborlight.firm.fields import SeenField, WordsField
from harborlight.firm.numbers import whole
from harborlight.firm.words import in_words
from harborlight.questionnaires.plain_words import (
    HARDEST_GRADE,
    grade,
    is_familiar,
    opens_as_spanish,
)

LANGUAGES = {"en": _("English"), "es": _("Spanish")}
BOTH = _("Write it in both languages.")


@dataclass(frozen=True)
class Text:
    """A text that is asked for in both languages."""

    name: str
    label: Any
    longest: int
    is_required: bool = True
    help: Any = ""
    # In one line; a line is too short for its reading level to be measured.
    is_line: bool = False


TITLE = Text("title", _("Title"), 120, is_line=True)
INTRO = Text(
    "intro",
    _("Introduction"),
    600,
    is_required=False,
    help=_("Stands under the title. Leave it out where the questions say all."),
)
ENTRY = Text("entry", _("What one of them is called"), 120, is_line=True)
ADD_ANOTHER = Text(
    "add_another", _("What the button for one more says"), 120, is_line=True
)
ASK = Text("ask", _("Question"), 300)
HELP = Text(
    "help",
    _("Help"),
    600,
    is_required=False,
    help=_("An example says more than a rule: “For example: 120 Main Street”."),
)
WHY = Text(
    "why",
    _("Why we ask"),
    600,
    is_required=False,
    help=_("Where somebody might wonder or worry. It opens with a click."),
)


@dataclass(frozen=True)
class Pair:
    """One text as the page shows it: a box for each language, and what to look at."""

    boxes: list[forms.BoundField]
    measured: str
    notes: list[str]
    is_hard: bool = False


class TextsForm(forms.Form):
    """Texts in English and in Spanish: both, or (where they may be left out) neither."""

    use_required_attribute = False
    texts: ClassVar[tuple[Text, ...]] = ()

    seen = SeenField()

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        row: Mapping[str, Any] | None = None,
        seen: int,
    ) -> None:
        super().__init__(data)
        self.initial["seen"] = str(seen)
        for text in self.texts:
            words = (row or {}).get(text.name) or {}
            for language, called in LANGUAGES.items():
                name = f"{text.name}_{language}"
                self.fields[name] = _box(text, language, called)
                self.initial[name] = words.get(language, "")

    def clean(self) -> dict[str, Any]:
        for text in self.texts:
            typed = {one: self._typed(text, one) for one in LANGUAGES}
            for language, words in typed.items():
                name = f"{text.name}_{language}"
                if not words and any(typed.values()) and name not in self.errors:
                    self.add_error(name, BOTH)
        return self.cleaned_data

    def _typed(self, text: Text, language: str) -> str:
        words = self.cleaned_data.get(f"{text.name}_{language}", "")
        return " ".join(words.split())

    def said(self) -> dict[str, Any]:
        """The texts by name; None for one that was left out."""
        found: dict[str, Any] = {}
        for text in self.texts:
            words = {one: self._typed(text, one) for one in LANGUAGES}
            found[text.name] = words if any(words.values()) else None
        return found

    @property
    def seen_changes(self) -> int:
        """How many changes of the draft whoever writes had seen; -1 for none."""
        seen = self.cleaned_data.get("seen", "")
        return whole(seen)

    def changed_meanwhile(self, words: str, changes: int) -> None:
        """Somebody else changed the draft: to send this form again is to insist."""
        self.add_error(None, words)
        self.data = sent_over(self.data, {"seen": str(changes)})

    def pairs(self) -> Iterator[Pair]:
        for text in self.texts:
            boxes = [self[f"{text.name}_{one}"] for one in LANGUAGES]
            english, spanish = (str(box.value() or "").strip() for box in boxes)
            notes = [*_notes(english, spanish)]
            if text.is_line or not english:
                yield Pair(boxes, "", notes)
            elif grade(english) > HARDEST_GRADE:
                yield Pair(boxes, _measured(english), [_too_hard(), *notes], True)
            else:
                yield Pair(boxes, _measured(english), notes)

    def others(self) -> list[forms.BoundField]:
        """What is asked besides the texts."""
        names = {f"{text.name}_{one}" for text in self.texts for one in LANGUAGES}
        return [box for box in self.visible_fields() if box.name not in names]


class TitleForm(TextsForm):
    """What the whole questionnaire is called."""

    texts = (TITLE,)


class PartForm(TextsForm):
    """The words of a chapter or of a screen."""

    texts = (TITLE, INTRO)


class ListForm(TextsForm):
    """The words of a list: screens that are asked again for each of several."""

    texts = (TITLE, INTRO, ENTRY, ADD_ANOTHER)


class QuestionForm(TextsForm):
    """A question: its words, whether it must be answered, which answers it offers."""

    texts = (ASK, HELP, WHY)

    is_required = forms.BooleanField(
        label=_("It must be answered"),
        help_text=_(
            "Otherwise the client may leave it open and still send the answers."
        ),
        required=False,
        initial=True,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        entry: Entry,
        row: Mapping[str, Any] | None = None,
        seen: int,
    ) -> None:
        super().__init__(data, row=row, seen=seen)
        self.initial["is_required"] = (row or {}).get("required", True)
        self.every = [one.value for one in options_of(entry)]
        if entry.type in ("choice", "choices") and entry.options:
            self.fields["options"] = _offered(entry)
            self.initial["options"] = (row or {}).get("options") or self.every

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "options" in self.fields and not self.cleaned_data.get("options"):
            self.add_error("options", _("Offer at least one answer."))
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        found = super().said()
        found["required"] = None if self.cleaned_data["is_required"] else False
        options = self.cleaned_data.get("options", self.every)
        found["options"] = None if options == self.every else options
        return found


class NoteForm(forms.Form):
    """What is said of a new version."""

    use_required_attribute = False

    seen = SeenField()
    note = WordsField(
        label=_("What did you change, and why?"),
        help_text=_("One line for your colleagues. It stands beside the version."),
        max_length=300,
        required=False,
    )


def _box(text: Text, language: str, called: Any) -> WordsField:
    label = gettext("%(what)s in %(language)s")
    area = forms.Textarea(attrs={"rows": 2, "lang": language})
    line = forms.TextInput(attrs={"lang": language, "autocomplete": "off"})
    return WordsField(
        label=label % {"what": text.label, "language": called},
        help_text=text.help if language == "en" else "",
        max_length=text.longest,
        required=text.is_required,
        error_messages={"required": BOTH},
        widget=line if text.is_line else area,
    )


def _offered(entry: Entry) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Answers that it offers"),
        choices=[(one.value, in_words(one.labels)) for one in options_of(entry)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _measured(english: str) -> str:
    level = number_format(max(grade(english), 0), 1)
    return gettext("Reading level of the English: grade %(grade)s") % {"grade": level}


def _too_hard() -> str:
    return gettext(
        "This is harder than grade 6. Shorter sentences and everyday words help. You "
        "may keep it."
    )


def _notes(english: str, spanish: str) -> Iterator[str]:
    if is_familiar(spanish):
        yield gettext("The Spanish says tú. Clients are addressed as usted.")
    if not opens_as_spanish(spanish):
        yield gettext("A question in Spanish opens with ¿ and closes with ?.")
    if len(english.split()) > 1 and english == spanish:
        yield gettext(
            "Both languages say the same. Is the Spanish still to be written?"
        )
