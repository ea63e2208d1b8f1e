from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from harborlight.facts.versions import sent_over
from harborlight.filings.models import Filing
from harborlight.firm.fields import DayField, SeenField, WordsField
from harborlight.law.receipts import (
    NotAReceipt,
    is_known,
    known_letters,
    receipt_number,
)


def _went_out(day: date, *, today: date, earliest: date) -> date:
    """The day, if it has come and there was something to send by then."""
    if day > today:
        raise ValidationError(_("This day has not come yet."))
    if day < earliest:
        raise ValidationError(
            _("The forms were approved on %(day)s: it cannot have gone out before."),
            params={"day": date_format(earliest, "DATE_FORMAT")},
        )
    return day


class ChannelField(forms.ChoiceField):
    """How a filing went to the government."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("How it went"))
        kwargs.setdefault("choices", Filing.Channel.choices)
        kwargs.setdefault("initial", Filing.Channel.PAPER)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)


class TrackingField(WordsField):
    """By what number the courier finds it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Tracking number"))
        said = _("From the courier's label. Leave it empty if there is none.")
        kwargs.setdefault("help_text", said)
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)


class SentForm(forms.Form):
    """What must be said of a filing that went out.

    earliest: the day on which the last of its forms was approved. changed: whether
    answers changed since the forms were filled, which somebody must have looked at.
    still_open: whether something is not there yet, which somebody must have decided to
    go without.
    """

    on = DayField(label=_("The day it went out"))

    channel = ChannelField()
    tracking = TrackingField()
    despite_changes = forms.BooleanField(
        label=_("I looked at the changed answers. The forms are still right."),
        required=True,
        error_messages={
            "required": _(
                "Look at what changed. If a form is wrong now, fill it again."
            )
        },
    )

    despite_open = forms.BooleanField(
        label=_("I looked at what is still open. It goes out like this."),
        required=True,
        error_messages={
            "required": _("Look at what is still open, or wait until it is there.")
        },
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        earliest: date,
        changed: bool,
        still_open: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.earliest = today, earliest
        if not changed:
            del self.fields["despite_changes"]
        if not still_open:
            del self.fields["despite_open"]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        return _went_out(day, today=self.today, earliest=self.earliest)


class ReasonField(WordsField):
    """Why something is corrected: the history keeps it beside what stood there."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Why it is corrected"))
        kwargs.setdefault("help_text", _("The team reads this in the history."))
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault(
            "error_messages", {"required": _("Write why it is corrected.")}
        )
        super().__init__(**kwargs)


class CorrectSentForm(forms.Form):
    """What must be said to correct when and how a filing went out."""

    on = DayField(label=_("The day it went out"))
    channel = ChannelField()
    tracking = TrackingField()
    reason = ReasonField()

    def __init__(
        self,
        *args: Any,
        today: date,
        earliest: date,
        receipt_on: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.earliest = today, earliest
        self.receipt_on = receipt_on

    def clean_on(self) -> date:
        said: date = self.cleaned_data["on"]
        day = _went_out(said, today=self.today, earliest=self.earliest)
        if self.receipt_on is not None and day > self.receipt_on:
            raise ValidationError(_("This is after the date of the receipt."))
        return day


class TickFor(forms.CheckboxInput):
    """A tick that counts for these words alone: for others it must be set anew."""

    def __init__(self, words: str) -> None:
        super().__init__(attrs={"value": words})
        self.words = words

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        return bool(data.get(name) == self.words)


class ReceiptForm(forms.Form):
    """What must be said of a receipt: its number twice, as nothing else finds a slip.

    stands: the number that was recorded before. A number that begins as none we know
    was perhaps mistyped: somebody must have compared it with the notice.
    """

    number = WordsField(
        label=_("Receipt number"),
        help_text=_("Three letters and ten digits, for example IOE0912345678."),
        max_length=30,
        error_messages={"required": _("Type the receipt number.")},
    )
    again = WordsField(
        label=_("The receipt number once more"),
        help_text=_("Type it from the notice again. Do not copy it from above."),
        max_length=30,
        error_messages={"required": _("Type the receipt number once more.")},
    )
    despite_prefix = forms.BooleanField(
        label=_("I compared the letters with the notice, and they are right"),
        required=True,
    )
    on = DayField(
        label=_("Date of the notice"),
        help_text=_("The notice date, not the day it came."),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        sent_on: date | None,
        stands: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.sent_on = today, sent_on
        self._ask_about(stands)
        for name in ("number", "again"):
            self.fields[name].widget.attrs |= {
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }

    def _ask_about(self, stands: str) -> None:
        """Ask about the beginning of what was typed only where we do not know it."""
        try:
            typed = receipt_number(self.data.get(self.add_prefix("number"), ""))
        except NotAReceipt:
            typed = ""
        if not typed or typed == stands or is_known(typed):
            del self.fields["despite_prefix"]
            return
        field, known = self.fields["despite_prefix"], ", ".join(known_letters())
        field.widget = TickFor(typed[:3])
        field.help_text = _("We know %(known)s, and new ones come.") % {"known": known}
        field.error_messages["required"] = _(
            "We know no receipt number that begins with %(letters)s. Is a letter mistyped?"
        ) % {"letters": typed[:3]}

    def clean_number(self) -> str:
        return self._plain("number")

    def clean_again(self) -> str:
        again = self._plain("again")
        if self.cleaned_data.get("number", again) != again:
            raise ValidationError(
                _("The two receipt numbers are not the same. Compare with the notice.")
            )
        return again

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        if self.sent_on is not None and day < self.sent_on:
            raise ValidationError(_("This is before the filing was sent."))
        return day

    def _plain(self, name: str) -> str:
        """As it is kept, the sentence of what is wrong at its own field."""
        try:
            return receipt_number(self.cleaned_data[name])
        except NotAReceipt as error:
            raise ValidationError(
                _(
                    "A receipt number is three letters and ten digits, like "
                    "IOE0912345678, or at the Department of Labor like "
                    "G-100-26001-123456."
                )
            ) from error


class NoticeForm(forms.Form):
    """Nothing is said of a receipt notice: the file comes, and its receipt is known."""

    # Which notice stood there when the page was made, so that none is replaced unseen.
    over = SeenField()

    def ask_again(self, why: str, *, stands: str) -> None:
        """Somebody attached one meanwhile: to send this form again is to insist."""
        self.data = sent_over(self.data, {"over": stands})
        self.add_error(None, why)


class CorrectReceiptForm(ReceiptForm):
    """What must be said to correct a receipt: the number twice again, and why."""

    reason = ReasonField()
