"""A packet itself: begun, changed, sent."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.documents.models import Document
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets import events
from harborlight.packets.actions.holding import still_open
from harborlight.packets.models import Build, Packet
from harborlight.packets.queries import is_current


class NotReady(Exception):
    """Only a packet that has all it needs is certified or sent. Says what it lacks."""


def make_packet(
    actor: Actor,
    case: Case,
    *,
    name: str,
    purpose: str,
    destination: str,
    numbering: str,
    notice: Document | None,
    due_on: date | None,
) -> Packet:
    """Begin a packet."""
    with acting(actor, events.MADE, case) as event:
        moment = now()
        packet = Packet.objects.create(
            firm=actor.firm,
            case=case,
            name=name,
            purpose=purpose,
            destination=destination,
            numbering=numbering,
            notice=notice,
            due_on=due_on,
            made_at=moment,
            changed_at=moment,
        )
        event.made(packet)
        event.say(name=name)
    return packet


def change_packet(
    actor: Actor,
    packet: Packet,
    *,
    name: str,
    purpose: str,
    destination: str,
    numbering: str,
    notice: Document | None,
    due_on: date | None,
) -> None:
    """Say anew what a packet is for and where it goes."""
    with acting(actor, events.CHANGED, packet) as event:
        still_open(packet)
        packet.name, packet.purpose, packet.destination = name, purpose, destination
        packet.numbering, packet.notice, packet.due_on = numbering, notice, due_on
        packet.changed_at = now()
        packet.save()
        event.say(name=name)


def say_sent(actor: Actor, packet: Packet, *, on: date) -> None:
    """Note that the packet went out as it was built last; it stays so.

    Raises AlreadySent, or NotReady where it was not built as it is now.
    """
    with acting(actor, events.SENT, packet) as event:
        still_open(packet)
        newest = Build.objects.filter(packet=packet).order_by("-number").first()
        if newest is None or not is_current(packet, newest):
            raise NotReady(
                _("Build the packet first: what is sent is what was built last.")
            )
        packet.sent_on, packet.sent_by_id = on, actor.user_id
        packet.save(update_fields=["sent_on", "sent_by"])
        event.say(name=packet.name, on=on.isoformat())
