"""How cards are taken: an account at Stripe for each bank account of the firm's."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import gettext

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language
from harborlight.paying import events
from harborlight.paying.models import Till


class NeedsTwo(Exception):
    """Which account at Stripe takes the money is decided by two persons (T16, T20)."""

    rule = "T16"


def needs_two(till: Till | None, *, called: str, api_key: str, secret: str) -> bool:
    """Whether what is said names another account, or another bank account behind it."""
    if till is None:
        return True
    new_key = bool(api_key) and api_key != till.api_key
    new_secret = bool(secret) and secret != till.secret
    return new_key or new_secret or called != till.called


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
    """Change what an account at Stripe takes, and whether. api_key, secret: as they are,
    or empty. Raises NeedsTwo where it would be another account: that is `ask_till`."""
    with acting(actor, events.TILL_CHANGED, actor.firm) as event:
        till = till_of(to)
        said = {"called": called, "api_key": api_key, "secret": secret}
        if till is None or needs_two(till, **said):
            raise NeedsTwo(
                gettext(
                    "Another account at Stripe, another key or another bank account "
                    "counts once a second person has approved it. Ask for it."
                )
            )
        till.is_on, till.is_gross = is_on, is_gross
        till.takes_cards, till.takes_bank = takes_cards, takes_bank
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


def till_of(to: str) -> Till | None:
    """The account of now, held: nobody else changes it before the transaction ends."""
    rows = Till.objects.select_for_update(no_key=True)
    return rows.filter(to=to, removed_at__isnull=True).first()
