"""What automations do in a case, one function a deed: each says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import override

from harborlight.automation import events
from harborlight.automation.judging import roles_of
from harborlight.automation.models import Delivery, Firing, Hook
from harborlight.automation.rule import Then
from harborlight.billing.actions import (
    AlreadyCharged,
    NotTheirsToPay,
    add_government_fee,
    draft_invoice,
)
from harborlight.billing.fee_words import fee_words
from harborlight.billing.models import Invoice
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import people_on
from harborlight.documents.actions import request_document
from harborlight.documents.models import Request, Version
from harborlight.filings.costs import costs, needed_of
from harborlight.filings.queries import filings
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.ids import shown
from harborlight.firm.models import Notice
from harborlight.firm.words import in_every_language
from harborlight.law.fees import Fee
from harborlight.people.models import Person
from harborlight.tasks.actions.setting import Planned, set_task
from harborlight.workflow.actions import bill_case
from harborlight.workflow.queries import course_of, known_papers, payers


class NothingDone(Exception):
    """There was nothing to do; the code (deeds.OUTCOMES) says why."""


@dataclass(frozen=True)
class Occasion:
    """In which case something is done, because of what. name: the automation's."""

    case: Case
    firing: Firing
    name: Mapping[str, str]
    kind: str
    day: date


def notice(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Tell whoever of the team plays a part; else the lead."""
    told = _team(clock, at.case, then.role)
    if not told:
        raise NothingDone("nobody")
    with acting(clock, events.NOTICE, at.case) as event:
        event.say(name=dict(at.name), words=dict(then.words))
        rows = [Notice.of(event.event, user) for user in sorted(told)]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return event.id


def task(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Give a task to a part of the team; the firm's rules choose whom."""
    due = at.day + timedelta(days=then.days) if then.days else None
    texts = {"title": dict(then.words)}
    made = set_task(
        clock, at.case, role=then.role, due_on=due, plan=Planned("", texts, {})
    )
    return made.pk


def _team(clock: Actor, case: Case, role: str) -> set[UUID]:
    """Accounts on the case that play the part, or its lead: nobody behind its wall."""
    on_it = people_on(clock, [case.pk]).get(case.pk, set())
    playing = roles_of(on_it)
    found = {user for user in on_it if role in playing.get(user, ())}
    return found or ({case.lead_id} & on_it if case.lead_id else set())


def request(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Ask everybody who has a part in the case for a paper that they were not asked for."""
    paper = known_papers(clock).get(then.paper)
    if paper is None:
        raise NothingDone("no-paper")
    people = _parties(at.case, then.party)
    if not people:
        raise NothingDone("no-party")
    made = [
        request_document(
            clock,
            at.case,
            person=one,
            kind=paper.kind,
            title=dict(paper.title),
            purpose=dict(paper.purpose),
            advice=dict(paper.advice),
            example=dict(paper.example),
            ladder=paper.ladder,
            due_on=at.day + timedelta(days=then.days) if then.days else None,
        )
        for one in people
        if not _is_asked(at.case, one, paper.kind)
    ]
    if not made:
        raise NothingDone("asked-already")
    return made[0].pk


def _parties(case: Case, part: str) -> list[Person]:
    rows = Party.objects.filter(case=case, part=part).select_related("person")
    return [row.person for row in rows.order_by("pk")]


def _is_asked(case: Case, person: Person, kind: str) -> bool:
    rows = Request.objects.filter(case=case, person=person, kind=kind)
    good = Version.objects.filter(
        document__request__in=rows, state=Version.State.ACCEPTED
    )
    return rows.filter(withdrawn_at__isnull=True).exists() or good.exists()


def message(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Tell the clients of the case something, on their own page only."""
    with acting(clock, events.CLIENT_TOLD, at.case) as event:
        event.say(name=dict(at.name), words=dict(then.words))
    return event.id


def stage(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Offer the team to move the case on; whether it moves a person decides."""
    course = course_of(clock, at.case)
    ids = [one.id for one in course.stages]
    is_ahead = then.stage in ids and ids.index(then.stage) > course.position(
        at.case.stage
    )
    if not is_ahead:
        raise NothingDone("same-stage")
    told = people_on(clock, [at.case.pk]).get(at.case.pk, set())
    with acting(clock, events.STAGE_OFFERED, at.case) as event:
        event.say(name=dict(at.name), stage=dict(course.stage(then.stage).name))
        rows = [Notice.of(event.event, user) for user in sorted(told)]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    return event.id


def invoice(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Draft an invoice; a person looks it over and issues it."""
    if then.bill == "first":
        there = Invoice.objects.filter(case=at.case).exclude(state=Invoice.State.VOID)
        if there.exists():
            raise NothingDone("no-bill")
        return bill_case(clock, at.case, course_of(clock, at.case)).pk
    return _bill_filing(clock, at)


def _bill_filing(clock: Actor, at: Occasion) -> UUID:
    """What the forms of filings that were not sent cost, without what is charged already."""
    people, _by_law = payers(clock, at.case)
    if not people:
        raise NothingDone("no-payer")
    try:
        made = draft_invoice(clock, at.case, payer=_payer(clock, at.case, people))
    except NotTheirsToPay:
        raise NothingDone("no-payer") from None
    charged = 0
    for filing in filings(clock, at.case).filter(sent_on__isnull=True):
        for cost in costs(filing, needed_of(clock, filing), at.day):
            for fee in cost.paid:
                charged += _charge(
                    clock, made, fee, cost.needed.pk, filing.channel, at.day
                )
    if not charged:
        raise NothingDone("no-bill")
    return made.pk


def _payer(clock: Actor, case: Case, people: list[Person]) -> Person:
    part = course_of(clock, case).payer
    rows = Party.objects.filter(case=case, part=part, person__in=people)
    found = rows.select_related("person").first()
    return found.person if found else people[0]


def _charge(
    clock: Actor, made: Invoice, fee: Fee, needed: UUID, channel: str, day: date
) -> bool:
    texts = {}
    for code in in_every_language(""):
        with override(code):
            texts[code] = fee_words(fee)
    about = {"circumstance": fee.circumstance, "law": fee.law, "channel": channel}
    try:
        add_government_fee(
            clock,
            made,
            form=fee.form,
            on=day,
            texts=texts,
            of_form=needed,
            **about,
        )
    except AlreadyCharged:
        return False
    return True


def hook(clock: Actor, at: Occasion, then: Then) -> UUID | None:
    """Have a program told that it happened: kinds and ids, no names."""
    if at.case.is_sensitive:
        raise NothingDone("sensitive")
    found = Hook.objects.filter(pk=then.hook, removed_at__isnull=True).first()
    if found is None:
        raise NothingDone("no-hook")
    return _deliver(at, found).pk


def _deliver(at: Occasion, found: Hook) -> Delivery:
    moment = now()
    body = {
        "event": at.kind,
        "case": shown(at.case.pk),
        "automation": shown(at.firing.automation_id),
        "version": at.firing.version,
        "firing": shown(at.firing.pk),
        "at": moment.isoformat(timespec="seconds"),
    }
    about = {"firm_id": at.case.firm_id, "case": at.case, "hook": found}
    return Delivery.objects.create(
        firing=at.firing, body=body, asked_at=moment, **about
    )


DOING: dict[str, Callable[[Actor, Occasion, Then], UUID | None]] = {
    "notice": notice,
    "task": task,
    "request": request,
    "message": message,
    "invoice": invoice,
    "stage": stage,
    "hook": hook,
}
