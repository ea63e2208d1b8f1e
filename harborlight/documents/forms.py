from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

REASONS = [
    ("blurry", _("It is blurred or too dark to read.")),
    ("cut off", _("A part of the page is cut off.")),
    ("wrong paper", _("It is another paper than the one we need.")),
    ("expired", _("It is no longer valid.")),
    ("pages missing", _("Pages are missing.")),
    (
        "no translation",
        _("The English translation or the translator's certificate is missing."),
    ),
    ("other", _("Something else: see the comment.")),
]


class ReturnForm(forms.Form):
    """What must be said to send a version back."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=REASONS, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=_("What the client should do"),
        help_text=_("The client reads this, word for word."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
