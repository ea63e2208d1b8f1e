"""Which packet goes with which filing, and which of its forms it supports."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.filings import events
from harborlight.filings.actions.sending import NotCertified
from harborlight.filings.models import Filing, FilingPacket, NeededForm
from harborlight.filings.packets import may_still_go
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.packets.actions import say_sent
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


def say_packet_sent(actor: Actor, packet: Packet, *, on: date) -> None:
    """Note that a packet went out: one that goes with a filing after the filing itself.

    Raises what `packets.say_sent` does, or NotCertified where nobody has recorded its
    filing as sent, which needs the certificate.
    """
    with transaction.atomic():
        if packet.purpose != Packet.Purpose.RESPONSE:
            _must_have_gone(packet)
        say_sent(actor, packet, on=on)


def _must_have_gone(packet: Packet) -> None:
    place = FilingPacket.objects.filter(packet=packet).select_related("filing").first()
    if place is None:
        if packet.purpose == Packet.Purpose.OTHER:
            return
        raise NotCertified(
            _(
                "Say first which filing this packet goes with: it goes out with that, "
                "under its certificate."
            )
        )
    if place.filing.state == Filing.State.PREPARING:
        said = _(
            "This packet goes out with %(name)s. Record that filing as sent first: that "
            "needs its certificate."
        )
        raise NotCertified(said % {"name": place.filing.name})
