from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField


class SaveSearchForm(forms.Form):
    """What must be said to keep a search: how it is called, and for whom it is."""

    name = WordsField(
        label=_("What to call it"),
        max_length=80,
        error_messages={"required": _("Give the search a name.")},
    )
    shared = forms.BooleanField(
        label=_("Share it with everybody in the firm who reads case files"),
        help_text=_("Each of them finds only what they may see."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
