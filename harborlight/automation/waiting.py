"""What clients are waited for, so that they can be reminded of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from harborlight.agreements.queries import Scheduled, plans
from harborlight.automation.models.reminders import About
from harborlight.billing.models import Invoice, Withdrawal
from harborlight.billing.queries import OPEN as UNPAID
from harborlight.cases.models import Case
from harborlight.deadlines.models import ForClient
from harborlight.deadlines.queries import STILL
from harborlight.documents.models import SIGNED_FORM, Request, Version
from harborlight.documents.queries import asked_among
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.paying.queries import charged_alone
from harborlight.questionnaires.models import Sent

_CHUNK = 200
# So long after its day what was agreed to be charged by itself is tried (paying.jobs).
CHARGED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Matter:
    """What one person is waited for in one case since one day; subjects: its rows."""

    case: UUID
    person: UUID
    about: str
    since: date
    subjects: tuple[UUID, ...] = ()

    @property
    def key(self) -> tuple[UUID, UUID, str, date]:
        return self.case, self.person, self.about, self.since


Row = tuple[UUID, UUID, date, UUID]
Span = tuple[date, date]


def matters(
    clock: Actor, about: str, *, case: UUID | None = None, span: Span | None = None
) -> list[Matter]:
    """Everything that is waited for, in open cases; of one case only, where it is said.

    span: only since these days, the first and the last.
    """
    several: dict[tuple[UUID, UUID, date], list[UUID]] = {}
    for of, person, since, pk in _OF[about](clock, case, span):
        if span is None or span[0] <= since <= span[1]:
            several.setdefault((of, person, since), []).append(pk)
    return [
        Matter(of, person, about, since, tuple(pks))
        for (of, person, since), pks in sorted(several.items())
    ]


def _papers(clock: Actor, case: UUID | None, span: Span | None) -> Iterator[Row]:
    yield from _requests(clock, case, span, signed=False)


def _signatures(clock: Actor, case: UUID | None, span: Span | None) -> Iterator[Row]:
    yield from _requests(clock, case, span, signed=True)


def _requests(
    clock: Actor, case: UUID | None, span: Span | None, *, signed: bool
) -> Iterator[Row]:
    """Papers that did not come, or were sent back; not what cannot be had."""
    rows = Request.objects.visible_to(clock).filter(
        withdrawn_at__isnull=True,
        cannot_since__isnull=True,
        case__closed_on__isnull=True,
    )
    rows = rows.exclude(need=Request.Need.OPTIONAL)
    rows = rows.filter(case=case) if case else rows
    rows = rows.filter(_since(span)) if span else rows
    several = [*Case.objects.filter(pk__in=rows.values("case")).order_by("pk")]
    zone = ZoneInfo(clock.firm.time_zone)
    for part in _parts(several):
        for one in asked_among(clock, part):
            asked = one.request
            is_meant = (asked.kind == SIGNED_FORM) == signed
            owed = asked.need != Request.Need.OPTIONAL and not asked.cannot_since
            if is_meant and owed and one.waits_for_client:
                back = one.to_correct.reviewed_at if one.to_correct else None
                since = _day(back or asked.asked_at, zone)
                yield asked.case_id, asked.person_id, since, asked.pk


def _since(span: Span) -> Q:
    """Asked for, or sent back, since the first day."""
    back = Version.objects.filter(
        document__request=OuterRef("pk"),
        state=Version.State.RETURNED,
        reviewed_at__date__gte=span[0],
    )
    return Q(asked_at__date__gte=span[0]) | Q(Exists(back))


def _parts(several: list[Case]) -> Iterable[list[Case]]:
    return (several[at : at + _CHUNK] for at in range(0, len(several), _CHUNK))


def _questions(clock: Actor, case: UUID | None, span: Span | None) -> Iterator[Row]:
    rows = Sent.objects.visible_to(clock).filter(
        state=Sent.State.OPEN, case__closed_on__isnull=True
    )
    rows = rows.filter(case=case) if case else rows
    rows = rows.filter(sent_at__date__gte=span[0]) if span else rows
    zone = ZoneInfo(clock.firm.time_zone)
    for of, person, at, pk in rows.values_list("case_id", "person_id", "sent_at", "pk"):
        yield of, person, _day(at, zone), pk


def _invoices(clock: Actor, case: UUID | None, span: Span | None) -> Iterator[Row]:
    """By the day on which something of them is due; of a plan, the first day that lacks.

    Not what we are about to pay with their own money, nor what is about to be charged.
    """
    # Nor what goes back, and is not asked for again.
    back = Q(state=Withdrawal.State.ASKED, credit_cents__gt=0)
    asked = Withdrawal.objects.visible_to(clock).filter(Q(**Withdrawal.PAYS) | back)
    rows = Invoice.objects.visible_to(clock).filter(
        state__in=UNPAID, issued_on__isnull=False, case__closed_on__isnull=True
    )
    rows = rows.exclude(pk__in=asked.values("invoice"))
    rows = rows.filter(case=case) if case else rows
    if span:
        in_parts = Q(plans__isnull=False, plans__ended_at__isnull=True)
        rows = rows.filter(Q(due_on__range=span) | in_parts)
    found = [*rows.distinct().order_by("pk")]
    scheduled, charged = plans(clock, found), charged_alone(clock, found)
    day = today(clock.firm.time_zone)
    for one in found:
        on = due_day(one, scheduled.get(one.pk))
        if one.pk not in charged or day > on + CHARGED_FOR:
            yield one.case_id, one.payer_id, on, one.pk


def due_day(invoice: Invoice, scheduled: Scheduled | None) -> date:
    """When something of it is due: the first day of its plan that lacks, or its own."""
    told = scheduled.next if scheduled and scheduled.plan.counts else None
    return told.on if told else invoice.due_on


def _dates(clock: Actor, case: UUID | None, span: Span | None) -> Iterator[Row]:
    rows = ForClient.objects.visible_to(clock).filter(
        STILL, person__isnull=False, case__closed_on__isnull=True
    )
    rows = rows.filter(case=case) if case else rows
    rows = rows.filter(by__range=span) if span else rows
    for of, person, by, pk in rows.values_list("case_id", "person_id", "by", "pk"):
        if person:
            yield of, person, by, pk


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


_OF: dict[str, Callable[[Actor, UUID | None, Span | None], Iterator[Row]]] = {
    About.PAPERS: _papers,
    About.QUESTIONS: _questions,
    About.SIGNATURES: _signatures,
    About.INVOICES: _invoices,
    About.DATES: _dates,
}
