from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.earmarks import Holding
from harborlight.billing.methods import BY_HAND, method_of
from harborlight.billing.models import Invoice, Line, Withdrawal
from harborlight.firm.fields import DayField, DollarField, WordsField, offer
from harborlight.firm.ids import new_id, shown
from harborlight.firm.words import money
from harborlight.papers.visible import visible

Purpose = Withdrawal.Purpose
# Of the government fees that money is held for: none.
ANOTHER = "another"


class NumberField(forms.RegexField):
    """The number of a check: the same one, whoever typed it on whatever keyboard."""

    default_error_messages: ClassVar = {
        "invalid": _("Letters, digits, points and dashes only, 30 at most.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(r"^[\w./-]{0,30}$", **kwargs)

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFKC", visible(super().to_python(value) or ""))
        return "".join(
            str(unicodedata.decimal(sign)) if sign.isdecimal() else sign
            for sign in text.strip()
        )


class ReceivedForm(forms.Form):
    """What must be said of money that came by hand."""

    cents = DollarField(label=_("How much came"))
    method = forms.ChoiceField(
        label=_("How it came"), choices=[("", _("Choose…")), *BY_HAND]
    )
    number = NumberField(
        label=_("Number on it"),
        help_text=_("Of the check or the transfer."),
        required=False,
    )
    on = DayField(label=_("Day it came"))
    # Stands for this entry, so that a form sent twice is written down once.
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)
    another = forms.BooleanField(
        label=_("This is other money: write it down too"), required=False
    )
    early = forms.BooleanField(
        label=_("It came before the invoice was issued"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        owed: int,
        today: date,
        issued_on: date | None = None,
    ) -> None:
        first = {"cents": owed, "on": today, "once": shown(new_id())}
        super().__init__(data, initial=first)
        self.today, self.issued_on = today, issued_on
        # Asked only when the same was written down on that day already, or when the
        # day lies before the invoice.
        self._boxes = {name: self.fields.pop(name) for name in ("another", "early")}
        for name, box in self._boxes.items():
            if data and name in data:
                self.fields[name] = box

    def ask_whether_another(self, why: str) -> None:
        self._ask("another", why)

    def _ask(self, name: str, why: str) -> None:
        """Show the box that says so, and why it is there."""
        self.fields[name] = self._boxes[name]
        self.add_error(name, why)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        day, issued = said.get("on"), self.issued_on
        if day and issued and day < issued and not said.get("early"):
            self._ask(
                "early",
                gettext(
                    "The invoice was issued on %(day)s. If the money came before that, "
                    "say so here; else correct the day."
                )
                % {"day": date_format(issued, "DATE_FORMAT")},
            )
        return said

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(gettext("This day is still to come."))
        if self.today - day > timedelta(days=366):
            raise ValidationError(
                gettext("This is more than a year ago. Check the year.")
            )
        return day

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        kept = {name: self.cleaned_data[name] for name in ("cents", "on", "once")}
        number = self.cleaned_data["number"]
        kept["another"] = self.cleaned_data.get("another", False)
        return kept | {"method": method_of(self.cleaned_data["method"], number)}


class WithdrawalForm(forms.Form):
    """What must be said to ask for money of a client's to leave trust."""

    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=[
            ("", _("Choose…")),
            *(
                (one.value, one.label)
                for one in Purpose
                if one not in Withdrawal.CORRECTIONS
            ),
        ],
        error_messages={"required": _("Choose what it is for.")},
    )
    cents = DollarField(label=_("Amount"))
    invoice = forms.ChoiceField(
        label=_("Invoice that it pays"),
        help_text=_(
            "Earned fees are taken only for an invoice that was issued, with a line that "
            "is earned. If there is none yet, write it first."
        ),
        required=False,
    )
    line = forms.ChoiceField(
        label=_("Government fee that it was paid for"),
        help_text=_("Money paid for a government fee pays that fee or is given back."),
        required=False,
    )
    payee = WordsField(
        label=_("To whom, and how"),
        help_text=_(
            "Of a government fee or of money given back. For example: U.S. Department "
            "of Homeland Security, check 1044."
        ),
        max_length=200,
        required=False,
    )
    why = WordsField(
        label=_("Why"),
        help_text=_("The client reads this."),
        max_length=300,
        error_messages={"required": _("Write why the money leaves trust.")},
    )
    # Stands for this asking, so that a form sent twice is asked once.
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, payable: Iterable[Invoice], held: Holding
    ) -> None:
        super().__init__(data, initial={"once": shown(new_id())})
        self.held = held
        self._offer_fees(held)
        if not held.free_cents:
            # Nothing of it may be earned: then that is not offered.
            payable = ()
            self._without_earned()
        self.payable = {invoice.key: invoice for invoice in payable}
        choices = [
            ("", _("No invoice")),
            *(
                (key, f"{one.number} · {money(one.owed_cents)}")
                for key, one in self.payable.items()
            ),
        ]
        offer(self, "invoice", choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        purpose = said.get("purpose")
        wanted, sentence = (
            ("invoice", gettext("Say which invoice it pays."))
            if purpose == Purpose.EARNED
            else ("payee", gettext("Say to whom the money goes, and how."))
        )
        if purpose and not said.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, sentence)
        several = len(self.fields["line"].choices) > 2  # type: ignore[attr-defined]
        if purpose == Purpose.GOVERNMENT and several and not said.get("line"):
            self.add_error("line", gettext("Say which government fee it pays."))
        return said

    def _offer_fees(self, held: Holding) -> None:
        """The government fees that money is held for; nothing, where it is for none."""
        self.lines = {one.line.key: one.line for one in held.earmarks}
        if not self.lines:
            self.fields["line"].widget = forms.HiddenInput()
        choices = [
            ("", _("Choose…")),
            *(
                (one.line.key, f"{one.line.said} · {money(one.cents)}")
                for one in held.earmarks
            ),
            *([(ANOTHER, _("None of these"))] if held.free_cents else []),
        ]
        offer(self, "line", choices)

    def _without_earned(self) -> None:
        field: Any = self.fields["purpose"]
        field.choices = [row for row in field.choices if row[0] != Purpose.EARNED]
        self.fields["invoice"].widget = forms.HiddenInput()

    def said(self) -> dict[str, Any]:
        """As the action wants it: fees have an invoice, everything else a payee."""
        said = dict(self.cleaned_data)
        earned = said["purpose"] == Purpose.EARNED
        said["invoice"] = self.payable[said["invoice"]] if earned else None
        said["payee"] = "" if earned else said["payee"]
        said["line"] = None if earned else self._fee(said["line"], said["cents"])
        return said

    def _fee(self, chosen: str, cents: int) -> Line | None:
        """Where only one can be meant it need not be named; "None of these" names none."""
        if not chosen:
            return self.held.only_meant(cents)
        return self.lines.get(chosen)


class CorrectionForm(forms.Form):
    """What must be said to give back what was paid too much, or to reverse a payment."""

    why = WordsField(
        label=_("Why"), help_text=_("The client reads this."), max_length=300
    )
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"once": shown(new_id())})


class DeclineForm(forms.Form):
    """Why a second person does not agree."""

    comment = WordsField(
        label=_("What is wrong with it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
    )
