"""A new case that begins with the people of another: who of them takes which part.

The address says it: `?from=CASE&is-petitioner=PERSON`. What the card of a person says is
put into the boxes; what is known of them elsewhere comes with the person (decision 25).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file, people_of
from harborlight.docket.actions import LinkedAlready, link_cases
from harborlight.docket.events import LINKED
from harborlight.docket.models import Link
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import Person
from harborlight.workflow.forms import NewCaseForm
from harborlight.workflow.playbooks import Course

FROM, IS = "from", "is-"


@dataclass(frozen=True)
class Beginning:
    """The case that another begins from, its people, and who of them has which part."""

    case: Case
    people: list[Person]
    parts: dict[str, Person] = field(default_factory=dict)

    def offers(self, part: str) -> list[tuple[str, str]]:
        """Whose card may fill this part: (name, the address that does it)."""
        taken = {name: one.key for name, one in self.parts.items() if name != part}
        free = [one for one in self.people if one.key not in taken.values()]
        return [(one.full_name, self._address(taken | {part: one.key})) for one in free]

    def _address(self, parts: dict[str, str]) -> str:
        said = {FROM: self.case.key}
        said |= {f"{IS}{part}": key for part, key in parts.items()}
        return f"?{urlencode(said)}"

    def fill(self, form: NewCaseForm) -> None:
        """Offer what the cards say in the boxes of their parts; nothing is sent yet."""
        for part, one in self.parts.items():
            names = ("family_name", "given_name", "middle_name", "email", "phone")
            said = {name: getattr(one, name) for name in names}
            said |= {"language": one.language, "birth_date": one.birth_date}
            form.parts[part].initial.update(said)


def beginning(actor: Actor, asked: QueryDict, playbook: Course) -> Beginning | None:
    """What the address says; a case or a person that is not open to them is left out."""
    case = case_from(actor, asked.get(FROM, ""))
    if case is None:
        return None
    people = people_of(actor, case)
    by_key = {one.key: one for one in people}
    said = {
        part.id: by_key.get(asked.get(f"{IS}{part.id}", "")) for part in playbook.parts
    }
    return Beginning(case, people, {part: one for part, one in said.items() if one})


def case_from(actor: Actor, key: str) -> Case | None:
    try:
        return get_case_file(actor, read(key)) if key else None
    except (NotFound, ValueError):
        return None


def link_to_beginning(actor: Actor, case: Case, key: str) -> bool:
    """Link a case that was just opened with the one it began from, where one did."""
    other = case_from(actor, key)
    if other is None or not may(actor, LINKED):
        return False
    try:
        link_cases(actor, case, other=other, kind=Link.Kind.FAMILY)
    except LinkedAlready:
        return False
    return True
