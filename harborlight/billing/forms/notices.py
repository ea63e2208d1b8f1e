from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField, WordsField


class NoticeForm(forms.Form):
    """Which letter told a client, who is not in the portal, what is to leave trust."""

    how = WordsField(
        label=_("How the client was told"),
        help_text=_(
            "Only where they are safe to be reached. For example: letter by post."
        ),
        max_length=120,
        error_messages={"required": _("Write how the client was told.")},
    )
    on = DayField(label=_("On which day"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"on": today})


class ObjectForm(forms.Form):
    """Why a client does not agree that fees are taken out of their money."""

    why = WordsField(
        label=_("What you do not agree with"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        error_messages={"required": _("Write what you do not agree with.")},
    )
