from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.billing.earmarks import Holding
from harborlight.billing.forms.banks import named
from harborlight.billing.models import Invoice, Line, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.fields import DollarField, WordsField, offer
from harborlight.firm.ids import new_id, shown
from harborlight.firm.words import money
from harborlight.trust.models import BankAccount, PayeeBank

Purpose = Withdrawal.Purpose
# Of the government fees that money is held for: none.
ANOTHER = "another"


class WithdrawalForm(forms.Form):
    """What must be said to ask for money of a client's to leave trust."""

    purpose = forms.ChoiceField(
        label=_("What it is for"),
        choices=[
            ("", _("Choose…")),
            *(
                (one.value, one.label)
                for one in Purpose
                if one not in Withdrawal.ELSEWHERE
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
        error_messages={
            "invalid_choice": _(
                "Choose an invoice of this client in this case that is still to be paid: "
                "what is held for one client never pays for another."
            )
        },
    )
    line = forms.ChoiceField(
        label=_("Government fee that it was paid for"),
        help_text=_("Money paid for a government fee pays that fee or is given back."),
        required=False,
    )
    to_case = forms.ChoiceField(
        label=_("Other case of the same client"),
        help_text=_("Where the money is held for them from then on."),
        required=False,
        error_messages={
            "invalid_choice": _(
                "Money moves to another case of the same client only: what is held for "
                "one client never pays for another."
            )
        },
    )
    to_bank = forms.ChoiceField(
        label=_("Other trust account"),
        help_text=_("Where it stands for the same client and case from then on."),
        required=False,
    )
    payee = WordsField(
        label=_("To whom, and how"),
        help_text=_(
            "Of a government fee or of money given back. For example: U.S. Department "
            "of Homeland Security, check 1044. Money given back goes to who paid it, if "
            "you name nobody. For another case: the writing in which the client agreed."
        ),
        max_length=200,
        required=False,
    )
    to = forms.ChoiceField(
        label=_("Or by bank transfer to"),
        help_text=_(
            "Only to accounts under “Payees”. Money goes there once another person called "
            "back, and a day after the account was entered."
        ),
        required=False,
    )
    other_payee_why = WordsField(
        label=_("Why somebody else gets it back"),
        help_text=_(
            "Only where money is not given back to who paid it. Whoever approves reads it."
        ),
        max_length=300,
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
        self,
        data: Any = None,
        *,
        payable: Iterable[Invoice],
        held: Holding,
        other_cases: Iterable[Case] = (),
        payees: Iterable[PayeeBank] = (),
        other_banks: Iterable[BankAccount] = (),
        paid_by: str = "",
    ) -> None:
        """paid_by: who paid what is held; money given back goes there if nobody is named."""
        super().__init__(data, initial={"once": shown(new_id())})
        self.held, self.paid_by = held, paid_by
        self._offer_cases(other_cases)
        self._offer_payees(payees)
        self._offer_banks(other_banks)
        self._offer_fees(held)
        if not held.free_cents:
            # Nothing of it may be earned: then that is not offered.
            payable = ()
            self._without(Purpose.EARNED, "invoice")
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
        if purpose == Purpose.OTHER_BANK:
            wanted, sentence = (
                "to_bank",
                gettext("Say which other trust account takes it."),
            )
        if purpose == Purpose.OTHER_CASE and not said.get("to_case"):
            self.add_error("to_case", gettext("Say which case takes it."))
        if purpose == Purpose.REFUND and not said.get("to") and "payee" in said:
            said["payee"] = said["payee"] or self.paid_by
        is_named = said.get(wanted) or (wanted == "payee" and said.get("to"))
        if purpose and not is_named and wanted not in self.errors:
            self.add_error(wanted, sentence)
        unsaid = self.has_several_fees and not said.get("line")
        if purpose == Purpose.GOVERNMENT and unsaid:
            self.add_error("line", gettext("Say which government fee it pays."))
        return said

    def _offer_cases(self, cases: Iterable[Case]) -> None:
        """The client's other open cases; where there is none, that is not offered."""
        self.cases = {one.key: one for one in cases}
        named = [
            (key, f"{one.number} · {one.called}") for key, one in self.cases.items()
        ]
        offer(self, "to_case", [("", _("Choose…")), *named])
        if not self.cases:
            self._without(Purpose.OTHER_CASE, "to_case")

    def _offer_banks(self, banks: Iterable[BankAccount]) -> None:
        """Other trust accounts of the firm; where there is none, that is not offered."""
        self.banks = {one.key: one for one in banks}
        choices = [(key, named(one)) for key, one in self.banks.items()]
        offer(self, "to_bank", [("", _("Choose…")), *choices])
        if not self.banks:
            self._without(Purpose.OTHER_BANK, "to_bank")

    def _offer_payees(self, payees: Iterable[PayeeBank]) -> None:
        self.payees = {one.key: one for one in payees}
        named = [
            (k, f"{one.payee.name} · {one.called}") for k, one in self.payees.items()
        ]
        offer(self, "to", [("", _("No transfer: a check to the name above")), *named])
        if not self.payees:
            self.fields["to"].widget = forms.HiddenInput()

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
        # Beside "Choose…".
        self.has_several_fees = len(choices) > 2
        offer(self, "line", choices)

    def _without(self, purpose: str, name: str) -> None:
        field: Any = self.fields["purpose"]
        field.choices = [row for row in field.choices if row[0] != purpose]
        self.fields[name].widget = forms.HiddenInput()

    def said(self) -> dict[str, Any]:
        """As the action wants it: fees have an invoice, everything else a payee."""
        said = dict(self.cleaned_data)
        earned = said["purpose"] == Purpose.EARNED
        said["invoice"] = self.payable[said["invoice"]] if earned else None
        stays = earned or said["purpose"] == Purpose.OTHER_BANK
        said["payee"] = "" if stays else said["payee"]
        said["line"] = None if earned else self._fee(said["line"], said["cents"])
        moves = said["purpose"] == Purpose.OTHER_CASE
        said["to_case"] = self.cases.get(said["to_case"]) if moves else None
        changes = said["purpose"] == Purpose.OTHER_BANK
        said["to_bank"] = self.banks.get(said["to_bank"]) if changes else None
        if said["purpose"] != Purpose.REFUND:
            said["other_payee_why"] = ""
        goes_out = not (earned or moves or changes)
        said["to"] = self.payees.get(said["to"]) if goes_out else None
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
        error_messages={"required": _("Write what is wrong with it.")},
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
    )
