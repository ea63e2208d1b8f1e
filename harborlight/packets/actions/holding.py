"""Whether a packet may still be changed, asked with its row held."""

from __future__ import annotations

from django.utils.translation import gettext as _

from harborlight.firm.clock import now
from harborlight.packets.models import Packet


class AlreadySent(Exception):
    """What was sent stays as it went."""


def still_open(packet: Packet) -> Packet:
    """The packet, its row held, if it was not sent. Raises AlreadySent."""
    held = Packet.objects.select_for_update().get(pk=packet.pk)
    if held.sent_on is not None:
        raise AlreadySent(_("This packet was sent. It stays as it went."))
    return held


def touched(packet: Packet) -> None:
    """Something in it is not as it was built."""
    packet.changed_at = now()
    Packet.objects.filter(pk=packet.pk).update(changed_at=packet.changed_at)
