"""What the client is told of a deadline."""

from __future__ import annotations

from datetime import date

from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import check_open
from harborlight.deadlines.models import Deadline, ForClient
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person


def show_to_client(
    actor: Actor,
    deadline: Deadline,
    *,
    title: str,
    we_do: str,
    you_do: str,
    by: date,
    person: Person | None = None,
) -> ForClient:
    """Tell the client what we do and what they do by a day; or tell it otherwise.

    person: of the case, who alone is told; None: everybody of it in the portal.
    """
    with acting(actor, events.SHOWN, deadline) as event:
        check_open(deadline)
        shown, _made = ForClient.objects.update_or_create(
            deadline=deadline,
            defaults={
                "firm": actor.firm,
                "case_id": deadline.case_id,
                "person": person,
                "title": title,
                "we_do": we_do,
                "you_do": you_do,
                "by": by,
                "shown_at": now(),
            },
        )
        event.note(shown)
        event.say(title=title, due=by.isoformat())
        if person:
            event.say(for_person=str(person.pk))
    return shown


def hide_from_client(actor: Actor, deadline: Deadline) -> None:
    """Tell the client nothing of a deadline any more. If nothing is told, nothing happens."""
    shown = ForClient.objects.filter(deadline=deadline).first()
    if shown is None:
        return
    with acting(actor, events.HIDDEN, deadline) as event:
        event.say(title=shown.title)
        shown.delete()
