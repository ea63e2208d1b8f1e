"""Whom to warn of a deadline: who answers for it, then the lawyers, then the partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from harborlight.cases.queries import people_on
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.deadlines.queries import OPEN
from harborlight.firm.actor import Actor
from harborlight.firm.models import Membership
from harborlight.firm.roles import CASE_TEAM, LAWYERS, Role

Level = Warning.Level
# So long without a look through the deadlines, and administrators are told.
SILENT_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Circle:
    """Who may be warned of the deadlines of some cases.

    staff: accounts that still work here on cases; lawyers, partners: of them. on_case: by
    case. unseen: the levels, by deadline and the day it aims at, of warnings that nobody
    has said they saw; seen: deadlines of which somebody did.
    """

    staff: Collection[UUID]
    lawyers: Collection[UUID]
    partners: Collection[UUID]
    on_case: dict[UUID, set[UUID]]
    unseen: dict[tuple[UUID, date], set[str]]
    seen: set[tuple[UUID, date]]

    def people(self, deadline: Deadline) -> dict[UUID, str]:
        """The accounts that are warned of it now, each with the level as which."""
        key = (deadline.pk, deadline.aim_on)
        waiting = set() if key in self.seen else self.unseen.get(key, set())
        found: dict[UUID, str] = {}
        owner = deadline.owner_id or deadline.case.lead_id
        if owner and owner in self.staff:
            found[owner] = Level.OWNER
        if not found or Level.OWNER in waiting:
            on_it = self.on_case.get(deadline.case_id, set())
            lead = {deadline.case.lead_id} & {*self.staff}
            for user in lead | (on_it & {*self.lawyers}):
                found.setdefault(user, Level.LEAD)  # type: ignore[arg-type]
        if not found or {*waiting} & {Level.LEAD, Level.PARTNER}:
            for user in self.partners:
                found.setdefault(user, Level.PARTNER)
        return found


def circle(clock: Actor, batch: Sequence[Deadline]) -> Circle:
    """Who may be warned of these deadlines, and who was and said nothing."""
    playing: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(until__isnull=True).values_list("role", "user_id")
    for role, user in rows:
        playing[role].add(user)
    several: dict[tuple[UUID, date], set[str]] = defaultdict(set)
    seen = set()
    warned = Warning.objects.filter(deadline__in=[one.pk for one in batch])
    for pk, aim, level, at in warned.values_list(
        "deadline_id", "aim_on", "level", "seen_at"
    ):
        several[pk, aim].add(level)
        if at:
            seen.add((pk, aim))
    return Circle(
        staff={user for role in CASE_TEAM for user in playing[role]},
        lawyers={user for role in LAWYERS for user in playing[role]},
        partners=playing[Role.PARTNER],
        on_case=people_on(clock, list({one.case_id for one in batch})),
        unseen=several,
        seen=seen,
    )


def silent_watch(actor: Actor, moment: datetime) -> Watch | None:
    """The watch of the firm, where nobody has looked for too long; else None."""
    rows = Watch.objects.visible_to(actor)
    return rows.filter(swept_at__lt=moment - SILENT_AFTER).first()


def my_warnings(actor: Actor) -> list[Deadline]:
    """Open deadlines that this person was warned of and has not said they saw."""
    mine = Warning.objects.filter(
        deadline=OuterRef("pk"), user=actor.user_id, seen_at__isnull=True
    )
    rows = Deadline.objects.visible_to(actor).filter(OPEN).filter(Exists(mine))
    return [*rows.select_related("case").order_by("due_on", "pk")[:100]]


def warnings_of(actor: Actor, deadline: Deadline) -> list[Warning]:
    """Who was warned of a deadline, the last ones first."""
    rows = Warning.objects.visible_to(actor).filter(deadline=deadline)
    return [*rows.select_related("user").order_by("-warned_at", "pk")[:60]]
