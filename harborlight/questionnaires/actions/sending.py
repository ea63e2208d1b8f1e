"""Questions that somebody is asked, by the firm or in the place of another."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Party
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person
from harborlight.questionnaires import events
from harborlight.questionnaires.actions.answering import note_progress
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.queries import newest


def send_questionnaire(
    actor: Actor,
    party: Party,
    *,
    key: str,
    due_on: date | None,
    through: Person | None = None,
) -> Sent:
    """Ask a party the questions. through: who answers them for that party, if another."""
    person = through or party.person
    with acting(actor, events.SENT, party) as event:
        sent = Sent.objects.create(
            firm=actor.firm,
            case_id=party.case_id,
            questionnaire=newest(actor, key),
            party=party,
            person=person,
            sent_at=now(),
            due_on=due_on,
        )
        note_progress(actor, sent, screen="")
        event.made(sent)
        event.say(name=person.full_name, for_person=str(person.pk))
    return sent


def send_through(actor: Actor, sent: Sent, *, person: Person) -> None:
    """Let another person answer what is open for a party; what was answered stays."""
    with acting(actor, events.SENT, sent) as event:
        sent.person = person
        sent.save(update_fields=["person"])
        event.say(name=person.full_name, for_person=str(person.pk))
