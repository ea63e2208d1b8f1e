"""Secret addresses of calendars: made, and closed again."""

from __future__ import annotations

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.models import Feed
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.links import hashed, new_token

LINK = "feed"


def make_feed(actor: Actor, *, names: bool, case: Case | None = None) -> str:
    """Make an address of one's own deadlines, or of one case; the token, told once.

    names: whether names of clients stand in it.
    """
    with acting(actor, events.FEED_MADE, case or actor.firm) as event:
        token = new_token()
        feed = Feed.objects.create(
            firm=actor.firm,
            user_id=actor.account,
            case=case,
            names=names,
            token_hash=hashed(LINK, token),
            made_at=now(),
        )
        event.made(feed)
    return token


def end_feed(actor: Actor, feed: Feed) -> None:
    """Close an address: whoever has it reads nothing any more."""
    with acting(actor, events.FEED_ENDED, feed):
        if feed.ended_at is None:
            feed.ended_at = now()
            feed.save(update_fields=["ended_at"])
