"""Whom to warn of a deadline: who answers for it, then the lawyers, then the partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from harborlight.cases.models import Access, Case, Wall
from harborlight.cases.queries import people_on
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.deadlines.queries import OPEN
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_of_same
from harborlight.firm.models import Membership, User
from harborlight.firm.roles import CASE_TEAM, LAWYERS, Role

Level = Warning.Level
# So long without a look through the deadlines, and administrators are told.
SILENT_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Circle:
    """Who may be warned of the deadlines of some cases.

    staff: accounts that still work here on cases; lawyers, partners: of them. on_case: by
    case, without those behind a wall; walled: these. names: of all of them. unseen: the
    levels, by deadline and the day it aims at, of warnings that nobody has said they saw;
    seen: deadlines of which somebody did. knows: who was warned of which rung already.
    """

    staff: Collection[UUID]
    lawyers: Collection[UUID]
    partners: Collection[UUID]
    on_case: dict[UUID, set[UUID]]
    walled: dict[UUID, set[UUID]]
    names: dict[UUID, str]
    unseen: dict[tuple[UUID, date], set[str]]
    seen: set[tuple[UUID, date]]
    knows: set[tuple[UUID, date, int, UUID]]

    def to_warn(self, deadline: Deadline, rung: int) -> dict[UUID, str]:
        """Whom to warn at this rung, each with the level as which; nobody twice."""
        at = (deadline.pk, deadline.aim_on, rung)
        return {
            user: level
            for user, level in self.people(deadline).items()
            if (*at, user) not in self.knows
        }

    def names_of(self, people: Collection[UUID]) -> str:
        return ", ".join(sorted(self.names.get(user, "") for user in people))

    def people(self, deadline: Deadline) -> dict[UUID, str]:
        """The accounts that are warned of it now, each with the level as which."""
        key = (deadline.pk, deadline.aim_on)
        waiting = set() if key in self.seen else self.unseen.get(key, set())
        found: dict[UUID, str] = {}
        on_it = self.on_case.get(deadline.case_id, set()) & {*self.staff}
        owner = deadline.owner_id or deadline.case.lead_id
        if owner and owner in on_it:
            found[owner] = Level.OWNER
        lead = on_it & {deadline.case.lead_id}
        further = (lead | (on_it & {*self.lawyers})) - {*found}
        # Where whoever answers for it is the only lawyer, the partners are the next ones.
        alone = Level.OWNER in waiting and not further
        if not found or Level.OWNER in waiting:
            for user in further:
                found[user] = Level.LEAD
        if not found or alone or {*waiting} & {Level.LEAD, Level.PARTNER}:
            for user in self._partners(deadline.case, on_it):
                found.setdefault(user, Level.PARTNER)
        return found

    def _partners(self, case: Case, on_it: set[UUID]) -> set[UUID]:
        """Those who may open the case."""
        if case.access == Access.TEAM:
            return {*self.partners} & on_it
        return {*self.partners} - self.walled.get(case.pk, set())


def circle(clock: Actor, batch: Sequence[Deadline]) -> Circle:
    """Who may be warned of these deadlines, and who was and said nothing."""
    playing: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(until__isnull=True).values_list("role", "user_id")
    for role, user in rows:
        playing[role].add(user)
    cases = list({one.case_id for one in batch})
    several: dict[tuple[UUID, date], set[str]] = defaultdict(set)
    seen, knows = set(), set()
    warned = Warning.objects.filter(deadline__in=[one.pk for one in batch])
    for pk, aim, level, at, rung, user in warned.values_list(
        "deadline_id", "aim_on", "level", "seen_at", "rung", "user_id"
    ):
        several[pk, aim].add(level)
        knows.add((pk, aim, rung, user))
        if at:
            seen.add((pk, aim))
    staff = {user for role in CASE_TEAM for user in playing[role]}
    return Circle(
        staff=staff,
        lawyers={user for role in LAWYERS for user in playing[role]},
        partners=playing[Role.PARTNER],
        on_case=people_on(clock, cases),
        walled=_walled(cases),
        names=dict(User.objects.filter(pk__in=staff).values_list("pk", "name")),
        unseen=several,
        seen=seen,
        knows=knows,
    )


def _walled(cases: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The accounts behind a wall of each case, and others of the same people."""
    rows = [*Wall.objects.filter(case__in=cases).values_list("case_id", "user_id")]
    same = accounts_of_same(user for _case, user in rows) if rows else {}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for case, user in rows:
        found[case] |= {user, *same.get(user, ())}
    return found


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
