"""What a notice asks for, and what answers it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext

from harborlight.documents.actions import request_document
from harborlight.documents.models import Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.people.models import Person
from harborlight.replies import events
from harborlight.replies.actions.helping import (
    NotYet,
    named,
    still_made,
    undo_reading,
)
from harborlight.replies.models import Point, PointPaper, Reply


def add_point(actor: Actor, reply: Reply, *, text: str, page: int | None) -> Point:
    """Note one thing that the notice asks for, and on which of its pages."""
    with acting(actor, events.POINT_ADDED, reply) as event:
        still_made(reply)
        undo_reading(reply)
        rows = Point.objects.filter(reply=reply)
        last = rows.aggregate(last=Max("position"))["last"] or 0
        point = Point.objects.create(
            firm=actor.firm,
            case_id=reply.case_id,
            reply=reply,
            position=last + 1,
            text=text,
            page=page,
        )
        event.note(point)
        event.say(name=named(reply), text=text)
    return point


def remove_point(actor: Actor, point: Point) -> None:
    """Take something off the list that the notice does not ask for.

    What a client was asked for because of it stays asked for.
    """
    reply = point.reply
    with acting(actor, events.POINT_REMOVED, reply) as event:
        still_made(reply)
        undo_reading(reply)
        event.say(name=named(reply), text=point.text)
        PointPaper.objects.filter(point=point).delete()
        Point.objects.filter(pk=point.pk).delete()


def answer_point(actor: Actor, point: Point, *, answer: str, note: str) -> None:
    """Say how a point is answered: by papers, by the letter, or that it cannot be had.

    Raises NotYet where papers are to answer it and none is attached.
    """
    reply = point.reply
    with acting(actor, events.POINT_ANSWERED, point) as event:
        still_made(reply)
        papers = PointPaper.objects.filter(point=point)
        if answer == Point.Answer.PAPERS and not papers.exists():
            raise NotYet(gettext("Attach a paper first."))
        undo_reading(reply)
        point.answer, point.note = answer, note
        point.save(update_fields=["answer", "note"])
        event.say(name=named(reply), text=point.text)


def ask_for_point(
    actor: Actor,
    point: Point,
    *,
    person: Person,
    kind: str,
    title: dict[str, str],
    purpose: dict[str, str],
    advice: dict[str, str],
    example: dict[str, str],
    ladder: str,
    need: str,
    due_on: date | None,
) -> None:
    """Ask somebody of the case for the paper that answers a point."""
    reply = point.reply
    said: dict[str, Any] = {"kind": kind, "title": title, "purpose": purpose}
    said |= {"advice": advice, "example": example, "ladder": ladder, "need": need}
    with acting(actor, events.POINT_ASKED, point) as event:
        still_made(reply)
        if reply.is_practice:
            raise NotYet(gettext("This is practice: no client is asked for anything."))
        point.request = request_document(
            actor, reply.case, person=person, due_on=due_on, **said
        )
        point.save(update_fields=["request"])
        event.say(name=named(reply), text=point.text)


def attach_paper(actor: Actor, point: Point, *, version: Version, shows: str) -> None:
    """Let a paper of the case answer a point. shows: what it proves, for the letter."""
    reply = point.reply
    with acting(actor, events.PAPER_ADDED, point) as event:
        still_made(reply)
        undo_reading(reply)
        PointPaper.objects.update_or_create(
            firm=actor.firm,
            case_id=point.case_id,
            point=point,
            version=version,
            defaults={"shows": shows, "added_at": now()},
        )
        if not point.answer:
            point.answer = Point.Answer.PAPERS
            point.save(update_fields=["answer"])
        event.say(name=named(reply), text=point.text)


def detach_paper(actor: Actor, paper: PointPaper) -> None:
    """Let a paper answer a point no more; without any, it is open again."""
    point = paper.point
    with acting(actor, events.PAPER_REMOVED, point) as event:
        still_made(point.reply)
        undo_reading(point.reply)
        PointPaper.objects.filter(pk=paper.pk).delete()
        left = PointPaper.objects.filter(point=point).exists()
        if point.answer == Point.Answer.PAPERS and not left:
            point.answer = Point.Answer.OPEN
            point.save(update_fields=["answer"])
        event.say(name=named(point.reply), text=point.text)
