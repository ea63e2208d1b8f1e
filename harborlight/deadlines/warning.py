"""Whom to warn of a deadline: who answers for it, then the lawyers, then the partners."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from harborlight.cases.models import Access, Case, Wall
from harborlight.cases.queries import people_on
from harborlight.deadlines.events import KEEPERS
from harborlight.deadlines.ladder import LAWYERS_FROM, PARTNERS_FROM, RUNGS
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.deadlines.queries import OPEN, STILL
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_of_same
from harborlight.firm.models import Membership, Sighting, User
from harborlight.firm.roles import CASE_TEAM, LAWYERS, Role
from harborlight.firm.sightings import WINDOW_SECONDS

Level = Warning.Level
# So long without a look through the deadlines, and administrators are told.
SILENT_AFTER = timedelta(minutes=15)
DOUBTFUL = Q(begun_at__isnull=False, mailed_at__isnull=True, settled_at__isnull=True)


@dataclass(frozen=True)
class Circle:
    """Who may be warned of the deadlines of some cases.

    staff: accounts that still work here on cases; lawyers, partners: of them. on_case: by
    case, without those behind a wall; walled: these. names: of all of them. steps: by
    deadline, the day it aims at and level, the rungs that were warned of, and whether
    anybody of that level said that they saw that warning. knows: who was warned of which
    rung already.
    """

    staff: Collection[UUID]
    lawyers: Collection[UUID]
    partners: Collection[UUID]
    on_case: dict[UUID, set[UUID]]
    walled: dict[UUID, set[UUID]]
    names: dict[UUID, str]
    steps: Mapping[tuple[UUID, date, str], Mapping[int, bool]]
    knows: set[tuple[UUID, date, int, UUID]]

    def to_warn(self, deadline: Deadline, rung: int) -> dict[UUID, str]:
        """Whom to warn at this rung, each with the level as which; nobody twice."""
        at = (deadline.pk, deadline.aim_on, rung)
        return {
            user: level
            for user, level in self.people(deadline, rung).items()
            if (*at, user) not in self.knows
        }

    def names_of(self, people: Collection[UUID]) -> str:
        return ", ".join(sorted(self.names.get(user, "") for user in people))

    def people(self, deadline: Deadline, rung: int) -> dict[UUID, str]:
        """The accounts that are warned of it at this rung, each with the level as which.

        Who said nothing to their last warning has the next ones beside them; and so has,
        near the day, whoever saw every warning and did not end it.
        """
        found: dict[UUID, str] = {}
        on_it = self.on_case.get(deadline.case_id, set()) & {*self.staff}
        owner = deadline.owner_id or deadline.case.lead_id
        if owner and owner in on_it:
            found[owner] = Level.OWNER
        lead = on_it & {deadline.case.lead_id}
        further = (lead | (on_it & {*self.lawyers})) - {*found}
        silent = self._silent(deadline, Level.OWNER, rung)
        if not found or silent or rung <= LAWYERS_FROM:
            found |= dict.fromkeys(further, Level.LEAD)
        # Where whoever answers for it is the only lawyer, the partners are the next ones.
        silent = (silent and not further) or self._silent(deadline, Level.LEAD, rung)
        if not found or silent or rung <= PARTNERS_FROM:
            for user in self._partners(deadline.case, on_it):
                found.setdefault(user, Level.PARTNER)
        return found

    def _silent(self, deadline: Deadline, level: str, rung: int) -> bool:
        """Whether nobody of this level saw the last warning before this rung."""
        rungs = self.steps.get((deadline.pk, deadline.aim_on, level), {})
        last = min((one for one in rungs if one > rung), default=None)
        return last is not None and not rungs[last]

    def _partners(self, case: Case, on_it: set[UUID]) -> set[UUID]:
        """Those who may open the case."""
        if case.access == Access.TEAM:
            return {*self.partners} & on_it
        return {*self.partners} - self.walled.get(case.pk, set())


def circle(clock: Actor, batch: Sequence[Deadline]) -> Circle:
    """Who may be warned of these deadlines, and who was, and said that they saw it."""
    playing: dict[str, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(until__isnull=True).values_list("role", "user_id")
    for role, user in rows:
        playing[role].add(user)
    cases = list({one.case_id for one in batch})
    steps: dict[tuple[UUID, date, str], dict[int, bool]] = defaultdict(dict)
    knows = set()
    warned = Warning.objects.filter(deadline__in=[one.pk for one in batch])
    for pk, aim, level, at, rung, user in warned.values_list(
        "deadline_id", "aim_on", "level", "seen_at", "rung", "user_id"
    ):
        rungs = steps[pk, aim, level]
        rungs[rung] = rungs.get(rung, False) or bool(at)
        knows.add((pk, aim, rung, user))
    staff = {user for role in CASE_TEAM for user in playing[role]}
    return Circle(
        staff=staff,
        lawyers={user for role in LAWYERS for user in playing[role]},
        partners=playing[Role.PARTNER],
        on_case=people_on(clock, cases),
        walled=_walled(cases),
        names=dict(User.objects.filter(pk__in=staff).values_list("pk", "name")),
        steps=steps,
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
    """The watch of the firm, where nobody has looked for too long; else None.

    Where nobody ever looked, one that is not kept yet, since the firm was founded.
    """
    found = Watch.objects.visible_to(actor).first()
    if found is None:
        found = Watch(firm=actor.firm, swept_at=actor.firm.founded_at)
    return found if found.swept_at < moment - SILENT_AFTER else None


def my_warnings(actor: Actor) -> list[Deadline]:
    """Open deadlines that this person was warned of and has not said they saw."""
    mine = Warning.objects.filter(
        deadline=OuterRef("pk"), user=actor.user_id, seen_at__isnull=True
    )
    rows = Deadline.objects.visible_to(actor).filter(OPEN).filter(Exists(mine))
    return [*rows.select_related("case").order_by("due_on", "pk")[:100]]


def get_warning(actor: Actor, pk: UUID) -> Warning:
    return Warning.objects.one(actor, pk, "deadline__case__lead", "user")


def warnings_of(actor: Actor, deadline: Deadline) -> list[Warning]:
    """Who was warned of a deadline, the last ones first."""
    rows = Warning.objects.visible_to(actor).filter(deadline=deadline)
    return [*rows.select_related("user").order_by("-warned_at", "pk")[:60]]


def proof(actor: Actor, which: str) -> QuerySet[Warning]:
    """Warnings of open deadlines in cases that the actor may open, the newest first.

    which: "waiting" (nobody of them said that they saw it), "doubtful" (its letter was
    begun, and nobody knows whether it was handed over), "" for all.
    """
    rows = Warning.objects.visible_to(actor).filter(STILL)
    if which == "waiting":
        rows = rows.filter(seen_at__isnull=True)
    if which == "doubtful":
        rows = rows.filter(DOUBTFUL, seen_at__isnull=True)
    related = rows.select_related("deadline", "case", "user", "settled_by")
    return related.annotate(opened_at=_opened()).order_by("-warned_at", "pk")


def _opened() -> Subquery:
    """When they first opened the page of the deadline after they were warned of it.

    The log of looks knows the ten minutes: its window may have begun before the warning.
    """
    looks = Sighting.objects.filter(
        user=OuterRef("user"),
        subject_id=OuterRef("deadline"),
        subject_kind=Deadline._meta.label_lower,
        window__gt=OuterRef("warned_at") - timedelta(seconds=WINDOW_SECONDS),
    )
    return Subquery(looks.order_by("window").values("window")[:1])


def unwarned(actor: Actor) -> list[Deadline]:
    """Open deadlines of which nobody can be warned, for those who can change that.

    Not all of them may open the cases: what is shown is the number of the case and the
    day. Who was put on a case since is warned by the next look through, and it is over.
    """
    if not actor.plays(KEEPERS):
        return []
    rows = Deadline.objects.filter(OPEN, unwarned_since__isnull=False)
    rows = rows.filter(case__closed_on__isnull=True).select_related("case__lead")
    found = [*rows.order_by("due_on", "pk")[:200]]
    about = circle(Actor.clock(actor.firm), found) if found else None
    return [one for one in found if about and not about.people(one, RUNGS[-1])]
