"""Packets that go with a filing, and the approved forms that go into one."""

from __future__ import annotations

from uuid import UUID

from harborlight.cases.models import Case
from harborlight.filings.models import Filing, FilingPacket, FilledForm
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.packets.models import Exhibit, Packet


def filing_of(actor: Actor, packet: Packet) -> Filing | None:
    """The filing that a packet goes with."""
    rows = FilingPacket.objects.visible_to(actor).filter(packet=packet)
    found = rows.select_related("filing").first()
    return found.filing if found else None


def packets_of(actor: Actor, filing: Filing) -> list[Packet]:
    """The packets that go with a filing."""
    rows = FilingPacket.objects.visible_to(actor).filter(filing=filing)
    return [row.packet for row in rows.select_related("packet").order_by("pk")]


def filings_open(actor: Actor, case: Case) -> list[Filing]:
    rows = Filing.objects.visible_in(actor, case)
    return [*rows.order_by("planned_at", "pk")]


def approved_forms(actor: Actor, packet: Packet) -> list[FilledForm]:
    """Approved forms of the case that are not in the packet yet."""
    there = Exhibit.objects.visible_to(actor).filter(
        packet=packet, form_id_there__isnull=False
    )
    rows = FilledForm.objects.visible_in(actor, packet.case).filter(
        state=FilledForm.State.APPROVED
    )
    return [*rows.exclude(pk__in=there.values("form_id_there")).order_by("form", "pk")]


def get_approved(actor: Actor, pk: UUID) -> FilledForm:
    """An approved form. Raises NotFound for any other."""
    found = FilledForm.objects.one(actor, pk, "file")
    if found.state != FilledForm.State.APPROVED:
        raise NotFound
    return found
