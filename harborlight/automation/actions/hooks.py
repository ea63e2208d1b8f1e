"""Programs are added and removed, and told in the firm's name."""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import lazy

from harborlight.automation import events
from harborlight.automation.deeds import met_in_words
from harborlight.automation.models import Delivery, Hook
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.outside.hooks import new_secret

KNOWN_FOR = timedelta(hours=24)


def add_hook(
    actor: Actor, *, name: str, address: str, tells_payments: bool = False
) -> Hook:
    """Let a program be told; it is given a secret, by which it knows us."""
    with acting(actor, events.HOOK_ADDED, actor.firm) as event:
        made = Hook(firm=actor.firm, name=name, address=address, added_at=now())
        made.tells_payments, made.secret = tells_payments, new_secret()
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


def turn_secret(actor: Actor, hook: Hook) -> None:
    """Give a program a new secret; for a day messages are signed with both."""
    with acting(actor, events.HOOK_TURNED, hook) as event:
        hook.old_secret, hook.secret = hook.secret, new_secret()
        hook.old_until = now() + KNOWN_FOR
        hook.save(update_fields=["secret", "old_secret", "old_until"])
        event.say(name=hook.name)


def send_again(actor: Actor, delivery: Delivery) -> None:
    """Send a message once more, under the same id: whoever has it takes it once."""
    # Told of no case, as what was given up: it is the firm's line that is looked after.
    with acting(actor, events.HOOK_SENT_AGAIN, delivery.hook) as event:
        delivery.state, delivery.tries, delivery.done_at = "waiting", 0, None
        delivery.save(update_fields=["state", "tries", "done_at"])
        delivery.hook.gone_at = None
        delivery.hook.save(update_fields=["gone_at"])
        event.say(name=delivery.hook.name)


def note_gone(clock: Actor, hook: Hook) -> None:
    """The program said that it is gone: nothing is sent there until a person says so."""
    with acting(clock, events.HOOK_GONE, clock.firm) as event:
        hook.gone_at = now()
        hook.save(update_fields=["gone_at"])
        event.note(hook)
        event.say(name=hook.name)


def give_up_delivery(clock: Actor, delivery: Delivery, *, why: str) -> None:
    """Tell the office that a program could not be told."""
    # Told of no case: whoever looks after programs may not open it.
    with acting(clock, events.HOOK_GIVEN_UP, clock.firm) as event:
        delivery.state, delivery.done_at = Delivery.State.GIVEN_UP, now()
        delivery.save(update_fields=["state", "done_at"])
        event.say(name=delivery.hook.name)
        event.say(why=in_every_language(lazy(met_in_words, str)(why)))
