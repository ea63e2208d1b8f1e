"""Timers that nobody stopped, and retainers that are below what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Sum

from harborlight.agreements.actions import draft_fill_up, note_forgotten
from harborlight.agreements.actions.timing import LONGEST_MINUTES
from harborlight.agreements.events import TIMER_FORGOTTEN
from harborlight.agreements.models import Agreement, Timer
from harborlight.agreements.payers import payer_for
from harborlight.billing.models import Invoice, Line
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import reads_events
from harborlight.people.models import Person
from harborlight.trust.models import Account, Book


def tell_of_timers(clock: Actor) -> int:
    """Tell once of each timer that runs longer than anybody works; how many."""
    moment = now()
    started = moment - timedelta(minutes=LONGEST_MINUTES)
    rows = Timer.objects.filter(told_at=None, started_at__lt=started)
    several = [*rows.select_related("user", "case")]
    for timer in several:
        ran = moment - timer.started_at
        note_forgotten(clock, timer, hours=int(ran.total_seconds() // 3600))
    return len(several)


@reads_events("forgotten-timers")
def tell_whose_timer(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice to whoever forgot to stop it."""
    forgotten = (one for one in happened if one.kind == TIMER_FORGOTTEN.name)
    told = {one.subject_id: one for one in forgotten if one.subject_id}
    rows = Timer.objects.filter(pk__in=told) if told else []
    notices = [Notice.of(told[timer.pk], timer.user_id) for timer in rows]
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)


def watch_retainers(clock: Actor) -> int:
    """Draft what fills up each evergreen retainer that is below its least; how many.

    It asks, and moves no money. What was drafted or asked before is not asked twice.
    """
    rows = Agreement.objects.filter(
        shape=Agreement.Shape.EVERGREEN,
        accepted_on__isnull=False,
        replaced_at=None,
        case__closed_on=None,
    )
    return sum(_fill_up(clock, one) for one in rows.select_related("case"))


def _fill_up(clock: Actor, agreement: Agreement) -> bool:
    payer = payer_for(agreement.case, "fees")
    if payer is None:
        return False
    with transaction.atomic():
        # Two workers at once: the second finds what the first drafted.
        Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        held = held_of(agreement, payer)
        if held >= agreement.least_cents or _is_asked(agreement):
            return False
        draft_fill_up(clock, agreement, payer=payer, held_cents=held)
    return True


def held_of(agreement: Agreement, payer: Person) -> int:
    """Whole cents that are held in trust for whoever pays, in this case."""
    rows = Account.objects.filter(
        book=Book.CLIENT_TRUST, case=agreement.case_id, person=payer
    )
    return rows.aggregate(all=Sum("cents"))["all"] or 0


def _is_asked(agreement: Agreement) -> bool:
    ended = (Invoice.State.VOID, Invoice.State.PAID, Invoice.State.WRITTEN_OFF)
    lines = Line.objects.filter(of_work=agreement.pk)
    return lines.exclude(invoice__state__in=ended).exists()
