from __future__ import annotations

import json
from collections.abc import Sequence

from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.actions import AlreadyDecided
from harborlight.workflow import events
from harborlight.workflow.models import HandedOver
from harborlight.workflow.playbooks import Course


def hand_over(
    actor: Actor, playbook: Course, *, typed: Sequence[tuple[str, str]]
) -> HandedOver:
    """Ask a lawyer to decide on a new case, with everything typed so far.

    typed: the boxes of the page and what stands in them, in their order.
    """
    words = json.dumps([*typed], ensure_ascii=False)
    for one in HandedOver.objects.filter(by=actor.user_id, done_at=None):
        if (one.playbook, one.typed) == (playbook.key, words):
            return one  # sent twice
    with acting(actor, events.HANDED_OVER, actor.firm) as event:
        handed = HandedOver.objects.create(
            firm=actor.firm,
            playbook=playbook.key,
            typed=words,
            by_id=actor.account,
            part=min(actor.roles & events.HANDED_OVER.by),
            at=now(),
        )
        event.made(handed)
    return handed


def take_up(actor: Actor, handed: HandedOver) -> None:
    """What was handed over is decided: nobody else needs to look at it."""
    with acting(actor, events.TAKEN_UP, handed) as event:
        locked = HandedOver.objects.select_for_update().get(pk=handed.pk)
        if locked.done_at is not None:
            raise AlreadyDecided(
                gettext("Another lawyer decided on this case meanwhile.")
            )
        handed.done_at = now()
        handed.save(update_fields=["done_at"])
        event.say(name=handed.by.name)
