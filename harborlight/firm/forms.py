from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from harborlight.firm.fields import AddressField, WordsField
from harborlight.firm.models import User
from harborlight.firm.roles import DESK, Role, Roles
from harborlight.firm.words import folded

AMERICAN = (
    "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
    "America/Puerto_Rico", "Pacific/Guam",
)  # fmt: skip
UNIT_KINDS = [
    ("", _("None")),
    ("ste", _("Suite")),
    ("apt", _("Apartment")),
    ("flr", _("Floor")),
]


@cache
def zones() -> list[Any]:
    """Time zones to choose from: those of the United States first."""
    others = sorted(name for name in available_timezones() if "/" in name)
    return [
        (_("United States"), [(name, _city(name)) for name in AMERICAN]),
        (
            _("Everywhere"),
            [(name, name.replace("_", " ")) for name in others if name not in AMERICAN],
        ),
    ]


def _city(zone: str) -> str:
    return zone.split("/")[-1].replace("_", " ")


class FirmForm(forms.Form):
    """What must be said to change the firm's settings.

    demonstration: whether it is one, which alone may do without a second step.
    """

    name = WordsField(label=_("Name of the firm"), max_length=200)
    phone = WordsField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("Clients are told to call it."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    email = AddressField(
        label=_("Email"),
        required=False,
        help_text=_("Answers to letters that we send go there."),
        error_messages={
            "invalid": _("Check the address: it looks like name@example.com.")
        },
    )
    street = WordsField(label=_("Street"), max_length=120, required=False)
    unit_kind = forms.ChoiceField(
        label=_("Suite, floor or apartment"), choices=UNIT_KINDS, required=False
    )
    unit = WordsField(label=_("Its number"), max_length=20, required=False)
    city = WordsField(label=_("City"), max_length=80, required=False)
    state = forms.RegexField(
        r"^[A-Za-z]{2}$",
        label=_("State"),
        required=False,
        max_length=2,
        error_messages={"invalid": _("Two letters, for example TX.")},
    )
    zip = forms.RegexField(
        r"^\d{5}(-\d{4})?$",
        label=_("ZIP code"),
        required=False,
        error_messages={"invalid": _("Five digits, or nine: 78701 or 78701-1234.")},
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zones,
        help_text=_("Days begin and deadlines end by this clock."),
    )
    requires_second_factor = forms.BooleanField(
        label=_("Staff must sign in with a second step"),
        help_text=_(
            "A passkey, or a code from their phone. If you switch this off, every page "
            "of the desk says so."
        ),
        required=False,
    )

    def __init__(self, *args: Any, demonstration: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not demonstration:
            del self.fields["requires_second_factor"]

    def clean_state(self) -> str:
        return str(self.cleaned_data["state"]).upper()


class FlatFeesForm(forms.Form):
    """What must be said before flat fees are earned when they are paid."""

    rests_on = WordsField(
        label=_("What it rests on"),
        help_text=_(
            "The clause of the agreement that every client signs, for example: "
            "Engagement agreement, section 4. It stands on every draft and in the log."
        ),
        max_length=300,
        error_messages={
            "required": _("Say which clause of your agreement it rests on.")
        },
    )


class PartSelect(forms.Select):
    """The parts of the desk; those in `closed` are there to be read, not to be chosen."""

    closed: Roles = frozenset()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.closed:
            option["attrs"]["disabled"] = True
        return option


def role_choices(closed: Roles = frozenset()) -> list[tuple[Any, Any]]:
    """Nobody is made a partner because nobody chose. closed: whom to ask is said above."""
    several: list[tuple[Any, Any]] = [("", _("Choose"))]
    desk = [role for role in Role if role in DESK]
    several += [(role.value, role.label) for role in desk if role not in closed]
    asked = [(role.value, role.label) for role in desk if role in closed]
    return several + ([(_("Only a partner gives these"), asked)] if asked else [])


class PartForm(forms.Form):
    """What must be said to give somebody one more part.

    closed: the parts which whoever gives it cannot give.
    """

    role = forms.ChoiceField(
        label=_("Part"),
        choices=role_choices,
        widget=PartSelect,
        error_messages={"required": _("Choose a part.")},
    )

    def __init__(self, *args: Any, closed: Roles = frozenset(), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = role_choices(closed)
        field.widget.closed = closed

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class NewMemberForm(PartForm):
    """What must be said of somebody who is asked to work here. `staff`: who does already."""

    name = WordsField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Enter the name as colleagues should read it.")},
    )
    email = AddressField(
        label=_("Email"),
        help_text=_(
            "Their own. We send a letter there, with a link to accept or to decline."
        ),
        error_messages={
            "required": _("Enter their e-mail address: they sign in with it."),
            "invalid": _("Check the address: it looks like name@example.com."),
        },
    )
    same_as = forms.ChoiceField(
        label=_("Is it the same person?"),
        help_text=_(
            "Somebody with this name works here. Nobody may be their own second pair "
            "of eyes under another account."
        ),
        error_messages={"required": _("Say whether it is the same person.")},
    )
    field_order = ("name", "email", "role", "same_as")

    def __init__(self, *args: Any, staff: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = folded(str(self.data.get("name", "")))
        same = [user for user in staff if name and folded(user.name) == name]
        self.namesakes = {str(user.pk): user for user in same}
        field = self.fields["same_as"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose"))] + [
            (key, _("Yes, it is %(name)s") % {"name": f"{user.name} ({user.email})"})
            for key, user in self.namesakes.items()
        ]
        field.choices += [("another", _("No, it is somebody else"))]
        if not same:
            del self.fields["same_as"]

    def clean_same_as(self) -> User | None:
        return self.namesakes.get(self.cleaned_data["same_as"])


class SameHumanForm(forms.Form):
    """Which other account belongs to the same person. `others`: everybody else here."""

    other = forms.ChoiceField(
        label=_("The other account"),
        error_messages={"required": _("Choose the other account.")},
    )

    def __init__(self, *args: Any, others: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.users = {str(user.pk): user for user in others}
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose"))] + [
            (key, f"{user.name} ({user.email})") for key, user in self.users.items()
        ]

    @property
    def chosen(self) -> User:
        return self.users[self.cleaned_data["other"]]


class CredentialsForm(forms.Form):
    """What forms ask about an attorney (G-28)."""

    family_name = WordsField(label=_("Family name"), max_length=80)
    given_name = WordsField(label=_("Given name"), max_length=80)
    middle_name = WordsField(label=_("Middle name"), max_length=80, required=False)
    licensing_authority = WordsField(
        label=_("Licensing authority"),
        help_text=_("As the form wants it, for example: Supreme Court of Texas."),
        max_length=120,
    )
    bar_number = WordsField(
        label=_("Bar number"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty if your authority gives none."),
    )
    uscis_account = forms.RegexField(
        r"^\d{12}$",
        label=_("USCIS online account number"),
        required=False,
        error_messages={"invalid": _("It has twelve digits.")},
    )
    phone = WordsField(label=_("Daytime phone"), max_length=20, required=False)
    mobile = WordsField(label=_("Mobile phone"), max_length=20, required=False)
    email = AddressField(label=_("Email"), required=False)
    under_order = forms.BooleanField(
        label=_("Under an order that restricts practice"),
        help_text=_(
            "Suspended, enjoined, restrained, disbarred or otherwise restricted. "
            "The form asks for it."
        ),
        required=False,
    )
