from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.workflow.actions import Newcomer
from harborlight.workflow.forms import NewcomerForm


class JoinerForm(NewcomerForm):
    """The same of somebody who takes a part later, and why nothing stands against it."""

    reason = WordsField(
        label=_("Why there is no conflict"),
        help_text=_("Only if the check finds somebody. It is kept with the check."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def newcomer(self) -> Newcomer:
        said = {
            name: one for name, one in self.cleaned_data.items() if name != "reason"
        }
        return Newcomer(**said)
