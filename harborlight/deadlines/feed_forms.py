"""What must be said to make a secret address of a calendar."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class FeedForm(forms.Form):
    """Whether names of clients may stand where others look after the calendar."""

    names = forms.BooleanField(
        label=_("With the names of clients"),
        help_text=_(
            "Without them only numbers of cases stand in it. A calendar program often "
            "keeps what it reads on machines of others."
        ),
        required=False,
    )
