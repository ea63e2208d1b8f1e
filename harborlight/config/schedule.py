"""Everything that happens by itself: what, when, and for whom.

A moment of the schedule is acted on once, however many workers there are. A
moment that passed while nothing ran is made up for, once, when a worker starts;
what passed before a house first opened is not, except what is done at its start.
Times are those of each firm's own time zone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from django.utils.translation import gettext_noop
from django_tasks import task

from harborlight.agency.jobs import ask_soon, write_where_nothing_happens
from harborlight.agreements import jobs as agreement_jobs
from harborlight.automation.jobs import (
    remind_of_their_own,
    remind_people,
    reminds_of,
    run_on_days,
)
from harborlight.bank import jobs as bank_jobs
from harborlight.cases.jobs import write_of_news
from harborlight.deadlines.jobs import (
    compare_with_book,
    sweep_deadlines,
    watch_the_sweep,
)
from harborlight.docket import jobs as docket_jobs
from harborlight.documents.indexing import tend_index
from harborlight.documents.jobs import (
    remind_of_missing,
    scan_what_waits,
    warn_of_expiries,
)
from harborlight.filings.jobs import fetch_missing_blanks
from harborlight.firm import jobs as firm_jobs
from harborlight.firm import put_by, queue
from harborlight.firm.actions import prove_log
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import Firm
from harborlight.firm.tenancy import current_firm, everywhere
from harborlight.firm.vault.incoming import remove_left_behind
from harborlight.firm.vault.uploads import remove_untaken
from harborlight.inquiries.jobs import erase_old
from harborlight.paying.jobs import charging, settling
from harborlight.paying.jobs.exporting import export_yesterday
from harborlight.tasks.jobs import tell_of_late
from harborlight.trust.jobs import prove_books

HOUSE_ZONE = "UTC"


@dataclass(frozen=True)
class Entry:
    """One thing that happens by itself.

    for_firm: done for every firm, told its clock and the day it is there.
    for_house: done once for all.
    at_start: done also when a house opens for the first time.
    """

    name: str
    cron: str
    for_firm: Callable[[Actor, date], object] | None = None
    for_house: Callable[[], object] | None = None
    at_start: bool = False


@dataclass(frozen=True)
class Moments:
    """When an entry last was acted on (None: never yet), and when it is next."""

    name: str
    last: datetime | None
    next: datetime


SCHEDULE: tuple[Entry, ...] = (
    Entry(
        gettext_noop("seal the log of looks"),
        "*/10 * * * *",
        for_firm=lambda clock, day: firm_jobs.seal_sightings(clock),
    ),
    Entry(
        gettext_noop("ask about payments whose notice got lost"),
        "*/10 * * * *",
        for_firm=lambda clock, day: settling.ask_about_payments(clock),
    ),
    Entry(
        gettext_noop("charge what payers agreed to, and tell them before"),
        "10 9 * * *",
        for_firm=charging.look_after_charges,
    ),
    Entry(
        gettext_noop("export the transactions of yesterday"),
        "15 2 * * *",
        for_firm=export_yesterday,
    ),
    Entry(
        gettext_noop("tell of timers that nobody stopped"),
        "13 * * * *",
        for_firm=lambda clock, day: agreement_jobs.tell_of_timers(clock),
    ),
    Entry(
        gettext_noop("look whether retainers are filled as agreed"),
        "40 6 * * *",
        for_firm=lambda clock, day: agreement_jobs.watch_retainers(clock),
    ),
    Entry(
        gettext_noop("write to clients that there is something new"),
        "*/5 * * * *",
        for_firm=lambda clock, day: write_of_news(clock),
    ),
    Entry(
        gettext_noop("remind clients of what they asked to be reminded of"),
        "*/5 * * * *",
        for_firm=lambda clock, day: remind_of_their_own(clock),
    ),
    Entry(
        gettext_noop("scan files that the virus scanner did not see yet"),
        "*/2 * * * *",
        for_firm=lambda clock, day: scan_what_waits(clock),
    ),
    Entry(
        gettext_noop("look after the index of papers"),
        "37 * * * *",
        for_firm=lambda clock, day: tend_index(clock),
    ),
    Entry(
        gettext_noop("tell teams of papers that expire"),
        "0 7 * * *",
        for_firm=lambda clock, day: warn_of_expiries(clock, day),
    ),
    Entry(
        gettext_noop("look through the deadlines"),
        "*/5 * * * *",
        for_firm=lambda clock, day: sweep_deadlines(clock, day),
    ),
    Entry(
        gettext_noop("look whether deadlines are looked through"),
        "*/5 * * * *",
        for_firm=lambda clock, day: watch_the_sweep(clock),
    ),
    Entry(
        gettext_noop("weigh anew how cases stand"),
        "5 * * * *",
        for_firm=docket_jobs.tend,
    ),
    Entry(
        gettext_noop("compare deadlines with the rules and closures of now"),
        "20 5 * * *",
        for_firm=lambda clock, day: compare_with_book(clock),
    ),
    Entry(
        gettext_noop("add up all entries of the books"),
        "40 4 * * *",
        for_firm=lambda clock, day: prove_books(clock),
        at_start=True,
    ),
    Entry(
        gettext_noop("tell of tasks that are late"),
        "30 8 * * 1-5",
        for_firm=lambda clock, day: tell_of_late(clock, day),
    ),
    Entry(
        gettext_noop("ask the agency how cases stand"),
        "*/10 * * * *",
        for_firm=lambda clock, day: ask_soon(clock),
    ),
    Entry(
        gettext_noop("write to clients where nothing has happened"),
        "30 10 * * 1-5",
        for_firm=lambda clock, day: write_where_nothing_happens(clock, day),
    ),
    Entry(
        gettext_noop("remind clients of missing papers"),
        "0 10 * * 1-5",
        # Where the firm has its steps for papers, they take the place of these.
        for_firm=lambda clock, day: (
            reminds_of(clock, "papers") or remind_of_missing(clock, day)
        ),
    ),
    Entry(
        gettext_noop("remind clients by the firm's steps"),
        "9,29,49 * * * *",
        for_firm=lambda clock, day: remind_people(clock, day),
    ),
    Entry(
        gettext_noop("let automations act whose day came"),
        "14 7-19 * * *",
        for_firm=lambda clock, day: run_on_days(clock, day),
    ),
    Entry(
        gettext_noop("remove files that nobody took"),
        "11,41 * * * *",
        for_firm=lambda clock, day: remove_untaken(clock),
    ),
    Entry(
        gettext_noop("remove what broken requests left behind"),
        "23 * * * *",
        for_house=remove_left_behind,
    ),
    Entry(
        gettext_noop("forget words that nobody came back for"),
        "53 * * * *",
        for_house=put_by.forget_old,
    ),
    Entry(
        gettext_noop("fetch the official blanks"),
        "41 4 1 * *",
        for_house=fetch_missing_blanks,
        at_start=True,
    ),
    Entry(
        gettext_noop("destroy declined inquiries that are kept no longer"),
        "20 4 * * *",
        for_firm=lambda clock, day: erase_old(clock, day),
    ),
    Entry(
        gettext_noop("put closed cases into the archive"),
        "50 3 * * *",
        for_firm=docket_jobs.put_away,
    ),
    Entry(
        gettext_noop("hold the bank against the books"),
        "10 2 * * *",
        for_firm=bank_jobs.compare_at_night,
    ),
    Entry(
        gettext_noop("ask for the quarterly statements of trust money"),
        "15 7 2 1,4,7,10 *",
        for_firm=bank_jobs.ask_for_statements,
    ),
    Entry(
        gettext_noop("remove trust records that were downloaded"),
        "25 3 * * *",
        for_firm=lambda clock, day: bank_jobs.tidy_packs(clock),
    ),
    Entry(
        gettext_noop("prove the log of events"),
        "40 2 * * *",
        for_firm=lambda clock, day: prove_log(clock),
    ),
    Entry(
        gettext_noop("forget old notices"),
        "7 3 * * *",
        for_firm=lambda clock, day: firm_jobs.forget_old_notices(clock),
    ),
    Entry(
        gettext_noop("forget old jobs"), "17 3 * * *", for_house=queue.forget_old_jobs
    ),
)


def fire(schedule: Sequence[Entry] = SCHEDULE) -> list[str]:
    """Enqueue what is due by now and was not enqueued yet; the names of it."""
    moment = now()
    fired = [
        entry.name
        for entry in schedule
        if entry.for_house and _once(entry, HOUSE_ZONE, moment, [None])
    ]
    firms = _firms_by_zone() if any(entry.for_firm for entry in schedule) else {}
    for zone, theirs in firms.items():
        fired += [
            entry.name
            for entry in schedule
            if entry.for_firm and _once(entry, zone, moment, theirs)
        ]
    return fired


def last_moment(cron: str, zone: str, before: datetime) -> datetime:
    """The latest moment of a cron line, in a time zone, that is not after `before`."""
    there = before.astimezone(ZoneInfo(zone))
    # Whole minutes only: the line's own moment counts.
    moments = croniter(cron, there + timedelta(seconds=1), ret_type=datetime)
    last: datetime = moments.get_prev()
    return last


def next_moment(cron: str, zone: str, after: datetime) -> datetime:
    """The first moment of a cron line, in a time zone, that is after `after`."""
    there = after.astimezone(ZoneInfo(zone))
    found: datetime = croniter(cron, there, ret_type=datetime).get_next()
    return found


def moments(firm: Firm) -> list[Moments]:
    """Everything that happens by itself, as this firm sees it."""
    fired, found = queue.last_fired(), []
    for entry in SCHEDULE:
        zone = firm.time_zone if entry.for_firm else HOUSE_ZONE
        last = fired.get(_fired_name(entry, zone))
        found.append(Moments(entry.name, last, next_moment(entry.cron, zone, now())))
    return found


def _fired_name(entry: Entry, zone: str) -> str:
    return f"{entry.name} ({zone})"


def _once(
    entry: Entry, zone: str, moment: datetime, firms: Sequence[Firm | None]
) -> bool:
    """Enqueue the entry's last moment for these firms, if nobody has."""
    last = last_moment(entry.cron, zone, moment)
    many = [(firm, [entry.name]) for firm in firms]
    name = _fired_name(entry, zone)
    return queue.fire_once(name, last, run_entry, many, at_start=entry.at_start)


def _firms_by_zone() -> dict[str, list[Firm]]:
    with everywhere("the clock keeps the schedule of every firm"):
        zones: dict[str, list[Firm]] = {}
        for firm in Firm.objects.only("pk", "time_zone"):
            zones.setdefault(firm.time_zone, []).append(firm)
        return zones


@task()
def run_entry(name: str) -> None:
    """Do what an entry says: in the firm of the job, or for the house."""
    entry = next(entry for entry in SCHEDULE if entry.name == name)
    if entry.for_house:
        entry.for_house()
    if entry.for_firm:
        firm = current_firm()
        entry.for_firm(Actor.clock(firm), today(firm.time_zone))
