from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DollarField, WordsField
from harborlight.firm.ids import new_id, shown
from harborlight.paying.models import Till, TillAsked


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

    def __init__(
        self, data: Any = None, *, to: str, till: Till | TillAsked | None
    ) -> None:
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
                    "operating account. Have Stripe bill them apart first."
                ),
            )


class TillDecisionForm(forms.Form):
    """Which asking was read: one that was changed since is not decided on."""

    read_at = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, asked: TillAsked | None = None, **also: Any
    ) -> None:
        first = {"read_at": asked.asked_at.isoformat()} if asked else {}
        super().__init__(data, initial=first, **also)

    def moment(self) -> datetime | None:
        """None: nothing that a page of ours said."""
        if not self.is_valid():
            return None
        try:
            return datetime.fromisoformat(self.cleaned_data["read_at"])
        except ValueError:
            return None


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
