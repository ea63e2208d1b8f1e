"""What must be said of a letter of which nobody knows whether it went out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _is_yes(value: Any) -> bool:
    return bool(value == "yes")


class SettleForm(forms.Form):
    """Whether it went out, as whoever it was for says, or the mail server."""

    was_sent = forms.TypedChoiceField(
        choices=[("yes", _("It went out")), ("no", _("It did not go out"))],
        coerce=_is_yes,
        error_messages={"required": _("Say whether it went out.")},
    )
