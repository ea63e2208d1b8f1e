from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """What must be said about a conflict check; nothing, if it found nobody."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[
            ("clear", _("There is no conflict: open the case")),
            ("conflict", _("There is a conflict: do not open a case")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = forms.CharField(
        label=_("Your reason"),
        help_text=_("It is kept with the check. Two or three sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )

    def __init__(self, *args: Any, found: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = self.fields["reason"].required = found

    def clean_decision(self) -> str:
        return self.cleaned_data["decision"] or "clear"
