"""A packet of a case, with its word."""

from __future__ import annotations

from harborlight.documents.models import Version
from harborlight.filings.actions import attach_packet
from harborlight.filings.models import Filing, NeededForm
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.packets.actions import (
    add_papers,
    ask_build,
    ask_comparison,
    finish_build,
    make_packet,
    save_paragraph,
    save_set,
    want,
)
from harborlight.papers.packet_types import Built, PageRow
from tests.whole_case import Begun


def packet(begun: Begun, ada: Actor, word: str) -> None:
    """A packet with everything that can hang on one, built and compared."""
    case, clock = begun.case, Actor.clock(begun.case.firm)
    packet = make_packet(
        ada,
        case,
        name=f"Packet {word}",
        purpose="response",
        destination="uscis online",
        numbering="letters",
        notice=None,
        due_on=None,
    )
    newest = Version.objects.filter(case=case).order_by("-uploaded_at")[:1]
    exhibits = add_papers(ada, packet, versions=[*newest])
    want(ada, packet, text=f"Needed {word}", is_required=True)
    filing = Filing.objects.filter(case=case).first()
    assert filing
    needed = NeededForm.objects.filter(filing=filing).first()
    attach_packet(ada, packet, filing=filing, needed=needed)
    build = ask_build(ada, packet)
    row = PageRow(1, 1, 1, 1, 1, exhibits[0].key, 1, "0" * 64, 1, (), (), "0" * 64)
    finish_build(
        clock,
        build,
        built=Built((f"%PDF-1.7 {word}".encode(),), (row,)),
        names=[f"{word}.pdf"],
        manifest={"exhibits": [], "pages": [row.as_plain()], "name": word},
        as_of=now(),
    )
    ask_comparison(ada, build)
    # Every packet of the firm is offered it, so no case's word stands in it.
    save_set(ada, None, name="Standard exhibits", entries=[])
    save_paragraph(ada, None, name="Standard paragraph", text="It is so.")
