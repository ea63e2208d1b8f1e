"""An answer is put together, read by a second person, sent, and the agency has it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext

from harborlight.deadlines.actions import meet_deadline
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets.actions import add_papers, answer_wanted, make_packet, want
from harborlight.packets.actions import say_sent as say_packet_sent
from harborlight.packets.models import Packet
from harborlight.replies import events
from harborlight.replies.actions.helping import (
    NotYet,
    must_be_as_read,
    named,
    still_made,
)
from harborlight.replies.marks import mark_of_answer
from harborlight.replies.models import Point, PointPaper, Reply
from harborlight.replies.queries import points_of
from harborlight.replies.steps import lacking, may_read_second


def pack_reply(actor: Actor, reply: Reply, *, destination: str) -> Packet:
    """Begin its packet: what is asked for as its list, the papers as its exhibits."""
    with acting(actor, events.PACKED, reply) as event:
        still_made(reply)
        if reply.packet_id:
            raise NotYet(gettext("There is a packet already: change that one."))
        packet = make_packet(
            actor,
            reply.case,
            name=reply.called,
            purpose=Packet.Purpose.RESPONSE,
            destination=destination,
            numbering=Packet.Numbering.LETTERS,
            notice=reply.notice.document if reply.notice else None,
            due_on=reply.due_on,
        )
        for point in Point.objects.filter(reply=reply).order_by("position"):
            _put_in(actor, packet, point)
        reply.packet = packet
        reply.save(update_fields=["packet"])
        event.say(name=named(reply))
    return packet


def _put_in(actor: Actor, packet: Packet, point: Point) -> None:
    # What the letter answers, or says why it cannot be had, lies in no exhibit.
    by_letter = point.answer in (Point.Answer.LETTER, Point.Answer.WITHOUT)
    wanted = want(actor, packet, text=point.text, is_required=not by_letter)
    rows = PointPaper.objects.filter(point=point).select_related("version__document")
    papers = [one.version for one in rows.order_by("added_at")]
    if papers:
        exhibits = add_papers(actor, packet, versions=papers)
        answer_wanted(actor, wanted, exhibit=exhibits[0])


def second_reply(actor: Actor, reply: Reply, *, second_words: str, seen: str) -> None:
    """Read all of it beside the notice, as somebody who neither wrote nor approved it.

    It holds for the answer as they read it: what is changed is read again. seen: the mark
    of that. Raises NotYet with the first thing that lacks, ChangedMeanwhile, and Refused
    for whoever wrote or approved it.
    """
    with acting(actor, events.SECONDED, reply) as event:
        row = still_made(reply)
        if not may_read_second(actor, reply):
            raise Refused(
                gettext("Somebody else reads it, who neither wrote nor approved it.")
            )
        if missing := lacking(actor, row):
            raise NotYet(missing[0])
        must_be_as_read(seen, mark_of_answer(row, points_of(actor, row)))
        reply.second_at, reply.second_by_id = now(), actor.user_id
        reply.second_words = second_words
        reply.save(update_fields=["second_at", "second_by", "second_words"])
        event.say(name=named(reply))


def say_sent(
    actor: Actor, reply: Reply, *, sent_on: date, channel: str, tracking: str
) -> None:
    """Note that the answer went out. Online, the agency has it at once.

    Raises NotYet where it was not read twice or its packet is not built and certified,
    NotReady of the packet.
    """
    kind = events.PRACTISED if reply.is_practice else events.SENT
    with acting(actor, kind, reply) as event:
        row = still_made(reply)
        if missing := lacking(actor, row, to_send=True):
            raise NotYet(missing[0])
        if reply.packet and reply.packet.sent_on is None:
            say_packet_sent(actor, reply.packet, on=sent_on)
        reply.sent_on, reply.sent_by_id = sent_on, actor.user_id
        reply.channel, reply.tracking = channel, tracking
        reply.save(update_fields=["sent_on", "sent_by", "channel", "tracking"])
        event.say(name=named(reply), on=sent_on.isoformat(), number=reply.number)
    if channel == Reply.Channel.ONLINE:
        say_arrived(actor, reply, arrived_on=sent_on, arrived_proof=tracking)


def say_arrived(
    actor: Actor, reply: Reply, *, arrived_on: date, arrived_proof: str
) -> None:
    """Note that the agency has the answer: only with this its deadline is met."""
    kind = events.PRACTISED if reply.is_practice else events.ARRIVED
    with acting(actor, kind, reply) as event:
        if reply.sent_on is None or not reply.is_open:
            raise NotYet(gettext("Write down first that it was sent."))
        reply.arrived_on, reply.arrived_by_id = arrived_on, actor.user_id
        reply.arrived_proof = arrived_proof
        reply.save(update_fields=["arrived_on", "arrived_by", "arrived_proof"])
        if reply.deadline and reply.deadline.is_open:
            meet_deadline(actor, reply.deadline, on=arrived_on, proof=arrived_proof)
        event.say(name=named(reply), on=arrived_on.isoformat(), number=reply.number)
