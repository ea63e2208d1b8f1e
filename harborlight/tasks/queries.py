from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import DESK
from harborlight.firm.tenancy import NotFound
from harborlight.law.working_hours import WorkDay, due_at
from harborlight.tasks.models import (
    REVIEWS,
    Absence,
    ServiceLevel,
    Speaks,
    State,
    Task,
    TaskRule,
)

OPEN = Q(ended_at__isnull=True)
TO_DO = Q(state__in=[State.ASSIGNED, State.RETURNED])
RELATED = (
    "case__lead", "user", "person", "reviewer", "waits_for", "submitted_by",
    "reviewed_by", "set_by", "lifted_by",
)  # fmt: skip
# Hours of work within which a review is done, where the firm chose nothing.
HOURS = 16
# What is urgent first, then the soonest; what has no day last.
ORDER = ("-is_urgent", F("due_on").asc(nulls_last=True), "set_at", "pk")


def get_task(actor: Actor, pk: UUID) -> Task:
    """One task, with its case and everybody it names."""
    found = (
        Task.objects.visible_to(actor).select_related(*RELATED).filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found


def tasks_of(actor: Actor, case: Case) -> QuerySet[Task]:
    """The tasks of a case: what is open first, then the latest that is over."""
    rows = Task.objects.visible_to(actor).filter(case=case)
    rows = rows.select_related("user", "person", "reviewer", "waits_for")
    return rows.order_by(F("ended_at").desc(nulls_first=True), *ORDER)


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """Everything that is open and this actor may see, the most pressing first."""
    rows = Task.objects.visible_to(actor).filter(OPEN)
    related = ("case", "user", "person", "reviewer", "waits_for")
    return rows.select_related(*related).order_by(*ORDER)


def my_tasks(actor: Actor, day: date) -> QuerySet[Task]:
    """What is this person's to do, and of those they stand in for on that day."""
    away = Absence.objects.visible_to(actor).filter(
        ended_at__isnull=True,
        from_on__lte=day,
        until_on__gte=day,
        stand_in=actor.user_id,
    )
    whose = Q(user=actor.user_id) | Q(user__in=away.values("user"))
    return open_tasks(actor).filter(TO_DO, whose)


def untaken(actor: Actor) -> QuerySet[Task]:
    """What waits for anybody of this person's parts to take it."""
    mine = [str(one) for one in actor.roles]
    rows = open_tasks(actor).filter(TO_DO, user__isnull=True, person__isnull=True)
    return rows.filter(role__in=mine)


def to_review(actor: Actor) -> QuerySet[Task]:
    """What waits for somebody of this person's parts to look at it, the oldest first.

    Not what they did some of themselves; the page of a case shows that it waits.
    """
    parts = [part for part, several in REVIEWS.items() if actor.plays(several)]
    rows = open_tasks(actor).filter(state=State.SUBMITTED, review__in=parts)
    if actor.human is not None:
        rows = rows.exclude(submitted_human=actor.human)
    rows = rows.exclude(submitted_by=actor.user_id)
    return rows.order_by("-is_urgent", "submitted_at", "pk")


def in_review(actor: Actor) -> QuerySet[Task]:
    """All that waits for a second person, whoever that is, the oldest first."""
    rows = open_tasks(actor).filter(state=State.SUBMITTED)
    return rows.order_by("-is_urgent", "submitted_at", "pk")


def homework_of(actor: Actor, cases: Sequence[Case]) -> list[Task]:
    """What a client is asked to do in these cases, and did; not what was withdrawn."""
    rows = Task.objects.visible_to(actor).filter(
        case__in=[case.pk for case in cases], person__isnull=False
    )
    rows = rows.exclude(state=State.WITHDRAWN).select_related("case", "waits_for")
    return [*rows.order_by(*ORDER)]


@dataclass(frozen=True)
class Load:
    """How much one person has to do. user: None is nobody yet."""

    user: User | None
    n: int
    late: int
    urgent: int


def loads(actor: Actor, day: date) -> list[Load]:
    """Open tasks of the staff by person, who has most first; as far as one may see them."""
    rows = Task.objects.visible_to(actor).filter(OPEN, TO_DO, person__isnull=True)
    counted = (
        rows.order_by()
        .values_list("user")
        .annotate(
            n=Count("pk"),
            late=Count("pk", filter=Q(due_on__lt=day)),
            urgent=Count("pk", filter=Q(is_urgent=True)),
        )
    )
    users = {one.pk: one for one in colleagues(actor, DESK)}
    found = [
        Load(users.get(user), n, late, urgent) for user, n, late, urgent in counted
    ]
    return sorted(found, key=lambda one: (-one.n, one.user.name if one.user else ""))


def service_levels(actor: Actor) -> dict[str, int]:
    """Hours of work within which each kind of review is done."""
    own = dict(ServiceLevel.objects.visible_to(actor).values_list("review", "hours"))
    return {part: own.get(part, HOURS) for part in REVIEWS}


@dataclass(frozen=True)
class Aged:
    """Something in a queue: by when it should be looked at, and whether that is over."""

    task: Task
    due: datetime
    is_late: bool


def aged(actor: Actor, rows: Iterable[Task], moment: datetime) -> list[Aged]:
    """The same rows with the firm's own time for such a review."""
    hours, day = service_levels(actor), WorkDay(actor.firm.time_zone)
    found = []
    for task in rows:
        since = task.submitted_at or task.set_at
        due = due_at(since, hours.get(task.review, HOURS), day)
        found.append(Aged(task, due, due < moment))
    return found


def absences(actor: Actor, day: date) -> QuerySet[Absence]:
    """Who is away now or will be, the next first."""
    rows = Absence.objects.visible_to(actor).filter(
        ended_at__isnull=True, until_on__gte=day
    )
    return rows.select_related("user", "stand_in").order_by("from_on", "pk")


def get_absence(actor: Actor, pk: UUID) -> Absence:
    return Absence.objects.one(actor, pk, "user", ended_at__isnull=True)


def get_task_rule(actor: Actor, pk: UUID) -> TaskRule:
    return TaskRule.objects.one(actor, pk, "user", withdrawn_at__isnull=True)


def spoken(actor: Actor) -> dict[UUID, list[str]]:
    """Which languages each of the firm's people speaks with clients."""
    found: dict[UUID, list[str]] = {}
    rows = Speaks.objects.visible_to(actor).order_by("language")
    for user_id, language in rows.values_list("user_id", "language"):
        found.setdefault(user_id, []).append(language)
    return found
