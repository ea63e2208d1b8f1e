"""What must be said to set up the access to the agency's service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LineForm(forms.Form):
    """The firm's access to the service of USCIS. What is kept is never shown again."""

    is_on = forms.BooleanField(
        label=_("Ask the service"),
        help_text=_(
            "About each receipt number of USCIS once a day. Never about a sensitive case."
        ),
        required=False,
    )
    door = forms.ChoiceField(
        label=_("Where"),
        choices=[
            ("sandbox", _("The test service, with its made-up numbers")),
            ("production", _("The service itself, with the firm’s approved access")),
        ],
    )
    client = forms.CharField(
        label=_("Client ID"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    secret = forms.CharField(
        label=_("Client secret"),
        help_text=_(
            "Both are kept encrypted. Leave them empty to keep those of before."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
    )
    per_second = forms.IntegerField(
        label=_("At most so many a second"), min_value=1, max_value=50
    )
    per_day = forms.IntegerField(
        label=_("At most so many a day"), min_value=1, max_value=1_000_000
    )

    def __init__(self, *args: Any, has_access: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_access = has_access

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name in ("client", "secret"):
            if said.get("is_on") and not (said.get(name) or self.has_access):
                self.add_error(name, gettext("Without it the service answers nobody."))
        return said
