from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.cases.forms import LeadForm
from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import catalogue
from harborlight.facts.refusals import Refusal
from harborlight.firm.actor import Actor
from harborlight.firm.fields import AddressField, DayField, WordsField
from harborlight.firm.models import User
from harborlight.firm.words import in_words, language_now
from harborlight.people.models import Person
from harborlight.people.names import folded
from harborlight.workflow.actions import Newcomer
from harborlight.workflow.playbooks import Course, Part

EARLIEST_BIRTH = date(1900, 1, 1)
# In a KnownForm: nobody of those found.
NEW = "new"


class NewcomerForm(forms.Form):
    """What is written down of somebody when their case begins. `today`: the firm's day."""

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
        help_text=_("Their own. Without it they cannot be invited to the portal."),
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

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)
        self.today = today
        for name in self.fields:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_family_name(self) -> str:
        return self._accepted("family_name", "name.family")

    def clean_given_name(self) -> str:
        return self._accepted("given_name", "name.given")

    def clean_middle_name(self) -> str:
        return self._accepted("middle_name", "name.middle")

    def clean_phone(self) -> str:
        return self._accepted("phone", "contact.phone_day")

    def clean_birth_date(self) -> date:
        born: date = self.cleaned_data["birth_date"]
        if born > self.today:
            raise forms.ValidationError(
                gettext("This day is still to come. Check the year of birth.")
            )
        if born < EARLIEST_BIRTH:
            raise forms.ValidationError(gettext("Check the year of birth."))
        return born

    def _accepted(self, field: str, fact: str) -> str:
        """The value as the fact of the same meaning keeps it; an empty one is left out."""
        text: str = self.cleaned_data[field]
        entry = catalogue().entries["person", fact]
        try:
            value = accept(entry, text) if text.strip() else ""
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence(language_now())) from refusal
        return "" if value in entry.may_be else value

    @property
    def is_filled(self) -> bool:
        """Whether somebody is named: the language alone is nobody."""
        typed = (self[name].data for name in self.fields if name != "language")
        return any(_words(value) for value in typed)

    def has_changed(self) -> bool:
        return self.is_filled

    @property
    def newcomer(self) -> Newcomer:
        return Newcomer(**self.cleaned_data)


class NewCaseForm:
    """Everything that must be said to open a case: its people, and who leads it."""

    def __init__(
        self,
        actor: Actor,
        playbook: Course,
        data: Mapping[str, Any] | None = None,
        *,
        today: date,
    ) -> None:
        self.playbook = playbook
        self.parts = {
            part.id: NewcomerForm(
                data,
                prefix=part.id,
                today=today,
                initial={"language": actor.language},
                # Of a part that a case can be without nobody need be named.
                empty_permitted=part.optional,
                use_required_attribute=False,
            )
            for part in playbook.parts
        }
        self.lead = LeadForm(actor, data, initial={"lead": actor.user_id})
        self.forms: list[forms.Form] = [*self.parts.values(), self.lead]

    @property
    def sections(self) -> list[tuple[str, NewcomerForm]]:
        """Each part's name in the reader's language, and its form."""
        return [(_called(part), self.parts[part.id]) for part in self.playbook.parts]

    @property
    def present(self) -> list[Part]:
        """The parts that somebody takes: those a case can be without only if one is named."""
        return [
            part
            for part in self.playbook.parts
            if not part.optional or self.parts[part.id].is_filled
        ]

    @cached_property
    def is_valid(self) -> bool:
        # A list: each form says what it lacks, also behind one that lacks something.
        if not all([form.is_valid() for form in self.forms]):
            return False
        self._tell_apart()
        return not any(form.errors for form in self.forms)

    @property
    def newcomers(self) -> dict[str, Newcomer]:
        return {part.id: self.parts[part.id].newcomer for part in self.present}

    @property
    def chosen_lead(self) -> User:
        lead: User = self.lead.cleaned_data["lead"]
        return lead

    def _tell_apart(self) -> None:
        """Two parts are two people, and an account is one person's."""
        seen: list[Newcomer] = []
        for form in (self.parts[part.id] for part in self.present):
            one = form.newcomer
            if any(_same_person(one, other) for other in seen):
                form.add_error(
                    "family_name",
                    gettext(
                        "This is the same person as above. Each part is another person."
                    ),
                )
            if any(one.email and _same_address(one, other) for other in seen):
                form.add_error(
                    "email",
                    gettext(
                        "An account is one person's, so each needs an address of their "
                        "own. Ask for another one, or leave it empty for now."
                    ),
                )
            seen.append(one)


def _words(value: object) -> str:
    """What was typed in a box, or in the boxes of a day."""
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return "".join(str(one or "").strip() for one in parts)


def _called(part: Part) -> str:
    name = in_words(part.name)
    if not part.optional:
        return name
    return gettext("%(part)s (if there is one)") % {"part": name}


class KnownForm(forms.Form):
    """Which of the newcomers the firm knows already, part by part.

    candidates: by part, the people whom the conflict check found and the actor may know.
    """

    def __init__(
        self,
        playbook: Course,
        *args: Any,
        candidates: Mapping[str, Sequence[tuple[Person, str]]],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("prefix", "known")
        super().__init__(*args, **kwargs)
        self.people = {
            str(person.pk): person
            for rows in candidates.values()
            for person, _w in rows
        }
        for part in playbook.parts:
            if rows := candidates.get(part.id):
                self.fields[part.id] = _known_field(in_words(part.name), rows)

    def clean(self) -> dict[str, Any]:
        chosen = [value for value in self.cleaned_data.values() if value != NEW]
        if len(set(chosen)) < len(chosen):
            raise forms.ValidationError(
                gettext("One person cannot have two parts in the case.")
            )
        return self.cleaned_data

    @property
    def known(self) -> dict[str, Person]:
        return {
            part: self.people[value]
            for part, value in self.cleaned_data.items()
            if value != NEW
        }


def _known_field(name: str, rows: Sequence[tuple[Person, str]]) -> forms.ChoiceField:
    choices = [(NEW, gettext("Somebody new"))]
    choices += [
        (
            str(person.pk),
            gettext("The same person as %(name)s (%(where)s)")
            % {"name": person.full_name, "where": where},
        )
        for person, where in rows
    ]
    return forms.ChoiceField(
        label=gettext("Who is the %(part)s?") % {"part": name.lower()},
        choices=choices,
        widget=forms.RadioSelect,
        initial=NEW,
        error_messages={"required": gettext("Say whether it is somebody new.")},
    )


def _same_person(one: Newcomer, other: Newcomer) -> bool:
    def name(person: Newcomer) -> list[str]:
        line = folded(person.given_name, person.middle_name, person.family_name)
        return sorted(line.split())  # the family name may stand in the other box

    return one.birth_date == other.birth_date and name(one) == name(other)


def _same_address(one: Newcomer, other: Newcomer) -> bool:
    return one.email.casefold() == other.email.casefold()


class ClosingForm(forms.Form):
    """What must be said to close a case in which something is still to be paid."""

    despite_unpaid = forms.BooleanField(
        label=_("Close the case; what is unpaid stays unpaid"), required=False
    )
