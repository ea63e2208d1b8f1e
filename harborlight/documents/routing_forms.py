"""What must be said of who looks at papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from harborlight.documents.events import CHECKERS
from harborlight.documents.forms import PAPER_LANGUAGES
from harborlight.documents.models import RoutingRule
from harborlight.firm.fields import WordsField
from harborlight.firm.models import User
from harborlight.firm.roles import Role

ANY = ("", _("It does not matter"))
PARTS = [(one.value, one.label) for one in Role if one in CHECKERS]
LANGUAGES = [(code, name) for code, name in PAPER_LANGUAGES if code]


@dataclass(frozen=True)
class Vocabulary:
    """What may be said in a rule: codes and their names."""

    kinds: Mapping[str, str]
    playbooks: Mapping[str, str]
    parties: Mapping[str, str]
    people: Mapping[str, User]


class RuleForm(forms.Form):
    """Which papers a rule is about, and to whom they go."""

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    playbook = forms.ChoiceField(label=_("Kind of case"), required=False)
    paper_language = forms.ChoiceField(
        label=_("Language of the paper"),
        help_text=_("As its sender said it."),
        choices=[ANY, *LANGUAGES],
        required=False,
    )
    client_language = forms.ChoiceField(
        label=_("Language of the client"),
        choices=[ANY, *settings.LANGUAGES],
        required=False,
    )
    party = forms.ChoiceField(label=_("Whose paper"), required=False)
    target = forms.ChoiceField(
        label=_("It goes to"),
        choices=RoutingRule.Target.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose to whom it goes.")},
    )
    user = forms.ChoiceField(
        label=_("This person"),
        help_text=_("Only where it goes to one person."),
        required=False,
    )
    role = forms.ChoiceField(
        label=_("This part"),
        help_text=_("Only where it goes to whoever plays a part."),
        choices=[("", _("Choose…")), *PARTS],
        required=False,
    )

    def __init__(self, *args: Any, known: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self._offer("kind", known.kinds.items(), ANY)
        self._offer("playbook", known.playbooks.items(), ANY)
        self._offer("party", known.parties.items(), ANY)
        people = ((pk, user.name) for pk, user in known.people.items())
        self._offer("user", people, ("", _("Choose…")))

    def _offer(self, name: str, several: Iterable[tuple[str, Any]], none: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [none, *several]

    def clean_user(self) -> User | None:
        return self.known.people.get(self.cleaned_data["user"])

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        to_person = said.get("target") == RoutingRule.Target.PERSON
        if to_person and not said.get("user"):
            self.add_error("user", _("Choose who gets these papers."))
        if said.get("target") and not to_person and not said.get("role"):
            self.add_error("role", _("Choose the part."))
        # What was chosen beside it is of no use then.
        said["role" if to_person else "user"] = "" if to_person else None
        return said


class TryForm(forms.Form):
    """A paper that might come, to see what the rules would do with it."""

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    paper_language = forms.ChoiceField(
        label=_("Language of the paper"),
        choices=[("", _("Not said")), *LANGUAGES],
        required=False,
    )
    number = WordsField(
        label=_("Number of a case"),
        help_text=_("Then its team and its walls count, and who it is about."),
        max_length=20,
        required=False,
    )
    playbook = forms.ChoiceField(label=_("Or: kind of case"), required=False)
    client_language = forms.ChoiceField(
        label=_("Language of the client"),
        choices=[("", _("Not said")), *settings.LANGUAGES],
        required=False,
    )
    party = forms.ChoiceField(label=_("Whose paper"), required=False)

    def __init__(self, *args: Any, known: Vocabulary, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "kind": known.kinds,
            "playbook": known.playbooks,
            "party": known.parties,
        }
        for name, several in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Not said")), *several.items()]


class AssignForm(forms.Form):
    """Whom a paper is given to."""

    to = forms.ChoiceField(
        label=_("Who should look at it?"),
        error_messages={"required": _("Choose who should look at it.")},
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        named = [(pk, one.name) for pk, one in self.people.items()]
        field.choices = [("", _("Choose…")), *named]

    def clean_to(self) -> User:
        return self.people[self.cleaned_data["to"]]
