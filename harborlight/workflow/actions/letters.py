from __future__ import annotations

from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.people.models import Person
from harborlight.workflow import events
from harborlight.workflow.playbook_moments import Letter


def give_letter(
    clock: Actor, case: Case, *, letter: Letter, person: Person, words: str
) -> None:
    """Put a letter that was written, and accepted, on the page of whom it is for."""
    with acting(clock, events.LETTER_GIVEN, case) as event:
        event.say(
            title=dict(letter.title),
            words=words,
            name=person.full_name,
            for_person=str(person.pk),
        )
