"""What must be said of closed cases drawn by lot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.models import SampledCase
from harborlight.firm.fields import DayField, WordsField


class SampleForm(forms.Form):
    """Which closed cases are drawn, and how many."""

    since = DayField(label=_("Closed since"))
    size = forms.IntegerField(
        label=_("How many cases"),
        min_value=1,
        max_value=50,
        initial=5,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    seed = forms.IntegerField(
        label=_("Number of the lot"),
        help_text=_("Whoever draws again with this number gets the same cases."),
        min_value=0,
        max_value=999_999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )


class CheckedForm(forms.Form):
    """What was found in a case of a sample."""

    result = forms.ChoiceField(
        label=_("What did you find?"),
        choices=SampledCase.Result.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    note = WordsField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("result") == SampledCase.Result.WRONG and not said.get("note"):
            self.add_error("note", _("Write what must be put right."))
        return said
