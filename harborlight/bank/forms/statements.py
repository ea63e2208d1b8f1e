from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.bank.reading.lines import Line, cents_of
from harborlight.bank.reading.table import DAYS, Columns
from harborlight.firm.fields import DayField, WordsField, offer
from harborlight.firm.words import money

_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)


class SignedField(forms.CharField):
    """Dollars that may be less than nothing, `-12.00`; cleaned to whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "text"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return cents_of(text)
        except ValueError:
            raise forms.ValidationError(
                _("Write an amount in dollars, for example 1,250.00.")
            ) from None


class ColumnsForm(forms.Form):
    """Which column of a table is what; and the balance where no column has it."""

    use_required_attribute = False

    on = forms.ChoiceField(label=_("Day"))
    days = forms.ChoiceField(
        label=_("How a day is written"),
        choices=[
            (DAYS[0], _("Month, day, year: 03/31/2026")),
            (DAYS[1], _("Day, month, year: 31/03/2026")),
            (DAYS[2], _("Year, month, day: 2026-03-31")),
        ],
    )
    amount = forms.ChoiceField(label=_("Amount, with its sign"), required=False)
    opposite = forms.BooleanField(
        label=_("Here a minus is money that came"), required=False
    )
    money_in = forms.ChoiceField(label=_("Money in"), required=False)
    money_out = forms.ChoiceField(label=_("Money out"), required=False)
    words = forms.ChoiceField(label=_("Words of the bank"), required=False)
    number = forms.ChoiceField(
        label=_("Number that the bank gives each line"),
        help_text=_("Only if no two lines share one. A check’s number is none."),
        required=False,
    )
    balance = forms.ChoiceField(label=_("Balance after each line"), required=False)
    ends_on = DayField(
        label=_("Last day of the statement"),
        help_text=_("Where no column has the balance: day and balance at the end."),
        required=False,
    )
    ending_cents = SignedField(label=_("Balance at its end"), required=False)

    def __init__(
        self, data: Any = None, *, names: Sequence[str], known: Columns | None
    ) -> None:
        super().__init__(data, initial=known.as_kept() if known else guessed(names))
        columns = [(name, name) for name in names if name]
        for name in ("on", *_OPTIONAL):
            offer(self, name, [("", _("None of them")), *columns])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        both = said.get("money_in") and said.get("money_out")
        if bool(said.get("amount")) == bool(both):
            self.add_error(
                "amount",
                _("Choose one column with signs, or one for money in and one for money "
                  "out."),
            )  # fmt: skip
        return said

    def said(self) -> dict[str, Any]:
        """The arguments of `choose_columns`."""
        typed = dict(self.cleaned_data)
        ended = {name: typed.pop(name) for name in ("ends_on", "ending_cents")}
        return {"columns": Columns(**typed), **ended}


_OPTIONAL = ("amount", "money_in", "money_out", "words", "number", "balance")
# What banks call their columns, to begin with.
_USUAL = {
    "on": ("date", "posted", "posting date", "transaction date", "post date"),
    "amount": ("amount",),
    "money_in": ("credit", "credits", "money in", "deposit", "deposits"),
    "money_out": ("debit", "debits", "money out", "withdrawal", "withdrawals"),
    "words": ("description", "memo", "text", "details", "payee", "name"),
    "balance": ("balance", "running balance", "running bal."),
}


def guessed(names: Sequence[str]) -> dict[str, str]:
    """Which column is probably what, by names that banks use."""
    by_name = {name.casefold(): name for name in names}
    return {
        field: found
        for field, usual in _USUAL.items()
        if (found := next((by_name[one] for one in usual if one in by_name), ""))
    }


class HandForm(forms.Form):
    """A statement on paper: its figures are typed twice, its lines once and their sum."""

    use_required_attribute = False

    ends_on = DayField(label=_("Last day of the statement"))
    ending_cents = SignedField(label=_("Balance at its end"))
    ending_again = SignedField(label=_("Balance at its end, once more"))
    lines = WordsField(
        label=_("Its lines"),
        help_text=_("One in each row: day, amount, words. 03/04/2026 3,000.00 Deposit. "
                    "Money that left has a minus."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        required=False,
    )  # fmt: skip
    total = SignedField(
        label=_("Sum of all lines"),
        help_text=_("As the statement has it, or counted once more by you."),
    )

    def clean_lines(self) -> list[Line]:
        rows = self.cleaned_data["lines"].splitlines()
        return [_line(n, row) for n, row in enumerate(rows, 1) if row.strip()]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        again = said.get("ending_again")
        if (
            None not in (again, said.get("ending_cents"))
            and again != said["ending_cents"]
        ):
            self.add_error("ending_again", _("This is another balance than above."))
        if "lines" in said and said.get("total") is not None:
            counted = sum(one.cents for one in said["lines"])
            if counted != said["total"]:
                told = {"sum": money(counted)}
                self.add_error(
                    "total", gettext("The lines above come to %(sum)s.") % told
                )
        return said

    def said(self) -> dict[str, Any]:
        """The arguments of `write_statement`."""
        names = ("ends_on", "ending_cents", "lines")
        return {name: self.cleaned_data[name] for name in names}


def _line(n: int, row: str) -> Line:
    day, _blank, rest = row.strip().partition(" ")
    amount, _blank, words = rest.strip().partition(" ")
    written = _DAY.fullmatch(day)
    try:
        if not written:
            raise ValueError(day)
        month, this, year, *iso = (int(part or 0) for part in written.groups())
        on = date(year, month, this) if year else date(iso[0], iso[1], iso[2])
        if cents := cents_of(amount):
            return Line(on, cents, words.strip())
    except ValueError:
        pass
    raise forms.ValidationError(
        _("Row %(n)s has no day or no amount that can be read: “%(row)s”."),
        params={"n": n, "row": row.strip()[:60]},
    )


class MatchForm(forms.Form):
    """Why several lines are one movement, or several movements one line."""

    reason = WordsField(
        label=_("Why several belong to one"), max_length=200, required=False
    )


class SignForm(forms.Form):
    """What is done about a difference, where a month is signed all the same."""

    use_required_attribute = False

    plan = WordsField(
        label=_("What is done about it, by whom, until when"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=1000,
        error_messages={"required": _("Write down what is done about it.")},
    )


class ClearForm(forms.Form):
    """How it was settled that a month did not agree."""

    use_required_attribute = False

    note = WordsField(
        label=_("How it was settled"),
        help_text=_("Name the movement that put it right, and its day."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Write down how it was settled.")},
    )


class PackForm(forms.Form):
    """Of which days the records are wanted, and for whom."""

    use_required_attribute = False

    begins_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"))
    reason = WordsField(
        label=_("Who examines them, and why"),
        max_length=200,
        error_messages={"required": _("Write down who examines them, and why.")},
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        first, last = said.get("begins_on"), said.get("ends_on")
        if first and last and first > last:
            self.add_error("ends_on", _("This day is before the first one."))
        return said
