from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from harborlight.cases.models import (
    FILE_READERS,
    MONEY_READERS,
    Case,
    Milestone,
    Party,
    TeamMember,
    TimelineEntry,
    Wall,
)
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.events import words_of
from harborlight.people.names import folded


@dataclass(frozen=True)
class Happened:
    """An event of a case, with what it says."""

    event: Event
    words: dict[str, Any]


def get_case(actor: Actor, pk: UUID) -> Case:
    """One case with its lead."""
    try:
        return Case.objects.visible_to(actor).select_related("lead").get(pk=pk)
    except Case.DoesNotExist:
        raise NotFound from None


def get_case_file(actor: Actor, pk: UUID) -> Case:
    """One case, for those who read what stands in its file; NotFound for others."""
    if not reads_file(actor):
        raise NotFound
    return get_case(actor, pk)


def get_case_money(actor: Actor, pk: UUID) -> Case:
    """One case, for those who read its money; NotFound for others."""
    if not reads_money(actor):
        raise NotFound
    return get_case(actor, pk)


def reads_file(actor: Actor) -> bool:
    """Whether the actor's roles open what stands in a case file: answers, papers."""
    return actor.plays(FILE_READERS)


def reads_money(actor: Actor) -> bool:
    """Whether the actor's roles open the money of a case."""
    return actor.plays(MONEY_READERS)


def cases(
    actor: Actor,
    *,
    words: str = "",
    stage: str = "",
    closed: bool = False,
    mine: bool = False,
) -> QuerySet[Case]:
    """The cases this actor may open (`mine`: is named on), newest first."""
    rows = (
        Case.objects.visible_to(actor)
        .select_related("lead")
        .order_by("-opened_on", "-number")
    )
    if not closed:
        rows = rows.filter(closed_on__isnull=True)
    if stage:
        rows = rows.filter(stage=stage)
    if mine:
        rows = rows.filter(named_on(actor, "pk"))
    for word in folded(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def named_on(actor: Actor, case: str) -> Exists:
    """Whether the actor is on the team of the case that this column names."""
    return Exists(TeamMember.objects.filter(case=OuterRef(case), user=actor.user_id))


def parties(actor: Actor, case: Case) -> QuerySet[Party]:
    """Who the case is about, in the order they were added."""
    return (
        Party.objects.visible_to(actor)
        .filter(case=case)
        .select_related("person")
        .order_by("-part", "pk")
    )


def get_party(actor: Actor, case: Case, person_id: UUID) -> Party:
    """The part a person has in this case; NotFound if none."""
    found = parties(actor, case).filter(person=person_id).first()
    if found is None:
        raise NotFound
    return found


def team(actor: Actor, case: Case) -> QuerySet[TeamMember]:
    return (
        TeamMember.objects.visible_to(actor)
        .filter(case=case)
        .select_related("user")
        .order_by("user__name")
    )


def walls(actor: Actor, case: Case) -> QuerySet[Wall]:
    return Wall.objects.visible_to(actor).filter(case=case).select_related("user")


def milestones(actor: Actor, case: Case) -> QuerySet[Milestone]:
    return Milestone.objects.visible_to(actor).filter(case=case).order_by("on", "pk")


def activity(actor: Actor, case: Case, limit: int = 100) -> list[Happened]:
    """What happened in this case, newest first; for staff who may open it."""
    get_case(actor, case.pk)
    if not actor.at_desk:
        return []
    rows = Event.objects.filter(case_id=case.pk).order_by("-at", "-pk")[:limit]
    return _with_words(actor, [*rows])


def timeline(actor: Actor, case: Case, limit: int = 60) -> list[Happened]:
    """What a party may know of what happened, newest first."""
    lines = (
        TimelineEntry.objects.visible_to(actor)
        .filter(case=case)
        .order_by("-at", "-pk")
        .values_list("event_id", flat=True)[:limit]
    )
    rows = Event.objects.filter(pk__in=[*lines]).order_by("-at", "-pk")
    return _with_words(actor, [*rows])


def _with_words(actor: Actor, rows: Sequence[Event]) -> list[Happened]:
    said = words_of(actor.firm, rows)
    return [Happened(row, said[row.pk]) for row in rows]


def people_on(actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The accounts of the firm's people on each case, without those behind a wall."""
    on: dict[UUID, set[UUID]] = {}
    members = TeamMember.objects.visible_to(actor).filter(case__in=case_ids)
    for case_id, user_id in members.values_list("case_id", "user_id"):
        on.setdefault(case_id, set()).add(user_id)
    walled = Wall.objects.visible_to(actor).filter(case__in=case_ids)
    for case_id, user_id in walled.values_list("case_id", "user_id"):
        on.get(case_id, set()).discard(user_id)
    return on
