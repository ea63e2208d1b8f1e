"""What must be in a packet, and which exhibit is it."""

from __future__ import annotations

from django.db.models import Max

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.packets import events
from harborlight.packets.actions.holding import still_open
from harborlight.packets.models import Exhibit, Packet, Wanted


def want(actor: Actor, packet: Packet, *, text: str, is_required: bool) -> Wanted:
    """Note a piece of evidence that the packet needs."""
    with acting(actor, events.WANTED, packet) as event:
        still_open(packet)
        rows = Wanted.objects.filter(packet=packet)
        last = rows.aggregate(last=Max("position"))["last"] or 0
        made = Wanted.objects.create(
            firm=actor.firm,
            case_id=packet.case_id,
            packet=packet,
            position=last + 1,
            text=text,
            is_required=is_required,
        )
        event.say(name=packet.name, text=text)
    return made


def answer_wanted(actor: Actor, wanted: Wanted, *, exhibit: Exhibit | None) -> None:
    """Say which exhibit is this piece of evidence; None: none yet."""
    with acting(actor, events.WANTED_ANSWERED, wanted) as event:
        still_open(wanted.packet)
        wanted.exhibit = exhibit
        wanted.save(update_fields=["exhibit"])
        event.say(name=wanted.packet.name, text=wanted.text)


def drop_wanted(actor: Actor, wanted: Wanted) -> None:
    """Note that the packet does not need this."""
    packet = wanted.packet
    with acting(actor, events.NOT_WANTED, wanted) as event:
        still_open(packet)
        event.say(name=packet.name, text=wanted.text)
        event.about(packet)
        wanted.delete()
