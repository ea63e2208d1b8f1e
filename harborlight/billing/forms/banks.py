"""Which account at the bank: asked only where a firm has several that take clients' money."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import offer
from harborlight.trust.models import BankAccount


class BankForm(forms.Form):
    """A form about money in trust; `bank` is left out where there is one account alone."""

    bank = forms.ChoiceField(
        label=_("Trust account"), help_text=_("In which it stands at the bank.")
    )

    def offer_banks(self, banks: Iterable[BankAccount]) -> None:
        """Let one of them be chosen: the usual one, unless somebody says otherwise."""
        self.banks = {one.key: one for one in banks}
        if len(self.banks) < 2:
            del self.fields["bank"]
            return
        offer(self, "bank", [(key, named(one)) for key, one in self.banks.items()])
        usual = (key for key, one in self.banks.items() if one.is_default)
        self.initial.setdefault("bank", next(usual, None))

    def chosen_bank(self) -> dict[str, Any]:
        """As the actions want it: the account; none, where nobody was asked."""
        return {"bank": self.banks.get(self.cleaned_data.get("bank", ""))}


def named(bank: BankAccount) -> str:
    """Its name; and whose it is, where it is of one client alone."""
    if bank.person is None:
        return bank.called
    return f"{bank.called} ({bank.person.full_name})"
