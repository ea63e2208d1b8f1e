"""What is said by those who check a filing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import SeenField, WordsField


class AnswerFindingForm(forms.Form):
    """What becomes of something that the preflight found."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    words = WordsField(
        label=_("Your answer"),
        max_length=500,
        error_messages={"required": _("Write what becomes of it.")},
    )


class LiftStopForm(AnswerFindingForm):
    """Why an attorney lets a filing go in spite of a hard stop."""

    words = WordsField(
        label=_("Why it goes out in spite of this"),
        max_length=500,
        error_messages={"required": _("Write why it may go out in spite of this.")},
    )


class CertifyForm(forms.Form):
    """Nothing is said by whoever certifies but that they saw this very state."""

    # Which state the page showed, so that nobody certifies what they did not see.
    over = SeenField()
