"""How the firm calls files."""

from __future__ import annotations

from harborlight.documents import events
from harborlight.documents.models import NamePattern
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor


def set_names(actor: Actor, *, playbook: str, name: str, folders: str) -> NamePattern:
    """Say how the papers of a kind of case are called, and in which folders they lie."""
    with acting(actor, events.NAMES_SET, actor.firm) as event:
        found, _made = NamePattern.objects.update_or_create(
            firm=actor.firm,
            playbook=playbook,
            defaults={"name": name, "folders": folders},
        )
        event.made(found)
        event.say(pattern=name)
    return found
