"""What happens in the file by itself: the client's timeline, notices, and letters.

A letter only says that there is something new; what it is, the client's page says. A
reader notes whom an event concerns. Once nothing more has happened for a while, the
schedule has one letter written for all of it, and none to who has looked meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from harborlight.cases.models import Party, TimelineEntry
from harborlight.cases.queries import people_on
from harborlight.cases.silence import why_silent
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.events import KINDS
from harborlight.firm.models import Event, Membership, Notice, Sighting
from harborlight.firm.queue import enqueue_many, handed_over
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.events import words_of
from harborlight.outside.mail import send_letter
from harborlight.people.models import Person

# What happens within so long of each other is told in one letter.
QUIET_FOR = timedelta(minutes=15)
# Older than this is no news: a log that is read from its beginning writes to nobody.
NO_NEWS_AFTER = timedelta(days=1)


@reads_events("timeline")
def keep_timeline(clock: Actor, happened: Sequence[Event]) -> None:
    """Give the client's timeline a line for every event they may know of."""
    theirs = [e for e in happened if KINDS[e.kind].client_sees]
    said = words_of(clock.firm, theirs)
    lines = [
        TimelineEntry(
            firm=clock.firm,
            case_id=event.case_id,
            event_id=event.pk,
            kind=event.kind,
            at=event.at,
            person_id=said[event.pk].get("for_person"),
        )
        for event in theirs
        # Whom a line is for stands in its words: unreadable, it is for nobody.
        if event.case_id and said[event.pk]
    ]
    TimelineEntry.objects.bulk_create(lines, ignore_conflicts=True, batch_size=200)


@reads_events("notices")
def tell(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice to the people an event concerns, except to who caused it.

    Of a case, only its team is told; of the firm's own affairs, everybody who
    plays one of the parts.
    """
    wanted = [event for event in happened if _tells(event)]
    if not wanted:
        return
    playing = _people_by_role()
    on_case = people_on(clock, [event.case_id for event in wanted if event.case_id])
    notices = [
        Notice.of(event, user_id)
        for event in wanted
        for user_id in _to_tell(event, playing, on_case)
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)


def _tells(event: Event) -> bool:
    kind = KINDS[event.kind]
    return bool(kind.tells) and not (kind.told_by_cause and event.cause_id)


def _people_by_role() -> dict[str, set[UUID]]:
    playing: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(until__isnull=True).values_list("role", "user_id")
    for role, user_id in rows:
        playing[role].add(user_id)
    return playing


def _to_tell(
    event: Event, playing: dict[str, set[UUID]], on_case: dict[UUID, set[UUID]]
) -> set[UUID]:
    told = {user for role in KINDS[event.kind].tells for user in playing[role]}
    if event.case_id:
        told &= on_case.get(event.case_id, set())
    return told - ({event.user_id} if event.user_id else set())


@reads_events("letters")
def note_news(clock: Actor, happened: Sequence[Event]) -> None:
    """Note for whom there is something new, except for who caused it."""
    oldest = now() - NO_NEWS_AFTER
    news = [
        event for event in happened if KINDS[event.kind].is_news and event.at > oldest
    ]
    said = words_of(clock.firm, news)
    for event in news:
        if event.case_id is None:
            continue
        told = Party.objects.filter(case_id=event.case_id, person__login__isnull=False)
        if whose := said[event.pk].get("for_person"):
            told = told.filter(person_id=whose)
        if event.user_id:
            told = told.exclude(person__login=event.user_id)
        told.update(news_at=event.at)


def write_of_news(clock: Actor) -> int:
    """Have a letter written to everybody with news who has not looked; how many."""
    moment = now()
    with transaction.atomic():
        waiting = Party.objects.select_for_update(of=("self",), no_key=True)
        rows = [
            *waiting.filter(news_at__lte=moment - QUIET_FOR)
            .select_related("person")
            .order_by("pk")
        ]
        seen = _last_seen({row.person.login_id for row in rows})
        untold = {
            row.person_id
            for row in rows
            if row.news_at
            and row.news_at > seen.get(row.person.login_id, moment - NO_NEWS_AFTER)
        }
        Party.objects.filter(pk__in=[row.pk for row in rows]).update(news_at=None)
        enqueue_many(send_news, [[str(pk)] for pk in sorted(untold)])
    return len(untold)


@task()
@handed_over
def send_news(person_id: str) -> None:
    """Write to somebody that there is something new on their page, if that is safe."""
    firm = current_firm()
    person = Person.objects.select_related("login").get(pk=UUID(person_id))
    user = person.login
    theirs = Membership.objects.filter(user=user, until__isnull=True)
    if user is None or not theirs.exists():
        return
    if why_silent(Actor.clock(firm), person):
        return
    with override(user.language):
        words = {
            "name": person.greeting,
            "firm": firm.name,
            "link": f"{settings.SITE_URL}{reverse('portal:home')}",
        }
        send_letter(
            to=user.email,
            subject=_("%(firm)s: there is something new for you") % words,
            text=_(
                "Hello %(name)s,\n\n"
                "There is something new on your private page: something happened in "
                "your case, or we need something from you. Sign in to see it:\n"
                "%(link)s\n\n"
                "What it is stands only there, so that nobody else reads it. Please do "
                "not send papers by e-mail.\n\n"
                "%(firm)s"
            )
            % words,
            reply_to=firm.email,
        )


def forget_news(clock: Actor) -> None:
    """Write to nobody of what happened so far: a history that was made up or moved in."""
    Party.objects.filter(news_at__isnull=False).update(news_at=None)


def _last_seen(accounts: Collection[UUID | None]) -> dict[UUID | None, datetime]:
    """When each of these accounts last certainly was here, of the last days.

    A look is known to its ten minutes: their beginning counts, so that nothing which
    happened after the look is taken for seen.
    """
    since = now() - NO_NEWS_AFTER
    found: dict[UUID | None, datetime] = {}
    looks = Sighting.objects.filter(user__in=accounts, window__gte=since)
    deeds = Event.objects.filter(user_id__in=accounts, at__gte=since)
    for rows, when in ((looks, "window"), (deeds, "at")):
        for user, last in (
            rows.order_by().values_list("user_id").annotate(last=Max(when))
        ):
            found[user] = max(last, found.get(user, last))
    return found
