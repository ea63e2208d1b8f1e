"""What must be said of a case that belongs with others, ends, goes or comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.docket.models import Link
from harborlight.firm.fields import WordsField, offer
from harborlight.law.receipts import NotAReceipt, receipt_number

MOST_DAYS_AHEAD = 20


class Day(forms.DateField):
    """A day, chosen in the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("There is no such day. Check the day and the month.")
        )
        kwargs["error_messages"].setdefault("required", _("Choose the day."))
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **kwargs)


class LinkForm(forms.Form):
    """What must be said to link a case with another."""

    number = WordsField(
        label=_("Number of the other case"),
        max_length=20,
        error_messages={"required": _("Type the number of the other case.")},
    )
    kind = forms.ChoiceField(
        label=_("This case is"), choices=Link.Kind.choices, initial=Link.Kind.FAMILY
    )
    note = WordsField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "link-%s")
        super().__init__(*args, **kwargs)


class FinalLetterForm(forms.Form):
    """What a party reads when their case is over."""

    person = forms.ChoiceField(
        label=_("To"), error_messages={"required": _("Choose who gets the letter.")}
    )
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=settings.LANGUAGES
    )
    words = WordsField(
        label=_("The letter"),
        lines=True,
        widget=forms.Textarea({"rows": 16}),
        max_length=20_000,
        error_messages={"required": _("Write the letter.")},
    )
    ahead = WordsField(
        label=_("Days ahead"),
        lines=True,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        help_text=_(
            "One in a line: the day as 2028-03-02, then what it is for. The client reads "
            "them under the letter."
        ),
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", people)
        self.today = today

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if "[" in words:
            raise forms.ValidationError(
                gettext("Something in brackets is still to be written.")
            )
        return words

    def clean_ahead(self) -> list[tuple[date, str]]:
        """The lines as days with their words, the next day first."""
        lines = str(self.cleaned_data["ahead"] or "").splitlines()
        found = [self._line(line.strip()) for line in lines if line.strip()]
        if len(found) > MOST_DAYS_AHEAD:
            said = gettext("Name at most %(n)s days.") % {"n": MOST_DAYS_AHEAD}
            raise forms.ValidationError(said)
        return sorted(found)

    def _line(self, line: str) -> tuple[date, str]:
        said, _blank, words = line.partition(" ")
        try:
            day = date.fromisoformat(said)
        except ValueError:
            told = gettext("“%(line)s”: begin with the day, as 2028-03-02.")
            raise forms.ValidationError(told % {"line": line[:60]}) from None
        if day <= self.today:
            told = gettext("“%(line)s”: this day is over already.")
            raise forms.ValidationError(told % {"line": line[:60]})
        if not words.strip():
            told = gettext("“%(line)s”: say what the day is for.")
            raise forms.ValidationError(told % {"line": line[:60]})
        return day, words.strip()


class LegalHoldForm(forms.Form):
    """Why nothing of a case may be destroyed, or why that is over."""

    reason = WordsField(
        label=_("Why"),
        help_text=_("It stays in the history. The client does not read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Write why.")},
    )


class KeepingForm(forms.Form):
    """For how long closed cases stay in the lists, and files are kept."""

    archive_days = forms.IntegerField(
        label=_("Days after closing until a case goes into the archive"),
        help_text=_("0: cases are put there by hand only."),
        min_value=0,
        max_value=3650,
        error_messages={"required": _("Write a number of days, or 0.")},
    )
    keep_years = forms.IntegerField(
        label=_("Years for which files are kept after closing"),
        help_text=_(
            "0: not decided. Nothing is destroyed by itself; the archive shows until when "
            "each file is kept. Ask your state's rules of professional conduct."
        ),
        min_value=0,
        max_value=100,
        error_messages={"required": _("Write a number of years, or 0.")},
    )


class TransferForm(forms.Form):
    """To whom a case goes, and why."""

    counsel = WordsField(
        label=_("The new lawyer, and their firm"),
        max_length=200,
        error_messages={"required": _("Write who takes over the case.")},
    )
    address = WordsField(
        label=_("Their address, email or phone"),
        lines=True,
        widget=forms.Textarea({"rows": 3}),
        max_length=500,
        required=False,
    )
    reason = WordsField(
        label=_("Why"),
        max_length=300,
        help_text=_("For the file. It stands in no letter."),
        error_messages={"required": _("Write why the case goes.")},
    )
    on = Day(label=_("From which day they act"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "transfer-%s")
        super().__init__(*args, **kwargs)


class TransferStepForm(forms.Form):
    """What was done of a transfer, and when. `today`: nothing is done after it."""

    step = forms.ChoiceField(
        choices=[
            ("withdrawn", _("Our appearance is withdrawn")),
            ("received", _("The new lawyer has the file")),
        ],
        widget=forms.HiddenInput,
    )
    on = Day(label=_("On"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "step-%s")
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        return not_after(self.cleaned_data["on"], self.today)


class TakeOverForm(forms.Form):
    """How far a case was that another lawyer had. `today`: the firm's day."""

    counsel = WordsField(
        label=_("Who had the case before"),
        max_length=200,
        error_messages={"required": _("Write who had the case before.")},
    )
    address = WordsField(
        label=_("Their address, email or phone"),
        lines=True,
        widget=forms.Textarea({"rows": 2}),
        max_length=500,
        required=False,
    )
    on = Day(label=_("Since when we act"))
    stage = forms.ChoiceField(label=_("The stage it is in"))
    filed_on = Day(label=_("Sent to the government on"), required=False)
    receipt_number = WordsField(
        label=_("Receipt number"), max_length=30, required=False
    )
    receipt_on = Day(label=_("Date of the receipt"), required=False)

    def __init__(
        self, *args: Any, stages: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "stage", stages)
        self.today = today

    def clean_receipt_number(self) -> str:
        typed = str(self.cleaned_data["receipt_number"] or "")
        try:
            return receipt_number(typed) if typed.strip() else ""
        except NotAReceipt:
            raise forms.ValidationError(
                gettext(
                    "A receipt number is three letters and ten digits, like "
                    "IOE0912345678, or at the Department of Labor like "
                    "G-100-26001-123456."
                )
            ) from None

    def clean_on(self) -> date:
        return not_after(self.cleaned_data["on"], self.today)

    def clean_filed_on(self) -> date | None:
        day = self.cleaned_data["filed_on"]
        return not_after(day, self.today) if day else None

    def clean_receipt_on(self) -> date | None:
        day = self.cleaned_data["receipt_on"]
        return not_after(day, self.today) if day else None


def not_after(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError(gettext("This day is still to come."))
    return day
