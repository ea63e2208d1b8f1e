"""Deadlines by day: a month of them, and as iCalendar (RFC 5545) for other programs."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import icalendar
from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines.models import Appointment, Deadline, Feed
from harborlight.deadlines.queries import OPEN
from harborlight.firm.actor import Actor
from harborlight.firm.links import found_by
from harborlight.firm.membership import memberships_of
from harborlight.firm.roles import DESK, Role
from harborlight.firm.tenancy import NotFound, inside

# At most so many deadlines and appointments stand in one month's page; of these, at most
# so many appointments. And so many of each in an address.
MOST, MOST_MEETINGS, MOST_OF_FEED = 300, 60, 1000
SUNDAY = 6
ONE = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One deadline on one day. is_aim: the day to which the firm works, not the last."""

    deadline: Deadline
    is_aim: bool


@dataclass(frozen=True)
class CalendarDay:
    on: date
    is_within: bool
    entries: Sequence[Entry]
    appointments: Sequence[Appointment] = ()

    @property
    def has_any(self) -> bool:
        return bool(self.entries or self.appointments)


@dataclass(frozen=True)
class Month:
    """Its weeks. is_cut: there is more than is shown."""

    weeks: list[list[CalendarDay]]
    is_cut: bool


def whose(account: UUID | None) -> Sequence[Q]:
    """Deadlines that somebody answers for: their own, then, of nobody, the lead's.

    Two questions and not one with an "or" over two tables, for which a database reads
    every deadline of the firm; what they find has nothing in common.
    """
    return Q(owner=account), Q(owner__isnull=True, case__lead=account)


def opened(actor: Actor) -> QuerySet[Deadline]:
    """Open deadlines that the actor may see."""
    rows = Deadline.objects.visible_to(actor).filter(OPEN)
    return rows.select_related("case__lead", "owner")


def between(actor: Actor, first: date, last: date, who: UUID | None) -> list[Deadline]:
    """Open deadlines of these days that the actor may see, the first MOST + 1 of them.

    who: only theirs. Each question goes along an index and is over after MOST + 1 rows,
    however many deadlines the firm has.
    """

    def stands(one: Deadline) -> tuple[date, date, UUID]:
        return max(first, min(one.aim_on, last)), one.due_on, one.pk

    def asked(about: Q, order: str) -> list[Deadline]:
        several = whose(who) if who else [Q()]
        rows = opened(actor).filter(about).order_by(order, "pk")
        return [one for mine in several for one in rows.filter(mine)[: MOST + 1]]

    due = sorted(asked(Q(due_on__range=(first, last)), "due_on"), key=stands)
    # Due later, and to be worked to in these days: where the page is full already, only
    # on the days that still stand on it, or all of the others would be read for nothing.
    until = stands(due[MOST])[0] if len(due) > MOST else last
    later = Q(inner_on__range=(first, until), due_on__gt=last)
    return sorted(due + asked(later, "inner_on"), key=stands)[: MOST + 1]


def month(actor: Actor, year: int, number: int, who: UUID | None) -> Month:
    """The weeks of a month, each from Sunday on, with what is due on each day."""
    weeks = Calendar(SUNDAY).monthdatescalendar(year, number)
    first, last = weeks[0][0], weeks[-1][-1]
    held = _meetings(actor, first, last, who)
    meetings = held[:MOST_MEETINGS]
    room = MOST - len(meetings)
    rows = between(actor, first, last, who)
    found, hours = by_day(rows[:room]), _by_hour(meetings)
    drawn = [
        [
            CalendarDay(
                day, day.month == number, found.get(day, ()), hours.get(day, ())
            )
            for day in week
        ]
        for week in weeks
    ]
    return Month(drawn, is_cut=len(rows) > room or len(held) > len(meetings))


def _meetings(actor: Actor, first: date, last: date, who: UUID | None) -> list[Appointment]:  # fmt: skip
    rows = appointments(actor).filter(day__range=(first, last))
    rows = rows.filter(case__lead=who) if who else rows
    return [*rows[: MOST_MEETINGS + 1]]


def _by_hour(rows: Iterable[Appointment]) -> dict[date, list[Appointment]]:
    found: dict[date, list[Appointment]] = defaultdict(list)
    for row in rows:
        found[row.day].append(row)
    return found


def appointments(actor: Actor) -> QuerySet[Appointment]:
    """What takes place in the cases that the actor may open, in order."""
    rows = Appointment.objects.visible_to(actor).filter(cancelled_at__isnull=True)
    return rows.select_related("case").order_by("day", "time", "pk")


def appointments_of(actor: Actor, case: Case) -> QuerySet[Appointment]:
    """Those of one case."""
    rows = Appointment.objects.visible_in(actor, case)
    return rows.filter(cancelled_at__isnull=True).order_by("day", "time", "pk")


def get_appointment(actor: Actor, pk: UUID) -> Appointment:
    return Appointment.objects.one(actor, pk, "case__lead")


def by_day(rows: Iterable[Deadline]) -> dict[date, list[Entry]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    for row in rows:
        found[row.due_on].append(Entry(row, is_aim=False))
        if row.inner_on:
            found[row.inner_on].append(Entry(row, is_aim=True))
    return found


def feeds(actor: Actor) -> QuerySet[Feed]:
    """The addresses that somebody made and has not closed."""
    rows = Feed.objects.visible_to(actor).filter(ended_at__isnull=True)
    return rows.select_related("case").order_by("-made_at")


def get_feed(actor: Actor, pk: UUID) -> Feed:
    return Feed.objects.one(actor, pk)


def find_feed(token: str) -> tuple[Feed, Actor]:
    """The feed of this address, and whoever made it, as they are now. NotFound."""
    feed = found_by(Feed, "feed", token, "firm", "user", "case")
    known = memberships_of(feed.user)
    theirs = [one for one in known if one.firm_id == feed.firm_id and one.role in DESK]
    if feed.ended_at or not theirs:
        raise NotFound
    actor = Actor(
        firm=feed.firm,
        roles=frozenset(Role(one.role) for one in theirs),
        name=feed.user.name,
        user_id=feed.user_id,
        human=theirs[0].human,
        language=feed.user.language,
    )
    return feed, actor


def as_icalendar(feed: Feed, actor: Actor, moment: datetime) -> bytes:
    """What its maker may see of open deadlines, each a whole day, and of appointments,
    each at its hour on the clocks of its place. Where there is more, it says so."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Harborlight//Deadlines//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("Deadlines"))
    made.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    with inside(feed.firm):
        found = _of_feed(feed, actor)
        for row in found[:MOST_OF_FEED]:
            made.add_component(_event(row, row.due_on, feed, moment))
            if row.inner_on:
                made.add_component(_event(row, row.inner_on, feed, moment, aim=True))
        if len(found) > MOST_OF_FEED:
            made.add_component(_more(found[MOST_OF_FEED].due_on, moment))
        theirs = Q(case=feed.case_id) if feed.case_id else Q(case__lead=feed.user_id)
        for meeting in appointments(actor).filter(theirs)[:MOST_OF_FEED]:
            made.add_component(_meeting(meeting, feed, moment))
    made.add_missing_timezones()
    content: bytes = made.to_ical()
    return content


def _of_feed(feed: Feed, actor: Actor) -> list[Deadline]:
    """The first MOST_OF_FEED + 1 deadlines of its case, or of whoever made it."""
    mine = [Q(case=feed.case_id)] if feed.case_id else whose(feed.user_id)
    rows = opened(actor).order_by("due_on", "pk")
    found = [one for about in mine for one in rows.filter(about)[: MOST_OF_FEED + 1]]
    return sorted(found, key=lambda one: (one.due_on, one.pk))[: MOST_OF_FEED + 1]


def _more(day: date, moment: datetime) -> icalendar.Event:
    """That the calendar ends here, on the day of the first deadline that is not in it."""
    event = icalendar.Event()
    event.add("uid", "more@harborlight")
    event.add("dtstamp", moment)
    event.add("dtstart", day)
    event.add("dtend", day + ONE)
    said = gettext("From here on there are deadlines that are not in this calendar")
    event.add("summary", said)
    event.add("url", f"{settings.SITE_URL}{reverse('staff:deadlines')}")
    return event


def _meeting(row: Appointment, feed: Feed, moment: datetime) -> icalendar.Event:
    """At its hour, with the zone of its place; where it is stands on the page alone."""
    event = icalendar.Event()
    event.add("uid", f"{row.key}@harborlight")
    event.add("dtstamp", moment)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.starts_at + HOUR)
    said = f"{row.case.number} {row.called}"
    if feed.names and not row.case.is_sensitive:
        said += f" ({row.case.called})"
    event.add("summary", said)
    link = reverse("staff:case-deadlines", args=[row.case_id])
    event.add("url", f"{settings.SITE_URL}{link}")
    return event


def _event(row: Deadline, day: date, feed: Feed, moment: datetime, *, aim: bool = False) -> icalendar.Event:  # fmt: skip
    event = icalendar.Event()
    event.add("uid", f"{row.key}{'-aim' if aim else ''}@harborlight")
    event.add("dtstamp", moment)
    event.add("dtstart", day)
    event.add("dtend", day + ONE)
    event.add("summary", _summary(row, feed, aim=aim))
    link = f"{settings.SITE_URL}{reverse('staff:deadline', args=[row.pk])}"
    event.add("url", link)
    event.add("transp", "TRANSPARENT")
    return event


def _summary(row: Deadline, feed: Feed, *, aim: bool) -> str:
    """A deadline by hand may name people: without names its number stands for it.

    Of a sensitive case (8 U.S.C. 1367) no name goes to the calendars of others, ever.
    """
    by_law = row.kind != "own"
    names = feed.names and not row.case.is_sensitive
    what = row.called if by_law or names else gettext("Deadline")
    said = f"{row.case.number} {what}"
    if names:
        said += f" ({row.case.called})"
    return gettext("%(what)s: work to this day") % {"what": said} if aim else said
