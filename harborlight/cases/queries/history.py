from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from harborlight.cases.models import Case, TimelineEntry
from harborlight.cases.queries.files import reads_file, reads_money
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Notice, User
from harborlight.firm.roles import CASE_READERS
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.events import words_of
from harborlight.firm.words import in_words

# Kinds of event that tell of money, by how their names begin: for readers of money.
ABOUT_MONEY = ("invoice.", "payment.", "receipt.", "trust.", "books.", "case.billed")
# And of who is kept away from a case: for those who belong to the firm.
ABOUT_WALLS = ("case.wall-",)


@dataclass(frozen=True)
class Happened:
    """An event of a case, with what it says."""

    event: Event
    words: dict[str, Any]


@dataclass(frozen=True)
class Told:
    """A notice, what its event says, and the title of the case it is about.

    about: the id of what the event is about.
    """

    notice: Notice
    words: dict[str, Any]
    case_title: str
    about: UUID | None = None


def activity(actor: Actor, case: Case, limit: int = 100) -> list[Happened]:
    """What happened in this case, newest first; for staff who may open it."""
    return with_words(actor, history(actor, case)[:limit])


def history(
    actor: Actor, case: Case, *, kinds: Sequence[str] = (), user: UUID | None = None
) -> QuerySet[Event]:
    """The events of a case, newest first, for staff who read its file.

    kinds: how the names of the wanted kinds begin; user: whose doing. Who does not
    read the money of a case does not read of it here either.
    """
    if not (actor.is_machine or (actor.at_desk and reads_file(actor))):
        return Event.objects.none()
    open_to_them = Exists(Case.objects.visible_to(actor).filter(pk=case.pk))
    rows = Event.objects.filter(open_to_them, case_id=case.pk).order_by("-at", "-pk")
    rows = rows.filter(_begins(kinds)) if kinds else rows
    rows = rows.filter(user_id=user) if user else rows
    return rows.exclude(_begins(hidden)) if (hidden := _hidden_from(actor)) else rows


def actors_of(actor: Actor, case: Case) -> QuerySet[User]:
    """Everybody whose doings stand in the history of the case, by name."""
    events = history(actor, case).order_by().exclude(user_id=None)
    return User.objects.filter(pk__in=events.values("user_id")).order_by("name")


def timeline(actor: Actor, case: Case, limit: int = 60) -> list[Happened]:
    """What a party may know of what happened, newest first."""
    lines = (
        TimelineEntry.objects.visible_in(actor, case)
        .order_by("-at", "-pk")
        .values("event_id")[:limit]
    )
    rows = Event.objects.filter(pk__in=lines).order_by("-at", "-pk")
    return with_words(actor, rows)


def notices(
    actor: Actor, *, only_new: bool = False, case: UUID | None = None
) -> QuerySet[Notice]:
    """What this person was told (of one case), newest first, with `case_titles`.

    Not of cases they may no longer open: who is walled off forgets.
    """
    within = Case.objects.visible_to(actor).filter(pk=OuterRef("case_id"))
    rows = Notice.objects.visible_to(actor).annotate(
        case_title=Subquery(within.values("title")[:1]),
        case_titles=Subquery(within.values("titles")[:1]),
    )
    rows = rows.filter(Q(case_id__isnull=True) | Q(case_title__isnull=False))
    rows = rows.filter(read_at__isnull=True) if only_new else rows
    rows = rows.filter(case_id=case) if case else rows
    return rows.order_by("-at", "-pk")


def get_notice(actor: Actor, pk: UUID) -> Notice:
    found = notices(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def told(actor: Actor, rows: Sequence[Notice]) -> list[Told]:
    """The same notices (from `notices`) with what they say."""
    events = [*Event.objects.filter(pk__in=[row.event_id for row in rows])]
    said = words_of(actor.firm, events)
    about = {event.pk: event.subject_id for event in events}
    return [
        Told(
            row,
            said.get(row.event_id, {}),
            _case_called(row),
            about.get(row.event_id),
        )
        for row in rows
    ]


def _case_called(notice: Any) -> str:
    """The case's title in the reader's language, "" for a notice about the firm."""
    return in_words(notice.case_titles or notice.case_title or "")


def with_words(actor: Actor, rows: Sequence[Event] | QuerySet[Event]) -> list[Happened]:
    """The same events with what they say."""
    rows = [*rows]
    said = words_of(actor.firm, rows)
    return [Happened(row, said[row.pk]) for row in rows]


def _hidden_from(actor: Actor) -> tuple[str, ...]:
    if actor.is_machine:
        return ()
    money = () if reads_money(actor) else ABOUT_MONEY
    return money + (() if actor.plays(CASE_READERS) else ABOUT_WALLS)


def _begins(kinds: Sequence[str]) -> Q:
    wanted = Q()
    for kind in kinds:
        wanted |= Q(kind__startswith=kind)
    return wanted
