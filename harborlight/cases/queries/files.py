from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import BaseExpression

from harborlight.cases.models import (
    FILE_READERS,
    MONEY_READERS,
    Access,
    Case,
    Milestone,
    TeamMember,
)
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.people.names import folded

YEAR_DIGITS = 4


def get_case(actor: Actor, pk: UUID, **also: BaseExpression) -> Case:
    """One case with its lead. also: what else is to be read with it, by its name."""
    try:
        rows = Case.objects.visible_to(actor).select_related("lead")
        return rows.annotate(**also).get(pk=pk).found_by(actor)
    except Case.DoesNotExist:
        raise NotFound from None


def get_case_file(actor: Actor, pk: UUID) -> Case:
    """One case, for those at the desk whose roles open what stands in its file."""
    if not reads_file(actor):
        raise NotFound
    return get_case(actor, pk)


def case_file_of(actor: Actor, case: Case) -> Case:
    """As `get_case_file`, of a case that was read with something visible of it, and with
    its lead: it asks nothing."""
    if not reads_file(actor):
        raise NotFound
    return case.found_by(actor)


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
    only_closed: bool = False,
    archived: bool = False,
    mine: bool = False,
) -> QuerySet[Case]:
    """The open cases that this actor may see, newest first; of clients, inquiries too.

    closed: the closed ones too, but for the archive; archived: and those in the
    archive; mine: only those the actor is named on.

    words: parts of the parties' names, with or without accents, in any order, or
    of the case's number.
    """
    rows = (
        Case.objects.visible_to(actor)
        .select_related("lead")
        .order_by("-opened_on", "-number")
    )
    if only_closed or not closed:
        rows = rows.filter(closed_on__isnull=not only_closed)
    if not actor.is_client:
        rows = rows.exclude(access=Access.INQUIRY)
        rows = rows if archived else rows.filter(archived_on__isnull=True)
    if stage:
        rows = rows.filter(stage=stage)
    if mine:
        rows = rows.filter(named_on(actor, "pk"))
    if numbered := _as_number(words):
        return rows.filter(number__contains=numbered)
    for word in folded(words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def named_on(actor: Actor, case: str) -> Exists:
    """Whether the actor is on the team of the case that this column names."""
    return Exists(TeamMember.objects.filter(case=OuterRef(case), user=actor.user_id))


def milestones(actor: Actor, case: Case) -> QuerySet[Milestone]:
    return Milestone.objects.visible_in(actor, case).order_by("on", "noted_at", "pk")


def milestones_among(actor: Actor, cases: Sequence[Case]) -> list[Milestone]:
    """The same of several cases."""
    rows = Milestone.objects.visible_to(actor).filter(case__in=cases)
    return [*rows.order_by("on", "noted_at", "pk")]


def _as_number(words: str) -> str:
    """A case's number, or a part of it, as it is written: 2026-0041. Else nothing."""
    plain = words.strip().replace("-", "")
    if not (plain.isascii() and plain.isdigit()):
        return ""
    # Typed in one go: the year, then the rest.
    return f"{plain[:4]}-{plain[4:]}" if len(plain) > YEAR_DIGITS else words.strip()
