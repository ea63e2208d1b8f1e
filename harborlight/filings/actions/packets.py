"""Which packet goes with which filing."""

from __future__ import annotations

from harborlight.filings import events
from harborlight.filings.models import Filing, FilingPacket
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.packets.models import Packet


def attach_packet(actor: Actor, packet: Packet, *, filing: Filing) -> None:
    """Let a packet go with a filing of the same case; with this one alone."""
    with acting(actor, events.PACKET_ATTACHED, packet) as event:
        row = FilingPacket.objects.filter(packet=packet).first()
        row = row or FilingPacket(
            firm=actor.firm, case_id=packet.case_id, packet=packet
        )
        row.filing = filing
        row.save()
        event.say(name=packet.name, filing=filing.name)
