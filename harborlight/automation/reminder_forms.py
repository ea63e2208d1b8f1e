"""What must be said of reminders, of how somebody is reached, and of programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.automation.cadence import Step
from harborlight.automation.forms import days_field
from harborlight.firm.fields import DayField, WordsField
from harborlight.firm.forms import zones
from harborlight.outside.hooks import NOT_HTTPS, NOT_PUBLIC, NotAllowed, target
from harborlight.workflow.playbook_moments import EMAIL, MOST_STEPS, TEXT
from harborlight.workflow.playbook_words import STEP_WORDS

SIDES = [("before", _("before the day")), ("after", _("after the day, or on it (0)"))]
HOURS = [(hour, f"{hour}:00") for hour in range(25)]


class CadenceForm(forms.Form):
    """Whether people are reminded of something, and by which steps: a row of boxes each.

    signed: the days are counted before or after a day, each step says which.
    """

    is_on = forms.BooleanField(label=_("Remind people of it by itself"), required=False)

    def __init__(
        self, *args: Any, steps: Sequence[Step], signed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.signed = signed
        for place in range(MOST_STEPS):
            now = steps[place] if place < len(steps) else None
            self._add(place, now)

    def _add(self, place: int, now: Step | None) -> None:
        self.fields[f"days_{place}"] = days_field(
            label=_("Days"),
            most=180,
            required=False,
            initial=abs(now.days) if now else None,
        )
        if self.signed:
            self.fields[f"side_{place}"] = forms.ChoiceField(
                label=_("Before or after"),
                choices=SIDES,
                required=False,
                initial="before" if now and now.days < 0 else "after",
            )
        self.fields[f"kind_{place}"] = forms.ChoiceField(
            label=_("What is done"),
            choices=[("", _("Nothing")), *STEP_WORDS.items()],
            required=False,
            initial=now.kind if now else "",
        )
        for way, label in ((EMAIL, _("By e-mail")), (TEXT, _("By text message"))):
            self.fields[f"{way}_{place}"] = forms.BooleanField(
                label=label, required=False, initial=bool(now and way in now.ways)
            )

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The boxes of each step, for the page."""
        names = ("days", "kind", EMAIL, TEXT, *(["side"] if self.signed else []))
        places = range(MOST_STEPS)
        return [[self[f"{name}_{place}"] for name in names] for place in places]

    def clean(self) -> dict[str, Any]:
        said, known = self.cleaned_data, set()
        for place in range(MOST_STEPS):
            days, kind = self._days(place), said.get(f"kind_{place}")
            if kind and days is None and f"days_{place}" not in self.errors:
                self.add_error(f"days_{place}", _("Say after how many days."))
            if kind and days in known:
                self.add_error(f"days_{place}", _("Two steps are on the same day."))
            known.add(days)
        if said.get("is_on") and not any(
            said.get(f"kind_{place}") for place in range(MOST_STEPS)
        ):
            self.add_error("is_on", _("Say at least one step."))
        return said

    def _days(self, place: int) -> int | None:
        """The days of a step; before a day they are less than 0."""
        days: int | None = self.cleaned_data.get(f"days_{place}")
        is_before = self.cleaned_data.get(f"side_{place}") == "before"
        return -days if days and is_before else days

    @property
    def steps(self) -> list[Step]:
        """In the order in which they were written."""
        said, found = self.cleaned_data, []
        for place in range(MOST_STEPS):
            kind, days = said[f"kind_{place}"], self._days(place)
            ways = tuple(way for way in (EMAIL, TEXT) if said[f"{way}_{place}"])
            if kind and days is not None:
                found.append(Step(days, kind, ways))
        return found


class OwnReminderForm(forms.Form):
    """What somebody wants to be reminded of, and when. cases: (key, name) of theirs."""

    use_required_attribute = False

    words = WordsField(
        label=_("What shall we remind you of?"),
        help_text=_("For example: ask my sister for the photos"),
        max_length=200,
        error_messages={"required": _("Write what we shall remind you of.")},
    )
    on = DayField(label=_("On which day?"))
    hour = forms.TypedChoiceField(
        label=_("At what time?"), choices=HOURS[6:23], coerce=int, initial=9
    )

    def __init__(
        self, *args: Any, cases: Sequence[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if len(cases) > 1:
            self.fields["case"] = forms.ChoiceField(
                label=_("In which case?"), choices=cases
            )


class HoursForm(forms.Form):
    """When people may be written to, and how often."""

    opens = forms.TypedChoiceField(
        label=_("Not before"), choices=HOURS[:24], coerce=int
    )
    closes = forms.TypedChoiceField(
        label=_("Not after"),
        choices=HOURS[1:],
        coerce=int,
        help_text=_("In the time of whoever reads it."),
    )
    most_a_week = days_field(
        label=_("To one person, within a week, at most so many messages"),
        most=20,
        help_text=_("Over all their cases."),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if {"opens", "closes"} <= said.keys() and said["opens"] >= said["closes"]:
            self.add_error("closes", _("The evening must come after the morning."))
        if said.get("most_a_week") == 0:
            self.add_error("most_a_week", _("At least one."))
        return said


class ReachingForm(forms.Form):
    """How somebody wants to be reached."""

    no_texts = forms.BooleanField(label=_("No text messages"), required=False)
    no_emails = forms.BooleanField(label=_("No reminders by e-mail"), required=False)
    zone = forms.ChoiceField(
        label=_("Their time zone"),
        help_text=_("Nobody is written to at night, where they are."),
        choices=lambda: [("", _("The same as the firm’s")), *zones()],
        required=False,
    )


class HookForm(forms.Form):
    """A program that is told, and where it is."""

    name = WordsField(label=_("What it is called"), max_length=80)
    address = WordsField(
        label=_("Its address"),
        help_text=_("It begins with https:// and can be reached from the Internet."),
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "off"}),
    )
    tells_payments = forms.BooleanField(
        label=_("Tell it of every payment that is posted"),
        help_text=_(
            "For accounting: ids and the amount, in the message payment.posted."
        ),
        required=False,
    )

    def clean_address(self) -> str:
        said = str(self.cleaned_data["address"]).strip()
        try:
            target(said)
        except NotAllowed as why:
            known = {
                NOT_HTTPS: _("It must begin with https://."),
                NOT_PUBLIC: _("It leads to a machine inside a network of its own."),
            }
            other = _("Nothing is found at this address. Check it.")
            raise forms.ValidationError(known.get(str(why), other)) from None
        return said
