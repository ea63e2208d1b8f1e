from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.filings.models import Filing


class AttachPacketForm(forms.Form):
    """Which filing a packet goes with."""

    filing = forms.ChoiceField(
        label=_("Filing"), error_messages={"required": _("Choose a filing.")}
    )

    def __init__(self, *args: Any, filings: Sequence[Filing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filings = {str(one.pk): one for one in filings}
        field = self.fields["filing"]
        assert isinstance(field, forms.ChoiceField)
        named = [(pk, one.name) for pk, one in self.filings.items()]
        field.choices = [("", _("Choose…")), *named]

    def clean_filing(self) -> Filing:
        return self.filings[self.cleaned_data["filing"]]
