"""Who looks at a paper: the firm's rules, tried one after the other, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import able
from harborlight.documents.events import CHECKERS
from harborlight.documents.models import Assignment, RoutingRule, Version
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.words import in_every_language

CONDITIONS = ("kind", "playbook", "paper_language", "client_language", "party")
# What a step of the search came to.
OTHER, NOBODY, TAKEN = "other", "nobody", "taken"


@dataclass(frozen=True)
class Facts:
    """What rules ask of a paper. party: the part of its person in the case."""

    kind: str = ""
    playbook: str = ""
    paper_language: str = ""
    client_language: str = ""
    party: str = ""


@dataclass(frozen=True)
class Step:
    """One rule that was tried. outcome: OTHER (of `unlike` it says something else),
    NOBODY (it fits, but none whom it names may look at this case), or TAKEN."""

    rule: RoutingRule
    outcome: str
    unlike: str = ""


@dataclass(frozen=True)
class Routed:
    """To whom a paper goes (None: nobody may look at it), by which rule, and why."""

    user: User | None
    rule: RoutingRule | None
    because: Mapping[str, str]
    steps: Sequence[Step] = field(default=())


def rules(actor: Actor) -> list[RoutingRule]:
    """The rules in force, in the order in which they are tried."""
    rows = RoutingRule.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.select_related("user").order_by("position", "added_at")]


def get_rule(actor: Actor, pk: UUID) -> RoutingRule:
    return RoutingRule.objects.one(actor, pk, "user")


def facts_of(actor: Actor, version: Version) -> Facts:
    """What rules ask of this very paper."""
    document = version.document
    person = document.person
    seat = Party.objects.visible_to(actor).filter(case=version.case, person=person)
    return Facts(
        kind=document.kind,
        playbook=version.case.kind,
        paper_language=document.language,
        client_language=person.reads_in if person else "",
        party=(seat.values_list("part", flat=True).first() or "") if person else "",
    )


def may_look(actor: Actor, case: Case) -> dict[UUID, set[str]]:
    """Who of the firm may decide on papers of a case, and the parts they play there.

    Nobody behind a wall, under whatever account; where only the team may open the
    case, nobody else. A seat on the team counts as a part: "seat paralegal".
    """
    return able(actor, case, CHECKERS)


def workload(actor: Actor) -> dict[UUID, int]:
    """How many papers wait for each of the firm's people to look at them."""
    rows = Assignment.objects.visible_to(actor).filter(
        ended_at__isnull=True, version__state=Version.State.RECEIVED
    )
    return dict(rows.values_list("user_id").annotate(n=Count("pk")).order_by())


def route(actor: Actor, facts: Facts, case: Case | None = None) -> Routed:
    """To whom such a paper goes, with every rule that was tried on the way.

    case: whose team and walls count; None: of any such case, so that walls and
    teams are not asked, and a rule for the team of a case stays open.
    """
    people = able(actor, case, CHECKERS)
    load, steps = workload(actor), []
    for rule in rules(actor):
        if unlike := _unlike(rule, facts):
            steps.append(Step(rule, OTHER, unlike))
            continue
        if case is None and rule.target == RoutingRule.Target.SEAT:
            return Routed(None, rule, {}, (*steps, Step(rule, TAKEN)))
        found = _least([one for one in people if _is_meant(rule, one, people)], load)
        steps.append(Step(rule, TAKEN if found else NOBODY))
        if found:
            return Routed(_user(found), rule, _because(rule), steps)
    return _to_the_lead(case, people, load, steps)


def _to_the_lead(
    case: Case | None,
    people: Mapping[UUID, set[str]],
    load: Mapping[UUID, int],
    steps: Sequence[Step],
) -> Routed:
    """No rule found anybody: the lead, else whoever of the team has the least to do."""
    if case is None:
        return Routed(None, None, {}, steps)
    fits = any(step.outcome == NOBODY for step in steps)
    why = NOBODY_LEFT if fits else NO_RULE
    if case.lead_id and case.lead_id in people:
        return Routed(_user(case.lead_id), None, in_every_language(why), steps)
    on_team = [u for u, parts in people.items() if any(p[:5] == "seat " for p in parts)]
    found = _least(on_team, load)
    if found is None:
        return Routed(None, None, {}, steps)
    return Routed(_user(found), None, in_every_language(LEAD_MAY_NOT), steps)


NO_RULE = _("No rule is about such a paper, so it goes to the lead of the case.")
NOBODY_LEFT = _(
    "Nobody whom the rules name may look at this case, so it goes to its lead."
)
LEAD_MAY_NOT = _("Neither the rules nor the lead can take it: whoever has least to do.")
BY_RULE = {
    RoutingRule.Target.PERSON: _("A rule names this person for such papers."),
    RoutingRule.Target.SEAT: _("A rule names this part on the team of the case."),
    RoutingRule.Target.LEAST: _("A rule names whoever of a part has the least to do."),
}


def _because(rule: RoutingRule) -> dict[str, str]:
    return in_every_language(BY_RULE[RoutingRule.Target(rule.target)])


def _unlike(rule: RoutingRule, facts: Facts) -> str:
    """The first thing in which the paper is not what the rule is about; "": it fits."""
    for name in CONDITIONS:
        wanted = getattr(rule, name)
        if wanted and wanted != getattr(facts, name):
            return name
    return ""


def _is_meant(rule: RoutingRule, user: UUID, people: Mapping[UUID, set[str]]) -> bool:
    if rule.target == RoutingRule.Target.PERSON:
        return user == rule.user_id
    seat = rule.target == RoutingRule.Target.SEAT
    return (f"seat {rule.role}" if seat else rule.role) in people[user]


def _least(several: Sequence[UUID], load: Mapping[UUID, int]) -> UUID | None:
    """Who of these has the fewest papers; of two with as many, always the same one."""
    return min(several, key=lambda user: (load.get(user, 0), user), default=None)


def _user(pk: UUID) -> User:
    return User.objects.get(pk=pk)


def assignment_of(actor: Actor, version: Version) -> Assignment | None:
    """Who looks at a version, or was given it before it was decided on."""
    rows = Assignment.objects.visible_in(actor, version.case).filter(
        version=version, ended_at__isnull=True
    )
    return rows.select_related("user", "by").first()


def assignments(actor: Actor, versions: Sequence[Version]) -> dict[UUID, Assignment]:
    """The same of several versions, by their ids; for lists."""
    rows = Assignment.objects.visible_to(actor).filter(
        version__in=[one.pk for one in versions], ended_at__isnull=True
    )
    return {row.version_id: row for row in rows.select_related("user")}


def who_may_look(actor: Actor, case: Case) -> QuerySet[User]:
    """Whom a paper of this case can be given to, by name."""
    return User.objects.filter(pk__in=may_look(actor, case)).order_by("name", "pk")


def waiting_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Who was given what waits still."""
    return (
        Assignment.objects.visible_to(actor)
        .filter(
            ended_at__isnull=True,
            version__state=Version.State.RECEIVED,
            case__closed_on__isnull=True,
        )
        .select_related("version__document__person", "case")
        .order_by("given_at", "pk")
    )
