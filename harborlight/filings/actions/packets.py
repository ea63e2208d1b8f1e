"""Which packet goes with which filing, and which of its forms it supports."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.models import Filing, FilingPacket, NeededForm
from harborlight.filings.packets import may_still_go
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.packets.models import Packet


def attach_packet(
    actor: Actor, packet: Packet, *, filing: Filing, needed: NeededForm | None = None
) -> None:
    """Let a packet go with a filing of the same case; with this one alone.

    needed: the form of the filing that it supports; None: the whole filing. Raises
    Refused if the form is of another filing, or if the filing was sent and this is no
    answer to what the government asked for afterwards.
    """
    if needed is not None and needed.filing_id != filing.pk:
        raise Refused(_("This form is not in this filing."))
    if not may_still_go(packet, filing):
        raise Refused(_("This filing was sent already. Nothing can be added to it."))
    kind = events.PACKET_SUPPORTS if needed else events.PACKET_ATTACHED
    with acting(actor, kind, packet) as event:
        row = FilingPacket.objects.filter(packet=packet).first()
        row = row or FilingPacket(
            firm=actor.firm, case_id=packet.case_id, packet=packet
        )
        row.filing, row.needed = filing, needed
        row.save()
        event.say(name=packet.name, filing=filing.name)
        if needed:
            event.say(form=needed.form)
