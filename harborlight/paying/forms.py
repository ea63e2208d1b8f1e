from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField, DollarField, WordsField
from harborlight.firm.ids import new_id, shown
from harborlight.paying.exporting import CODES, COLUMNS
from harborlight.paying.models import ExportPlan, Till
from harborlight.paying.models.exports import Shape


class TillForm(forms.Form):
    """An account at Stripe. Keys that are kept are never shown again."""

    is_on = forms.BooleanField(label=_("Take payments with it"), required=False)
    called = WordsField(
        label=_("The bank account that it pays out into"),
        help_text=_("As payers read it. For example: First Bank, ending in 1234."),
        max_length=80,
    )
    takes_cards = forms.BooleanField(label=_("Cards"), required=False)
    takes_bank = forms.BooleanField(
        label=_("Bank accounts in the United States (ACH debit)"), required=False
    )
    api_key = forms.CharField(
        label=_("Secret key of Stripe"),
        help_text=_(
            "It begins with sk_ or rk_. Leave it empty to keep the one of before."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    secret = forms.CharField(
        label=_("Signing secret of its notices"),
        help_text=_(
            "It begins with whsec_. Stripe shows it where you add our address."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    is_gross = forms.BooleanField(
        label=_("Stripe bills its fees apart, and pays out the whole amount"),
        help_text=_(
            "Ask Stripe for this. Money in trust is the client’s: no fee may come out of it."
        ),
        required=False,
    )

    def __init__(self, data: Any = None, *, to: str, till: Till | None) -> None:
        names = ("is_on", "called", "takes_cards", "takes_bank", "is_gross")
        first = {name: getattr(till, name) for name in names} if till else {}
        super().__init__(data, initial=first or {"takes_cards": True})
        self.to, self.till = to, till

    def clean_api_key(self) -> str:
        key: str = self.cleaned_data["api_key"].strip()[:300]
        if key and not key.startswith(("sk_test_", "sk_live_", "rk_test_", "rk_live_")):
            raise forms.ValidationError(
                gettext("This is no secret key of Stripe’s: it begins with sk_ or rk_.")
            )
        return key

    def clean_secret(self) -> str:
        secret: str = self.cleaned_data["secret"].strip()[:300]
        if secret and not secret.startswith("whsec_"):
            raise forms.ValidationError(
                gettext("This signs no notices: a signing secret begins with whsec_.")
            )
        return secret

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("is_on"):
            self._is_whole(said)
        if not (said.get("takes_cards") or said.get("takes_bank")):
            self.add_error("takes_cards", gettext("Choose at least one of the two."))
        return said

    def _is_whole(self, said: dict[str, Any]) -> None:
        if not (said.get("api_key") or (self.till and self.till.api_key)):
            self.add_error("api_key", gettext("Without it Stripe takes nothing."))
        fresh = self.till and said.get("api_key") in ("", self.till.api_key)
        if not (said.get("secret") or (fresh and self.till and self.till.secret)):
            why = gettext(
                "Without it nobody can tell Stripe’s notices from forged ones."
            )
            self.add_error("secret", why)
        if self.to == Till.To.TRUST and not said.get("is_gross"):
            self.add_error(
                "is_gross",
                gettext(
                    "The trust account takes only whole amounts; fees come out of the "
                    "operating account (T10). Have Stripe bill them apart first."
                ),
            )


class LinkForm(forms.Form):
    """For how long a link to pay opens."""

    days = forms.IntegerField(
        label=_("Days that it opens"), min_value=1, max_value=60, initial=14
    )


class RefundForm(forms.Form):
    """How much of a card payment goes back, and why."""

    cents = DollarField(label=_("How much goes back"))
    why = WordsField(
        label=_("Why"), help_text=_("The client reads this."), max_length=300
    )
    credits = forms.BooleanField(
        label=_("They do not owe it: give a credit note over it"),
        help_text=_("Without it the invoice asks for this money again."),
        required=False,
    )
    once = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, most: int) -> None:
        first = {"once": shown(new_id()), "cents": most, "credits": True}
        super().__init__(data, initial=first)


class EvidenceForm(forms.Form):
    """What speaks for a disputed payment."""

    evidence = WordsField(
        label=_("What speaks for the payment"),
        help_text=_(
            "The bank of the payer reads this once. Say who agreed to what and when, and "
            "what was done; nothing about why somebody needs a lawyer."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=5000,
    )


class ExportForm(forms.Form):
    """The days that an export covers, both included."""

    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        begins = today.replace(day=1)
        super().__init__(data, initial={"first": begins, "last": today})
        self.today = today

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and first > last:
            self.add_error("last", gettext("The last day lies before the first."))
        elif first and last and (last - first).days > 366:
            self.add_error("last", gettext("At most a year at once."))
        if last and last > self.today:
            self.add_error("last", gettext("This day is still to come."))
        return said


class PlanForm(forms.Form):
    """How the bookkeeping program wants its transactions."""

    shape = forms.ChoiceField(label=_("Kind of file"), choices=Shape.choices)
    is_daily = forms.BooleanField(
        label=_("Make one every night for the day before"), required=False
    )
    case_codes = WordsField(
        label=_("Account codes of cases"),
        help_text=_(
            "One a line: the number of a case or the name of a kind of case, an equals "
            "sign, the code. For example: 2026-0012 = 4010"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        required=False,
    )

    def __init__(self, data: Any = None, *, plan: ExportPlan) -> None:
        codes = "\n".join(f"{name} = {code}" for name, code in plan.case_codes.items())
        first = {"shape": plan.shape, "is_daily": plan.is_daily, "case_codes": codes}
        super().__init__(data, initial=first)
        chosen = dict(plan.columns) or {what: what for what in COLUMNS}
        for what, label in COLUMNS.items():
            self._add(f"column_{what}", label, chosen.get(what, ""))
        for what, label in CODES.items():
            self._add(f"code_{what.replace(' ', '_')}", label, plan.codes.get(what, ""))

    def _add(self, name: str, label: Any, value: str) -> None:
        self.fields[name] = WordsField(
            label=label, max_length=60, required=False, initial=value
        )

    @property
    def columns(self) -> list[forms.BoundField]:
        return [self[f"column_{what}"] for what in COLUMNS]

    @property
    def codes(self) -> list[forms.BoundField]:
        return [self[f"code_{what.replace(' ', '_')}"] for what in CODES]

    def clean_case_codes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line in self.cleaned_data["case_codes"].splitlines():
            name, sign, code = (part.strip() for part in line.partition("="))
            if line.strip() and not (name and sign and code):
                raise forms.ValidationError(
                    gettext("This line has no equals sign between two words: %(line)s")
                    % {"line": line[:60]}
                )
            if line.strip():
                found[name] = code
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not any(said.get(f"column_{what}") for what in COLUMNS):
            raise forms.ValidationError(gettext("Name at least one column."))
        return said

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        kept = self.cleaned_data
        names = ("shape", "is_daily", "case_codes")
        told: dict[str, Any] = {name: kept[name] for name in names}
        told["columns"] = [
            [what, kept[f"column_{what}"]] for what in COLUMNS if kept[f"column_{what}"]
        ]
        codes = {what: kept[f"code_{what.replace(' ', '_')}"] for what in CODES}
        return told | {"codes": {what: code for what, code in codes.items() if code}}
