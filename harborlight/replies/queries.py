from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from harborlight.cases.models import Case
from harborlight.deadlines.models import Deadline
from harborlight.firm.actor import Actor
from harborlight.packets.models import Exhibit
from harborlight.replies.models import Point, PointPaper, Reply

OPEN = Q(arrived_on__isnull=True, ended_at__isnull=True)
# Of so many of the last answers the days are told.
MEASURED = 200
PEOPLE = ("opened_by", "read_by", "written_by", "approved_by", "second_by", "sent_by")


def get_reply(actor: Actor, pk: UUID) -> Reply:
    """One answer with its case, its deadline, its packet and who did what."""
    related = ("case__lead", "deadline", "packet", "notice__document", *PEOPLE)
    return Reply.objects.one(actor, pk, *related, "arrived_by")


def get_point(actor: Actor, pk: UUID) -> Point:
    return Point.objects.one(actor, pk, "reply__case")


def get_paper(actor: Actor, pk: UUID) -> PointPaper:
    return PointPaper.objects.one(actor, pk, "point__reply__case")


def points_of(actor: Actor, reply: Reply) -> list[Point]:
    """What the notice asks for, in its order, each with its papers and its request."""
    papers = PointPaper.objects.select_related("version__document").order_by("added_at")
    rows = Point.objects.visible_to(actor).filter(reply=reply)
    rows = rows.select_related("request__person")
    return [*rows.prefetch_related(Prefetch("papers", papers)).order_by("position")]


def replies_of(actor: Actor, case: Case) -> QuerySet[Reply]:
    """The answers of a case, the newest notice first."""
    rows = Reply.objects.visible_in(actor, case).select_related("notice__document")
    return rows.order_by("-came_on", "pk")


def open_replies(actor: Actor) -> QuerySet[Reply]:
    """What must be answered in the cases that the actor may open, the soonest first."""
    rows = Reply.objects.visible_to(actor).filter(OPEN, is_practice=False)
    return rows.select_related("case__lead").order_by("due_on", "came_on", "pk")


def has_exhibits(actor: Actor, reply: Reply) -> bool:
    """Whether any paper lies in the packet of an answer."""
    rows = Exhibit.objects.visible_to(actor).filter(packet=reply.packet_id)
    return rows.exists()


def open_with(actor: Actor, case: Case, notice: UUID) -> Reply | None:
    """The answer that was opened for this paper already."""
    rows = Reply.objects.visible_in(actor, case).filter(notice=notice)
    return rows.filter(ended_at__isnull=True).first()


@dataclass(frozen=True)
class Cycle:
    """How long the last answers of one kind took, whole days from notice to sending."""

    kind: str
    several: int
    middle: int
    longest: int
    late: int


def cycles(actor: Actor) -> list[Cycle]:
    """Of the last ones that the actor may see, by kind; practice is none."""
    rows = Reply.objects.visible_to(actor).filter(
        sent_on__isnull=False, is_practice=False
    )
    last = [*rows.order_by("-sent_on", "pk")[:MEASURED]]
    found = []
    for kind in Reply.Kind:
        theirs = [one for one in last if one.kind == kind]
        if theirs:
            found.append(_cycle(str(kind.label), theirs))
    return found


def _cycle(kind: str, several: Sequence[Reply]) -> Cycle:
    days = [one.days or 0 for one in several]
    late = [one for one in several if _was_late(one.sent_on, one.due_on)]
    return Cycle(kind, len(days), round(median(days)), max(days), len(late))


def _was_late(sent: date | None, due: date | None) -> bool:
    return bool(sent and due and sent > due)


def papers_of(actor: Actor, point: Point) -> list[PointPaper]:
    """The papers that answer a point, as they were attached."""
    rows = PointPaper.objects.visible_in(actor, point.reply.case).filter(point=point)
    return [*rows.select_related("version__document").order_by("added_at")]


def deadlines_to_use(actor: Actor, case: Case) -> list[Deadline]:
    """Open deadlines of a case that the law counts for answers, the soonest first."""
    rows = Deadline.objects.visible_in(actor, case).filter(
        met_on__isnull=True, dropped_because="", basis__rule__in=RULES
    )
    return [*rows.order_by("due_on", "pk")]


# The rules of law/deadlines by which an answer is counted, the usual one of a kind first.
RULES = ("D01", "D02", "D03", "D04", "D05")
