"""The preflight: every check of a filing, as a function of the record and the day.

    record = record_of(actor, filing, on=day)
    for finding in preflight(record, on=day):
        print(finding.where, finding.what, finding.why, finding.who)

It is read as the clock reads: whoever looks, it finds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import override

from harborlight.billing.for_fees import set_aside
from harborlight.documents.models import Version
from harborlight.documents.readiness import glance
from harborlight.documents.watching import expiring
from harborlight.filings.costs import costs, payments_of
from harborlight.filings.destination import Place, place_of
from harborlight.filings.models import Filing, FilingPacket, FilledForm, NeededForm
from harborlight.filings.preflight_envelope import on_envelope
from harborlight.filings.preflight_forms import on_forms
from harborlight.filings.preflight_papers import on_papers
from harborlight.filings.preflight_types import Bundle, Finding, Record
from harborlight.filings.queries import Standing, standings
from harborlight.filings.spots import changes, parties_on, unsent_of
from harborlight.filings.written import boxes_of
from harborlight.firm.actor import Actor
from harborlight.packets.completeness import lacking_of
from harborlight.packets.models import Packet
from harborlight.packets.queries import builds, exhibits, is_current, parts, wanted

__all__ = ["Finding", "Record", "preflight", "record_of"]

_CHECKS = (on_forms, on_papers, on_envelope)


def preflight(record: Record, *, on: date) -> list[Finding]:
    """What somebody must answer before the filing goes out on that day.

    Hard stops first, each kind in the order in which a person would go through it.
    """
    found = [one for check in _CHECKS for one in check(record, on)]
    return sorted(found, key=lambda one: not one.is_hard)


def record_of(actor: Actor, filing: Filing, *, on: date) -> Record:
    """All that is checked of a filing that whoever asks may see."""
    clock, case = Actor.clock(actor.firm), filing.case
    rows = standings(clock, filing)
    filled = [row.filled for row in rows if row.filled]
    needed = [row.needed for row in rows]
    stale = expiring(clock, until=on - timedelta(days=1)).filter(case=case)
    return Record(
        filing=filing,
        rows=rows,
        changed=changes(clock, case, filled),
        written=boxes_of(clock, filled),
        papers=glance(clock, case),
        stale=[*stale],
        bundles=_bundles(clock, filing),
        costs=costs(filing, needed, on),
        payments=payments_of(clock, filing),
        set_aside=set_aside(clock, case),
        place=_place(clock, filing, needed, on),
        unsent=unsent_of(parties_on(clock, case)),
        signed=_signed(clock, rows),
        hashes=_hashes(clock, filled),
    )


def _place(clock: Actor, filing: Filing, needed: list[NeededForm], on: date) -> Place:
    """Where the envelope goes: all that lies in it decides, whichever filing is asked."""
    first = filing.within or filing
    shared = Filing.objects.visible_to(clock).filter(within=first)
    others = NeededForm.objects.visible_to(clock).filter(
        filing__in=[first.pk, *shared.values_list("pk", flat=True)]
    )
    beside = [one for one in others if one.filing_id != filing.pk]
    return place_of(clock, first, [*needed, *beside], on)


def _bundles(clock: Actor, filing: Filing) -> list[Bundle]:
    """The packets that go with it; answers to what was asked later are none of these."""
    rows = FilingPacket.objects.visible_to(clock).filter(
        filing=filing, packet__purpose=Packet.Purpose.FILING
    )
    return [
        _bundle(clock, row.packet)
        for row in rows.select_related("packet__case").order_by("pk")
    ]


def _bundle(clock: Actor, packet: Packet) -> Bundle:
    rows, build = exhibits(clock, packet), builds(clock, packet).first()
    needed, is_built = wanted(clock, packet), bool(build and is_current(packet, build))
    with override("en"):
        plain = lacking_of(rows, needed, is_built=is_built)
    said = lacking_of(rows, needed, is_built=is_built)
    return Bundle(
        packet,
        rows,
        build,
        parts(clock, build) if build is not None and is_built else [],
        [*zip(plain, said, strict=True)],
    )


def _signed(clock: Actor, rows: Sequence[Standing]) -> dict[UUID, str]:
    """The hash of the signed pages that were accepted, by the signing."""
    signings = [one for row in rows for one in row.signings]
    accepted = Version.objects.visible_to(clock).filter(
        document__request__in=[one.request_id for one in signings],
        state=Version.State.ACCEPTED,
    )
    by_request: dict[UUID | None, str] = {}
    for version in accepted.select_related("file", "document").order_by("uploaded_at"):
        by_request[version.document.request_id] = version.file.sha256
    return {
        one.pk: by_request[one.request_id]
        for one in signings
        if one.request_id in by_request
    }


def _hashes(clock: Actor, filled: Sequence[FilledForm]) -> dict[UUID, str]:
    rows = FilledForm.objects.visible_to(clock).filter(
        pk__in=[one.pk for one in filled]
    )
    return dict(rows.values_list("pk", "file__sha256"))
