"""What must be said of a translation and of the translator's certificate."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.documents.models import Slot
from harborlight.documents.standing import ENGLISH
from harborlight.firm.fields import WordsField


class TranslationForm(forms.Form):
    """What is said of a translation, or of a certificate alone."""

    translator = WordsField(
        label=_("Who translated it?"),
        help_text=_("The name of the person who signed the certificate."),
        max_length=100,
        required=False,
    )
    certificate = forms.BooleanField(
        label=_("The translator's signed certificate is in the same file"),
        required=False,
    )

    def __init__(self, *args: Any, slot: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if slot == Slot.CERTIFICATE:
            del self.fields["certificate"]

    def clean(self) -> dict[str, Any]:
        """As `About` takes it: what is sent here is in English."""
        tags = ["certificate"] if self.cleaned_data.get("certificate") else []
        translator = self.cleaned_data.get("translator", "")
        return {"translator": translator, "language": ENGLISH, "tags": tags}


class CertificateForm(forms.Form):
    """What stands on a translator's certificate that we print, to be signed in ink."""

    translator = WordsField(
        label=_("Name of the translator"),
        help_text=_(
            "Somebody who knows both languages well, and is not part of the case."
        ),
        max_length=100,
        error_messages={"required": _("Write the name of the translator.")},
    )
    address = WordsField(
        label=_("Address of the translator"),
        help_text=_("Street, city, state or province, postal code, country."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        error_messages={"required": _("Write the address of the translator.")},
    )
    language = forms.ChoiceField(
        label=_("From which language?"),
        choices=[one for one in PAPER_LANGUAGES if one[0] != ENGLISH],
        error_messages={"required": _("Choose the language.")},
    )
    other_language = WordsField(
        label=_("Which language, if it is not in the list?"),
        max_length=40,
        required=False,
    )
    title = WordsField(
        label=_("What is the paper?"),
        help_text=_(
            "In English, as the page is. For example: birth certificate of Ana Rivas, number 77 of 1982."
        ),
        max_length=200,
        error_messages={"required": _("Write what the paper is.")},
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("language") == "other" and not said.get("other_language"):
            self.add_error(
                "other_language",
                ValidationError(_("Write the name of the language."), code="required"),
            )
        return said
