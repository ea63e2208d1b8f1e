from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from harborlight.firm.actor import Actor
from harborlight.firm.models import (
    Credentials,
    Event,
    Job,
    Membership,
    Notice,
    ReaderPosition,
    User,
)
from harborlight.firm.roles import DESK, OFFICE, Role, Roles, roles
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.events import words_of

TECHNICIANS = roles(OFFICE, Role.IT)


def members(actor: Actor) -> QuerySet[Membership]:
    """Everybody who plays a part at the desk now, by name."""
    return (
        Membership.objects.visible_to(actor)
        .filter(until__isnull=True, role__in=DESK)
        .select_related("user")
        .order_by("user__name", "role")
    )


def get_membership(actor: Actor, pk: UUID) -> Membership:
    return Membership.objects.one(actor, pk)


def colleagues(actor: Actor, playing: Roles) -> QuerySet[User]:
    """The people of the firm who play one of these parts, by name."""
    theirs = Membership.objects.visible_to(actor).filter(
        until__isnull=True, role__in=playing
    )
    return User.objects.filter(pk__in=theirs.values("user")).order_by("name")


def get_colleague(actor: Actor, pk: UUID) -> User:
    try:
        return colleagues(actor, DESK).get(pk=pk)
    except User.DoesNotExist:
        raise NotFound from None


def credentials_of(actor: Actor, user_id: UUID) -> Credentials | None:
    return Credentials.objects.visible_to(actor).filter(user=user_id).first()


def notices_for(actor: Actor, limit: int = 50) -> list[Notice]:
    """What this person was told, newest first."""
    return [*Notice.objects.visible_to(actor).order_by("-at")[:limit]]


def audit_log(
    actor: Actor,
    *,
    kind: str = "",
    user: UUID | None = None,
    until: datetime | None = None,
) -> QuerySet[Event]:
    """The firm's whole log, newest first; only for those who may read it."""
    rows = Event.objects.visible_to(actor).order_by("-at", "-pk")
    if kind:
        rows = rows.filter(kind__startswith=kind)
    if user:
        rows = rows.filter(user_id=user)
    return rows.filter(at__lt=until) if until else rows


def what_they_said(actor: Actor, rows: Sequence[Event]) -> dict[UUID, dict[str, Any]]:
    """The words of these events, by id."""
    return words_of(actor.firm, rows)


def jobs(actor: Actor, state: str = "") -> QuerySet[Job]:
    """Background work of this firm and of the house; for those who look after it."""
    if not actor.plays(TECHNICIANS):
        return Job.objects.none()
    rows = Job.objects.filter(firm=actor.firm) | Job.objects.filter(firm__isnull=True)
    rows = rows.order_by("-enqueued_at")
    return rows.filter(state=state) if state else rows


def get_job(actor: Actor, pk: UUID) -> Job:
    try:
        return jobs(actor).get(pk=pk)
    except Job.DoesNotExist:
        raise NotFound from None


def readers(actor: Actor) -> QuerySet[ReaderPosition]:
    """How far each reader of the log has come; for those who look after it."""
    if not actor.plays(TECHNICIANS):
        return ReaderPosition.objects.none()
    return ReaderPosition.objects.visible_to(actor).order_by("reader")
