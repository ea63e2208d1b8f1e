"""What must be said of papers that expire, and to find them."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField


class ExpiryForm(forms.Form):
    """On which day a paper expires."""

    expires_on = DayField(
        label=_("Date on which it expires"),
        help_text=_("As it stands on it. Leave this empty if it does not expire."),
        required=False,
    )


WITHIN = [
    ("30", _("Within 30 days")),
    ("90", _("Within 90 days")),
    ("365", _("Within a year")),
    ("over", _("Expired already")),
]


class ExpiringForm(forms.Form):
    """Which papers that expire one wants to see. Always right, whatever is asked."""

    within = forms.ChoiceField(label=_("When"), choices=WITHIN)
    kind = forms.ChoiceField(label=_("Kind of paper"))
    whose = forms.ChoiceField(
        label=_("Whose cases"), choices=[("", _("All cases")), ("mine", _("My cases"))]
    )

    def __init__(self, data: Mapping[str, str], *, kinds: Mapping[str, str]) -> None:
        offered = {"", *kinds}
        wanted = {
            "within": data.get("within")
            if data.get("within") in dict(WITHIN)
            else "90",
            "kind": data.get("kind") if data.get("kind") in offered else "",
            "whose": "mine" if data.get("whose") == "mine" else "",
        }
        super().__init__(initial=wanted)
        self.wanted = wanted
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Every kind")), *kinds.items()]
