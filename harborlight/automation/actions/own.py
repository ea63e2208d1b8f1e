"""Clients set reminders for themselves, change them, and take them back."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from harborlight.automation import events
from harborlight.automation.models import OwnReminder
from harborlight.automation.queries import own_person, reaching_of
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now


class TimeIsOver(Exception):
    """Nobody can be reminded in the past."""


class CameAlready(Exception):
    """It came, or was taken back: nothing of it changes any more."""


def set_own_reminder(
    actor: Actor, case: Case, *, words: str, on: date, hour: int
) -> OwnReminder:
    """Ask to be reminded of something at an hour of one's own day. Raises TimeIsOver."""
    with acting(actor, events.OWN_SET, case) as event:
        at = _moment(actor, on, hour)
        row = OwnReminder.objects.create(
            firm=actor.firm,
            case=case,
            person=own_person(actor),
            words=words,
            at=at,
            set_at=now(),
        )
        event.made(row)
        event.say(for_person=str(row.person_id))
    return row


def change_own_reminder(
    actor: Actor, reminder: OwnReminder, *, words: str, on: date, hour: int
) -> None:
    """Another day, hour or words. Raises TimeIsOver, CameAlready."""
    with acting(actor, events.OWN_CHANGED, reminder) as event:
        _to_come(reminder)
        reminder.words, reminder.at = words, _moment(actor, on, hour)
        reminder.save(update_fields=["words", "at"])
        event.say(for_person=str(reminder.person_id))


def remove_own_reminder(actor: Actor, reminder: OwnReminder) -> None:
    """Take it back. Raises CameAlready."""
    with acting(actor, events.OWN_REMOVED, reminder) as event:
        _to_come(reminder)
        reminder.removed_at = now()
        reminder.save(update_fields=["removed_at"])
        event.say(for_person=str(reminder.person_id))


def remind_of_own(clock: Actor, reminder: OwnReminder) -> None:
    """Its time has come: it stands on their page, and a letter says that there is news."""
    with acting(clock, events.OWN_CAME, reminder) as event:
        reminder.came_at = now()
        reminder.save(update_fields=["came_at"])
        event.say(words=reminder.words, for_person=str(reminder.person_id))


def _to_come(reminder: OwnReminder) -> None:
    rows = OwnReminder.objects.select_for_update(of=("self",), no_key=True)
    there = rows.get(pk=reminder.pk)
    if there.came_at or there.removed_at:
        raise CameAlready(gettext("This reminder came already, or you took it back."))


def _moment(actor: Actor, on: date, hour: int) -> datetime:
    said = reaching_of(actor, own_person(actor)).zone
    zone = ZoneInfo(said or actor.firm.time_zone)
    at = datetime.combine(on, time(hour), zone)
    if at <= now():
        raise TimeIsOver(gettext("That time is over. Choose a later one."))
    return at
