from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.forms.banks import BankForm
from harborlight.billing.forms.trust import OnceForm
from harborlight.cases.models import Party
from harborlight.firm.fields import DollarField, WordsField, offer
from harborlight.trust.models import BankAccount, Deposit

BACK = "back"


class UnknownForm(OnceForm, BankForm):
    """What must be said of money in trust of which nobody knows whose it is."""

    cents = DollarField(label=_("How much came"))
    why = WordsField(label=_("As the statement says it"), max_length=200)
    field_order = ("bank", "cents", "on", "why", "once")

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        begun: Mapping[str, Any] | None = None,
        banks: Iterable[BankAccount] = (),
    ) -> None:
        """begun: what is known already, of a line of the bank."""
        super().__init__(data, today=today)
        self.initial.update(begun or {})
        self.offer_banks(banks)

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        return self.cleaned_data | self.chosen_bank()


class WhoseForm(forms.Form):
    """Whose it is and for what, or that it goes back; and what shows that."""

    use_required_attribute = False

    whose = forms.ChoiceField(
        label=_("Whose it is"),
        error_messages={"required": _("Choose whose it is, or that it goes back.")},
    )
    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=[
            ("", _("Choose…")),
            *((one.value, one.label) for one in Deposit.CHOSEN),
        ],
        help_text=_("Where it is a client’s."),
        required=False,
    )
    why = WordsField(
        label=_("What shows it"),
        max_length=300,
        error_messages={"required": _("Write what shows whose it is.")},
    )

    def __init__(self, data: Any = None, *, parties: Iterable[Party]) -> None:
        super().__init__(data)
        self.parties = {one.key: one for one in parties}
        named = [
            (key, f"{one.case.number} · {one.person.full_name}")
            for key, one in self.parties.items()
        ]
        back = (BACK, _("Nobody’s: it goes back to who sent it"))
        offer(self, "whose", [("", _("Choose…")), back, *named])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("whose", BACK) != BACK and not said.get("purpose"):
            self.add_error("purpose", gettext("Choose what it is for."))
        return said

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        found = self.parties.get(self.cleaned_data["whose"])
        return {
            "why": self.cleaned_data["why"],
            "case": found.case if found else None,
            "person": found.person if found else None,
            "purpose": self.cleaned_data["purpose"] if found else "",
        }


class LeaveForm(forms.Form):
    """Why a second person does not agree whose it is."""

    comment = WordsField(
        label=_("What is wrong with it"),
        max_length=300,
        error_messages={"required": _("Write what is wrong with it.")},
    )
