from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.utils import DataError, OperationalError
from django.utils.module_loading import import_string

from harborlight.firm import events
from harborlight.firm.actor import Actor
from harborlight.firm.models import (
    Credentials,
    Event,
    EventLog,
    Firm,
    Job,
    Membership,
    Offer,
    ReaderPosition,
    Sighting,
    User,
)
from harborlight.firm.roles import DESK, LAWYERS, OFFICE, Role, Roles, roles
from harborlight.firm.tenancy import NotFound

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
    """One part that somebody plays at the desk now."""
    return Membership.objects.one(actor, pk, until__isnull=True, role__in=DESK)


def open_offers(actor: Actor) -> QuerySet[Offer]:
    """Who was asked to work here and has not answered; for those who ask."""
    rows = Offer.objects.visible_to(actor).filter(answered_at__isnull=True)
    return rows.order_by("name", "role")


def get_offer(actor: Actor, pk: UUID) -> Offer:
    return Offer.objects.one(actor, pk, answered_at__isnull=True)


def parts_of(actor: Actor, user: UUID) -> list[Membership]:
    """The parts this account plays at the desk now."""
    return [*members(actor).filter(user=user)]


def staff_of(actor: Actor) -> list[tuple[User, list[Membership]]]:
    """Everybody who works here, by name, with all their parts."""
    found: dict[UUID, tuple[User, list[Membership]]] = {}
    for row in members(actor):
        found.setdefault(row.user_id, (row.user, []))[1].append(row)
    return [*found.values()]


def same_humans(actor: Actor, user: UUID) -> list[User]:
    """Which other accounts of the firm belong to the same living person."""
    here = members(actor).order_by()
    rows = here.filter(human__in=here.filter(user=user).values("human"))
    others = User.objects.filter(pk__in=rows.values("user")).exclude(pk=user)
    return [*others.order_by("name")]


def lawyers(actor: Actor) -> set[UUID]:
    """The living people who are attorneys or partners of the firm now."""
    rows = Membership.objects.visible_to(actor).filter(
        until__isnull=True, role__in=LAWYERS
    )
    return {*rows.values_list("human", flat=True)}


def flat_fees_rest_on(actor: Actor) -> str:
    """By what our flat fees are earned when they are paid, now; nothing: they are not."""
    rows = Firm.objects.filter(pk=actor.firm.pk)
    return rows.values_list("flat_fees_rest_on", flat=True).get()


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


def audit_log(
    actor: Actor,
    *,
    kind: str = "",
    user: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: Event | None = None,
) -> QuerySet[Event]:
    """The firm's whole log, newest first; only for those who may read it.

    kind: how the names of the wanted kinds begin; before: only what is older.
    """
    rows = Event.objects.visible_to(actor).order_by("-at", "-pk")
    if kind:
        rows = rows.filter(kind__startswith=kind)
    if user:
        rows = rows.filter(user_id=user)
    if before:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, pk__lt=before.pk))
    rows = rows.filter(at__gte=since) if since else rows
    return rows.filter(at__lt=until) if until else rows


def readable(rows: QuerySet[Event], most: int) -> list[Event]:
    """The first of these; without a row whose columns hold what no event could say.

    Somebody wrote that into the database. The proof of the log names the row; the page
    that shows the proof must not fail on it.
    """
    try:
        return [row for row in rows[:most] if _could_be_ours(row)]
    except (TypeError, ValueError, DataError, OperationalError):
        if most < 2:
            return []
    half = most // 2
    return readable(rows[:half], half) + readable(rows[half:most], most - half)


def _could_be_ours(row: Event) -> bool:
    texts = (row.kind, row.role, row.subject_kind, row.place)
    return isinstance(row.at, datetime) and all(isinstance(one, str) for one in texts)


def get_event(actor: Actor, pk: UUID) -> Event:
    return Event.objects.one(actor, pk)


def log_end(actor: Actor) -> EventLog | None:
    """Where the firm's log ends: how many events are sealed, and when the last was.

    None where somebody removed that, or made it unreadable: the proof says so.
    """
    try:
        found = EventLog.objects.visible_to(actor).first()
    except (TypeError, ValueError, DataError, OperationalError):
        return None
    return found if found and isinstance(found.last_n, int) else None


def last_proof(actor: Actor) -> Event | None:
    """When somebody last read the whole log and checked it."""
    names = [events.LOG_PROVED.name, events.LOG_BROKEN.name]
    rows = Event.objects.visible_to(actor).filter(kind__in=names)
    return rows.order_by("-at", "-pk").first()


def sightings(actor: Actor, *, user: UUID | None = None) -> QuerySet[Sighting]:
    """Who looked at what, newest first; only for those who may read the log."""
    rows = Sighting.objects.visible_to(actor).select_related("user")
    rows = rows.filter(user=user) if user else rows
    return rows.order_by("-window", "-pk")


def jobs(actor: Actor, state: str = "") -> QuerySet[Job]:
    """Background work of this firm and of the house; for those who look after it."""
    if not actor.plays(TECHNICIANS):
        return Job.objects.none()
    rows = Job.objects.filter(firm=actor.firm) | Job.objects.filter(firm__isnull=True)
    rows = rows.order_by("-enqueued_at")
    return rows.filter(state=state) if state else rows


def job_counts(actor: Actor) -> dict[str, int]:
    """How many jobs there are in each state."""
    rows = jobs(actor).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)


def get_job(actor: Actor, pk: UUID) -> Job:
    try:
        return jobs(actor).get(pk=pk)
    except Job.DoesNotExist:
        raise NotFound from None


def schedule(actor: Actor) -> list[Any]:
    """Everything that happens by itself, with its last moment and its next."""
    if not actor.plays(TECHNICIANS):
        return []
    # The list stands on the highest floor, for it names work of every room.
    found: list[Any] = import_string(settings.SCHEDULE)(actor.firm)
    return found


def readers(actor: Actor) -> QuerySet[ReaderPosition]:
    """How far each reader of the log has come; for those who look after it."""
    if not actor.plays(TECHNICIANS):
        return ReaderPosition.objects.none()
    return ReaderPosition.objects.visible_to(actor).order_by("reader")
