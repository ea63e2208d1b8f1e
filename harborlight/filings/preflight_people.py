"""What is checked of the people on the forms: that they are the same on every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from harborlight.facts.catalogue import catalogue, general
from harborlight.facts.showing import SECRET_TAIL
from harborlight.filings.preflight_types import Finding, Record
from harborlight.filings.written import bare_of, identities, is_secret, is_the_same
from harborlight.firm.words import in_words
from harborlight.people.likeness import Called, likeness

# Somebody of the case, or who else is named on a form (the attorney); and what of them.
_Of = tuple[UUID | str, str]


@dataclass
class _Said:
    """One thing of one person, as the forms say it: by its letters, the text of the first
    box and the forms that say so."""

    path: str
    texts: dict[str, str] = field(default_factory=dict)
    forms: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, text: str, form: str) -> None:
        bare = bare_of(self.path, text)
        self.texts.setdefault(bare, text)
        self.forms.setdefault(bare, {})[form] = None

    @property
    def shown(self) -> str:
        """Each way in which it is said, with the forms: of a number the last signs."""
        return "; ".join(
            f"{self._open(text)} ({', '.join(self.forms[bare])})"
            for bare, text in sorted(self.texts.items())
        )

    def _open(self, text: str) -> str:
        return f"…{text[-SECRET_TAIL:]}" if is_secret(self.path) else text


def on_people(record: Record, on: date) -> Iterator[Finding]:
    """Names, dates of birth and numbers that are not the same on all forms of the
    envelope: what is filed together is read together.

    They are compared by the person, whatever part they have on a form, and with what was
    typed over a box.
    """
    for (whose, _name), said in sorted(_said(record).items(), key=str):
        code = _differs(said)
        if code:
            words = {"fact": _label(record, said.path), "said": said.shown}
            about = (str(whose), said.path.partition(".")[2], *sorted(said.texts))
            yield Finding(code, _("All forms"), about, words)


def _said(record: Record) -> dict[_Of, _Said]:
    found: dict[_Of, _Said] = {}
    for row in record.in_envelope:
        boxes = record.written.get(row.filled.pk, ()) if row.filled else ()
        called = record.called(row.needed)
        for path, text in identities(boxes):
            part, _dot, name = path.partition(".")
            person = record.persons.get(part)
            whose = person.pk if person else part
            found.setdefault((whose, name), _Said(path)).add(text, called)
    return found


def _differs(said: _Said) -> str:
    """ "differs" where they cannot be of one person, "spelled" where it is an ordinary
    variant of one name, "" where all say the same."""
    longest = max(said.texts, key=len)
    others = [bare for bare in said.texts if not is_the_same(said.path, longest, bare)]
    if not others:
        return ""
    if ".name." not in said.path:
        return "differs"
    whole = _as_name(said, longest)
    found = {likeness(whole, _as_name(said, bare)).verdict for bare in others}
    if "different" in found:
        return "differs"
    return "spelled" if "spelling" in found else ""


def _as_name(said: _Said, bare: str) -> Called:
    """Its words, as a name: family names and given names vary in the same ways."""
    is_family = said.path.endswith(".family")
    text = said.texts[bare]
    return Called(text) if is_family else Called("", text)


def _label(record: Record, path: str) -> str:
    """ "Family name (last name) (María Rivas Peña)"."""
    part = path.partition(".")[0]
    person = record.persons.get(part)
    labels = catalogue().entry(general(path)).labels
    return f"{in_words(labels)} ({person.full_name if person else part})"
