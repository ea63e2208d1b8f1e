"""Who is given a task: the firm's rules in their order, then what is always so; and why.

`because` is kept with the task as codes that tasks/labels.py puts into words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import able
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Membership, User
from harborlight.firm.roles import LAWYERS, Role, Roles
from harborlight.tasks.events import DOERS
from harborlight.tasks.models import REVIEWS, Absence, Speaks, State, Task, TaskRule

Because = Sequence[tuple[str, str]]
# An attorney's task may be a partner's.
ALSO: Mapping[str, Roles] = {Role.ATTORNEY: LAWYERS}


@dataclass(frozen=True)
class Asked:
    """What rules ask of a task. language: of the clients of its case, where they read one."""

    case: Case | None = None
    role: str = ""
    language: str = ""

    @classmethod
    def of(cls, case: Case | None, role: str) -> Asked:
        return cls(case, role, _language(case) if case else "")


@dataclass(frozen=True)
class Routed:
    """Whose it is; None: nobody can take it, so that it waits on the board for its part."""

    user: User | None
    because: Because = field(default=())


@dataclass(frozen=True)
class People:
    """Who may be given it, and what is known of them. able: by account, their parts."""

    able: Mapping[UUID, set[str]]
    load: Mapping[UUID, int]
    speak: Mapping[UUID, set[str]]
    away: Mapping[UUID, UUID]
    lead: UUID | None = None

    def of(self, role: str, *, seat: bool = False) -> list[UUID]:
        """Whoever plays this part in the firm, or has it on the team of the case."""
        wanted = {str(one) for one in ALSO.get(role, {role})}
        if seat:
            wanted = {f"seat {one}" for one in wanted}
        return [user for user, parts in self.able.items() if parts & wanted]

    def least(self, several: Sequence[UUID]) -> UUID | None:
        """Who has the least to do; of two with as much, always the same one."""
        return min(several, key=lambda one: (self.load.get(one, 0), one), default=None)


def route(actor: Actor, asked: Asked) -> Routed:
    """Whose such a task is, today."""
    people = people_for(actor, asked.case, today(actor.firm.time_zone))
    for rule in task_rules(actor):
        if _is_about(rule, asked):
            found = _by_rule(rule, asked, people)
            if found:
                return _stood_in(people, found, [("rule", str(rule.position))])
    found, because = _by_custom(asked, people)
    return _stood_in(people, found, because) if found else Routed(None, because)


def people_for(actor: Actor, case: Case | None, day: date) -> People:
    """What is asked of everybody before a task is given to one."""
    spoken: dict[UUID, set[str]] = {}
    for user_id, language in Speaks.objects.visible_to(actor).values_list(
        "user_id", "language"
    ):
        spoken.setdefault(user_id, set()).add(language)
    return People(
        able=able(actor, case, DOERS),
        load=workload(actor),
        speak=spoken,
        away=away_on(actor, day),
        lead=case.lead_id if case else None,
    )


def task_rules(actor: Actor) -> list[TaskRule]:
    """The rules in force, in the order in which they are tried."""
    rows = TaskRule.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.select_related("user").order_by("position", "added_at")]


def workload(actor: Actor) -> dict[UUID, int]:
    """How many open tasks each of the firm's people has to do."""
    rows = Task.objects.visible_to(actor).filter(
        ended_at__isnull=True, user__isnull=False
    )
    rows = rows.exclude(state=State.SUBMITTED).order_by()
    found: dict[UUID, int] = {
        user_id: n
        for user_id, n in rows.values_list("user_id").annotate(n=Count("pk"))
        if user_id
    }
    return found


def away_on(actor: Actor, day: date) -> dict[UUID, UUID]:
    """Who is away on this day, and who stands in for them."""
    rows = Absence.objects.visible_to(actor).filter(
        ended_at__isnull=True, from_on__lte=day, until_on__gte=day
    )
    return dict(rows.order_by("set_at").values_list("user_id", "stand_in_id"))


def reviewer_for(actor: Actor, task: Task) -> User | None:
    """Who looks at what was done: of those who may and did none of it, who has least."""
    people = people_for(actor, task.case, today(actor.firm.time_zone))
    did = _accounts_of(task.doers)
    may = {str(one) for one in REVIEWS[task.review]}
    several = [
        user for user, parts in people.able.items() if parts & may and user not in did
    ]
    there = [user for user in several if user not in people.away] or several
    on_team = [u for u in there if any(p.startswith("seat ") for p in people.able[u])]
    found = people.least(on_team or there)
    return User.objects.get(pk=found) if found else None


def _accounts_of(humans: Sequence[str]) -> set[UUID]:
    rows = Membership.objects.filter(human__in=humans)
    return {*rows.values_list("user_id", flat=True)}


def _is_about(rule: TaskRule, asked: Asked) -> bool:
    kind = asked.case.kind if asked.case else ""
    pairs = (
        (rule.asked, asked.role),
        (rule.playbook, kind),
        (rule.client_language, asked.language),
    )
    return all(not wanted or wanted == there for wanted, there in pairs)


def _by_rule(rule: TaskRule, asked: Asked, people: People) -> UUID | None:
    if rule.target == TaskRule.Target.PERSON:
        return rule.user_id if rule.user_id in people.able else None
    seat = rule.target == TaskRule.Target.SEAT
    several = people.of(rule.role, seat=seat)
    if rule.target == TaskRule.Target.SPEAKS:
        language = asked.language
        several = [one for one in several if language in people.speak.get(one, ())]
    return people.least(_there(several, people))


def _by_custom(
    asked: Asked, people: People
) -> tuple[UUID | None, list[tuple[str, str]]]:
    """The seat on the team; of several who speak the language; of these the least busy."""
    seats = people.of(asked.role, seat=True)
    several = seats or people.of(asked.role)
    because = [("seat" if seats else "part", asked.role)]
    if not several:
        return None, [("nobody", asked.role)]
    if people.lead in seats:
        return people.lead, [("lead", "")]
    there = _there(several, people)
    spoken = [one for one in there if asked.language in people.speak.get(one, ())]
    if asked.language and spoken:
        there = spoken
        because.append(("speaks", asked.language))
    found = people.least(there)
    if found and len(there) > 1:
        because.append(("least", str(people.load.get(found, 0))))
    return found, because


def _there(several: Sequence[UUID], people: People) -> Sequence[UUID]:
    """Without whoever is away, unless all of them are."""
    return [one for one in several if one not in people.away] or several


def _stood_in(people: People, found: UUID, because: list[tuple[str, str]]) -> Routed:
    """Who is away is stood in for, as far as the stand-in may open the case."""
    for _step in range(len(people.away)):
        other = people.away.get(found)
        if other is None or other not in people.able:
            break
        name = User.objects.get(pk=found).name
        found, because = other, [*because, ("away", name)]
    return Routed(User.objects.get(pk=found), because)


def _language(case: Case) -> str:
    """The first language, other than English, that clients of the case read."""
    rows = Party.objects.filter(case=case).order_by("-part", "pk")
    rows = rows.select_related("person")
    read = [row.person.reads_in for row in rows]
    return next((one for one in read if one and one != "en"), read[0] if read else "")
