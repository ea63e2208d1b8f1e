"""The preflight: every check of a filing, as a function of the record and the day.

    record = record_of(actor, filing, on=day)
    for finding in preflight(record, on=day):
        print(finding.where, finding.what, finding.why, finding.who)

It is read as the clock reads: whoever looks, it finds the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import override

from harborlight.billing.fee_words import name_of
from harborlight.billing.for_fees import Wanted as FeeOf
from harborlight.billing.for_fees import set_aside, shares
from harborlight.cases.models import Party
from harborlight.documents.readiness import glance
from harborlight.documents.watching import expiring
from harborlight.facts.models import Fact
from harborlight.facts.queries import named
from harborlight.filings.applying import names_asked, that_apply
from harborlight.filings.costs import costs, payments_of
from harborlight.filings.destination import HOMES, Place, place_of
from harborlight.filings.models import Filing, FilingPacket
from harborlight.filings.preflight_envelope import on_envelope
from harborlight.filings.preflight_forms import on_forms
from harborlight.filings.preflight_papers import on_papers
from harborlight.filings.preflight_people import on_people
from harborlight.filings.preflight_scans import on_scans
from harborlight.filings.preflight_types import Bundle, Finding, Record
from harborlight.filings.queries import Standing, standings_among
from harborlight.filings.spots import changes, parties_on, unsent_of
from harborlight.filings.written import boxes_on
from harborlight.firm.actor import Actor
from harborlight.packets.completeness import lacking_of
from harborlight.packets.models import Build, Exhibit, Packet, Part, Wanted
from harborlight.packets.queries import (
    exhibits_among,
    is_current,
    newest_builds,
    parts_among,
    wanted_among,
)

__all__ = ["Finding", "Record", "preflight", "record_of"]

_CHECKS = (on_forms, on_people, on_scans, on_papers, on_envelope)


def preflight(record: Record, *, on: date) -> list[Finding]:
    """What somebody must answer before the filing goes out on that day.

    Hard stops first, each kind in the order in which a person would go through it.
    """
    found = [one for check in _CHECKS for one in check(record, on)]
    return sorted(found, key=lambda one: not one.is_hard)


def record_of(actor: Actor, filing: Filing, *, on: date) -> Record:
    """All that is checked of a filing that whoever asks may see."""
    clock, case = Actor.clock(actor.firm), filing.case
    together = _together(clock, filing)
    standing = standings_among(clock, [filing, *together], with_boxes=True)
    rows = standing[filing.pk]
    beside = [row for one in together for row in standing[one.pk]]
    filled = [row.filled for row in rows if row.filled]
    needed = [row.needed for row in rows]
    due, on_it = costs(filing, needed, on), parties_on(clock, case)
    papers = glance(clock, case)
    unsure = [one.request for one in papers if one.request.applies_when]
    known = named(clock, case, {*HOMES, *names_asked(unsure)})
    stale = expiring(clock, until=on - timedelta(days=1)).filter(case=case)
    return Record(
        filing=filing,
        rows=rows,
        changed=changes(clock, case, filled),
        written=boxes_on(row.filled for row in [*rows, *beside] if row.filled),
        papers=papers,
        owed=that_apply(unsure, on_it, known),
        stale=[*stale],
        bundles=_bundles(clock, filing),
        costs=due,
        payments=payments_of(clock, filing),
        set_aside=_set_aside(clock, [filing, *together], standing, on),
        place=_place(clock, filing, [*rows, *beside], on_it, on, known),
        unsent=unsent_of(on_it),
        persons={row.part: row.person for row in on_it},
        together=together,
        beside=beside,
        signed=_signed([*rows, *beside]),
        hashes={one.pk: one.file.sha256 for one in filled},
    )


def _set_aside(
    clock: Actor,
    several: Sequence[Filing],
    standing: Mapping[UUID, Sequence[Standing]],
    on: date,
) -> dict[FeeOf, int]:
    """What is there for the fees of all that lies in the envelope, in an order that is the
    same whichever filing is asked. Asked only where the trust account pays something."""
    held = [one for one in several if one.paid_from == Filing.PaidFrom.TRUST]
    wanted = [
        (cost.needed.pk, name_of(row.form, row.law))
        for one in sorted(held, key=_place_in_envelope)
        for cost in costs(one, [row.needed for row in standing[one.pk]], on)
        for row in cost.paid
    ]
    return shares(set_aside(clock, several[0].case), wanted) if wanted else {}


def _place_in_envelope(filing: Filing) -> tuple[bool, datetime, UUID]:
    return filing.within_id is not None, filing.planned_at, filing.pk


def _together(clock: Actor, filing: Filing) -> list[Filing]:
    """The other filings that lie in its envelope, whichever of them is the first."""
    first = filing.within_id or filing.pk
    rows = Filing.objects.visible_to(clock).filter(Q(pk=first) | Q(within=first))
    return [*rows.exclude(pk=filing.pk).order_by("planned_at", "pk")]


def _place(
    clock: Actor,
    filing: Filing,
    rows: Sequence[Standing],
    on_it: Sequence[Party],
    on: date,
    known: Sequence[Fact],
) -> Place:
    """Where the envelope goes: all that lies in it decides, whichever filing is asked."""
    first = filing.within or filing
    first.case = filing.case
    return place_of(clock, first, [row.needed for row in rows], on, on_it, known)


def _bundles(clock: Actor, filing: Filing) -> list[Bundle]:
    """The packets that go with it; answers to what was asked later are none of these."""
    rows = FilingPacket.objects.visible_to(clock).filter(
        filing=filing, packet__purpose=Packet.Purpose.FILING
    )
    rows = rows.select_related("packet__case").order_by("pk")
    packets = [row.packet for row in rows]
    if not packets:
        return []
    built = newest_builds(clock, packets)
    current = [
        built[one.pk]
        for one in packets
        if one.pk in built and is_current(one, built[one.pk])
    ]
    exhibits, needed = exhibits_among(clock, packets), wanted_among(clock, packets)
    files = parts_among(clock, current) if current else {}
    return [
        _bundle(one, exhibits[one.pk], needed[one.pk], built.get(one.pk), files)
        for one in packets
    ]


def _bundle(
    packet: Packet,
    rows: Sequence[Exhibit],
    needed: Sequence[Wanted],
    build: Build | None,
    files: Mapping[UUID, Sequence[Part]],
) -> Bundle:
    """files: of the buildings that are current, by the building."""
    is_built = build is not None and build.pk in files
    with override("en"):
        plain = lacking_of(rows, needed, is_built=is_built)
    said = lacking_of(rows, needed, is_built=is_built)
    parts = files.get(build.pk, []) if build is not None else []
    return Bundle(packet, rows, build, parts, [*zip(plain, said, strict=True)])


def _signed(rows: Sequence[Standing]) -> dict[UUID, str]:
    """The hash of the signed pages that were accepted, by the signing."""
    return {
        one.pk: row.accepted[one.pk].file.sha256
        for row in rows
        for one in row.signings
        if one.pk in row.accepted
    }
