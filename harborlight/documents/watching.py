"""What expires, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.cases.queries import named_on
from harborlight.documents.models import (
    SIGNED_FORM,
    Document,
    PaperSettings,
    Request,
    Version,
)
from harborlight.documents.queries import asked_among
from harborlight.firm.actor import Actor

IN_USE = (Version.State.RECEIVED, Version.State.ACCEPTED)


def expiring(
    actor: Actor, *, until: date, since: date | None = None, mine: bool = False
) -> QuerySet[Document]:
    """Papers of open cases that are good until then at most, the first to expire first.

    since: not those that were over before that day. mine: of cases they are named on.
    """
    in_use = Version.objects.filter(document=OuterRef("pk"), state__in=IN_USE)
    rows = Document.objects.visible_to(actor).filter(
        Exists(in_use), good_until__lte=until, case__closed_on__isnull=True
    )
    if since:
        rows = rows.filter(good_until__gte=since)
    if mine:
        rows = rows.filter(named_on(actor, "case"))
    return rows.select_related("case", "person", "request").order_by("good_until", "pk")


def to_warn_of(
    clock: Actor, chosen: PaperSettings, today: date
) -> list[tuple[Document, int]]:
    """Papers of which the team must be told now, and of how many days; -1: it is over."""
    days = sorted(chosen.warn_days)
    rows = expiring(clock, until=today + timedelta(days=max(days, default=0)))
    found = []
    for document in rows:
        assert document.good_until is not None
        left = (document.good_until - today).days
        level = next(day for day in days if left <= day) if left >= 0 else -1
        if document.expiry_warned is None or level < document.expiry_warned:
            found.append((document, level))
    return found


def asked_for_newer(actor: Actor, document: Document) -> bool:
    """Whether the client is asked for another one of this paper already."""
    rows = Request.objects.visible_to(actor).filter(
        case=document.case_id,
        person=document.person_id,
        kind=document.kind,
        withdrawn_at__isnull=True,
    )
    asked = document.request
    return bool(asked and rows.filter(asked_at__gt=asked.asked_at).exists())


def to_remind_of(
    clock: Actor, chosen: PaperSettings, today: date
) -> list[list[Request]]:
    """What clients are reminded of today: lists of one person in one case each.

    Nothing that came, that they say they cannot get, or of which they were told as often
    as the firm chose; and nobody who has no account to read it.
    """
    first = today - timedelta(days=chosen.remind_after_days)
    again = today - timedelta(days=chosen.remind_every_days)
    due = (
        Request.objects.visible_to(clock)
        .filter(
            Q(reminded_on__isnull=True) | Q(reminded_on__lte=again),
            withdrawn_at__isnull=True,
            cannot_since__isnull=True,
            asked_at__date__lte=first,
            reminders__lt=chosen.remind_most,
            case__closed_on__isnull=True,
            person__login__isnull=False,
        )
        .exclude(need=Request.Need.OPTIONAL)
        .exclude(kind=SIGNED_FORM)
    )
    wanted = {*due.values_list("pk", flat=True)}
    cases = [*Case.objects.filter(pk__in=due.values("case")).order_by("pk")]
    groups: dict[tuple[UUID, UUID], list[Request]] = {}
    for one in asked_among(clock, cases):
        if one.request.pk in wanted and one.waits_for_client:
            place = (one.request.case_id, one.request.person_id)
            groups.setdefault(place, []).append(one.request)
    return [*groups.values()]
