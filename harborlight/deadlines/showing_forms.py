"""What must be said to tell a client of a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import DayField, WordsField


class ShowForm(forms.Form):
    """The client's side of a deadline. people: (key, name) of those in the portal. last:
    the deadline itself."""

    title = WordsField(
        label=_("What it is about"),
        help_text=_("In the client’s language, as you would say it to them."),
        max_length=200,
        error_messages={"required": _("Write what it is about.")},
    )
    by = DayField(
        label=_("By when"),
        help_text=_("The day that the client is told, not the last one by the law."),
    )
    we_do = WordsField(
        label=_("What we do"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": _("Write what we do.")},
    )
    you_do = WordsField(
        label=_("What you do, says the page to the client"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        error_messages={"required": _("Write what the client does, or: nothing.")},
    )
    person = forms.ChoiceField(label=_("Who is told"), required=False)

    def __init__(
        self,
        *args: Any,
        people: Sequence[tuple[str, str]],
        last: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.last = last
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Everybody of the case in the portal")), *people]

    def clean_by(self) -> date:
        day: date = self.cleaned_data["by"]
        if day > self.last:
            raise forms.ValidationError(
                gettext("This is after the deadline. Choose an earlier day.")
            )
        return day
