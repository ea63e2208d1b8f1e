"""How the firm works on papers."""

from __future__ import annotations

from typing import Any

from harborlight.documents import events
from harborlight.documents.models import PaperSettings, Standard, Version
from harborlight.documents.standards import settings_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor

SECONDS = 60


def change_paper_settings(actor: Actor, **said: Any) -> PaperSettings:
    """Choose how the firm works on papers: any of the columns of PaperSettings."""
    with acting(actor, events.SETTINGS_CHANGED, actor.firm) as event:
        found = settings_of(actor)
        for name, value in said.items():
            setattr(found, name, value)
        found.save()
        event.made(found)
    return found


def set_standard(actor: Actor, *, kind: str, minutes: int, hours: int) -> Standard:
    """Say what the firm expects of the look at a kind of paper."""
    with acting(actor, events.STANDARD_SET, actor.firm) as event:
        found, _made = Standard.objects.update_or_create(
            firm=actor.firm, kind=kind, defaults={"minutes": minutes, "hours": hours}
        )
        event.made(found)
        event.say(kind=kind, minutes=minutes, hours=hours)
    return found


def correct_time(actor: Actor, version: Version, *, minutes: int) -> None:
    """Write down by hand how long the look at a version took."""
    with acting(actor, events.TIME_CORRECTED, version) as event:
        version.took_seconds, version.took_by_hand = minutes * SECONDS, True
        version.save(update_fields=["took_seconds", "took_by_hand"])
        event.say(title=version.document.titles, minutes=minutes)
