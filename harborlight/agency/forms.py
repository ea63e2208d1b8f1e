from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.agency.models import Agency
from harborlight.deadlines.forms import CalendarInput
from harborlight.firm.fields import WordsField, offer
from harborlight.firm.words import in_words
from harborlight.law.agency import case_number, is_usual, meanings
from harborlight.law.receipts import NotAReceipt

NO_DAY = {
    "required": _("Choose the day."),
    "invalid": _("There is no such day. Check the day and the month."),
}
LIKE = {
    Agency.USCIS: _(
        "A receipt number is three letters and ten digits, like IOE0912345678."
    ),
    Agency.LABOR: _("A number of the Department of Labor is like G-100-26001-123456."),
    Agency.STATE: _(
        "A case number of the National Visa Center is three letters and ten digits, like "
        "GUZ2026123456."
    ),
    Agency.COURT: _("An A-number is seven to nine digits, like A012345678."),
}


def day_field(label: Any, **also: Any) -> forms.DateField:
    """A day of the browser's calendar."""
    return forms.DateField(
        label=label, widget=CalendarInput, error_messages=NO_DAY, **also
    )


def meaning_choices(agency: str) -> list[tuple[str, str]]:
    """What an agency can say: (id, words)."""
    return [
        (one.id, in_words(one.label)) for one in meanings().values() if agency in one.of
    ]


class PastForm(forms.Form):
    """A form about what has been. today: the firm's day."""

    past: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name in self.past:
            if said.get(name) and said[name] > self.today:
                self.add_error(name, gettext("This day is still to come."))
        return said


class TrackForm(PastForm):
    """What must be said to follow a case at an agency: its number twice."""

    past = ("received_on",)

    agency = forms.ChoiceField(label=_("Agency"), choices=Agency.choices)
    number = WordsField(
        label=_("Number"),
        help_text=_("As the notice prints it. Dashes and blanks do not matter."),
        max_length=40,
        error_messages={"required": _("Write the number.")},
    )
    again = WordsField(
        label=_("The number once more"),
        help_text=_("Read it from the paper again: nothing else finds a slip."),
        max_length=40,
        error_messages={"required": _("Write the number once more.")},
    )
    what = WordsField(
        label=_("What it is"),
        help_text=_("The form, for example I-130."),
        required=False,
        max_length=60,
    )
    received_on = day_field(
        _("Received on"),
        required=False,
        help_text=_("The received date of the notice: processing times count from it."),
    )
    despite_prefix = forms.BooleanField(
        label=_("I compared the letters with the paper: they are right"),
        required=False,
    )

    unusual = False

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        plain = self._plain("number", said)
        again = self._plain("again", said)
        if plain and again and plain != again:
            self.add_error(
                "again",
                gettext("The two numbers are not the same. Compare with the paper."),
            )
        elif plain and not (
            said.get("despite_prefix") or is_usual(said["agency"], plain)
        ):
            self.unusual = True
            self.add_error(
                "despite_prefix",
                gettext(
                    "No number of this agency that we know begins so. Compare it, and the "
                    "agency, with the paper; then say so here."
                ),
            )
        return said

    def _plain(self, name: str, said: Mapping[str, Any]) -> str:
        if not (said.get(name) and said.get("agency")):
            return ""
        try:
            return case_number(said["agency"], said[name])
        except NotAReceipt:
            self.add_error(name, LIKE[Agency(said["agency"])])
            return ""


class SeenForm(PastForm):
    """What an agency says of a number: what it means, its own words, or both."""

    past = ("on",)

    means = forms.ChoiceField(
        label=_("What it says"),
        required=False,
        help_text=_("Leave it open to have it found by the words below."),
    )
    text = WordsField(
        label=_("Its own words"),
        help_text=_("The title of the status, as it stands there."),
        required=False,
        max_length=300,
    )
    on = day_field(
        _("Since when"), required=False, help_text=_("The day that the agency gives.")
    )
    appointment_on = day_field(
        _("Appointment on"),
        required=False,
        help_text=_(
            "Of an interview, a hearing, a biometrics appointment: it stands in the "
            "calendar from then on."
        ),
    )

    def __init__(self, *args: Any, agency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = [("", gettext("Found by its words")), *meaning_choices(agency)]
        offer(self, "means", several)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("appointment_on") and said["appointment_on"] < self.today:
            self.add_error("appointment_on", gettext("This day is over."))
        if not (said.get("means") or said.get("text")):
            self.add_error("means", gettext("Say what it means, or write its words."))
        return said


class TellForm(forms.Form):
    """How somebody told the client."""

    how = WordsField(
        label=_("How you told them"),
        help_text=_("By telephone, in a meeting; who was there."),
        max_length=200,
        error_messages={"required": _("Write how you told them.")},
    )


class EndForm(forms.Form):
    """Why a number is followed no longer."""

    reason = WordsField(
        label=_("Why it is followed no longer"),
        max_length=300,
        error_messages={"required": _("Write why.")},
    )


class DecideForm(forms.Form):
    """What an unknown text means; in every case only where a lawyer says so."""

    means = forms.ChoiceField(
        label=_("What it means"),
        error_messages={"required": _("Choose what it means.")},
    )
    keep = forms.BooleanField(
        label=_("It means this in every case"),
        help_text=_("The firm’s own table grows by it."),
        required=False,
    )

    def __init__(self, *args: Any, agency: str, may_keep: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "means", [("", gettext("Choose")), *meaning_choices(agency)])
        if not may_keep:
            del self.fields["keep"]


class MeaningForm(forms.Form):
    """What a text means in every case of the firm."""

    text = WordsField(
        label=_("The agency’s words"),
        max_length=300,
        error_messages={"required": _("Write the agency’s words.")},
    )
    means = forms.ChoiceField(
        label=_("What it means"),
        error_messages={"required": _("Choose what it means.")},
    )
    first = forms.BooleanField(
        label=_("A person tells the client first"),
        help_text=_("Bad news is always told by a person, whatever stands here."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = [(one.id, in_words(one.label)) for one in meanings().values()]
        offer(self, "means", [("", gettext("Choose")), *several])


class ManyForm(forms.Form):
    """Many numbers of one agency, a line each; sure: they were looked at."""

    agency = forms.ChoiceField(label=_("Agency"), choices=Agency.choices)
    lines = WordsField(
        label=_("Lines"),
        help_text=_(
            "In each line the case number or the client’s name, and the agency’s number; "
            "or paste the columns of a table."
        ),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=40_000,
        error_messages={"required": _("Paste at least one line.")},
    )
