"""What must be said to ask somebody for a paper, and to answer who cannot get it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from harborlight.documents.models import Detail, Request
from harborlight.firm.fields import DayField, WordsField
from harborlight.people.models import Person

# Of law/ladders.yaml, as whoever asks for a paper finds them.
LADDERS = [
    ("", _("Nothing else will do")),
    ("civil record", _("An official record: birth, marriage, divorce, death")),
]


class Texts(forms.MultiWidget):
    """The same words in every language that clients read."""

    template_name = "staff/documents/_texts.html"
    use_fieldset = True

    def __init__(self, rows: int = 0) -> None:
        kind = forms.Textarea if rows else forms.TextInput
        also = {"rows": rows} if rows else {}
        self.languages = dict(settings.WRITTEN)
        super().__init__(
            {code: kind(attrs={"lang": code, **also}) for code in self.languages}
        )

    def decompress(self, value: Any) -> list[str]:
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = self.languages.values()
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context


class TextsField(forms.MultiValueField):
    """A text that clients read in their own language: {"en": ..., "es": ...}, or {}."""

    def __init__(self, *, rows: int = 0, max_length: int = 300, **kwargs: Any) -> None:
        parts = [
            WordsField(lines=bool(rows), max_length=max_length, required=False)
            for _code in settings.WRITTEN
        ]
        super().__init__(parts, widget=Texts(rows), require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        codes = [code for code, _name in settings.WRITTEN]
        texts = dict(zip(codes, data_list, strict=False))
        if any(texts.values()) and not all(texts.get(code) for code in codes):
            raise ValidationError(
                _("Write it in every language: each client reads it in theirs."),
                code="half",
            )
        return texts


class RequestForm(forms.Form):
    """What must be said to ask somebody for a paper."""

    person = forms.ChoiceField(label=_("Who should send it?"))
    kind = forms.CharField(max_length=40, widget=forms.HiddenInput, initial="other")
    title = TextsField(label=_("What do you need?"), max_length=120)
    purpose = TextsField(label=_("Why is it needed?"), rows=2)
    advice = TextsField(
        label=_("What makes it good?"),
        help_text=_("Which pages, how to take the photo, what to send instead."),
        rows=2,
        max_length=600,
        required=False,
    )
    example = TextsField(
        label=_("An example"),
        help_text=_("A paper that would do, as people know it."),
        max_length=300,
        required=False,
    )
    ladder = forms.ChoiceField(
        label=_("What will do if it cannot be had?"),
        choices=LADDERS,
        required=False,
    )
    need = forms.ChoiceField(
        label=_("How much is it needed?"),
        choices=Request.Need.choices,
        initial=Request.Need.REQUIRED,
        widget=forms.RadioSelect,
    )
    due_on = DayField(label=_("Needed by"), required=False)

    def __init__(
        self, *args: Any, people: Iterable[Person], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.today = today
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, one.full_name) for pk, one in self.people.items()]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < self.today:
            raise ValidationError(_("This day has passed. Choose a day to come."))
        return day


class DetailForm(forms.Form):
    """What must be said to ask something of every paper of a kind."""

    label = TextsField(
        label=_("What do you want to know?"),
        help_text=_("For example: number of the certificate."),
        max_length=120,
    )
    sort = forms.ChoiceField(
        label=_("How is it answered?"),
        choices=Detail.Sort.choices,
        initial=Detail.Sort.TEXT,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Of which papers?"), required=False)
    is_required = forms.BooleanField(
        label=_("It must be answered"),
        help_text=_("A box that must be ticked cannot be left empty."),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Of every paper")), *kinds.items()]


class CannotForm(forms.Form):
    """What a client says who cannot get a paper."""

    why = WordsField(
        label=_("Why can you not get it?"),
        help_text=_("For example: the office burned down, or it does not answer you."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": _("Write in a few words why you cannot get it.")},
    )


class HelperForm(forms.Form):
    """Whom a client gives a link, to send one paper for them."""

    name = WordsField(
        label=_("Who has it?"),
        help_text=_("For example: my sister Rosa. We see this name beside the paper."),
        max_length=80,
        error_messages={"required": _("Write who has it.")},
    )


class AskAgainForm(forms.Form):
    """What we answer to that."""

    answer = WordsField(
        label=_("What the client should do"),
        help_text=_("The client reads this, word for word."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
