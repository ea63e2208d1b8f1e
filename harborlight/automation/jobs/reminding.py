"""Reminders: which are due, each claimed before it is handed over, and never twice.

The job that hands over belongs to the house, so that its claim is kept before the mail
server or the provider hears anything: killed in between, a claim without an outcome stays,
which a person looks at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from smtplib import SMTPConnectError, SMTPException
from socket import gaierror
from uuid import UUID

from django.db import IntegrityError, transaction
from django_tasks import task

from harborlight.automation.actions.reminding import (
    claim_reminder,
    hold_way,
    not_reminded,
    turn_to_team,
)
from harborlight.automation.bills import Bill, bills_of
from harborlight.automation.cadence import Step, span, step_on
from harborlight.automation.letters import write_email, write_text
from harborlight.automation.models import Cadence, Hold, Reminder
from harborlight.automation.models.reminders import About, Way
from harborlight.automation.planned import kinds_of, steps_of
from harborlight.automation.queries import settings_of
from harborlight.automation.reaching import asleep_now, reach_of
from harborlight.automation.waiting import Matter, matters
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.models import Firm
from harborlight.firm.queue import enqueue_many
from harborlight.firm.tenancy import everywhere, inside
from harborlight.outside.texts import NotTaken, Unknown
from harborlight.people.models import Person
from harborlight.workflow.playbook_moments import EMAIL, TEXT

NOT_REACHED = (ConnectionRefusedError, gaierror, SMTPConnectError)


def reminds_of(clock: Actor, about: str) -> bool:
    """Whether the firm has people reminded of this by steps."""
    return Cadence.objects.visible_to(clock).filter(about=about, is_on=True).exists()


def remind_people(clock: Actor, day: date) -> int:
    """Have every step taken that is due; how many that may be."""
    due = []
    for cadence in Cadence.objects.filter(is_on=True).order_by("about"):
        planned = steps_of(clock, cadence)
        since = span(planned.widest, cadence.about, cadence.on_since, day)
        found = matters(clock, cadence.about, span=since)
        kinds = kinds_of(clock, planned, {one.case for one in found})
        asleep = asleep_now(clock, {one.person for one in found})
        taken = _taken(cadence.about, {one.case for one in found})
        for matter in found:
            steps = planned.of(kinds.get(matter.case))
            place = step_on(steps, cadence.about, _since(matter, cadence), day)
            if place is None or matter.person in asleep:
                continue
            if not _left(steps[place], taken[*matter.key, place]):
                continue
            due.append([str(clock.firm.pk), *map(str, matter.key), place])
    with everywhere("the house hands reminders over, each claim kept before it"):
        enqueue_many(take_step, due)
    return len(due)


def _left(step: Step, taken: set[str]) -> list[str]:
    """The ways of a step that nothing was claimed of yet."""
    ways = (Way.PORTAL, *step.ways) if step.to_client else (Way.STAFF,)
    return [way for way in ways if way not in taken]


def _since(matter: Matter, cadence: Cadence) -> date:
    """What was asked for long before the firm began to remind counts from that day."""
    if cadence.on_since is None or matter.about == "dates":
        return matter.since
    return max(matter.since, cadence.on_since)


def _taken(about: str, cases: set[UUID]) -> dict[tuple[object, ...], set[str]]:
    """Of each step the ways that were claimed."""
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    rows = Reminder.objects.filter(case__in=cases, about=about)
    names = ("case_id", "person_id", "about", "since", "step", "way")
    for *place, way in rows.values_list(*names):
        found[tuple(place)].add(way)
    return found


@task()
def take_step(
    firm_id: str, case_id: str, person_id: str, about: str, since: str, place: int
) -> str:
    """Take one step to one person: claim it, hand it over, and keep what became of it."""
    with everywhere("a job of the house names its firm"):
        firm = Firm.objects.get(pk=UUID(firm_id))
    key = (UUID(case_id), UUID(person_id), about, date.fromisoformat(since))
    with inside(firm):
        claimed = _claimed(Actor.clock(firm), key, place)
    for reminder, subjects, bills in claimed:
        _hand_over(firm, reminder, subjects, bills)
    return ", ".join(reminder.way for reminder, *_of in claimed)


Key = tuple[UUID, UUID, str, date]
Bills = Sequence[Bill]
Claimed = list[tuple[Reminder, tuple[UUID, ...], Bills]]


def _claimed(clock: Actor, key: Key, place: int) -> Claimed:
    """What is to be handed over now; nothing where it is done, or may not be, or not yet."""
    of, whose, about, _since_day = key
    cadence = Cadence.objects.filter(about=about, is_on=True).first()
    found = [one for one in matters(clock, about, case=of) if one.key == key]
    case = Case.objects.filter(pk=of, closed_on__isnull=True).first()
    if cadence is None or not found or case is None:
        return []
    steps = steps_of(clock, cadence).of((case.kind, case.kind_version))
    day = today(clock.firm.time_zone)
    if step_on(steps, about, _since(found[0], cadence), day) != place:
        return []
    person = Person.objects.select_related("login").get(pk=whose)
    try:
        with transaction.atomic():
            return _claim(clock, case, person, found[0], place, steps[place])
    except IntegrityError:
        return []


def _claim(
    clock: Actor, case: Case, person: Person, matter: Matter, place: int, step: Step
) -> Claimed:
    left = _left(step, _taken(matter.about, {case.pk})[*matter.key, place])
    if not left:
        return []
    if not step.to_client:
        turn_to_team(clock, case, person=person, matter=matter, place=place, step=step)
        return []
    reach = reach_of(clock, case, person, settings_of(clock), now())
    # What is held back is not claimed: it goes out once the provider takes it again.
    held = {*Hold.objects.filter(until__gt=now()).values_list("way", flat=True)}
    ways = [way for way in left if way in reach.ways and way not in held]
    closed = {way: reach.closed[way] for way in left if way in reach.closed}
    if not reach.awake or _is_later(left, ways, closed):
        return []
    rows = claim_reminder(
        clock,
        case,
        person=person,
        matter=matter,
        place=place,
        step=step,
        ways=ways,
        closed=closed,
        again=Way.PORTAL not in left,
    )
    tells = rows and matter.about == About.INVOICES
    bills = bills_of(clock, case, matter) if tells else []
    return [(row, matter.subjects, bills) for row in rows]


def _is_later(
    left: Sequence[str], ways: Sequence[str], closed: Mapping[str, str]
) -> bool:
    """Whether nothing is to be claimed now: they were written to lately, or it is held."""
    lately = {"just-now", "enough"} & {*closed.values()}
    nothing = not closed and Way.PORTAL not in left
    return not ways and bool(lately or nothing)


def _hand_over(
    firm: Firm, reminder: Reminder, subjects: tuple[UUID, ...], bills: Bills
) -> None:
    """One letter. What breaks off in the middle stays a claim without an outcome."""
    try:
        reference = _HANDING[reminder.way](firm, reminder, subjects, bills)
    except Unknown:
        return
    except NotTaken as why:
        with inside(firm):
            _refused(Actor.clock(firm), reminder, why)
        return
    with inside(firm):
        Reminder.objects.filter(pk=reminder.pk).update(
            handed_at=now(), reference=reference
        )
        Hold.objects.filter(way=reminder.way).delete()


def _refused(clock: Actor, reminder: Reminder, why: NotTaken) -> None:
    """It certainly was not taken: for good, or it is tried again after a while."""
    if why.lasting:
        not_reminded(clock, reminder, why=why.why)
        return
    Reminder.objects.filter(pk=reminder.pk).delete()
    hold_way(clock, way=reminder.way, why=why.why, moment=now())


def _email(
    firm: Firm, reminder: Reminder, subjects: tuple[UUID, ...], bills: Bills
) -> str:
    try:
        write_email(firm, reminder, subjects, bills)
    except NOT_REACHED as error:
        raise NotTaken("not-reached") from error
    except (SMTPException, OSError) as error:
        raise Unknown(type(error).__name__) from error
    return ""


_HANDING = {EMAIL: _email, TEXT: write_text}
