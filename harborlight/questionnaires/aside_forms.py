from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import WordsField
from harborlight.questionnaires.aside_fields import LONGEST


def _words(label: Any, help_text: Any, required: Any) -> WordsField:
    return WordsField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": required},
    )


class AskAgainForm(forms.Form):
    """What must be said to ask a client about an answer once more."""

    words = _words(
        _("What should they look at again?"),
        _("The client reads it at the question. Write in the client's language."),
        _("Write what the client should look at."),
    )


class AnswerClientForm(forms.Form):
    """What must be said to answer what a client asks."""

    words = _words(
        _("Your answer"),
        _("The client reads it at the question. Write in the client's language."),
        _("Write what the client should know."),
    )
