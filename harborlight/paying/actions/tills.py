"""How cards are taken: an account at Stripe for each bank account of the firm's."""

from __future__ import annotations

from django.db.models import Q
from django.utils.functional import lazy

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.paying import events
from harborlight.paying.models import Till


def change_till(
    actor: Actor,
    *,
    to: str,
    called: str,
    api_key: str,
    secret: str,
    takes_cards: bool,
    takes_bank: bool,
    is_gross: bool,
    is_on: bool,
) -> Till:
    """Set up an account at Stripe. api_key, secret: empty ones stay as they are.

    Another key may be of another account there: the old one stays, for what it took.
    """
    with acting(actor, events.TILL_CHANGED, actor.firm) as event:
        till = _till_for(actor, to, api_key)
        till.called, till.is_on, till.is_gross = called, is_on, is_gross
        till.takes_cards, till.takes_bank = takes_cards, takes_bank
        till.api_key, till.secret = api_key or till.api_key, secret or till.secret
        till.is_live = "_live_" in till.api_key
        till.changed_at, till.changed_by_id = now(), actor.user_id
        till.save()
        event.made(till)
        event.say(to=in_every_language(lazy(till.get_to_display, str)()))
    return till


def remove_till(actor: Actor, till: Till) -> None:
    """Take nothing more there; its keys stay, for refunds of what it took."""
    with acting(actor, events.TILL_REMOVED, till) as event:
        till.is_on, till.removed_at = False, now()
        till.save(update_fields=["is_on", "removed_at"])
        event.say(to=in_every_language(lazy(till.get_to_display, str)()))


def _till_for(actor: Actor, to: str, api_key: str) -> Till:
    there = Till.objects.filter(Q(to=to, removed_at__isnull=True)).first()
    if there is None:
        return Till(firm=actor.firm, to=to)
    if api_key and there.api_key and api_key != there.api_key:
        there.is_on, there.removed_at = False, now()
        there.save(update_fields=["is_on", "removed_at"])
        # What signs the old account's notices signs none of the new one's.
        return Till(firm=actor.firm, to=to)
    return there
