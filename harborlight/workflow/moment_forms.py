"""What is typed of the letters, invoices, reminders and tasks of a playbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.events import MILESTONES
from harborlight.cases.gates import SEND, reaching
from harborlight.firm.fields import DollarField, offer
from harborlight.firm.words import in_words
from harborlight.tasks.events import MEMBERS
from harborlight.tasks.labels import part
from harborlight.tasks.models import REVIEWS, Needs
from harborlight.workflow.edit_forms import NOBODY, TITLE, EntryForm, text_of
from harborlight.workflow.playbook_moments import (
    EMAIL,
    MOST_STEPS,
    PAYER,
    TEXT,
    TO_CLIENT,
)
from harborlight.workflow.playbook_words import (
    ABOUT_WORDS,
    ACCOUNT_WORDS,
    MOMENT_WORDS,
    STEP_WORDS,
    WAY_WORDS,
)

ROLES = [(str(one), part(one)) for one in sorted(MEMBERS)]


def _rows(form: EntryForm, name: str) -> list[Mapping[str, Any]]:
    return list((form.around.definition or {}).get(name, ()))


def _moments(form: EntryForm) -> list[tuple[str, Any]]:
    """What such a case may come to: its milestones, and what every case may."""
    reached = [
        (one["id"], MILESTONES.get(one["id"], one["id"]))
        for one in _rows(form, "milestones")
    ]
    return [*MOMENT_WORDS.items(), *reached]


class LetterForm(EntryForm):
    """A letter: when it is written, to whom, by whom, and its draft."""

    texts = (
        TITLE,
        text_of(
            "text",
            _("Draft of the letter"),
            3500,
            help=_(
                "In braces: {name}, {firm}, {phone}, {case}, {stages}, {missing}, "
                "{filing}, {filed_on}, {number}."
            ),
        ),
    )
    at = forms.ChoiceField(label=_("When it is written"))
    to = forms.ChoiceField(label=_("To whom"))
    role = forms.ChoiceField(label=_("Who writes it"), choices=ROLES)
    review = forms.ChoiceField(label=_("Who accepts it"), required=False)
    plain = ("at", "to", "role")

    def prepare(self) -> None:
        offer(self, "at", _moments(self))
        offer(self, "to", [(PAYER, _("Whoever pays")), *self.around.parts])
        offer(self, "role", ROLES)
        reviewers = [(str(one), part(one)) for one in REVIEWS]
        offer(self, "review", [("", _("Nobody")), *reviewers])
        self.initial["role"] = self.row.get("role", "paralegal")
        self.initial["review"] = self.row.get("review", "attorney")

    def _typed(self, text: Any, language: str) -> str:
        """A letter keeps its paragraphs."""
        words = str(self.cleaned_data.get(f"{text.name}_{language}", ""))
        if text.name != "text":
            return " ".join(words.split())
        return "\n".join(line.rstrip() for line in words.splitlines()).strip()

    def said(self) -> dict[str, Any]:
        # "" is said: without the word an attorney accepts it.
        return super().said() | {"review": self.cleaned_data["review"]}


class BillForm(EntryForm):
    """A fee of ours that falls due when something is reached."""

    texts = (text_of("words", _("Words on the invoice"), 160, is_line=True),)
    at = forms.ChoiceField(label=_("When it is drafted"))
    cents = DollarField(label=_("Amount"))
    to = forms.ChoiceField(label=_("Goes to"), choices=[*ACCOUNT_WORDS.items()])
    plain = ("at", "cents", "to")

    def prepare(self) -> None:
        offer(self, "at", _moments(self))
        self.initial["to"] = self.row.get("to", "trust")


class ReminderForm(EntryForm):
    """By which steps clients of such a case are reminded of one kind of thing."""

    about = forms.ChoiceField(label=_("What they are reminded of"))
    own = forms.BooleanField(
        label=_("Steps of its own"),
        help_text=_(
            "Else as the firm chose for all its cases. Of invoices the days are counted "
            "from the day on which they are due: -3 is three days before it."
        ),
        required=False,
    )
    plain = ("about",)

    def prepare(self) -> None:
        own = self.row.get("about")
        taken = {one["about"] for one in _rows(self, "reminders")} - {own}
        offer(
            self, "about", [one for one in ABOUT_WORDS.items() if one[0] not in taken]
        )
        steps = self.row.get("steps")
        self.initial["own"] = steps is not None
        for place in range(MOST_STEPS):
            now = (steps or [])[place : place + 1]
            self._add(place, now[0] if now else {})

    def _add(self, place: int, now: Mapping[str, Any]) -> None:
        n = {"n": place + 1}
        self.fields[f"days_{place}"] = forms.IntegerField(
            label=gettext("Step %(n)s: after so many days") % n,
            min_value=-365,
            max_value=365,
            required=False,
            initial=now.get("days"),
        )
        self.fields[f"kind_{place}"] = forms.ChoiceField(
            label=gettext("Step %(n)s: what is done") % n,
            choices=[("", _("Nothing")), *STEP_WORDS.items()],
            required=False,
            initial=now.get("kind", ""),
        )
        self.fields[f"ways_{place}"] = forms.ChoiceField(
            label=gettext("Step %(n)s: how, besides their page") % n,
            choices=[*WAY_WORDS.items()],
            required=False,
            initial=" ".join(now.get("ways", ())),
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        for place in range(MOST_STEPS):
            box = f"days_{place}"
            is_lost = said.get(f"kind_{place}") and said.get(box) is None
            if is_lost and box not in self.errors:
                self.add_error(box, _("Say after how many days."))
        return said

    def said(self) -> dict[str, Any]:
        found, typed = super().said(), self.cleaned_data
        steps: list[dict[str, Any]] = []
        for place in range(MOST_STEPS):
            kind = typed[f"kind_{place}"]
            step = {"days": typed[f"days_{place}"], "kind": kind}
            ways = typed[f"ways_{place}"].split()
            if ways and kind in TO_CLIENT:
                step["ways"] = [one for one in (EMAIL, TEXT) if one in ways]
            steps += [step] if kind else []
        found["steps"] = steps if typed["own"] else None
        return found


class PlannedTaskForm(EntryForm):
    """A task: who does it, when it opens, by when it is due, and what waits for it."""

    texts = (TITLE, text_of("words", _("How it is done"), 1000, is_required=False))
    role = forms.ChoiceField(label=_("Part of the staff who does it"), required=False)
    who = forms.ChoiceField(
        label=_("Or the party whose homework it is"), required=False
    )
    stage = forms.ChoiceField(label=_("Opens with the stage"), required=False)
    milestone = forms.ChoiceField(label=_("Opens once this is reached"), required=False)
    days = forms.IntegerField(
        label=_("Due so many days after it opens"),
        min_value=0,
        max_value=3650,
        required=False,
    )
    business = forms.BooleanField(label=_("Days of work"), required=False)
    needs = forms.ChoiceField(
        label=_("What must be given"), choices=Needs.choices, required=False
    )
    review = forms.ChoiceField(label=_("Who accepts it"), required=False)
    gate = forms.ChoiceField(label=_("What waits until it is accepted"), required=False)
    urgent = forms.BooleanField(label=_("Urgent"), required=False)
    plain = (
        "role", "who", "stage", "milestone", "needs", "review", "gate", "urgent"
    )  # fmt: skip

    def prepare(self) -> None:
        stages = [(one["id"], in_words(one["name"])) for one in _rows(self, "stages")]
        nobody = ("", gettext("Nobody"))
        offer(self, "role", [nobody, *ROLES])
        offer(self, "who", [*NOBODY, *self.around.parts])
        offer(self, "stage", [("", _("At once")), *stages])
        milestones = [*_moments(self)][len(MOMENT_WORDS) :]
        offer(self, "milestone", [("", _("Nothing in particular")), *milestones])
        reviewers = [(str(one), part(one)) for one in REVIEWS]
        offer(self, "review", [nobody, *reviewers])
        gates = [(reaching(key), name) for key, name in stages]
        send = (SEND, _("Sending to the government"))
        offer(self, "gate", [("", _("Nothing")), send, *gates])
        due = self.row.get("due") or {}
        self.initial["days"] = abs(due["days"]) if due else None
        self.initial["business"] = bool(due.get("business"))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if bool(said.get("role")) == bool(said.get("who")):
            one = _("A task is for a role of the staff or for a party: one of both.")
            self.add_error("role", one)
        if said.get("gate") and not said.get("review"):
            self.add_error("review", _("Say who accepts it: something waits for it."))
        return said

    def said(self) -> dict[str, Any]:
        found, typed = super().said(), self.cleaned_data
        before = self.row.get("due") or {}
        if before.get("of"):
            # Counted back from a deadline: written as text.
            return found | {"due": {**before, "days": -(typed["days"] or 0)}}
        due: dict[str, Any] = {"days": typed["days"]}
        if typed["business"]:
            due["business"] = True
        return found | {"due": due if typed["days"] is not None else None}
