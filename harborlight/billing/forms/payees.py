from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.firm.fields import WordsField, offer
from harborlight.trust.models import Payee

_WEIGHTS = (3, 7, 1) * 3


class BankAccountField(forms.RegexField):
    """Digits alone: blanks and dashes that people copy along are dropped."""

    def __init__(self, pattern: str, **kwargs: Any) -> None:
        box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(pattern, widget=box, **kwargs)

    def to_python(self, value: Any) -> str:
        return re.sub(r"[\s-]", "", super().to_python(value) or "")


class PayeeAccountForm(forms.Form):
    """Where somebody is paid: a bank in the United States, its routing number, the account."""

    use_required_attribute = False

    bank = WordsField(
        label=_("Name of the bank"),
        max_length=60,
        error_messages={"required": _("Write the name of the bank.")},
    )
    routing = BankAccountField(
        r"^[0-9]{9}$",
        label=_("Routing number"),
        error_messages={
            "invalid": _("A routing number has nine digits."),
            "required": _("A routing number has nine digits."),
        },
    )
    number = BankAccountField(
        r"^[0-9]{4,17}$",
        label=_("Number of the account"),
        help_text=_("It is kept encrypted; afterwards only the last four digits show."),
        error_messages={
            "invalid": _("Write four to seventeen digits."),
            "required": _("Write four to seventeen digits."),
        },
    )

    def clean_routing(self) -> str:
        """The ninth digit proves the other eight (weights 3, 7, 1)."""
        said: str = self.cleaned_data["routing"]
        if sum(int(d) * w for d, w in zip(said, _WEIGHTS, strict=True)) % 10:
            raise ValidationError(
                gettext("There is no such routing number. Compare it digit by digit.")
            )
        return said


class PayeeForm(PayeeAccountForm):
    """Whom money may be transferred to, and where."""

    name = WordsField(
        label=_("Name, as the account bears it"),
        max_length=100,
        error_messages={"required": _("Write whose account it is.")},
    )
    kind = forms.ChoiceField(
        label=_("Who it is"), choices=[("", _("Choose…")), *Payee.Kind.choices]
    )
    case = forms.ChoiceField(
        label=_("Case of the client"),
        help_text=_("A client is paid in their own case alone."),
        required=False,
    )
    field_order = ("name", "kind", "case", "bank", "routing", "number")

    def __init__(self, data: Any = None, *, cases: Iterable[Case]) -> None:
        super().__init__(data)
        self.cases = {one.key: one for one in cases}
        named = [
            (key, f"{one.number} · {one.called}") for key, one in self.cases.items()
        ]
        offer(self, "case", [("", _("No case: of the whole office")), *named])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        chosen = self.cases.get(said.get("case", ""))
        is_client = said.get("kind") == Payee.Kind.CLIENT
        if is_client and chosen is None and "case" not in self.errors:
            self.add_error("case", gettext("Choose the case in which they are paid."))
        return {**said, "case": chosen if is_client else None}


class CallBackForm(forms.Form):
    """What must be said of the call that confirms an account."""

    use_required_attribute = False

    spoke_with = WordsField(
        label=_("Whom you spoke with"),
        max_length=120,
        error_messages={"required": _("Write whom you spoke with.")},
    )
    called_number = WordsField(
        label=_("Number that you called"),
        max_length=40,
        error_messages={"required": _("Write the number that you called.")},
    )
    known_from = WordsField(
        label=_("Where you had that number from"),
        help_text=_(
            "Known before this account came: from the case, a contract, a bill. Never from "
            "the letter or e-mail that brought the account."
        ),
        max_length=200,
        error_messages={"required": _("Write where the number was known from.")},
    )
