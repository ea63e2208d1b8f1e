"""What must be said of a page of a site, of one form that came back, of a form more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Party
from harborlight.filings.envelope_forms import RejectedForm
from harborlight.firm.fields import DollarField, SeenField
from harborlight.law.packs import Pack


class TypedForm(forms.Form):
    """Which page was typed, and what was seen on it."""

    page = forms.CharField(widget=forms.HiddenInput, max_length=40)
    over = SeenField()


class TypeAgainForm(forms.Form):
    """Which page is to be typed again."""

    page = forms.CharField(widget=forms.HiddenInput, max_length=40)


class FormRejectedForm(RejectedForm):
    """What must be said of one form that came back while the others stayed."""

    returned_cents = DollarField(
        label=_("Money that came back with it, in dollars"),
        help_text=_("Leave it empty if you do not know. 0 if none came."),
        required=False,
        least=0,
    )


class NeedForm(forms.Form):
    """Which form goes with a filing besides, and whose it is."""

    form = forms.ChoiceField(label=_("Form"))
    client = forms.ChoiceField(
        label=_("Whose form it is"),
        help_text=_("Only for forms that several of them can file."),
        required=False,
    )

    def __init__(
        self, *args: Any, packs: Sequence[Pack], parties: Sequence[Party], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.packs = {one.form: one for one in packs}
        form, client = self.fields["form"], self.fields["client"]
        assert isinstance(form, forms.ChoiceField)
        assert isinstance(client, forms.ChoiceField)
        form.choices = [
            ("", _("Choose…")),
            *((one.form, f"{one.form} · {one.title}") for one in packs),
        ]
        client.choices = [
            ("", _("Nobody's in particular")),
            *((one.part, one.person.full_name) for one in parties),
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        pack = self.packs.get(said.get("form", ""))
        if pack is None:
            return said
        if not pack.clients:
            said["client"] = ""
        elif said.get("client") not in pack.clients:
            error = _("Say whose form it is: this one is not filed by that person.")
            self.add_error("client", ValidationError(error))
        return said
