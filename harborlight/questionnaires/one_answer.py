"""One answer by itself, as staff read it and put it right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.catalogue import Entry, catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import Sheet, get_entry, sheets
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown as key_of
from harborlight.firm.models import User
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import Person


@dataclass(frozen=True)
class Answer:
    """One fact as it stands: what the catalogue calls it, its value and its source."""

    subject: str
    name: str
    entry_id: UUID | None
    entry: Entry
    fact: Fact | None
    by: str = ""
    required: bool = True
    # The entry that it is of was taken back.
    gone: bool = False
    # Whose it is: their part in the case, or "case".
    part: str = "case"

    @property
    def value(self) -> str:
        return self.fact.value if self.fact else ""

    @property
    def in_address(self) -> str:
        """The fact's name as an address holds it: "addresses.street"."""
        return self.name.replace("[]", "")

    @property
    def is_missing(self) -> bool:
        return self.required and not self.value


def one_answer(
    actor: Actor, case: Case, of: UUID, name: str, entry: UUID | None
) -> tuple[Answer, Person | None]:
    """One fact of a party (or of the case), known or not yet, by its name in an address.

    NotFound for a name that the catalogue has not, or an entry that was never theirs.
    """
    party = None if of == case.pk else _party(actor, case, of)
    person = party.person if party else None
    kind = "person" if person else "case"
    path = next(
        (
            path
            for found, path in catalogue().entries
            if found == kind and path.replace("[]", "") == name
        ),
        name if (kind, name) in catalogue().entries else None,
    )
    if path is None or ("[]" in path) != (entry is not None):
        raise NotFound
    sheet = sheets(actor, case, [person])[person.pk if person else None]
    group = path.partition("[]")[0]
    gone = entry is not None and entry not in sheet.entries.get(group, [])
    if gone and entry is not None:
        must_be_of(actor, case, person, group, entry)
    fact = sheet.values.get((path, entry))
    by = names_of({of: Sheet({(path, entry): fact})}) if fact else {}
    found = answer_of(key_of(of), path, entry, person, fact, by)
    return replace(found, gone=gone, part=party.part if party else "case"), person


def answer_of(
    subject: str,
    name: str,
    entry_id: UUID | None,
    person: Person | None,
    fact: Fact | None,
    people: Mapping[UUID, str],
    required: bool = True,
) -> Answer:
    """What is known under this name, with the words of the catalogue."""
    return Answer(
        subject=subject,
        name=name,
        entry_id=entry_id,
        entry=catalogue().entries["person" if person else "case", name],
        fact=fact,
        by=people.get(fact.by_id, "") if fact and fact.by_id else "",
        required=required,
    )


def names_of(known: Mapping[UUID | None, Sheet]) -> dict[UUID, str]:
    """The names of everybody whom a value comes from."""
    return people_of(fact for sheet in known.values() for fact in sheet.values.values())


def people_of(facts: Iterable[Fact]) -> dict[UUID, str]:
    """The names of those who said these values."""
    ids = {fact.by_id for fact in facts if fact.by_id}
    rows = User.objects.filter(pk__in=ids).values_list("pk", "name", "email")
    return {pk: name or email for pk, name, email in rows}


def must_be_of(
    actor: Actor, case: Case, person: Person | None, group: str, entry: UUID
) -> None:
    """NotFound unless the entry, taken back or not, was one of this person's."""
    found = get_entry(actor, entry)
    at = (case.pk, person.pk if person else None, group)
    if (found.case_id, found.person_id, found.group) != at:
        raise NotFound


def _party(actor: Actor, case: Case, person_id: UUID) -> Party:
    for row in parties(actor, case):
        if row.person_id == person_id:
            return row
    raise NotFound
