"""What must be said of tags."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.asking_forms import TextsField
from harborlight.documents.forms import TAGS


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
