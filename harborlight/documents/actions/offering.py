"""A paper that a client sends and nobody asked for."""

from __future__ import annotations

from harborlight.cases.models import Case
from harborlight.documents import events
from harborlight.documents.actions.receiving import (
    About,
    Checked,
    _add_version,
    _arriving,
    describe,
)
from harborlight.documents.models import Document, Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.people.models import Person


def offer_document(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    kind: str,
    title: str,
    checked: Checked,
    about: About,
) -> Version:
    """Send a paper of one's own accord: it waits for review like any other.

    person: whose paper it is. kind: one of documents.kinds.
    """
    with acting(actor, events.RECEIVED, case) as event:
        document = Document.objects.create(
            firm=actor.firm, case=case, person=person, kind=kind, title=title
        )
        describe(document, about)
        state = _arriving(checked)
        version = _add_version(actor, document, checked, about, state=state)
        event.made(version)
        event.say(
            title={"en": title},
            number=1,
            sha256=checked.file.sha256,
            for_person=str(person.pk),
        )
    return version
