from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.fee_words import fee_words
from harborlight.billing.models import Line
from harborlight.firm.fields import DayField, DollarField, WordsField, offer
from harborlight.firm.words import in_every_language
from harborlight.law.fees import Fee, fee_schedule
from harborlight.people.models import Person


class InvoiceForm(forms.Form):
    """What must be said to begin an invoice."""

    payer = forms.ChoiceField(label=_("Who pays"))
    due_on = DayField(label=_("Due"))
    terms = WordsField(
        label=_("What the client should know"),
        help_text=_(
            "Stands below the invoice: how to pay, what happens when it is late."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[Person],
        today: date,
        nobody_else: bool = False,
        **also: Any,
    ) -> None:
        super().__init__(*args, **also)
        self.people = {person.key: person for person in people}
        self.today = today
        choices = [(key, person.full_name) for key, person in self.people.items()]
        offer(self, "payer", choices)
        if nobody_else:
            self.fields["payer"].help_text = _(
                "In this kind of case the law lets nobody else pay."
            )

    def clean_payer(self) -> Person:
        return self.people[self.cleaned_data["payer"]]

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise ValidationError(
                gettext("This day is over. Give the client some time.")
            )
        return day


class LineForm(forms.Form):
    """What must be said to ask for one more thing."""

    words = WordsField(
        label=_("What for"),
        help_text=_("The client reads this."),
        max_length=300,
        error_messages={"required": _("Write what the client pays for.")},
    )
    cents = DollarField(label=_("Amount"))
    # A tax is one of those that the firm recorded, and counted by us.
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[one for one in Line.Kind.choices if one[0] != Line.Kind.TAX],
    )
    to = forms.ChoiceField(
        label=_("Where the money goes"),
        help_text=_(
            "Money that is not earned yet, and money for the government, is the "
            "client's: it goes to the trust account."
        ),
        choices=[
            ("", _("Choose…")),
            (Line.To.OPERATING, Line.To.OPERATING.label),
            (
                Line.To.TRUST,
                _("Trust account: the client's until it is spent or earned"),
            ),
        ],
        error_messages={"required": _("Choose where the money goes.")},
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == "government fee" and said.get("to") == "operating":
            self.add_error(
                "to", gettext("Money for the government goes to the trust account.")
            )
        return said


class GovernmentFeeForm(forms.Form):
    """Which fee of the government's to ask for, as the book says for the day."""

    fee = forms.ChoiceField(label=_("Government fee"))
    of_form = forms.ChoiceField(
        label=_("Whose form is it for?"),
        help_text=_(
            "Several people of this case file the same form: each form has its own fee."
        ),
        required=False,
    )
    why_again = WordsField(
        label=_("Why it is charged again"), max_length=300, required=False
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        planned: Mapping[str, Sequence[tuple[UUID, str]]] | None = None,
        **also: Any,
    ) -> None:
        """planned: by its name, every form that the case files: its id in the filings, and
        as people tell it from the others."""
        super().__init__(*args, **also)
        self.planned = planned or {}
        self._offer_forms()
        # It is asked only where the fee stands on an invoice already.
        self._why_again = self.fields.pop("why_again")
        if self.data.get("why_again"):
            self.fields["why_again"] = self._why_again
        self.rows = {
            row.key: row for row in fee_schedule() if row.in_force(today) and row.cents
        }
        choices = [(key, fee_words(row)) for key, row in self.rows.items()]
        offer(self, "fee", choices)

    def _offer_forms(self) -> None:
        """Which of several is asked only where there are several of one name."""
        several = [
            (str(pk), called)
            for rows in self.planned.values()
            for pk, called in rows
            if len(rows) > 1
        ]
        if not several:
            del self.fields["of_form"]
            return
        choices = [
            ("", _("Choose…")),
            *several,
            (NONE_OF_THEM, _("None of these")),
        ]
        offer(self, "of_form", choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "fee" in said and "of_form" in self.fields and "of_form" in said:
            there = self._of_this_form()
            keys = {str(pk) for pk, _called in there}
            if len(there) > 1 and not said["of_form"]:
                words = gettext(
                    "Several forms of this case cost this fee. Say for which."
                )
                self.add_error("of_form", words)
            elif said["of_form"] not in {"", NONE_OF_THEM, *keys}:
                words = gettext("This is another form than the fee is of.")
                self.add_error("of_form", words)
        return said

    def _of_this_form(self) -> Sequence[tuple[UUID, str]]:
        """The forms that the chosen fee could be of."""
        form = self.rows[self.cleaned_data["fee"]].form
        return self.planned.get(form.lower(), ())

    def _chosen_form(self) -> tuple[UUID, str] | None:
        there, chosen = self._of_this_form(), self.cleaned_data.get("of_form", "")
        if len(there) == 1 and chosen != NONE_OF_THEM:
            return there[0]
        return next((one for one in there if str(one[0]) == chosen), None)

    def ask_why_again(self, why: str) -> None:
        """Show the field that says so, and why it is there."""
        self._why_again.required = True
        self.fields["why_again"] = self._why_again
        self.add_error("why_again", why)

    def said(self) -> dict[str, Any]:
        """Which row of the book, and why again; words of the line in every language."""
        row, chosen = self.rows[self.cleaned_data["fee"]], self._chosen_form()
        called = chosen[1] if chosen and len(self._of_this_form()) > 1 else ""
        return {
            "form": row.form,
            "channel": row.channel,
            "circumstance": row.circumstance,
            "law": row.law,
            "texts": in_every_language(_line_words(row, called)),
            "why_again": self.cleaned_data.get("why_again", ""),
            "of_form": chosen[0] if chosen else None,
        }


# Somebody pays for a form that no filing of the case has.
NONE_OF_THEM = "none"


def _words_of_fee(row: Fee, called: str) -> str:
    """called: the form with whose it is, where several people file the same one."""
    said = gettext("Government filing fee, Form %(fee)s") % {"fee": fee_words(row)}
    return f"{said} – {called}" if called else said


_line_words = lazy(_words_of_fee, str)
