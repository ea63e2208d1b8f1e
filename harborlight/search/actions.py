from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.search import events
from harborlight.search.models import SavedSearch


def save_search(
    actor: Actor, *, name: str, shared: bool, words: str, narrowed: Mapping[str, str]
) -> SavedSearch:
    """Keep what was looked for under a name, for oneself or for everybody."""
    with acting(actor, events.SAVED, actor.firm) as event:
        saved = SavedSearch.objects.create(
            firm=actor.firm,
            name=name,
            words=words,
            narrowed=dict(narrowed),
            owner_id=actor.account,
            shared=shared,
            saved_at=now(),
        )
        event.made(saved)
        event.say(name=name)
    return saved


def change_search(actor: Actor, saved: SavedSearch, *, name: str, shared: bool) -> None:
    """Call a saved search otherwise, or share it, or no longer."""
    with acting(actor, events.CHANGED, saved) as event:
        _own(actor, saved)
        saved.name, saved.shared = name, shared
        saved.save(update_fields=["name", "shared"])
        event.say(name=name)


def delete_search(actor: Actor, saved: SavedSearch) -> None:
    """Forget a saved search."""
    with acting(actor, events.DELETED, saved) as event:
        _own(actor, saved)
        event.say(name=saved.name)
        event.about(actor.firm)
        saved.delete()


def _own(actor: Actor, saved: SavedSearch) -> None:
    """What others share is opened by everybody and changed by its owner."""
    if saved.owner_id != actor.user_id:
        raise Refused(_("Only whoever saved this search can change it."))
