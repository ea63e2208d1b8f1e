"""What must be said to ask for less, and of what the firm decided of its invoices."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from harborlight.billing.logos import NoLogo, clean_logo
from harborlight.firm.amount_fields import PercentField
from harborlight.firm.fields import DayField, DollarField, WordsField

NO_LOGO = {
    "kind": gettext_noop("This is no PNG. Save the logo as PNG and choose that file."),
    "large": gettext_noop(
        "This is too large: at most 1600 dots wide or high, and 1 MB."
    ),
    "broken": gettext_noop("This picture cannot be drawn. Save it anew as PNG."),
}


class ReduceForm(forms.Form):
    """How much an invoice asks for no more, and why."""

    cents = DollarField(label=_("Amount"))
    why = WordsField(
        label=_("Why"),
        max_length=300,
        error_messages={"required": _("Write why.")},
    )
    # What was owed when the page was made, in cents.
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def look_again(self, owed: int) -> None:
        """It is another sum now: whoever presses once more has seen it."""
        self.data = {**self.data, "seen": str(owed)}


class DiscountForm(forms.Form):
    """By how much our fees of a draft are lowered: an amount or a share."""

    cents = DollarField(label=_("Amount"), required=False)
    ppm = PercentField(label=_("Or a share of our fees, in percent"), required=False)
    why = WordsField(
        label=_("Why"),
        help_text=_("It stays in the history of the case; the client reads the sum."),
        max_length=200,
        error_messages={"required": _("Write why.")},
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and bool(said.get("cents")) == bool(said.get("ppm")):
            self.add_error(
                "cents", gettext("Say an amount or a share: one of the two.")
            )
        return {**said, "cents": said.get("cents") or 0, "ppm": said.get("ppm") or 0}


class TaxForm(forms.Form):
    """A tax on what the firm earns, as its place sets it."""

    name_en = WordsField(label=_("What it is called, in English"), max_length=80)
    name_es = WordsField(label=_("What it is called, in Spanish"), max_length=80)
    ppm = PercentField(label=_("How much, in percent"))
    source = WordsField(
        label=_("The law that sets it"),
        max_length=300,
        error_messages={"required": _("Write which law sets it.")},
    )
    from_on = DayField(label=_("From which day on"))

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        names = {"en": given["name_en"], "es": given["name_es"]}
        return {"names": names} | {
            name: given[name] for name in ("ppm", "source", "from_on")
        }


class LatePolicyForm(forms.Form):
    """What a late invoice costs: nothing, an amount, or a share of what is owed."""

    after_days = forms.IntegerField(
        label=_("After how many days"), min_value=1, max_value=365, initial=30
    )
    cents = DollarField(
        label=_("An amount"),
        help_text=_("Leave this and the share empty, and being late costs nothing."),
        required=False,
    )
    ppm = PercentField(
        label=_("Or a share of what is owed, in percent"), required=False
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("cents") and said.get("ppm"):
            self.add_error("ppm", gettext("Say an amount or a share: one of the two."))
        return {**said, "cents": said.get("cents") or 0, "ppm": said.get("ppm") or 0}


class LetterheadForm(forms.Form):
    """What stands on and below every invoice."""

    logo = forms.FileField(
        label=_("Logo, above the firm’s name"),
        help_text=_("A PNG of at most 1600 dots and 1 MB. Leave it empty to keep it."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
        required=False,
    )
    no_logo = forms.BooleanField(label=_("No logo any more"), required=False)
    colour = WordsField(
        label=_("Colour of titles"),
        help_text=_("As six letters and digits after #, for example #1d4f86."),
        max_length=7,
        required=False,
    )
    days_to_pay = forms.IntegerField(
        label=_("Days to pay"), min_value=0, max_value=365, initial=14
    )
    least_part_cents = DollarField(
        label=_("The smallest part of an invoice that a client may pay at once"),
        help_text=_("Leave it empty, and an invoice is paid whole or by its plan."),
        least=100,
        required=False,
    )
    terms_en = WordsField(
        label=_("Terms of a new invoice, in English"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        required=False,
    )
    terms_es = WordsField(
        label=_("Terms of a new invoice, in Spanish"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        required=False,
    )
    footer_en = WordsField(
        label=_("Below every invoice, in English"),
        help_text=_("For example: license, bank, whom to ask."),
        max_length=300,
        required=False,
    )
    footer_es = WordsField(
        label=_("Below every invoice, in Spanish"), max_length=300, required=False
    )

    def clean_logo(self) -> bytes | None:
        """What is kept: the picture drawn anew; None: nothing was sent."""
        sent = self.cleaned_data["logo"]
        if not sent:
            return None
        try:
            return clean_logo(sent.chunks())
        except NoLogo as no:
            raise forms.ValidationError(gettext(NO_LOGO[str(no)])) from None

    def clean_colour(self) -> str:
        colour = str(self.cleaned_data["colour"] or "").lower()
        if colour and not re.fullmatch("#[0-9a-f]{6}", colour):
            raise forms.ValidationError(
                gettext(
                    "Write a colour as six letters and digits, for example #1d4f86."
                )
            )
        return colour

    def said(self) -> dict[str, Any]:
        given = self.cleaned_data
        both = {"terms": "terms", "footers": "footer"}
        texts = {
            name: {
                code: given[f"{field}_{code}"]
                for code in ("en", "es")
                if given[f"{field}_{code}"]
            }
            for name, field in both.items()
        }
        plain = ("days_to_pay", "least_part_cents", "colour")
        logo = b"" if given["no_logo"] and given["logo"] is None else given["logo"]
        return texts | {name: given[name] for name in plain} | {"logo": logo}
