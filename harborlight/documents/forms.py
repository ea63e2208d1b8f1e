from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.documents.kinds import FILED_KINDS
from harborlight.documents.models import SIGNED_FORM, Detail, Request
from harborlight.documents.reasons import REASONS
from harborlight.facts.choices import country_options
from harborlight.firm.fields import DayField, WordsField
from harborlight.firm.words import in_words
from harborlight.law.countries import UNITED_STATES
from harborlight.people.models import Person
from harborlight.people.names import folded


class ReturnForm(forms.Form):
    """What must be said to send a version back."""

    reason = forms.ChoiceField(
        label=_("What is wrong"), choices=REASONS, widget=forms.RadioSelect
    )
    comment = WordsField(
        label=_("What the client should do"),
        help_text=_("The client reads this, word for word."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class ReopenForm(forms.Form):
    """What must be said to take back that a version was accepted."""

    reason = WordsField(
        label=_("Why it must be checked again"),
        help_text=_("The team reads this in the history. The client does not."),
        max_length=300,
        error_messages={"required": _("Write why it must be checked again.")},
    )


# What a sender may say of a paper, in words that the checklist and searches use.
TAGS = [
    ("original", _("This is the original paper")),
    ("copy", _("This is a copy")),
    ("all pages", _("All pages are here, front and back")),
    ("translation", _("A full English translation is included")),
    ("certificate", _("The translator's signed certificate is included")),
]
PAPER_LANGUAGES = [
    ("", _("Choose…")),
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("fr", _("French")),
    ("ht", _("Haitian Creole")),
    ("hi", _("Hindi")),
    ("ko", _("Korean")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("tl", _("Tagalog")),
    ("uk", _("Ukrainian")),
    ("vi", _("Vietnamese")),
    ("other", _("Another language")),
]


class DatedForm(forms.Form):
    """What bears the day of a paper: today or before. `today` is the firm's day.

    asked_on: the day on which somebody was asked for it, if anybody was.
    """

    def __init__(
        self, *args: Any, today: date, asked_on: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today, self.asked_on = today, asked_on

    def clean_issued_on(self) -> date | None:
        day: date | None = self.cleaned_data["issued_on"]
        if day and day > self.today:
            raise ValidationError(
                gettext("This date is in the future. Please check it."), code="future"
            )
        return day


def country_choices() -> list[tuple[str, Any]]:
    """Every country in the reader's language, our own first."""
    named = [(one.value, in_words(one.labels)) for one in country_options()]
    named.sort(key=lambda choice: (choice[0] != "US", folded(choice[1])))
    return [("", _("Choose…")), *named]


class PaperForm(DatedForm):
    """What is said of a paper when it is sent; the file itself comes beside it."""

    issued_on = DayField(
        label=_("Date on the paper"),
        help_text=_("When it was issued. Leave this empty if it has no date."),
        required=False,
    )
    expires_on = DayField(
        label=_("Date on which it expires"),
        help_text=_("As it stands on it. Leave this empty if it does not expire."),
        required=False,
    )
    country = forms.ChoiceField(
        label=_("Which country issued it?"),
        choices=(),
        error_messages={"required": _("Choose the country.")},
    )
    language = forms.ChoiceField(
        label=_("In which language is it written?"),
        help_text=_(
            "If everything on it stands in English too, as in many passports, choose "
            "English."
        ),
        choices=PAPER_LANGUAGES,
        error_messages={"required": _("Choose the language.")},
    )
    tags = forms.MultipleChoiceField(
        label=_("What is true of it?"),
        choices=TAGS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        details: Sequence[Detail] = (),
        expires: bool = False,
        own_tags: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """expires: such papers bear a day of expiry. own_tags: documents.tags."""
        super().__init__(*args, **kwargs)
        if not expires:
            del self.fields["expires_on"]
        tags = self.fields["tags"]
        assert isinstance(tags, forms.MultipleChoiceField)
        tags.choices = [*TAGS, *own_tags]
        self.details = {f"detail_{one.key}": one for one in details}
        self.fields |= {name: _field_of(one) for name, one in self.details.items()}
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = country_choices()

    def clean_tags(self) -> list[str]:
        said: list[str] = self.cleaned_data["tags"]
        if {"original", "copy"} <= {*said}:
            words = _(
                "A paper is either the original or a copy. Tick only one of the two."
            )
            raise forms.ValidationError(words)
        return said

    def clean(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        given = {
            str(one.pk): words
            for name, one in self.details.items()
            if (words := _as_kept(said.pop(name, None)))
        }
        return {**said, "details": given}


def _field_of(detail: Detail) -> forms.Field:
    """The box for a question of the firm's own."""
    said: dict[str, Any] = {"label": detail.asks, "required": detail.is_required}
    if detail.sort == Detail.Sort.DAY:
        return DayField(**said)
    if detail.sort == Detail.Sort.YES:
        return forms.BooleanField(**said)
    return WordsField(max_length=200, **said)


def _as_kept(value: Any) -> str:
    if value is True:
        return "yes"
    return value.isoformat() if isinstance(value, date) else str(value or "")


class SignedPagesForm(DatedForm):
    """What is said of a form that was signed: the rest is known, for it came from us."""

    issued_on = DayField(label=_("Date beside the signature"), required=False)

    def clean_issued_on(self) -> date | None:
        day = super().clean_issued_on()
        if day and self.asked_on and day < self.asked_on:
            raise ValidationError(
                gettext(
                    "This form was ready to sign on %(day)s, so nobody signed it before. "
                    "Please check the date on the paper."
                ),
                params={"day": date_format(self.asked_on, "DATE_FORMAT")},
                code="before",
            )
        return day

    def clean(self) -> dict[str, Any]:
        return {**self.cleaned_data, "country": UNITED_STATES, "language": "en"}


def form_of(request: Request) -> type[PaperForm | SignedPagesForm]:
    """What is asked of whoever sends this paper."""
    return SignedPagesForm if request.kind == SIGNED_FORM else PaperForm


class FiledPaperForm(PaperForm):
    """What is said of a paper that nobody was asked for."""

    field_order = ("title", "kind", "person", "issued_on", "country", "language")

    title = WordsField(label=_("What is it?"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind of paper"),
        choices=[("", _("Choose…")), *FILED_KINDS],
        error_messages={"required": _("Choose what it is.")},
    )
    person = forms.ChoiceField(label=_("Whom is it about?"), required=False)
    shared = forms.BooleanField(
        label=_("Every client of this case may see it"),
        help_text=_("Otherwise only the person it is about sees it."),
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        everybody = [("", _("The whole case"))]
        field.choices = [
            *everybody,
            *((pk, one.full_name) for pk, one in self.people.items()),
        ]

    def clean_person(self) -> Person | None:
        return self.people.get(self.cleaned_data["person"])

    def about(self) -> dict[str, Any]:
        """The answers that are about the paper, apart from where it is filed."""
        names = (name for name in PaperForm.base_fields if name in self.cleaned_data)
        return {name: self.cleaned_data[name] for name in names}

    def filed(self) -> dict[str, Any]:
        """Where it is filed, and under what name."""
        named = ("title", "kind", "person", "shared")
        return {name: self.cleaned_data[name] for name in named}
