"""What makes cases pressing, asked of every room at once for several cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import yaml
from django.db.models import Count, Max, Min

from harborlight.agency.models import Tracked
from harborlight.agency.queries import line_of
from harborlight.cases.models import Case
from harborlight.deadlines.models import Deadline
from harborlight.deadlines.queries import OPEN
from harborlight.docket.models import UsualStay
from harborlight.docket.weighing import (
    Reason,
    of_deadline,
    of_owed,
    of_receipt,
    of_review,
    of_silence,
    of_stay,
    of_word,
)
from harborlight.documents.models import Version
from harborlight.documents.readiness import owed
from harborlight.documents.remarks import waiting_words
from harborlight.filings.models import Filing, FilledForm
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.questionnaires.models import Sent

STARTER = Path(__file__).with_name("starters") / "usual.yaml"
# After which a case is in its stage anew.
ENTERS = (
    "case.opened",
    "case.begun",
    "case.stage-changed",
    "case.reopened",
    "case.taken-over",
)


@dataclass
class Gathered:
    """Of one case: since when it is in its stage, and everything that may press."""

    stage_since: date
    reasons: list[Reason] = field(default_factory=list)
    next_due_on: date | None = None
    on_client: int = 0
    on_us: int = 0


@cache
def usual_at_first() -> dict[str, int]:
    """Days in each stage, until a firm says its own."""
    found: dict[str, int] = yaml.safe_load(STARTER.read_text(encoding="utf-8"))
    return found


def usual_stays() -> dict[str, int]:
    """Days in each stage, as the firm we are in has them."""
    own = dict(UsualStay.objects.values_list("stage", "days"))
    return {**usual_at_first(), **own}


def gather(clock: Actor, cases: Sequence[Case]) -> dict[UUID, Gathered]:
    """The same few questions to the database, however many cases."""
    zone = ZoneInfo(clock.firm.time_zone)
    since = _in_stage_since(cases)
    usual = usual_stays()
    found = {}
    for case in cases:
        entered = since.get(case.pk)
        day = entered.astimezone(zone).date() if entered else case.opened_on
        found[case.pk] = Gathered(day, of_stay(day, usual.get(case.stage)))
    _deadlines(found)
    _papers(clock, cases, found, zone)
    _answers(found)
    _filings(found, zone)
    _words(found, zone)
    _agencies(clock, found, zone)
    return found


def _in_stage_since(cases: Sequence[Case]) -> dict[UUID, datetime]:
    ids = [case.pk for case in cases]
    rows = Event.objects.filter(case_id__in=ids, kind__in=ENTERS).order_by()
    return dict(rows.values_list("case_id").annotate(at=Max("at")))


def _deadlines(found: dict[UUID, Gathered]) -> None:
    """The soonest that is open: whatever is open after it presses less."""
    rows = Deadline.objects.filter(OPEN, case__in=[*found]).order_by()
    for case, due_on in rows.values_list("case").annotate(soonest=Min("due_on")):
        found[case].next_due_on = due_on
        found[case].reasons += of_deadline(due_on)


def _papers(
    clock: Actor, cases: Sequence[Case], found: dict[UUID, Gathered], zone: ZoneInfo
) -> None:
    for case, theirs in owed(clock, cases).items():
        found[case].on_client += theirs.count
        if theirs.due_on:
            found[case].reasons += of_owed("papers-late", theirs.due_on, theirs.count)
    rows = Version.objects.filter(case__in=[*found], state=Version.State.RECEIVED)
    waiting = rows.order_by().values_list("case")
    for case, oldest, count in waiting.annotate(at=Min("uploaded_at"), n=Count("pk")):
        found[case].on_us += count
        found[case].reasons += of_review(oldest.astimezone(zone).date(), count)


def _answers(found: dict[UUID, Gathered]) -> None:
    rows = Sent.objects.filter(case__in=[*found], state=Sent.State.OPEN).order_by()
    waiting = rows.values_list("case").annotate(due=Min("due_on"), n=Count("pk"))
    for case, due_on, count in waiting:
        found[case].on_client += count
        if due_on:
            found[case].reasons += of_owed("answers-late", due_on, count)


def _filings(found: dict[UUID, Gathered], zone: ZoneInfo) -> None:
    gone = Filing.objects.filter(
        case__in=[*found], state__in=Filing.ON_ITS_WAY, sent_on__isnull=False
    )
    for case, sent_on, days in gone.values_list("case", "sent_on", "chase_days"):
        if sent_on:
            found[case].reasons += of_receipt(sent_on, days)
    changed = FilledForm.objects.filter(case__in=[*found], changed_at__isnull=False)
    for case, at, count in (
        changed.order_by()
        .values_list("case")
        .annotate(at=Min("changed_at"), n=Count("pk"))
    ):
        day = at.astimezone(zone).date()
        found[case].on_us += count
        found[case].reasons.append(Reason("changed", day, day, count))
    waiting = FilledForm.objects.filter(
        case__in=[*found], state=FilledForm.State.PREPARED
    )
    for case, count in waiting.order_by().values_list("case").annotate(n=Count("pk")):
        found[case].on_us += count


def _words(found: dict[UUID, Gathered], zone: ZoneInfo) -> None:
    """What clients wrote of papers, where they wrote last."""
    for case, at, count in waiting_words([*found]):
        found[case].on_us += count
        found[case].reasons += of_word(at.astimezone(zone).date(), count)


def _agencies(clock: Actor, found: dict[UUID, Gathered], zone: ZoneInfo) -> None:
    """Numbers that should have been asked about, where a service is set up."""
    line = line_of(clock)
    if line is None or not line.is_on:
        return
    rows = Tracked.objects.filter(
        case__in=[*found],
        case__is_sensitive=False,
        ask_at__isnull=False,
        ended_on__isnull=True,
    )
    first: dict[UUID, datetime] = {}
    for case, ask_at, checked_at in rows.values_list("case", "ask_at", "checked_at"):
        if ask_at is not None:
            since = line.unasked_since(ask_at, checked_at)
            first[case] = min(since, first.get(case, since))
    for case, since in first.items():
        found[case].reasons += of_silence(since.astimezone(zone).date())
