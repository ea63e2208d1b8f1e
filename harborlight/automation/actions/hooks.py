"""Programs are added and removed, and told in the firm's name."""

from __future__ import annotations

import secrets

from django.utils.functional import lazy

from harborlight.automation import events
from harborlight.automation.deeds import met_in_words
from harborlight.automation.models import Delivery, Hook
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language


def add_hook(actor: Actor, *, name: str, address: str) -> Hook:
    """Let a program be told; it is given a secret, by which it knows us."""
    with acting(actor, events.HOOK_ADDED, actor.firm) as event:
        made = Hook(firm=actor.firm, name=name, address=address, added_at=now())
        made.secret = secrets.token_urlsafe(32)
        made.save(force_insert=True)
        event.made(made)
        event.say(name=name)
    return made


def remove_hook(actor: Actor, hook: Hook) -> None:
    """Tell a program no more; its secret is forgotten."""
    with acting(actor, events.HOOK_REMOVED, hook) as event:
        hook.removed_at, hook.secret = now(), ""
        hook.save(update_fields=["removed_at", "secret"])
        event.say(name=hook.name)


def give_up_delivery(clock: Actor, delivery: Delivery, *, why: str) -> None:
    """Tell the office that a program could not be told."""
    # Told of no case: whoever looks after programs may not open it.
    with acting(clock, events.HOOK_GIVEN_UP, clock.firm) as event:
        delivery.state, delivery.done_at = Delivery.State.GIVEN_UP, now()
        delivery.save(update_fields=["state", "done_at"])
        event.say(name=delivery.hook.name)
        event.say(why=in_every_language(lazy(met_in_words, str)(why)))
