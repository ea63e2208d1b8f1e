from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from harborlight.cases.models import Access, Case, TeamMember, Wall
from harborlight.firm.actor import Actor
from harborlight.firm.membership import accounts_of_same
from harborlight.firm.models import Membership
from harborlight.firm.roles import CASE_READERS, Roles


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


def able(actor: Actor, case: Case | None, several: Roles) -> dict[UUID, set[str]]:
    """Who of the firm may work on a case in one of these roles, and the parts they play.

    Nobody behind a wall, under whatever account; where only the team may open the case,
    nobody else. A seat on the team counts as a part: "seat paralegal". None: of no case.
    """
    playing: dict[UUID, set[str]] = {}
    rows = Membership.objects.filter(until__isnull=True, role__in=several)
    for user_id, role in rows.values_list("user_id", "role"):
        playing.setdefault(user_id, set()).add(role)
    if case is None:
        return playing
    members = TeamMember.objects.visible_to(actor).filter(case=case)
    seats = dict(members.values_list("user_id", "part"))
    if case.access != Access.FIRM:
        playing = {user: found for user, found in playing.items() if user in seats}
    walled = Wall.objects.visible_to(actor).filter(case=case)
    behind = accounts_of_same([*walled.values_list("user_id", flat=True)])
    for user in {one for accounts in behind.values() for one in accounts}:
        playing.pop(user, None)
    for user, part in seats.items():
        if user in playing:
            playing[user].add(f"seat {part}")
    return playing
