"""What is typed of the rest of a playbook: other needs, days ahead, parts, the whole."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.deadlines.reading import rules
from harborlight.workflow.ahead_boxes import add_boxes, typed_told
from harborlight.workflow.edit_forms import (
    NAME,
    TITLE,
    WORDS,
    ChargeForm,
    EntryForm,
    FormLineForm,
    MilestoneForm,
    PaperForm,
    StageForm,
    text_of,
)
from harborlight.workflow.moment_forms import (
    BillForm,
    LetterForm,
    PlannedTaskForm,
    ReminderForm,
)
from harborlight.workflow.playbook_later import NOTED
from harborlight.workflow.playbook_words import AREA_WORDS


class NeedForm(EntryForm):
    """Something that clients of this kind may need besides."""

    texts = (
        NAME,
        text_of("why", _("Why, for the office")),
        text_of("told", _("What the client reads if they are told")),
    )
    form = WordsField(label=_("Form"), max_length=20, required=False)
    playbook = forms.ChoiceField(label=_("Kind of case for it"), required=False)
    source = WordsField(label=_("Source"), max_length=200, required=False)
    plain = ("form", "playbook", "source")

    def prepare(self) -> None:
        offer(self, "playbook", [("", _("None of the firm’s")), *self.around.kinds])


class AheadForm(EntryForm):
    """A day years ahead, and what it counts from."""

    texts = (
        TITLE,
        WORDS,
        text_of(
            "asks", _("Which day staff type"), 160, is_required=False, is_line=True
        ),
    )
    counts_from = WordsField(
        label=_("Counts from"),
        help_text=_(
            "“noted” for a day that staff type, “closed” for the closing, or a fact "
            "such as beneficiary.residence.date"
        ),
        max_length=120,
        initial=NOTED,
    )
    years = forms.IntegerField(
        label=_("Years after"), min_value=-20, max_value=20, required=False
    )
    months = forms.IntegerField(
        label=_("Months after"), min_value=-240, max_value=240, required=False
    )
    length = forms.IntegerField(
        label=_("Days after"), min_value=-3650, max_value=3650, required=False
    )
    rule = forms.ChoiceField(
        label=_("Rule of the book"),
        help_text=_(
            "Once a rule is chosen and saved, its days and what it is told stand here."
        ),
        required=False,
    )
    source = WordsField(label=_("Source"), max_length=200)
    plain = ("counts_from", "rule", "source")

    def prepare(self) -> None:
        several = [
            (one.id, f"{one.id} {in_words(one.title)}") for one in rules().values()
        ]
        offer(self, "rule", [("", _("None: the day itself")), *several])
        length = self.row.get("add", {})
        for box, unit in (("years", "years"), ("months", "months"), ("length", "days")):
            self.initial[box] = length.get(unit)
        add_boxes(self, self.row)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        has_length = any(said.get(one) for one in ("years", "months", "length"))
        if not has_length and not said.get("rule"):
            self.add_error("years", _("Say how long after, or choose a rule."))
        same = said.get("rule") and said["rule"] == self.row.get("rule")
        if same and "dates" in self.fields and not said.get("dates"):
            self.add_error("dates", _("Choose at least one of its days."))
        if said.get("counts_from") == NOTED and not said.get("asks_en"):
            self.add_error("asks_en", _("Say which day staff type."))
        return said

    def said(self) -> dict[str, Any]:
        found, typed = super().said(), self.cleaned_data
        units = {"years": "years", "months": "months", "days": "length"}
        add = {unit: typed[box] for unit, box in units.items() if typed.get(box)}
        found["add"] = add or None
        found["reviewed"] = self.row.get("reviewed", False)
        key = found["rule"]
        if key != self.row.get("rule"):
            # Another rule counts other days: all of them, until somebody leaves one out.
            rule = rules().get(key or "")
            named = [] if rule is None else rule.versions[-1].all_dates
            found["days"] = [*dict.fromkeys(one.name for one in named)] or None
            found["told"] = None
        elif key:
            found["days"], found["told"] = typed["dates"], typed_told(typed)
        return found


class PartyForm(EntryForm):
    """A part in the case: what they are asked, and for whom."""

    texts = (NAME,)
    questionnaire = forms.ChoiceField(label=_("Questionnaire"), required=False)
    optional = forms.BooleanField(
        label=_("A case can begin without them"), required=False
    )
    acts_for = forms.ChoiceField(
        label=_("Acts for"),
        help_text=_("They are asked what this part would be asked."),
        required=False,
    )
    plain = ("questionnaire", "optional", "acts_for")

    def prepare(self) -> None:
        offer(self, "questionnaire", [("", _("None")), *self.around.questionnaires])
        others = [one for one in self.around.parts if one[0] != self.row.get("id")]
        offer(self, "acts_for", [("", _("Themselves alone")), *others])


class AboutForm(EntryForm):
    """The playbook as a whole: its name, whom it bills, and its times."""

    texts = (
        NAME,
        text_of(
            "title",
            _("What a case is called"),
            160,
            is_line=True,
            help=_("A part in braces stands for a name: {petitioner}"),
        ),
    )
    area = forms.ChoiceField(label=_("Area"), choices=[*AREA_WORDS.items()])
    payer = forms.ChoiceField(label=_("Who pays"))
    filing = WordsField(label=_("What is filed"), max_length=120, required=False)
    questions_due_days = forms.IntegerField(
        label=_("Questions are due after so many days"), min_value=1, max_value=365
    )
    receipt_chase_days = forms.IntegerField(
        label=_("We ask after the receipt after so many days"),
        min_value=1,
        max_value=365,
    )
    sensitive = forms.BooleanField(
        label=_("Its cases are sensitive from the first day"), required=False
    )
    plain = (
        "area",
        "payer",
        "questions_due_days",
        "receipt_chase_days",
        "sensitive",
    )

    def prepare(self) -> None:
        offer(self, "payer", self.around.parts)
        self.initial["area"] = self.row.get("area", "other")
        self.initial["questions_due_days"] = self.row.get("questions_due_days", 14)
        self.initial["receipt_chase_days"] = self.row.get("receipt_chase_days", 30)
        self.initial["filing"] = self.row.get("filing", "")

    def said(self) -> dict[str, Any]:
        return super().said() | {"filing": self.cleaned_data["filing"]}


EDITORS: Mapping[str, type[EntryForm]] = {
    "parts": PartyForm,
    "stages": StageForm,
    "milestones": MilestoneForm,
    "tasks": PlannedTaskForm,
    "letters": LetterForm,
    "invoices": BillForm,
    "reminders": ReminderForm,
    "papers": PaperForm,
    "forms": FormLineForm,
    "charges": ChargeForm,
    "related": NeedForm,
    "follow_ups": AheadForm,
}


def box_of(word: str, language: str = "") -> str:
    """The box in which a word of an entry is typed, for a fault that names the word."""
    known = {"for": "goes_with", "add": "years", "days": "rule"}
    return f"{word}_{language}" if language else known.get(word, word)
