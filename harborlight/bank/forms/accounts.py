"""What must be said of an account at a bank."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DollarField, WordsField
from harborlight.law.trust_policy import OTHER, states
from harborlight.people.models import Person
from harborlight.trust.models import BankAccount


def _state_field() -> forms.ChoiceField:
    """Whose rules an account of trust follows; "": those that the firm chose."""
    choices = [
        ("", _("As the firm’s other account")),
        *((one, one) for one in states() if one != OTHER),
        (OTHER, _("Another state")),
    ]
    label = _("State whose rules it follows")
    return forms.ChoiceField(label=label, choices=choices, required=False)


class BankAccountForm(forms.Form):
    """What must be said to enter an account at a bank."""

    use_required_attribute = False

    name = WordsField(
        label=_("Name of the bank or of the account"),
        max_length=80,
        error_messages={"required": _("Give it the name that you know it by.")},
    )
    book = forms.ChoiceField(
        label=_("Whose money is in it"),
        choices=[("", _("Choose…")), *BankAccount.Of.choices],
        error_messages={"required": _("Choose whose money is in it.")},
    )
    number_ends = forms.RegexField(
        r"^[0-9]{4}$",
        label=_("Last four digits of its number"),
        help_text=_("The whole number is kept nowhere."),
        error_messages={"invalid": _("Write the last four digits, for example 4821.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    state = _state_field()

    def __init__(
        self, data: Any = None, *, is_another: bool, person: Person | None
    ) -> None:
        """is_another: a trust account is entered already. person: whose alone it is."""
        super().__init__(data)
        self.person = person
        if not (is_another or person):
            # The first one follows the rules that the firm chose.
            del self.fields["state"]
        if person is not None:
            del self.fields["book"]

    def said(self) -> dict[str, Any]:
        """As the action wants it."""
        said = {"book": BankAccount.Of.TRUST.value, "person": self.person}
        return said | self.cleaned_data


class BankNameForm(forms.Form):
    """What an account at a bank is called, and how its number ends."""

    use_required_attribute = False

    name = BankAccountForm.base_fields["name"]
    number_ends = BankAccountForm.base_fields["number_ends"]

    def __init__(self, data: Any = None, *, account: BankAccount) -> None:
        now = {"name": account.name, "number_ends": account.number_ends}
        super().__init__(data, initial=now)


class BankTermsForm(forms.Form):
    """Whose rules one trust account follows, and the most of our own money in it."""

    use_required_attribute = False

    state = _state_field()
    float_limit_cents = DollarField(
        label=_("Most of our own money in trust"),
        help_text=_("For charges of the bank. Left empty: what the rule above says."),
        least=0,
        required=False,
    )

    def __init__(self, data: Any = None, *, account: BankAccount) -> None:
        cents = account.float_limit_cents
        dollars = "" if cents is None else f"{cents // 100}.{cents % 100:02}"
        now = {"state": account.state, "float_limit_cents": dollars}
        super().__init__(data, initial=now)


class NothingForm(forms.Form):
    """Nothing need be said."""
