"""The service is asked about the numbers that are due, the longest unasked first.

Each number once a day, some hours more or less; within what the firm may ask a second and
a day; not while the service is closed or was left alone. Off until a firm sets it up.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import task

from harborlight.agency.actions import note_answers
from harborlight.agency.actions.asking import OPENS_AFTER, After, Answer
from harborlight.agency.allowed import asked_on, left, may_ask
from harborlight.agency.models import Line, Tracked
from harborlight.agency.queries import line_of
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.queue import SLOW, in_parts
from harborlight.firm.tenancy import current_firm, inside
from harborlight.law.agency import House, house, meaning_of, meanings
from harborlight.outside.case_status import (
    Failed,
    Status,
    fetch_status,
    fetch_token,
    pause,
)

# One job asks so many: the next one goes on.
BATCH = 20
# So long at most; then another worker may ask.
LONGEST = timedelta(minutes=30)
DAY, WHERE_DECIDED = timedelta(hours=20), timedelta(days=7)
# Failures that say something of the service, and nothing of the number.
OF_THE_SERVICE = {"unreachable", "down", "too many", "token"}


def ask_soon(clock: Actor) -> bool:
    """Have the service asked, where something is due and it may be."""
    line = line_of(clock)
    if line is None or not may_ask(line, now()) or not _due(now(), 1):
        return False
    ask_agency.enqueue()
    return True


@task(queue_name=SLOW)
@in_parts
def ask_agency() -> None:
    clock = Actor.clock(current_firm())
    if ask_the_service(clock) == BATCH:
        with inside(clock.firm):
            ask_agency.enqueue()


def ask_one_soon(tracked: Tracked) -> None:
    """Have the service asked about one number that somebody wants to know of now."""
    ask_one.enqueue(str(tracked.pk))


@task(queue_name=SLOW)
@in_parts
def ask_one(tracked_id: str) -> None:
    """Where another batch is asked at this moment, the number is one of the next."""
    ask_the_service(Actor.clock(current_firm()), only=UUID(tracked_id))


def _due(moment: datetime, most: int, only: UUID | None = None) -> list[Tracked]:
    rows = Tracked.objects.filter(
        ask_at__lte=moment, ended_on__isnull=True, case__closed_on__isnull=True
    )
    rows = rows.filter(case__is_sensitive=False).select_related("case", "firm")
    rows = rows.filter(pk=only) if only else rows
    return [*rows.order_by("ask_at", "pk")[:most]]


def ask_the_service(
    clock: Actor,
    *,
    only: UUID | None = None,
    sleep: Callable[[float], None] = time.sleep,
    jitter: Callable[[], float] = random.random,
) -> int:
    """Ask about what is due; how many were asked. only: of one number; sleep, jitter:
    for tests.

    While the service is asked nothing is locked: whoever changes the access does not wait
    for twenty answers.
    """
    with inside(clock.firm):
        begun = _begin(now(), jitter, only)
    if begun is None:
        return 0
    asking, due = begun
    answers: list[Answer] = []
    for tracked in due:
        if answers:
            sleep(1 / asking.line.per_second)
        answers.append(asking.ask(tracked))
        if asking.must_stop:
            break
    with inside(clock.firm), transaction.atomic():
        line = Line.objects.select_for_update().get()
        # What was set up meanwhile is another access: it has its own token and troubles.
        after = asking.after if line.changed_at == asking.line.changed_at else None
        still = {one.pk for one in _followed(due)}
        kept = [one for one in answers if one.tracked.pk in still]
        note_answers(clock, line, answers=kept, after=after)
    return len(answers)


def _begin(
    moment: datetime, jitter: Callable[[], float], only: UUID | None
) -> tuple[_Asking, list[Tracked]] | None:
    """Take the line for a while and what is due; nothing where it may not be asked.

    As many as may be asked are counted at once: a worker that dies has not asked them
    for nothing.
    """
    with transaction.atomic():
        line = Line.objects.select_for_update().first()
        if line is None or not may_ask(line, moment) or _is_taken(line, moment):
            return None
        where = house(line.door)
        # One question alone tries a service that failed.
        most = 1 if line.failures >= OPENS_AFTER else BATCH
        due = _due(moment, min(most, left(line, where, moment)), only)
        if not due:
            return None
        asking = _Asking(line, where, moment, jitter)
        Line.objects.filter(pk=line.pk).update(
            asking_until=moment + LONGEST,
            day=asking.after.day,
            asked=asking.after.asked + len(due),
        )
    # Sealed words are opened here: while it is asked, no row of the firm can be read.
    for sealed in (line.client, line.secret, *(one.number for one in due)):
        str(sealed)
    return asking, due


def _is_taken(line: Line, moment: datetime) -> bool:
    return line.asking_until is not None and moment < line.asking_until


def _followed(rows: Sequence[Tracked]) -> QuerySet[Tracked]:
    """Those that may still be asked about, as things are now."""
    return Tracked.objects.filter(
        pk__in=[one.pk for one in rows],
        ended_on__isnull=True,
        case__closed_on__isnull=True,
        case__is_sensitive=False,
    )


class _Asking:
    """Some questions one after the other, and how the line stands after them."""

    def __init__(
        self, line: Line, where: House, moment: datetime, jitter: Callable[[], float]
    ) -> None:
        day, asked = asked_on(line, where, moment)
        self.line, self.where, self.jitter = line, where, jitter
        self.must_stop = False
        self.after = After(
            token=line.token,
            token_until=line.token_until,
            day=day,
            asked=asked,
            failures=line.failures,
            retry_at=None,
            trouble="",
        )

    def ask(self, tracked: Tracked) -> Answer:
        said: Status | Failed
        try:
            said = self._said(tracked)
        except Failed as failed:
            said = failed
        if isinstance(said, Failed) and said.kind in OF_THE_SERVICE:
            self._failed(said)
            # It is the service's fault: this number is the first again.
            return Answer(tracked, said, tracked.ask_at or now())
        self.after = replace(self.after, failures=0, trouble="", retry_at=None)
        return Answer(tracked, said, self._again(said))

    def _said(self, tracked: Tracked) -> Status:
        """With a token that is there; where it is not known any more, once with a fresh one."""
        fresh = self._token_is_over()
        try:
            return self._status(tracked)
        except Failed as failed:
            if failed.kind != "token" or fresh:
                raise
        self.after = replace(self.after, token="")
        return self._status(tracked)

    def _token_is_over(self) -> bool:
        until = self.after.token_until
        return not self.after.token or until is None or until <= now()

    def _status(self, tracked: Tracked) -> Status:
        if self._token_is_over():
            token = fetch_token(
                self.where.token,
                client=self.line.client,
                secret=self.line.secret,
                moment=now(),
            )
            self.after = replace(self.after, token=token.text, token_until=token.until)
        self.after = replace(self.after, asked=self.after.asked + 1)
        return fetch_status(self.where.status, tracked.number, token=self.after.token)

    def _failed(self, said: Failed) -> None:
        """Leave it alone, the longer the more often it failed, or as long as it says."""
        failures = self.after.failures + 1
        if said.kind == "too many":
            failures = self.after.failures  # it is well, and we were too fast
        seconds = max(said.wait, pause(max(failures, 1), jitter=self.jitter()))
        token = "" if said.kind == "token" else self.after.token
        self.after = replace(
            self.after,
            token=token,
            failures=failures,
            trouble=f"{said.kind}: {said.said}",
            retry_at=now() + timedelta(seconds=seconds),
        )
        self.must_stop = True

    def _again(self, said: Status | Failed) -> datetime:
        """Once a day; once a week where it is decided, or it knows no such number."""
        far = isinstance(said, Failed) or _is_decided(said)
        base = WHERE_DECIDED if far else DAY
        return now() + base + timedelta(hours=4) * self.jitter()


def _is_decided(said: Status) -> bool:
    found = meanings().get(meaning_of(said.text))
    return bool(found and found.ends)
