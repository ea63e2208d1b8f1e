from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.firm.ids import read

# Further away than any deadline that a person sets by hand.
FURTHEST = timedelta(days=30 * 366)


class CalendarInput(forms.DateInput):
    """The browser's calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DeadlineForm(forms.Form):
    """What must be said to set a deadline by hand. `today` is the firm's day."""

    title = WordsField(
        label=_("What must be done"),
        max_length=200,
        error_messages={"required": _("Write what must be done.")},
    )
    due_on = forms.DateField(
        label=_("Due by"),
        widget=CalendarInput,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )
    because = WordsField(
        label=_("Why this day"),
        help_text=_("The notice, the rule or the promise it comes from."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        error_messages={
            "required": _("Write where this day comes from: others must trust it.")
        },
    )

    again = forms.BooleanField(
        label=_("It is another one. Set it all the same."), required=False
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        standing: Collection[tuple[str, date]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.standing = today, standing
        if not self.is_bound or not self._stands():
            del self.fields["again"]

    def _stands(self) -> bool:
        """Whether an open deadline of the case says the same."""
        self.full_clean()
        said = self.cleaned_data
        return (said.get("title"), said.get("due_on")) in {*self.standing}

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        same = (said.get("title"), said.get("due_on")) in {*self.standing}
        if same and not said.pop("again", False):
            self.add_error("title", gettext("This deadline stands in the calendar."))
        said.pop("again", None)
        return said

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError(
                gettext("This day is over. Choose today or a later day.")
            )
        if day > self.today + FURTHEST:
            raise forms.ValidationError(
                gettext("Check the year: this day is too far away.")
            )
        return day


class MeetDeadlineForm(forms.Form):
    """The day on which it was done, today or before, and what shows that it was.

    papers: (key, name) of versions of papers of the case; counted: by a rule of the law,
    so something must show that it was met.
    """

    on = forms.DateField(
        label=_("Done on"),
        widget=CalendarInput,
        error_messages={
            "required": _("Choose the day."),
            "invalid": _("There is no such day. Check the day and the month."),
        },
    )
    proof = WordsField(
        label=_("What shows it"),
        help_text=_("For example: the receipt number, or the number of the parcel."),
        max_length=300,
        required=False,
    )
    proof_id = forms.ChoiceField(label=_("The paper that shows it"), required=False)

    def __init__(
        self,
        *args: Any,
        today: date,
        counted: bool = False,
        papers: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"on": today})
        super().__init__(*args, **kwargs)
        self.today, self.counted = today, counted
        field = self.fields["proof_id"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("None of the papers here")), *papers]
        if not papers:
            del self.fields["proof_id"]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(gettext("This day is still to come."))
        return day

    def clean_proof_id(self) -> UUID | None:
        said = self.cleaned_data["proof_id"]
        return read(said) if said else None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        shown = said.get("proof") or said.get("proof_id")
        if self.counted and not shown and "proof_id" not in self.errors:
            wrong = gettext("Say what shows that it was met in time.")
            self.add_error("proof", wrong)
        return said


class DropDeadlineForm(forms.Form):
    """What must be said to drop a deadline."""

    reason = WordsField(
        label=_("Why it no longer applies"),
        max_length=300,
        error_messages={"required": _("Write why it no longer applies.")},
    )


class MissDeadlineForm(forms.Form):
    """What must be said of a deadline that was missed."""

    reason = WordsField(
        label=_("What happened, and what is done about it"),
        max_length=300,
        error_messages={"required": _("Write what happened and what is done now.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands beside the form that drops the deadline, which asks for a reason too.
        super().__init__(*args, **{"auto_id": "id_missed_%s", **kwargs})


class GiveDeadlineForm(forms.Form):
    """Who answers for a deadline. people: (key, name) of the team."""

    owner = forms.ChoiceField(label=_("Who answers for it"), required=False)

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("The lead of the case")), *people]
