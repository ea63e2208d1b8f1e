from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import AddressField, DayField, WordsField
from harborlight.people.models import Person
from harborlight.people.names import folded

EARLIEST_BIRTH = date(1900, 1, 1)


class DecisionForm(forms.Form):
    """What must be said about a conflict check; nothing, if it found nobody."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        widget=forms.RadioSelect,
        choices=[
            ("clear", _("There is no conflict: open the case")),
            ("conflict", _("There is a conflict: do not open a case")),
        ],
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = WordsField(
        label=_("Your reason"),
        help_text=_("It is kept with the check. Two or three sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={
            "required": _("Write why: somebody may ask about this in some years.")
        },
    )

    def __init__(self, *args: Any, found: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].required = self.fields["reason"].required = found

    def clean_decision(self) -> str:
        return self.cleaned_data["decision"] or "clear"


class PersonForm(forms.Form):
    """What stands on somebody's card. `today`: the firm's day."""

    family_name = WordsField(
        label=_("Family name"),
        max_length=80,
        error_messages={"required": _("Enter the family name, as in the passport.")},
    )
    given_name = WordsField(label=_("Given name"), max_length=80, required=False)
    middle_name = WordsField(label=_("Middle name"), max_length=80, required=False)
    birth_date = DayField(label=_("Date of birth"))
    email = AddressField(
        label=_("Email"),
        max_length=120,
        required=False,
        error_messages={
            "invalid": _("Check the address: it looks like name@example.com.")
        },
    )
    phone = WordsField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language we write to them in"), choices=settings.LANGUAGES
    )

    def __init__(self, *args: Any, person: Person, today: date, **kwargs: Any) -> None:
        names = self.base_fields
        kwargs.setdefault("initial", {name: getattr(person, name) for name in names})
        super().__init__(*args, **kwargs)
        self.today = today
        for name in self.fields:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_family_name(self) -> str:
        name: str = self.cleaned_data["family_name"]
        if not folded(name):
            raise forms.ValidationError(gettext("Write the name in letters."))
        return name

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if not EARLIEST_BIRTH <= born <= self.today:
            raise forms.ValidationError(gettext("Check the year of birth."))
        return born

    def say_taken(self) -> None:
        """The address stands on another card."""
        self.add_error(
            "email",
            gettext(
                "Somebody else the firm knows has this address. An account is one person's."
            ),
        )
