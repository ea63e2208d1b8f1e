"""What is said to send several papers back at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.documents.reasons import READY_COMMENTS, REASONS
from harborlight.firm.fields import WordsField


class ReturnSeveralForm(forms.Form):
    """What must be said to send several versions back for one reason."""

    reason = forms.ChoiceField(
        label=_("What is wrong"),
        choices=[("", _("Choose…")), *REASONS],
        error_messages={"required": _("Choose what is wrong.")},
    )
    comment = WordsField(
        label=_("In your own words"),
        help_text=_(
            "Leave this empty, and each client reads the usual words for this reason in "
            "their language. What you write here, all of them read word for word."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        reason = said.get("reason")
        if reason and reason not in READY_COMMENTS and not said.get("comment"):
            self.add_error("comment", gettext("Write what the clients should do."))
        return said
