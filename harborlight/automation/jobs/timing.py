"""Automations that wait for a day: looked at every hour, each day of a thing once."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from harborlight.automation.actions.firing import Met
from harborlight.automation.days import Due, due_between
from harborlight.automation.jobs.reading import run
from harborlight.automation.models import Automation, Firing
from harborlight.automation.queries import rules_of
from harborlight.automation.rule import Rule
from harborlight.firm.actor import Actor

# What came while nothing ran is made up for, so many days back.
BACK = timedelta(days=7)
BATCH = 100


def run_on_days(clock: Actor, today: date) -> int:
    """Let every automation act whose day came; how many did."""
    several = [*Automation.objects.filter(is_on=True, waits=True).order_by("pk")]
    rules = rules_of(clock, several)
    return sum(_run(clock, one, rules[one.pk], today) for one in several)


def _run(clock: Actor, automation: Automation, rule: Rule, today: date) -> int:
    assert rule.when is not None and automation.on_since is not None
    zone = ZoneInfo(clock.firm.time_zone)
    first = max(automation.on_since.astimezone(zone).date(), today - BACK)
    due = _unclaimed(automation, due_between(clock, rule.when, first, today), first)
    acted = 0
    for at in range(0, len(due), BATCH):
        part = due[at : at + BATCH]
        try:
            with transaction.atomic():
                acted += _act(clock, automation, rule, part)
        except IntegrityError:
            # Another worker claims the same just now: one by one, what it left.
            acted += sum(_alone(clock, automation, rule, one) for one in part)
    return acted


def _act(clock: Actor, automation: Automation, rule: Rule, part: list[Due]) -> int:
    kind = rule.when.on if rule.when else ""
    met = [
        (automation, one.case, Met(kind, subject=one.subject, on=one.on))
        for one in part
    ]
    return run(clock, met)


def _alone(clock: Actor, automation: Automation, rule: Rule, one: Due) -> int:
    try:
        with transaction.atomic():
            return _act(clock, automation, rule, [one])
    except IntegrityError:
        return 0


def _unclaimed(automation: Automation, due: list[Due], first: date) -> list[Due]:
    rows = Firing.objects.filter(automation=automation, on__gte=first)
    known = {*rows.values_list("subject_id", "on")}
    return [one for one in due if (one.subject, one.on) not in known]
