from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import catalogue
from harborlight.facts.refusals import Refusal
from harborlight.facts.versions import sent_over
from harborlight.firm.fields import AddressField, DayField, SeenField, WordsField
from harborlight.firm.words import in_words, language_now
from harborlight.inquiries.actions import Asker
from harborlight.inquiries.models import CameBy, Inquiry
from harborlight.inquiries.queries import noted, noted_word
from harborlight.people.conflicts import Asked
from harborlight.people.models import Person
from harborlight.people.names import folded
from harborlight.workflow.forms import EARLIEST_BIRTH

NEW = "new"


def kinds_of_help() -> list[tuple[str, str]]:
    """What people ask for, in the reader's language: the answers of intake.help."""
    entry = catalogue().entries["person", "intake.help"]
    return [(one.value, in_words(one.labels)) for one in entry.options]


class AboutForm(forms.Form):
    """What is noted of an inquiry, beside who asks."""

    wanted = forms.ChoiceField(label=_("What they ask for"), required=False)
    came_by = forms.ChoiceField(
        label=_("How they found us"),
        required=False,
        choices=[("", _("Not asked yet")), *CameBy.choices],
    )
    note = WordsField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Attorneys and those who handle inquiries read this. Ask for no more than you "
            "need to check for conflicts: what we know may keep us from other cases."
        ),
    )
    company = WordsField(
        label=_("Company that asks or pays, if any"),
        required=False,
        max_length=120,
        help_text=_(
            "The answers of the worker are not shown to the company, nor the company's to "
            "the worker."
        ),
    )
    company_secrets = WordsField(
        label=_("What the company asks us to keep to ourselves"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["wanted"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("Not said yet")), *kinds_of_help()]


class NotedForm(AboutForm):
    """What is noted of an inquiry that is there."""

    seen = SeenField()

    @classmethod
    def of(cls, inquiry: Inquiry) -> NotedForm:
        """The form as it begins."""
        return cls(initial=noted(inquiry) | {"seen": noted_word(inquiry)})

    def ask_again(self, why: str, *, stands: Inquiry) -> None:
        """It was changed meanwhile: to send this form again is to insist.

        Beside each box that differs stands what somebody else wrote.
        """
        self.data = sent_over(self.data, {"seen": noted_word(stands)})
        self.add_error(None, why)
        for name, value in noted(stands).items():
            if self.cleaned_data.get(name) != value:
                self.add_error(name, _now(name, value))


def _now(name: str, value: str) -> str:
    if not value:
        return gettext("Now there is no answer.")
    labels: dict[str, Any] = {}
    if name in ("wanted", "came_by"):
        labels = dict(kinds_of_help() if name == "wanted" else CameBy.choices)
    words = str(labels.get(value, value))
    return gettext("Now: %(answer)s") % {"answer": words}


class NewInquiryForm(AboutForm):
    """Who asks, and for what. `today`: the firm's day.

    known: cards of people with the same address whom the actor may know.
    """

    family_name = WordsField(
        label=_("Family name"),
        max_length=80,
        error_messages={"required": _("Enter the family name.")},
    )
    given_name = WordsField(label=_("Given name"), max_length=80, required=False)
    birth_date = DayField(
        label=_("Date of birth"),
        required=False,
        help_text=_("Needed before the link is sent: it proves who opens it."),
    )
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
    field_order = (
        "family_name", "given_name", "birth_date", "email", "phone", "language",
        "wanted", "came_by", "note", "company", "company_secrets",
    )  # fmt: skip

    def __init__(
        self, *args: Any, today: date, known: Sequence[Person] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.known = today, {str(one.pk): one for one in known}
        for name in ("family_name", "given_name", "email", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if known:
            self.fields["who"] = _who_field(known)
            self.order_fields(["who", *self.field_order])

    def clean_family_name(self) -> str:
        name: str = self.cleaned_data["family_name"]
        if not folded(name):
            raise forms.ValidationError(gettext("Write the name in letters."))
        return name

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and not EARLIEST_BIRTH <= born <= self.today:
            raise forms.ValidationError(gettext("Check the year of birth."))
        return born

    def clean_phone(self) -> str:
        text: str = self.cleaned_data["phone"].strip()
        entry = catalogue().entries["person", "contact.phone_day"]
        try:
            return accept(entry, text) if text else ""
        except Refusal as refusal:
            language = language_now()
            raise forms.ValidationError(refusal.sentence(language)) from refusal

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("email") or said.get("phone") or self.errors):
            raise forms.ValidationError(
                gettext("Write an e-mail address or a phone number: one of the two.")
            )
        return said

    @property
    def asker(self) -> Asker:
        names = (
            "family_name",
            "given_name",
            "birth_date",
            "email",
            "phone",
            "language",
        )
        return Asker(**{name: self.cleaned_data[name] for name in names})

    @property
    def about(self) -> dict[str, str]:
        names = ("wanted", "came_by", "note", "company", "company_secrets")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def chosen(self) -> Person | None:
        """The card that it is, where the firm knows them."""
        return self.known.get(self.cleaned_data.get("who", ""))


def _who_field(known: Sequence[Person]) -> forms.ChoiceField:
    said = gettext("The same person as %(name)s")
    return forms.ChoiceField(
        label=gettext("We know somebody with this address. Who is it?"),
        choices=[
            *((str(one.pk), said % {"name": one.full_name}) for one in known),
            (NEW, gettext("Somebody else: I will write another address, or none")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext("Say who it is.")},
    )


class LinkForm(forms.Form):
    """Where the link to the first questions goes, and what proves who opens it."""

    email = AddressField(
        label=_("Email"),
        max_length=120,
        error_messages={
            "required": _("The link needs an e-mail address."),
            "invalid": _("Check the address: it looks like name@example.com."),
        },
    )
    birth_date = DayField(label=_("Date of birth"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "link_%s")
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if not EARLIEST_BIRTH <= born <= self.today:
            raise forms.ValidationError(gettext("Check the year of birth."))
        return born


class MoreNamesForm(forms.Form):
    """Names that staff heard of: one a line."""

    also = WordsField(
        label=_("More names to check, one a line"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "The other side, an earlier spouse, a company: whoever was spoken of."
        ),
    )

    @property
    def asked(self) -> list[Asked]:
        lines = self.cleaned_data["also"].splitlines()
        return [Asked(line.strip()[:160]) for line in lines if folded(line)]


class InquiryListForm(forms.Form):
    """Which inquiries a list shows. Whatever the address says, it shows some."""

    q = WordsField(label=_("Name"), max_length=200, required=False)
    state = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts = counts
        self.is_valid()
