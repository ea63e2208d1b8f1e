from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DeadlineForm(forms.Form):
    """What must be said to set a deadline by hand."""

    title = forms.CharField(label=_("What must be done"), max_length=200)
    due_on = forms.DateField(
        label=_("By"), widget=forms.DateInput(attrs={"type": "date"})
    )
    because = forms.CharField(
        label=_("Why this day"),
        help_text=_("The notice, the rule or the promise it comes from."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )


class DropDeadlineForm(forms.Form):
    """What must be said to drop a deadline."""

    reason = forms.CharField(label=_("Why it no longer applies"), max_length=300)
