"""Hours are written down: by hand, or by a timer that runs until it is stopped."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from harborlight.agreements import events
from harborlight.agreements.actions.once import must_be_new
from harborlight.agreements.models import Rate, TimeEntry, Timer, Work
from harborlight.agreements.rates import rate_of
from harborlight.agreements.standing import is_billed
from harborlight.cases.models import Case
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import User
from harborlight.firm.words import in_every_language

# Nobody works longer at one piece: such a timer was forgotten.
LONGEST_MINUTES = 12 * 60


class AlreadyRunning(Exception):
    """One timer a person: nobody works in two cases at once."""


class ForgottenTimer(Exception):
    """How long it was is said by whoever forgot to stop it."""


class TimerStopped(Exception):
    """It was stopped or thrown away in another tab: its time is written down once."""

    rule = "T8"


class AlreadyBilled(Exception):
    """What stands on an invoice is not changed behind it."""


def set_rate(
    actor: Actor, *, user: User | None, work: str, cents: int, from_on: date
) -> Rate:
    """Say what an hour costs from a day on: of somebody, or of everybody else."""
    with acting(actor, events.RATE_SET, actor.firm) as event:
        made = Rate.objects.create(
            firm=actor.firm,
            user=user,
            work=work,
            cents=cents,
            from_on=from_on,
            set_at=now(),
        )
        event.made(made)
        what = in_every_language(Work(work).label)
        event.say(what=what, name=user.name if user else "–", amount=cents)
    return made


def write_time(
    actor: Actor,
    case: Case,
    *,
    on: date,
    minutes: int,
    work: str,
    words: str,
    billable: bool = True,
    once: str = "",
) -> TimeEntry:
    """Write down one's own work, at the rate of its day. once: of `must_be_new`.

    Raises AlreadyWritten.
    """
    with acting(actor, events.TIME_WRITTEN, case) as event:
        said = {"on": on, "minutes": minutes, "work": work, "words": words}
        said |= {"billable": billable, "user_id": actor.account}
        must_be_new(TimeEntry, case, once, **said)
        made = TimeEntry.objects.create(
            firm=actor.firm,
            case=case,
            rate_cents=rate_of(actor.account, work, on),
            written_off_why="",
            written_at=now(),
            once=once,
            **said,
        )
        event.about(made)
        event.say(n=minutes)
    return made


def change_time(
    actor: Actor,
    entry: TimeEntry,
    *,
    on: date,
    minutes: int,
    work: str,
    words: str,
    billable: bool,
) -> None:
    """Put one's own work right, at the rate of its day, while no invoice asks for it.

    What stood there before stays in the history. Raises AlreadyBilled.
    """
    with acting(actor, events.TIME_CHANGED, entry) as event:
        _hold_unbilled(entry)
        _must_be_theirs(actor, entry)
        if (entry.work, entry.on) != (work, on) or entry.rate_cents is None:
            entry.rate_cents = rate_of(entry.user_id, work, on)
        entry.on, entry.minutes, entry.work = on, minutes, work
        entry.words, entry.billable = words, billable
        entry.save()
        event.say(n=minutes)


def write_off_time(actor: Actor, entry: TimeEntry, *, why: str) -> None:
    """Do not ask for work that was done; it stays written down. Raises AlreadyBilled."""
    with acting(actor, events.TIME_WRITTEN_OFF, entry) as event:
        _hold_unbilled(entry)
        entry.written_off_at, entry.written_off_why = now(), why
        entry.save(update_fields=["written_off_at", "written_off_why"])
        event.say(n=entry.minutes)


def restore_time(actor: Actor, entry: TimeEntry) -> None:
    """Ask for work after all that was written off."""
    with acting(actor, events.TIME_RESTORED, entry) as event:
        _hold_unbilled(entry)
        entry.written_off_at, entry.written_off_why = None, ""
        entry.save(update_fields=["written_off_at", "written_off_why"])
        event.say(n=entry.minutes)


def _hold_unbilled(entry: TimeEntry) -> None:
    """Nobody bills or changes it before the transaction ends. Raises AlreadyBilled."""
    # Whoever bills the case holds it, too.
    Case.objects.select_for_update(no_key=True).get(pk=entry.case_id)
    entry.refresh_from_db()
    if is_billed(entry.pk):
        raise AlreadyBilled(
            gettext("This stands on an invoice. Take it off there first.")
        )
    if entry.dropped_at:
        raise AlreadyBilled(gettext("Somebody took this off meanwhile."))


def _must_be_theirs(actor: Actor, entry: TimeEntry) -> None:
    if entry.user_id != actor.user_id and not actor.plays(events.WORK_BILLED.by):
        raise Refused(gettext("This is the work of somebody else."))


def drop_time(actor: Actor, entry: TimeEntry) -> None:
    """Take one's own work off again, while no invoice asks for it."""
    with acting(actor, events.TIME_DROPPED, entry) as event:
        _hold_unbilled(entry)
        _must_be_theirs(actor, entry)
        entry.dropped_at = now()
        entry.save(update_fields=["dropped_at"])
        event.say(n=entry.minutes)


def start_timer(actor: Actor, case: Case, *, work: str, words: str = "") -> Timer:
    """Start one's timer for a case. Raises AlreadyRunning."""
    with acting(actor, events.TIMER_STARTED, case) as event:
        try:
            with transaction.atomic():
                made = Timer.objects.create(
                    firm=actor.firm,
                    case=case,
                    user_id=actor.account,
                    work=work,
                    words=words,
                    started_at=now(),
                )
        except IntegrityError:
            raise AlreadyRunning(
                gettext("Your timer is running already. Stop it first.")
            ) from None
        event.about(made)
    return made


def stop_timer(
    actor: Actor, timer: Timer, *, words: str, minutes: int | None = None
) -> TimeEntry:
    """Stop it and write the time down, once. minutes: as its person says, else as it ran.

    Raises ForgottenTimer where it ran longer than anybody works and nobody said, and
    TimerStopped where another tab was faster.
    """
    with acting(actor, events.TIMER_STOPPED, timer.case) as event:
        timer = _held(actor, timer)
        ran = max(1, -(-int((now() - timer.started_at).total_seconds()) // 60))
        if minutes is None and ran > LONGEST_MINUTES:
            raise ForgottenTimer(
                gettext("It ran for more than twelve hours. Say how long you worked.")
            )
        day = timer.started_at.astimezone(ZoneInfo(actor.firm.time_zone)).date()
        entry = write_time(
            actor,
            timer.case,
            on=day,
            minutes=minutes or ran,
            work=timer.work,
            words=words or timer.words,
            once=f"timer {timer.key}",
        )
        event.about(entry)
        event.say(n=entry.minutes)
        timer.delete()
    return entry


def drop_timer(actor: Actor, timer: Timer) -> None:
    """Throw one's timer away: nothing was worked. Raises TimerStopped."""
    with acting(actor, events.TIMER_DROPPED, timer.case):
        _held(actor, timer).delete()


def _held(actor: Actor, timer: Timer) -> Timer:
    """Of two tabs that end it one does, and the other is told."""
    rows = Timer.objects.visible_to(actor).select_related("case").order_by()
    held = rows.select_for_update(no_key=True, of=("self",)).filter(pk=timer.pk).first()
    if held is None:
        raise TimerStopped(
            gettext(
                "This timer was stopped or thrown away already, perhaps in another tab. "
                "Nothing was written down now."
            )
        )
    return held


def note_forgotten(clock: Actor, timer: Timer, *, hours: int) -> None:
    """Tell once that a timer is still running."""
    with acting(clock, events.TIMER_FORGOTTEN, timer) as event:
        timer.told_at = now()
        timer.save(update_fields=["told_at"])
        event.say(name=timer.user.name, n=hours)
