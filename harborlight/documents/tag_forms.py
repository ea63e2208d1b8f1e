"""What must be said of tags, days of expiry, and closed cases drawn by lot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.asking_forms import TextsField
from harborlight.documents.forms import TAGS
from harborlight.documents.models import SampledCase
from harborlight.firm.fields import DayField, WordsField


class TagForm(forms.Form):
    """A tag of the firm's own."""

    label = TextsField(
        label=_("What does it say?"),
        help_text=_("For example: seen in the original."),
        max_length=60,
    )
    kind = forms.ChoiceField(label=_("For which papers?"), required=False)
    at_upload = forms.BooleanField(
        label=_("Whoever sends a paper may choose it too"),
        help_text=_("Otherwise only your team does."),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("For every paper")), *kinds.items()]


class RetagForm(forms.Form):
    """Which words stand on a paper. Those it has are kept on offer."""

    tags = forms.MultipleChoiceField(
        label=_("Tags"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        *args: Any,
        own: Sequence[tuple[str, str]],
        has: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = dict([*TAGS, *own])
        field = self.fields["tags"]
        assert isinstance(field, forms.MultipleChoiceField)
        rest = [(code, code) for code in has if code not in known]
        field.choices = [*known.items(), *rest]
        field.initial = [*has]


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
