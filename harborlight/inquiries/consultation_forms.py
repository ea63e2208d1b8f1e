from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.versions import sent_over
from harborlight.firm.fields import DollarField, SeenField, WordsField, offer
from harborlight.inquiries.models import Consultation
from harborlight.people.models import Person

OTHER = "other"
STEPS = 6
NO_DAY = {"invalid": _("There is no such day. Check the day and the month.")}


def _calendar() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _words(label: Any, rows: int = 3, **also: Any) -> WordsField:
    also.setdefault("required", False)
    area = forms.Textarea(attrs={"rows": rows})
    return WordsField(label=label, max_length=6000, widget=area, **also)


class PathRow(NamedTuple):
    """A path as the form asks of it; name_field: where its name is typed."""

    name: str
    name_field: BoundField | None
    view: BoundField
    why: BoundField


class ConsultationForm(forms.Form):
    """A first talk. paths: the paths it asks of, as `weighed_paths` gives them; today:
    the firm's day: a talk is over when it is written down."""

    seen = SeenField()
    held_on = forms.DateField(
        label=_("Day of the consultation"),
        widget=_calendar(),
        error_messages={"required": _("Choose the day of the consultation."), **NO_DAY},
    )
    how = forms.ChoiceField(
        label=_("How you met"),
        choices=Consultation.How.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of them.")},
    )
    took_part = _words(
        _("Who took part"),
        2,
        required=True,
        error_messages={"required": _("Write who took part.")},
    )
    interpreter = WordsField(
        label=_("Interpreter, and the language"), max_length=200, required=False
    )
    goals = _words(
        _("What they want to reach"),
        required=True,
        error_messages={"required": _("Write what they want to reach.")},
    )
    found = _words(_("What was found"), 6)
    advice = _words(_("Advice given"), 5)
    ending = forms.ChoiceField(
        label=_("What the firm says"),
        choices=Consultation.Ending.choices,
        required=False,
    )
    scope = _words(
        _("What the firm offers to do, and what not"),
        help_text=_("Where it offers to take the case."),
    )
    why_not = _words(
        _("Why the firm does not take it"),
        help_text=_("For the firm alone. The letter that says so is sent by Decline."),
    )
    fee = DollarField(label=_("Fee named, in dollars"), least=0, required=False)

    def __init__(
        self,
        *args: Any,
        paths: Sequence[Mapping[str, str]],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.asked = today, [*paths]
        if OTHER not in [one["key"] for one in paths]:
            self.asked += [{"key": OTHER, "name": "", "view": "", "why": ""}]
        for one in self.asked:
            self._add_path(one)
        for n in range(STEPS):
            self._add_step(n)

    def _add_path(self, one: Mapping[str, str]) -> None:
        key = one["key"]
        if key == OTHER:
            self.fields["path-other-name"] = WordsField(
                label=_("Another path"),
                max_length=120,
                required=False,
                initial=one["name"],
            )
        self.fields[f"path-{key}-view"] = forms.ChoiceField(
            label=_("Our view"), required=False, initial=one["view"]
        )
        offer(
            self,
            f"path-{key}-view",
            [("", gettext("Not considered")), *Consultation.View.choices],
        )
        self.fields[f"path-{key}-why"] = _words(
            _("Why, and what is known"), 2, initial=one["why"]
        )

    def _add_step(self, n: int) -> None:
        steps = self.initial.get("steps") or []
        step = steps[n] if n < len(steps) else {}
        self.fields[f"step-{n}-what"] = WordsField(
            label=_("Step %(n)s") % {"n": n + 1},
            max_length=200,
            required=False,
            initial=step.get("what", ""),
        )
        self.fields[f"step-{n}-on"] = forms.DateField(
            label=_("By"),
            widget=_calendar(),
            required=False,
            initial=step.get("on") or None,
            error_messages=NO_DAY,
        )

    def clean_held_on(self) -> date:
        day: date = self.cleaned_data["held_on"]
        if day > self.today:
            raise forms.ValidationError(
                gettext("This day is still to come. Record the consultation after it.")
            )
        return day

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for one in self.asked:
            key = one["key"]
            if said.get(f"path-{key}-view") == "closed" and not said.get(
                f"path-{key}-why", "closed"
            ):
                self.add_error(f"path-{key}-why", gettext("Write why it is closed."))
        if said.get("path-other-view") and not said.get("path-other-name", "-"):
            self.add_error("path-other-name", gettext("Write which path you mean."))
        for n in range(STEPS):
            if said.get(f"step-{n}-on") and not said.get(f"step-{n}-what", "-"):
                self.add_error(f"step-{n}-what", gettext("Write what is to be done."))
        return said

    def stands(self, word: str) -> None:
        """The page comes back with what stands there now, and every word typed."""
        self.data = sent_over(self.data, {"seen": word})

    @property
    def path_rows(self) -> Iterator[PathRow]:
        for one in self.asked:
            key = one["key"]
            name = self["path-other-name"] if key == OTHER else None
            view, why = self[f"path-{key}-view"], self[f"path-{key}-why"]
            yield PathRow(one["name"], name, view, why)

    @property
    def step_rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for n in range(STEPS):
            yield self[f"step-{n}-what"], self[f"step-{n}-on"]

    @property
    def said(self) -> dict[str, Any]:
        """What `write_consultation` is told."""
        data = self.cleaned_data
        found = {
            name: one
            for name, one in data.items()
            if name != "seen" and not name.startswith(("path-", "step-"))
        }
        return {**found, "paths": self._paths(data), "steps": self._steps(data)}

    def _paths(self, data: Mapping[str, Any]) -> list[dict[str, str]]:
        rows = []
        for one in self.asked:
            key = one["key"]
            view, why = data[f"path-{key}-view"], data[f"path-{key}-why"]
            name = data["path-other-name"] if key == OTHER else one["name"]
            if view:
                rows.append({"key": key, "name": name, "view": view, "why": why})
        return rows

    def _steps(self, data: Mapping[str, Any]) -> list[dict[str, str]]:
        rows = []
        for n in range(STEPS):
            on = data[f"step-{n}-on"]
            if what := data[f"step-{n}-what"]:
                rows.append({"what": what, "on": on.isoformat() if on else ""})
        return rows


class CorrectForm(forms.Form):
    """Why a finished record is not right."""

    reason = WordsField(
        label=_("What is not right, and how you know"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )


class TellForm(forms.Form):
    """The next steps as the client reads them. people: of the case."""

    person = forms.ChoiceField(
        label=_("Who reads it"),
        help_text=_("Nobody else of the case does."),
        error_messages={"required": _("Choose one of them.")},
    )
    words = WordsField(
        label=_("The next steps, in your words"),
        help_text=_("In their language. Nothing else of the record is shown to them."),
        lines=True,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write the next steps.")},
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        offer(self, "person", [(k, one.full_name) for k, one in self.people.items()])

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]


class StepForm(forms.Form):
    """Which of the agreed steps."""

    step = forms.IntegerField(widget=forms.HiddenInput)
