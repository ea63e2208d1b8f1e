from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from harborlight.cases.models import TeamMember
from harborlight.docket.models import SavedView, Standing
from harborlight.docket.weighing import Level
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.tasks.queries import Load as TaskLoad
from harborlight.tasks.queries import loads

# The ways to put the overview in order, each along an index.
ORDERS: dict[str, Sequence[str]] = {
    "": ("-level", "since", "pk"),
    "stage": ("stage_since", "pk"),
    "age": ("opened_on", "pk"),
    "due": ("next_due_on", "pk"),
}
# Nobody counts more rows than this for the tabs.
MOST_COUNTED = 300


def standings(
    actor: Actor,
    *,
    level: int | None = None,
    stage: str = "",
    kind: str = "",
    lead: UUID | None = None,
    mine: bool = False,
    order: str = "",
) -> QuerySet[Standing]:
    """How the open cases stand that this actor may open, in one of ORDERS.

    mine: only those they are named on; lead: only those whom this account leads.
    """
    rows = Standing.objects.visible_to(actor).select_related("case", "lead")
    wanted: dict[str, Any] = {"level": level, "lead": lead}
    wanted = {name: one for name, one in wanted.items() if one is not None}
    wanted |= {name: one for name, one in (("stage", stage), ("kind", kind)) if one}
    if mine:
        named = TeamMember.objects.filter(case=OuterRef("case"), user=actor.user_id)
        rows = rows.filter(Exists(named))
    if order == "due":
        rows = rows.filter(next_due_on__isnull=False)
    return rows.filter(**wanted).order_by(*ORDERS.get(order, ORDERS[""]))


@dataclass(frozen=True)
class Tally:
    """How many of each level; those that were not read to their end are "n+", and what
    was not come to is not told."""

    counts: Mapping[int, str]

    def of(self, level: int | None) -> str:
        return self.counts.get(level, "") if level is not None else ""


def tally(actor: Actor, **narrowed: Any) -> Tally:
    """How many of each level, of the MOST_COUNTED most pressing: one short question."""
    rows = standings(actor, **narrowed).select_related(None)
    levels = [*rows.values_list("level", flat=True)[: MOST_COUNTED + 1]]
    is_all = len(levels) <= MOST_COUNTED
    found: dict[int, str] = {}
    for level in sorted(Level, reverse=True):
        count = levels.count(level)
        is_cut = not is_all and level == levels[-1]
        found[level] = f"{count - 1}+" if is_cut else str(count)
        if is_cut:
            break
    return Tally(found)


def standings_of(actor: Actor, ids: Sequence[UUID]) -> list[Standing]:
    """Those of these cases that are open and that this actor may open, most pressing first."""
    return [*standings(actor).filter(case__in=ids)]


def saved_views(actor: Actor) -> QuerySet[SavedView]:
    """One's own, then what others share."""
    rows = SavedView.objects.visible_to(actor).select_related("owner")
    return rows.order_by("-saved_at", "pk")


def get_saved_view(actor: Actor, pk: UUID) -> SavedView:
    return SavedView.objects.one(actor, pk)


@dataclass(frozen=True)
class Load:
    """How much one person leads and has to do: whose it is (None: nobody's), and how it
    stands."""

    user: User | None
    open: int = 0
    late: int = 0
    stuck: int = 0
    at_risk: int = 0
    on_us: int = 0
    on_client: int = 0
    tasks: int = 0
    tasks_late: int = 0


def _sums() -> dict[str, Any]:
    return {
        "open": Count("pk"),
        "late": Count("pk", filter=Q(level=Level.LATE)),
        "stuck": Count("pk", filter=Q(level=Level.STUCK)),
        "at_risk": Count("pk", filter=Q(level=Level.AT_RISK)),
        "us": Sum("on_us"),
        "client": Sum("on_client"),
    }


def workload(actor: Actor, day: date) -> list[Load]:
    """What each lead and each holder of tasks has, whoever has most that is late first.

    Exact, so it reads every open case that the actor may open, and every open task.
    """
    rows = {row["lead"]: row for row in _summed(actor, "lead")}
    tasks = {one.user.pk if one.user else None: one for one in loads(actor, day)}
    ids = {*rows, *tasks}
    users = User.objects.in_bulk([one for one in ids if one])
    found = [_load(users.get(one), rows.get(one), tasks.get(one)) for one in ids]
    return sorted(found, key=_pressing)


def _pressing(load: Load) -> tuple[int, int, int, int, str]:
    late = load.late + load.tasks_late
    name = load.user.name if load.user else ""
    return -late, -load.stuck, -load.open, -load.tasks, name


def _load(
    user: User | None, row: dict[str, Any] | None, tasks: TaskLoad | None
) -> Load:
    found = Load(user)
    if row:
        names = ("open", "late", "stuck", "at_risk")
        found = replace(found, **{name: row[name] for name in names})
        found = replace(found, on_us=row["us"] or 0, on_client=row["client"] or 0)
    if tasks:
        found = replace(found, tasks=tasks.n, tasks_late=tasks.late)
    return found


def by_stage(actor: Actor) -> dict[str, dict[str, Any]]:
    """The same sums of each stage."""
    return {row["stage"]: row for row in _summed(actor, "stage")}


def _summed(actor: Actor, column: str) -> list[dict[str, Any]]:
    rows: QuerySet[Any, Any] = Standing.objects.visible_to(actor).order_by()
    return [*rows.values(column).annotate(**_sums())]
