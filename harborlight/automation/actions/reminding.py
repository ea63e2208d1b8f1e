"""How people are reminded is chosen; reminders are claimed, and what became of them kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.functional import lazy

from harborlight.automation import events
from harborlight.automation.cadence import Step, written
from harborlight.automation.models import (
    Cadence,
    Hold,
    Reaching,
    Reminder,
    ReminderSettings,
)
from harborlight.automation.models.reminders import About, Way
from harborlight.automation.reaching import why_in_words
from harborlight.automation.waiting import Matter
from harborlight.cases.models import Case
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person

FIRST_HOLD, LONGEST_HOLD = timedelta(minutes=10), timedelta(hours=6)


def change_cadence(
    actor: Actor, *, about: str, is_on: bool, steps: Sequence[Step]
) -> Cadence:
    """Choose by which steps people are reminded of something, and whether at all."""
    with acting(actor, events.CADENCE_CHANGED, actor.firm) as event:
        row = Cadence.objects.filter(about=about).first()
        row = row or Cadence(firm=actor.firm, about=about)
        if is_on and not row.is_on:
            row.on_since = today(actor.firm.time_zone)
        row.is_on, row.steps = is_on, written(steps)
        row.save()
        event.note(row)
        event.say(about=in_every_language(About(about).label))
    return row


def change_hours(actor: Actor, *, opens: int, closes: int, most_a_week: int) -> None:
    """Choose when people may be written to, and how often at most."""
    with acting(actor, events.HOURS_CHANGED, actor.firm) as event:
        chosen = {"opens": opens, "closes": closes, "most_a_week": most_a_week}
        row, _made = ReminderSettings.objects.update_or_create(
            firm=actor.firm, defaults=chosen
        )
        event.note(row)


def say_reaching(
    actor: Actor, person: Person, *, no_texts: bool, no_emails: bool, zone: str
) -> Reaching:
    """Say how somebody wants to be reached."""
    with acting(actor, events.REACHING_SAID, person) as event:
        said = {"no_texts": no_texts, "no_emails": no_emails, "zone": zone}
        row, _made = Reaching.objects.update_or_create(
            firm=actor.firm, person=person, defaults=said
        )
        event.note(row)
        event.say(name=person.full_name)
    return row


def claim_reminder(
    clock: Actor,
    case: Case,
    *,
    person: Person,
    matter: Matter,
    place: int,
    step: Step,
    ways: Sequence[str],
    closed: Mapping[str, str],
    again: bool = False,
) -> list[Reminder]:
    """Remind somebody on their page, and claim the letters that are handed over next.

    closed: the ways that may not be used, and why. again: their page says it already. A
    second claim of the same step breaks the constraint, and so does nothing.
    """
    kind = events.TRIED_AGAIN if again else events.REMINDED
    with acting(clock, kind, case) as event:
        about = {**_about(case, person, matter), "step": place, "kind": step.kind}
        claimed = [Reminder(**about, way=way) for way in ways]
        rows = [*claimed]
        rows += [Reminder(**about, way=way, why_not=why) for way, why in closed.items()]
        if not again:
            rows.append(Reminder(**about, way=Way.PORTAL, handed_at=now()))
        Reminder.objects.bulk_create(rows)
        event.say(name=person.full_name, for_person=str(person.pk))
        event.say(about=in_every_language(About(matter.about).label))
    return claimed


def turn_to_team(
    clock: Actor, case: Case, *, person: Person, matter: Matter, place: int, step: Step
) -> None:
    """Tell the team that somebody did not answer, or that they should be called."""
    kind = events.CALL_ASKED if step.kind == "call" else events.ESCALATED
    with acting(clock, kind, case) as event:
        row = Reminder(
            **_about(case, person, matter), step=place, kind=step.kind, way=Way.STAFF
        )
        row.handed_at = row.claimed_at
        row.save(force_insert=True)
        event.say(name=person.full_name)
        event.say(about=in_every_language(About(matter.about).label))


def _about(case: Case, person: Person, matter: Matter) -> dict[str, Any]:
    about: dict[str, Any] = {"firm_id": case.firm_id, "case": case, "person": person}
    about |= {"about": matter.about, "since": matter.since, "claimed_at": now()}
    return about


def not_reminded(clock: Actor, reminder: Reminder, *, why: str) -> None:
    """Write down that a message was certainly not taken, and will not be."""
    with acting(clock, events.NOT_REMINDED, reminder) as event:
        reminder.why_not = why
        reminder.save(update_fields=["why_not"])
        event.say(name=reminder.person.full_name, why=_why(why))
        event.say(about=in_every_language(About(reminder.about).label))


def _why(code: str) -> dict[str, str]:
    return in_every_language(lazy(why_in_words, str)(code))


def hold_way(clock: Actor, *, way: str, why: str, moment: datetime) -> Hold:
    """Hand nothing over in one way for a while; who looks after the house is told."""
    with acting(clock, events.REFUSED, clock.firm) as event:
        row = Hold.objects.filter(way=way).first()
        row = row or Hold(firm=clock.firm, way=way, since=moment, tries=0)
        wait = min(FIRST_HOLD * 2**row.tries, LONGEST_HOLD)
        row.why, row.until, row.tries = why, moment + wait, row.tries + 1
        row.save()
        event.say(since=row.since.isoformat(timespec="minutes"), why=_why(why))
    return row


def look_at_reminder(actor: Actor, reminder: Reminder) -> None:
    """Say that one looked at a reminder that is in doubt; it is never sent again."""
    with acting(actor, events.LOOKED, reminder):
        reminder.looked_at, reminder.looked_by_id = now(), actor.user_id
        reminder.save(update_fields=["looked_at", "looked_by"])
