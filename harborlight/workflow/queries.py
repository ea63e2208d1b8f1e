from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.cases.queries import parties, people_of
from harborlight.documents.models import SIGNED_FORM, Version
from harborlight.documents.queries import Asked
from harborlight.filings.queries import to_sign
from harborlight.filings.spots import outdated
from harborlight.firm.acting import Refused, may
from harborlight.firm.actor import Actor
from harborlight.firm.roles import LAWYERS
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.people.events import DECIDED
from harborlight.people.models import Person
from harborlight.questionnaires.queries import sent_to
from harborlight.tasks.models import Task
from harborlight.workflow.events import BEGUN
from harborlight.workflow.models import HandedOver, Outcome, Playbook
from harborlight.workflow.playbooks import INQUIRY, Course, Paper, Part, course


@dataclass(frozen=True)
class Step:
    """Something a client can do now, the most pressing first.

    kind: one of ORDER; `subject` is the row it is about, `about` what the page needs of
    it. left_over: the case was sent to the government without it; it presses no more, and
    is due on no day.
    """

    kind: str
    subject: Any
    due_on: date | None
    about: Any = None
    left_over: bool = False


ORDER = ("agree", "leaving", "correct", "answer", "upload", "task", "sign", "pay")
# The stages of a case that was sent to the government.
GONE_OUT = ("filed", "pending")
FAR_AWAY = date(9999, 12, 31)


def playbooks(actor: Actor) -> list[Course]:
    """The newest version of every playbook of the firm, by name; an inquiry is no case."""
    newest: dict[str, Playbook] = {}
    rows = Playbook.objects.visible_to(actor).filter(version__gt=0)
    for row in rows.exclude(key=INQUIRY).order_by("key", "version"):
        newest[row.key] = row
    return [course_in(row) for row in newest.values()]


def openable(actor: Actor, key: str) -> Course:
    """A playbook, for those who may open a case from it and decide its conflict check."""
    _check_opener(actor)
    if key == INQUIRY:
        raise NotFound
    return get_playbook(actor, key)


def openable_playbooks(actor: Actor) -> list[Course]:
    """What a new case may begin from, for those who may open one."""
    _check_opener(actor)
    return playbooks(actor)


def may_open(actor: Actor) -> bool:
    """Whether the actor's roles let them take somebody on: check, decide, open."""
    return may(actor, BEGUN) and may(actor, DECIDED)


def _check_opener(actor: Actor) -> None:
    if not may_open(actor):
        raise Refused(
            gettext("You may not open cases. Ask an attorney or a paralegal to do it.")
        )


def handed_over(actor: Actor) -> QuerySet[HandedOver]:
    """New cases that wait for this lawyer's decision, the longest waiting first."""
    return handed_to(actor).filter(outcome=Outcome.WAITING).order_by("at", "pk")


def handed_to(actor: Actor) -> QuerySet[HandedOver]:
    """Everything that lawyers were or are asked to decide on; nothing to others."""
    rows = HandedOver.objects.visible_to(actor)
    rows = rows.select_related("by", "answer__decided_by")
    return rows if actor.is_machine or actor.plays(LAWYERS) else rows.none()


def handed_by(actor: Actor, *, only_waiting: bool = False) -> QuerySet[HandedOver]:
    """What this person asked a lawyer to decide on, the latest first."""
    rows = HandedOver.objects.visible_to(actor).filter(by=actor.user_id)
    rows = rows.filter(outcome=Outcome.WAITING) if only_waiting else rows
    return rows.order_by("-at", "-pk")


def get_handed(actor: Actor, pk: UUID) -> HandedOver:
    """One thing that this very person handed over, with what became of it."""
    rows = handed_by(actor).select_related(
        "by", "first_check", "case", "answer__decided_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def known_papers(actor: Actor) -> dict[str, Paper]:
    """The papers that the firm's playbooks ask for, by their kind."""
    return {paper.kind: paper for one in playbooks(actor) for paper in one.papers}


def paper_kinds(actor: Actor) -> dict[str, str]:
    """The names of these kinds, in the reader's language."""
    return {kind: in_words(one.title) for kind, one in known_papers(actor).items()}


_courses: dict[UUID, Course] = {}
_by_version: dict[tuple[UUID, str, int], Course] = {}


def course_in(row: Playbook) -> Course:
    """Read once a process: a version of a playbook never changes."""
    known = _courses.get(row.pk)
    if known is None:
        known = _courses[row.pk] = course(row.definition)
    return known


def get_playbook(actor: Actor, key: str) -> Course:
    """The newest version of one playbook."""
    row = (
        Playbook.objects.visible_to(actor).filter(key=key).order_by("-version").first()
    )
    if row is None:
        raise NotFound
    return course_in(row)


def course_of(actor: Actor, case: Case) -> Course:
    """The playbook the case began with, in the version it keeps."""
    return courses_of(actor, [case])[case.pk]


def courses_in_use(actor: Actor) -> dict[tuple[str, int], Course]:
    """The playbooks that open cases follow, by kind and version."""
    rows = Case.objects.visible_to(actor).filter(closed_on__isnull=True)
    kinds = {*rows.order_by().values_list("kind", "kind_version").distinct()}
    several = [Case(kind=kind, kind_version=version) for kind, version in kinds]
    firm = actor.firm.pk
    _read_in(actor, several)
    return {
        kind: _by_version[firm, *kind] for kind in kinds if (firm, *kind) in _by_version
    }


def courses_of(actor: Actor, cases: Sequence[Case]) -> dict[UUID, Course]:
    """The playbooks of several cases, in one query."""
    firm = actor.firm.pk
    _read_in(actor, cases)
    return {case.pk: _by_version[firm, case.kind, case.kind_version] for case in cases}


def _read_in(actor: Actor, cases: Sequence[Case]) -> None:
    """Have the playbooks of these cases at hand."""
    firm = actor.firm.pk
    wanted = {(firm, case.kind, case.kind_version) for case in cases}
    if missing := wanted - _by_version.keys():
        several = Q()
        for _firm, key, version in missing:
            several |= Q(key=key, version=version)
        # A client reads the course of their own case, which says nothing of others.
        for row in Playbook.objects.filter(several):
            _by_version[firm, row.key, row.version] = course_in(row)


def free_parts(actor: Actor, case: Case) -> list[Part]:
    """The parts that a case can be without and that nobody has in this one."""
    taken = {row.part for row in parties(actor, case)}
    course = course_of(actor, case)
    return [one for one in course.parts if one.optional and one.id not in taken]


def payers(actor: Actor, case: Case) -> tuple[list[Person], bool]:
    """Whom the case may be billed to, and whether a law leaves somebody out of it."""
    people = people_of(actor, case)
    try:
        billed = course_of(actor, case).billed
    except KeyError:  # its kind has no playbook here
        billed = ()
    if not billed:
        return people, False
    may_pay = {row.person_id for row in parties(actor, case) if row.part in billed}
    return [one for one in people if one.pk in may_pay], True


def pressing(step: Step) -> tuple[bool, int, date]:
    """What is left over last; of the rest, what ORDER says, and the soonest."""
    return step.left_over, ORDER.index(step.kind), step.due_on or FAR_AWAY


def asked_at(step: Step) -> datetime | None:
    """When a client was asked for an answer or a paper."""
    if step.kind == "answer":
        moment: datetime | None = step.subject.sent_at
    elif step.kind == "correct":
        moment = step.about.to_correct.reviewed_at
    else:
        moment = step.subject.asked_at if step.kind == "upload" else None
    return moment


def answer_steps(actor: Actor, case: Case) -> list[Step]:
    """The questions that are open to this client in this case."""
    return [
        Step("answer", sent, sent.due_on)
        for sent in sent_to(actor, case)
        if sent.state == sent.State.OPEN
    ]


def is_needed(one: Asked) -> bool:
    return one.request.need == "required" and one.request.kind != SIGNED_FORM


def paper_step(one: Asked) -> Step:
    kind = "correct" if one.state == Version.State.RETURNED else "upload"
    return Step(kind, one.request, one.request.due_on, one)


def task_step(task: Task) -> Step:
    return Step("task", task, task.due_on)


def signature_steps(actor: Actor, case: Case, papers: Sequence[Asked]) -> list[Step]:
    """What this client is to read and sign now. papers: what is asked of the case."""
    waiting = {one.request.pk: one for one in papers if one.waits_for_client}
    asked_for = [one for one in to_sign(actor, case) if one.request_id in waiting]
    # Nobody is sent to sign what is no longer true: the office makes it again first.
    old = outdated(actor, case, [one.filled for one in asked_for])
    return [
        Step("sign", signing, None, waiting[signing.request_id])
        for signing in asked_for
        if signing.filled_id not in old
    ]
