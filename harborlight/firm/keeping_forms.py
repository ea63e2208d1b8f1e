from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Somebody who was declined may still ask why, or come back.
SHORTEST, LONGEST = 30, 3650


class KeepDeclinedForm(forms.Form):
    """What must be said to decide how long a declined inquiry is kept."""

    declined_kept_days = forms.IntegerField(
        label=_("Days after it was declined"),
        min_value=0,
        max_value=LONGEST,
        help_text=_("From 30 to 3650. 0: until an attorney destroys it."),
    )

    def clean_declined_kept_days(self) -> int:
        days: int = self.cleaned_data["declined_kept_days"]
        if 0 < days < SHORTEST:
            raise ValidationError(
                _("Keep it for 30 days at least: somebody may still ask about it.")
            )
        return days
