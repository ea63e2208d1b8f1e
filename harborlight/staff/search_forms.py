"""What papers are looked for by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file, get_known
from harborlight.documents.forms import PAPER_LANGUAGES, TAGS
from harborlight.facts.choices import country_name
from harborlight.firm.actor import Actor
from harborlight.firm.fields import WordsField
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import language_now
from harborlight.law.countries import countries
from harborlight.people.models import Person
from harborlight.search.models import SavedSearch
from harborlight.workflow.queries import paper_kinds

ANY = ("", _("Any"))
OF_ONE = ("case", "person")
STATES = [
    ANY,
    ("received", _("To review")),
    ("accepted", _("Accepted")),
    ("returned", _("Sent back")),
]


class FindPapersForm(forms.Form):
    """Which papers are looked for. Whatever the address says, there is an answer: what
    is wrong in it is left out."""

    q = WordsField(label=_("Words on the paper"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)
    # `language` in an address is the reader's own (firm/languages.py).
    written = forms.ChoiceField(
        label=_("Language"), choices=[ANY, *PAPER_LANGUAGES[1:]], required=False
    )
    country = forms.ChoiceField(label=_("Issued by"), required=False)
    state = forms.ChoiceField(label=_("Decision"), choices=STATES, required=False)
    since = forms.DateField(
        label=_("Dated from"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        label=_("Dated until"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    earlier = forms.BooleanField(
        label=_("Earlier versions too"),
        required=False,
    )
    case = forms.CharField(required=False, widget=forms.HiddenInput)
    person = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        kinds: Sequence[tuple[str, str]],
        case: Case | None = None,
        person: Person | None = None,
    ) -> None:
        super().__init__(data, auto_id="find-%s", label_suffix="")
        self.about_case, self.about_person = case, person
        language = language_now()
        named = [(code, country_name(code, language)) for code in countries()]
        self._offer("kind", [ANY, *kinds])
        self._offer("tag", [ANY, *_with(TAGS, str(data.get("tag") or ""))])
        self._offer("country", [ANY, *sorted(named, key=lambda one: one[1])])
        self.is_valid()

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "")

    @property
    def said(self) -> dict[str, str]:
        """What it is narrowed by, as an address says it; without the words."""
        found = {
            name: self.data[name]
            for name in self.fields
            if name not in ("q", *OF_ONE) and self.cleaned_data.get(name)
        }
        found |= {"case": self.about_case.key} if self.about_case else {}
        return found | ({"person": self.about_person.key} if self.about_person else {})

    @property
    def narrowed(self) -> dict[str, Any]:
        """The same as search's `Within` is told it."""
        wanted = {
            name: self.cleaned_data.get(name) for name in self.fields if name != "q"
        }
        found = {name: value for name, value in wanted.items() if value}
        found["language"] = found.pop("written", "")
        found["case"] = self.about_case.pk if self.about_case else None
        found["person"] = self.about_person.pk if self.about_person else None
        return found

    @property
    def is_narrowed(self) -> bool:
        """Whether by more than words: the box with the filters stands open."""
        return bool(self.said)

    @property
    def query(self) -> str:
        """The whole of it as the rest of an address: `&q=pena&kind=passport`."""
        return f"&{self.address}" if self.address else ""

    @property
    def address(self) -> str:
        return _address(self.words, self.said)

    @property
    def elsewhere(self) -> str:
        """The same, in every case and of everybody."""
        here = {name: one for name, one in self.said.items() if name not in OF_ONE}
        return _address(self.words, here)


class AskForm(forms.Form):
    """A question of the papers of a case. Any words are one."""

    q = WordsField(label=_("Your question"), max_length=200, required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data, auto_id="ask-%s", label_suffix="")
        self.is_valid()

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "")

    @property
    def address(self) -> str:
        return _address(self.words, {})


def find_papers_form(actor: Actor, data: Any) -> FindPapersForm:
    """What an address (or a form that was sent) asks for; a case or somebody that this
    actor may not know is left out like anything else that is wrong."""
    kinds = sorted(paper_kinds(actor).items())
    return FindPapersForm(
        data,
        kinds=kinds,
        case=_named(actor, data.get("case"), get_case_file),
        person=_named(actor, data.get("person"), get_known),
    )


def saved_address(saved: SavedSearch) -> str:
    return _address(saved.words, saved.narrowed)


def _with(known: Sequence[tuple[str, Any]], one: str) -> list[tuple[str, Any]]:
    """The firm's own tags are found too, by whoever comes from one of them."""
    return [*known] if not one or one in dict(known) else [*known, (one[:60], one[:60])]


Row = TypeVar("Row")


def _named(
    actor: Actor, said: str | None, get: Callable[[Actor, UUID], Row]
) -> Row | None:
    try:
        return get(actor, read(said)) if said else None
    except (NotFound, ValueError):
        return None


def _address(words: str, narrowed: dict[str, str]) -> str:
    return urlencode(({"q": words} if words else {}) | narrowed)
