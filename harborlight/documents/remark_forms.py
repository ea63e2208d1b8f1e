"""What must be said to write about a paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.documents.actions.remarks import CLIENT, TEAM
from harborlight.firm.fields import WordsField

LONGEST = 2000


class AskAboutForm(forms.Form):
    """What a client writes about a paper that they are asked for."""

    words = WordsField(
        label=_("Your message"),
        help_text=_("Everybody here who works on your case can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Write your message first.")},
    )


class WriteForm(forms.Form):
    """What the staff write about a paper, and who reads it: chosen each time."""

    words = WordsField(
        label=_("Your words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST,
        error_messages={"required": _("Write something first.")},
    )
    to = forms.ChoiceField(
        label=_("Who reads it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who reads it.")},
    )

    def __init__(self, *args: Any, client: str, **kwargs: Any) -> None:
        """client: the name of whoever is asked for the paper; "" where nobody is."""
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        said = _("Only our team: no client sees it")
        field.choices = [(CLIENT, client), (TEAM, said)] if client else [(TEAM, said)]
