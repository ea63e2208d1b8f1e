"""Letters where nothing happens: agreed, written when it is true, ended."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from harborlight.agency import events
from harborlight.agency.models import NoNews
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person


class AlreadyAgreed(Exception):
    """One schedule a person."""


def agree_no_news(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    weeks: int,
    channel: str,
    first_on: date,
) -> NoNews:
    """Agree with somebody of the case how often they hear that nothing has changed."""
    with acting(actor, events.NO_NEWS_AGREED, case) as event:
        rows = NoNews.objects.filter(case=case, person=person, ended_at__isnull=True)
        if rows.exists():
            raise AlreadyAgreed(_("This is agreed with them already. End it first."))
        made = NoNews.objects.create(
            firm=actor.firm,
            case=case,
            person=person,
            weeks=weeks,
            channel=channel,
            started_at=now(),
            started_by_id=actor.user_id,
            known_at=now(),
            next_on=first_on,
        )
        event.made(made)
        event.say(name=person.full_name, weeks=weeks)
    return made


def end_no_news(actor: Actor, agreed: NoNews, *, reason: str) -> None:
    """Write no more of these letters, and say why."""
    with acting(actor, events.NO_NEWS_ENDED, agreed) as event:
        agreed.ended_at, agreed.ended_why = now(), reason
        agreed.save(update_fields=["ended_at", "ended_why"])
        event.say(name=agreed.person.full_name, reason=reason)


def write_no_news(
    clock: Actor, agreed: NoNews, *, checked_on: date, next_on: date
) -> None:
    """Let somebody know that nothing has changed: it was checked on that day."""
    quiet = agreed.channel == NoNews.Channel.PAGE
    kind = events.NO_NEWS_QUIETLY if quiet else events.NO_NEWS
    with acting(clock, kind, agreed) as event:
        agreed.known_at, agreed.next_on, agreed.unchecked_at = now(), next_on, None
        agreed.save(update_fields=["known_at", "next_on", "unchecked_at"])
        event.say(name=agreed.person.full_name, on=checked_on.isoformat())
        event.say(due=next_on.isoformat(), for_person=str(agreed.person_id))


def wait_again(
    agreed: NoNews, *, next_on: date, known_at: datetime | None = None
) -> None:
    """They heard of it otherwise, or will: the next letter is a whole while away."""
    agreed.next_on, agreed.unchecked_at = next_on, None
    agreed.known_at = known_at or agreed.known_at
    agreed.save(update_fields=["next_on", "unchecked_at", "known_at"])


def note_unchecked(clock: Actor, agreed: NoNews) -> None:
    """Tell the team that nobody has checked, so that nobody could be written to; once."""
    with acting(clock, events.NOT_CHECKED, agreed) as event:
        agreed.unchecked_at = now()
        agreed.save(update_fields=["unchecked_at"])
        event.say(name=agreed.person.full_name)
