"""Everything a client is asked for, in all their cases: one list, and how far they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.agreements.next_due import with_next
from harborlight.billing.queries import invoices
from harborlight.cases.models import Case, Milestone
from harborlight.documents.queries import Asked, asked_among
from harborlight.filings.models import FilledForm, Signing
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.paying.queries import with_on_its_way
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.queries import sent_among
from harborlight.tasks.models import Task
from harborlight.tasks.queries import homework_of
from harborlight.workflow.queries import (
    GONE_OUT,
    Step,
    asked_at,
    is_needed,
    paper_step,
    pressing,
    signature_steps,
    task_step,
)

if TYPE_CHECKING:
    from harborlight.agreements.next_due import Bill


@dataclass(frozen=True)
class Homework:
    """What is left to do, the most pressing first, and how much was done already.

    What is to be agreed or paid is a step and counts for nothing: money is no homework.
    """

    steps: Sequence[Step]
    done: int
    # Of these something is on its way from a bank: nothing of them is to be paid now.
    on_their_way: Sequence[Bill] = ()

    @property
    def total(self) -> int:
        money = ("agree", "leaving", "pay")
        work = [one for one in self.steps if one.kind not in money]
        return self.done + sum(not one.left_over for one in work)


def homework(
    actor: Actor,
    cases: Sequence[Case],
    papers: Sequence[Asked] | None = None,
    *,
    over: Sequence[Case] = (),
) -> Homework:
    """What this client is asked for in these cases. papers: where they are known.

    over: cases that are closed, of which only what is to be paid is left.
    """
    papers = asked_among(actor, cases) if papers is None else papers
    sent, tasks = sent_among(actor, cases), homework_of(actor, cases)
    todo = _agreements(cases) + _leaving(cases)
    todo += [paper_step(one) for one in papers if _is_owed(one)]
    todo += [
        Step("answer", one, one.due_on) for one in sent if one.state == Sent.State.OPEN
    ]
    todo += [task_step(one) for one in tasks if one.is_to_do and not one.is_blocked]
    todo += _signatures(actor, cases, papers)
    ids = [case.pk for case in (*cases, *over)]
    asked = invoices(actor, only_open=True).filter(case__in=ids)
    bills = with_next(actor, with_on_its_way(actor, asked))
    todo += to_pay(bills)
    todo = _without_what_is_over(actor, cases, todo)
    going = [one for one in bills if one.on_its_way_cents]
    return Homework(sorted(todo, key=pressing), _done(papers, sent, tasks), going)


def to_pay(bills: Iterable[Bill]) -> list[Step]:
    """What nobody pays yet another way; `about`: the cents of an instalment, or None."""
    left = [one for one in bills if not (one.asked_cents or one.on_its_way_cents)]
    return [
        Step("pay", one, one.next_on or one.due_on, one.next_cents or None)
        for one in left
    ]


@dataclass(frozen=True)
class AskedToAgree:
    """A fee agreement that waits for the client's word, or fees that are to leave trust."""

    case_id: UUID
    key: str


def _agreements(cases: Sequence[Case]) -> list[Step]:
    """Where the page read them with its cases (`agreements.queries.agreement_asked`, as
    to_agree): a question of its own would be one too many."""
    told = [(case.pk, vars(case).get("to_agree")) for case in cases]
    return [
        Step("agree", AskedToAgree(pk, shown(one)), None) for pk, one in told if one
    ]


def _leaving(cases: Sequence[Case]) -> list[Step]:
    """Of whose fees out of trust the client was told and may object to: read with its
    case, as to_leave (`billing.noticing.told_of_leaving`)."""
    told = [(case.pk, vars(case).get("to_leave")) for case in cases]
    return [
        Step("leaving", AskedToAgree(pk, shown(one)), None) for pk, one in told if one
    ]


def _is_owed(one: Asked) -> bool:
    return one.waits_for_client and is_needed(one)


def _done(papers: Iterable[Asked], sent: Iterable[Sent], tasks: Iterable[Task]) -> int:
    """What was sent, answered or done, whether or not somebody has looked at it yet."""
    papers_in = sum(is_needed(one) and not one.waits_for_client for one in papers)
    answered = sum(one.state != Sent.State.OPEN for one in sent)
    return papers_in + answered + sum(not one.is_to_do for one in tasks)


def _signatures(
    actor: Actor, cases: Sequence[Case], papers: Sequence[Asked]
) -> list[Step]:
    """Asked of those of several cases only in which something is to be signed."""
    if len(cases) == 1:
        return signature_steps(actor, cases[0], papers)
    rows = Signing.objects.visible_among(actor, cases)
    rows = rows.filter(filled__state=FilledForm.State.APPROVED)
    with_some = {*rows.values_list("case_id", flat=True)}
    found: list[Step] = []
    for case in cases:
        if case.pk in with_some:
            theirs = [one for one in papers if one.request.case_id == case.pk]
            found += signature_steps(actor, case, theirs)
    return found


def _without_what_is_over(
    actor: Actor, cases: Sequence[Case], todo: list[Step]
) -> list[Step]:
    """Whatever was asked for before its case went out is left over."""
    gone = [case for case in cases if case.stage in GONE_OUT]
    if not gone:
        return todo
    rows = Milestone.objects.visible_among(actor, gone).filter(kind="filed")
    sent_at: dict[UUID, datetime] = {}
    for case_id, noted_at in rows.order_by("noted_at").values_list(
        "case_id", "noted_at"
    ):
        sent_at[case_id] = noted_at
    return [
        replace(step, left_over=True, due_on=None)
        if (gone_at := sent_at.get(step.subject.case_id))
        and (wanted_at := asked_at(step))
        and wanted_at < gone_at
        else step
        for step in todo
    ]
