from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Case, TeamMember, Wall
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_of_same
from harborlight.firm.roles import CASE_READERS


def team(actor: Actor, case: Case) -> QuerySet[TeamMember]:
    return (
        TeamMember.objects.visible_in(actor, case)
        .select_related("user")
        .order_by("user__name")
    )


def get_member(actor: Actor, pk: UUID) -> TeamMember:
    """Somebody's place on a team, with the case."""
    member = TeamMember.objects.one(actor, pk)
    return TeamMember.objects.select_related("case", "user").get(pk=member.pk)


def walls(actor: Actor, case: Case) -> QuerySet[Wall]:
    """Who of the firm is kept away from the case; told to those who belong to the firm."""
    rows = Wall.objects.visible_in(actor, case).select_related("user")
    rows = rows.order_by("user__name")
    return rows if actor.is_machine or actor.plays(CASE_READERS) else rows.none()


def get_wall(actor: Actor, pk: UUID) -> Wall:
    wall = Wall.objects.one(actor, pk)
    return Wall.objects.select_related("case", "user").get(pk=wall.pk)


def people_on(actor: Actor, case_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """The accounts of the firm's people on each case, without those behind a wall."""
    on: dict[UUID, set[UUID]] = {}
    members = TeamMember.objects.visible_to(actor).filter(case__in=case_ids)
    for case_id, user_id in members.values_list("case_id", "user_id"):
        on.setdefault(case_id, set()).add(user_id)
    rows = Wall.objects.visible_to(actor).filter(case__in=case_ids)
    walled = [*rows.values_list("case_id", "user_id")]
    same = accounts_of_same(user_id for _, user_id in walled) if walled else {}
    for case_id, user_id in walled:
        on.get(case_id, set()).difference_update(same[user_id])
    return on
