"""What is typed when somebody writes a playbook of the firm, in both languages.

Each form is of one entry of a list; `said()` is the entry as a data file has it, and what
is None in it is said no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.billing.models import Line
from harborlight.cases.events import MILESTONES
from harborlight.firm.fields import DollarField, WordsField, offer
from harborlight.law.fees import ORDINARY
from harborlight.law.ladders import ladders
from harborlight.law.packs import packs
from harborlight.questionnaires.edit_forms import Text, TextsForm
from harborlight.workflow.playbook_shape import MOST_DAYS
from harborlight.workflow.playbook_words import ACCOUNT_WORDS, NEED_WORDS

Row = Mapping[str, Any]
NOBODY = [("", _("Nobody in particular"))]


@dataclass(frozen=True)
class Around:
    """What an entry may refer to. parts, questionnaires, kinds: (name, words) each."""

    parts: Sequence[tuple[str, str]] = ()
    questionnaires: Sequence[tuple[str, str]] = ()
    kinds: Sequence[tuple[str, str]] = ()
    definition: Row | None = None


def text_of(name: str, label: Any, longest: int = 600, **also: Any) -> Text:
    return Text(name, label, longest, **also)


NAME = text_of("name", _("Name"), 120, is_line=True)
TITLE = text_of("title", _("Title"), 160, is_line=True)
WORDS = text_of("words", _("What the client reads"))


class EntryForm(TextsForm):
    """What the forms of entries have in common: the texts, and boxes beside them."""

    # Boxes that are kept under their own name; empty ones are left out.
    plain: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, data: Row | None, *, row: Row | None = None, seen: int, around: Around
    ) -> None:
        super().__init__(data, row=row, seen=seen)
        self.row, self.around = row or {}, around
        for name in self.plain:
            self.initial[name] = self.row.get(name, self.fields[name].initial)
        self.prepare()

    def prepare(self) -> None:
        """Offer what this playbook has to choose from."""

    def said(self) -> dict[str, Any]:
        found = super().said()
        for name in self.plain:
            value = self.cleaned_data.get(name)
            found[name] = None if value in ("", None, [], False) else value
        return found


class StageForm(EntryForm):
    """A stage, as the client's stepper shows it."""

    texts = (NAME, WORDS)


class MilestoneForm(EntryForm):
    """What the client reads when the case has reached something."""

    texts = (
        TITLE,
        text_of(
            "what_happened",
            _("What happened"),
            help=_("{number} stands for the receipt number, where there is one."),
        ),
        text_of("what_we_do", _("What we do now")),
        text_of("what_you_do", _("What you do now")),
        text_of("what_comes_next", _("What usually comes next")),
    )
    id = forms.ChoiceField(label=_("When it is reached"))
    sometimes = forms.BooleanField(
        label=_("It may happen or not"),
        help_text=_("Then nobody is told that it is still to come."),
        required=False,
    )
    plain = ("id", "sometimes")

    def prepare(self) -> None:
        taken = {one["id"] for one in (self.around.definition or {})["milestones"]}
        own = self.row.get("id", "")
        several = [
            (key, words) for key, words in MILESTONES.items() if key not in taken
        ]
        offer(
            self, "id", [*([(own, MILESTONES.get(own, own))] if own else ()), *several]
        )


class PaperForm(EntryForm):
    """A paper: what it is, of whom it is asked, and by when."""

    texts = (
        TITLE,
        text_of("purpose", _("Why it is needed")),
        text_of("advice", _("How it should be")),
        text_of("example", _("An example"), is_required=False),
    )
    kind = WordsField(
        label=_("Kind of paper"),
        help_text=_("A short name for the office, for example: tax return"),
        max_length=40,
    )
    who = forms.ChoiceField(label=_("Asked of"))
    need = forms.ChoiceField(label=_("Need"), choices=[*NEED_WORDS.items()])
    due_days = forms.IntegerField(
        label=_("Due so many days after the opening"),
        help_text=_("Leave it empty where no day is named."),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
    )
    ladder = forms.ChoiceField(
        label=_("What will do where it cannot be had"), required=False
    )
    plain = ("kind", "who", "need", "due_days", "ladder")

    def prepare(self) -> None:
        offer(self, "who", self.around.parts)
        several = [(name, name.capitalize()) for name in ladders()]
        offer(self, "ladder", [("", _("Nothing else")), *several])
        self.initial["need"] = self.row.get("need", "required")


class FormLineForm(EntryForm):
    """A form of the filing: whose it is, and with which it goes."""

    form = forms.ChoiceField(label=_("Form"))
    client = forms.ChoiceField(label=_("Whose"), required=False)
    goes_with = forms.ChoiceField(
        label=_("Goes with"),
        help_text=_("For a form that belongs to another, such as G-28."),
        required=False,
    )
    plain = ("form", "client")

    def prepare(self) -> None:
        known = sorted(
            {one.form for one in packs()} | {self.row.get("form", "")} - {""}
        )
        offer(self, "form", [(one, one) for one in known])
        offer(self, "client", [*NOBODY, *self.around.parts])
        there = {one["form"] for one in (self.around.definition or {})["forms"]}
        offer(self, "goes_with", [("", "—"), *((one, one) for one in sorted(there))])
        self.initial["goes_with"] = self.row.get("for", "")

    def said(self) -> dict[str, Any]:
        return super().said() | {"for": self.cleaned_data["goes_with"] or None}


class ChargeForm(EntryForm):
    """A line of the first invoice: a fee of ours, or what the government asks."""

    texts = (text_of("words", _("Words on the invoice"), 160, is_line=True),)
    kind = forms.ChoiceField(label=_("What it is"), choices=Line.Kind.choices)
    cents = DollarField(
        label=_("Amount"),
        help_text=_("Empty for a fee of the government: the book knows it."),
        required=False,
    )
    to = forms.ChoiceField(label=_("Goes to"), choices=[*ACCOUNT_WORDS.items()])
    form = WordsField(
        label=_("Form that the government asks it for"),
        help_text=_("For example: i-130"),
        max_length=20,
        required=False,
    )
    circumstance = WordsField(
        label=_("Which of its fees"),
        help_text=_("As the book of fees calls it; empty for the ordinary one."),
        max_length=60,
        required=False,
    )
    plain = ("kind", "cents", "to", "form", "circumstance")

    def prepare(self) -> None:
        self.initial["to"] = self.row.get("to", "trust")
        if self.row.get("circumstance") == ORDINARY:
            self.initial["circumstance"] = ""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        is_fee = said.get("kind") == Line.Kind.GOVERNMENT
        if is_fee and not said.get("form"):
            self.add_error("form", _("Name the form: the book knows its fee."))
        elif not is_fee and not said.get("cents") and "cents" not in self.errors:
            self.add_error("cents", _("Enter the amount."))
        if is_fee and said.get("to") != "trust":
            said_so = _("What is for the government is held in trust until it is paid.")
            self.add_error("to", said_so)
        return said
