"""What became of every paper of a case once filings went out: beside packets, the signed
pages that go with their forms, and what came back with a rejected filing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.documents.models import SIGNED_FORM
from harborlight.filings.models import Filing, FilingPacket, FilledForm, Signing
from harborlight.firm.actor import Actor
from harborlight.packets.queries import Reconciled, reconciled


def sent_papers(actor: Actor, case: Case) -> list[Reconciled]:
    """Every paper of the case beside what was sent of it, by a packet or with a form."""
    rows = reconciled(actor, case)
    signed = _signed(actor, case) if any(_is_signed(row) for row in rows) else {}
    gone = _filings(actor, case)
    return [_told(row, signed, gone) for row in rows]


def _told(
    row: Reconciled, signed: Mapping[UUID | None, Filing], gone: Mapping[UUID, Filing]
) -> Reconciled:
    if _is_signed(row) and row.packet is None:
        filing = signed.get(row.document.request_id)
        if filing is None or row.state != "not sent":
            return row
        state = _came_back(filing, "sent")
        return replace(row, state=state, filing=filing.name, went_on=filing.sent_on)
    if row.packet is None or row.state not in ("sent", "newer"):
        return row
    filing = gone.get(row.packet.pk)
    return replace(row, state=_came_back(filing, row.state)) if filing else row


def _came_back(filing: Filing, otherwise: str) -> str:
    return "came back" if filing.state == Filing.State.REJECTED else otherwise


def _is_signed(row: Reconciled) -> bool:
    return row.document.kind == SIGNED_FORM and row.document.request_id is not None


def _signed(actor: Actor, case: Case) -> dict[UUID | None, Filing]:
    """By what the signed pages were asked for by: the filing with which they went."""
    rows = Signing.objects.visible_in(actor, case).filter(
        filled__state=FilledForm.State.APPROVED,
        filled__needed__filing__sent_on__isnull=False,
    )
    rows = rows.select_related("filled__needed__filing")
    return {row.request_id: row.filled.needed.filing for row in rows}


def _filings(actor: Actor, case: Case) -> dict[UUID, Filing]:
    """By the packet: the filing with which it goes."""
    rows = FilingPacket.objects.visible_in(actor, case).select_related("filing")
    return {row.packet_id: row.filing for row in rows}
