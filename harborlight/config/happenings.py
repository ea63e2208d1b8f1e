"""What happens by itself, one entry each: when, and for whom. `schedule.py` acts on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop

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
from harborlight.firm.vault.incoming import remove_left_behind
from harborlight.firm.vault.uploads import remove_untaken
from harborlight.inquiries.jobs import erase_old
from harborlight.paying.jobs import charging, settling
from harborlight.paying.jobs.exporting import export_yesterday
from harborlight.tasks.jobs import tell_of_late
from harborlight.trust.jobs import prove_books


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
