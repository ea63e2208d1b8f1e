"""The preflight: every check of a filing, as a function of the record and the day.

    record = record_of(actor, filing, on=day)
    for finding in preflight(record, on=day):
        print(finding.where, finding.what, finding.why, finding.who)

It is read as the clock reads: whoever looks, it finds the same.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import override

from harborlight.billing.fee_words import name_of
from harborlight.billing.for_fees import Wanted as FeeOf
from harborlight.billing.for_fees import set_aside, shares
from harborlight.cases.models import Case, Party
from harborlight.documents.readiness import glance
from harborlight.documents.watching import expiring
from harborlight.facts.models import Fact
from harborlight.filings.applying import names_asked, that_apply
from harborlight.filings.costs import costs, payments_of
from harborlight.filings.destination import HOMES, Place, place_of
from harborlight.filings.models import Filing, FilingPacket, NeededForm
from harborlight.filings.packets import attached_to
from harborlight.filings.preflight_envelope import on_envelope
from harborlight.filings.preflight_forms import on_forms
from harborlight.filings.preflight_papers import on_papers
from harborlight.filings.preflight_people import on_people
from harborlight.filings.preflight_scans import on_scans
from harborlight.filings.preflight_types import Bundle, Finding, Record
from harborlight.filings.queries import Standing, standings_in_envelope
from harborlight.filings.spots import (
    changes,
    moved_facts,
    parties_on,
    unsent_of,
)
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
    every = standings_in_envelope(clock, filing)
    rows = [row for row in every if row.needed.filing_id == filing.pk]
    beside = [row for row in every if row.needed.filing_id != filing.pk]
    filled = [row.filled for row in rows if row.filled]
    needed = [row.needed for row in rows]
    due, on_it = costs(filing, needed, on), parties_on(clock, case)
    papers = glance(clock, case)
    unsure = [one.request for one in papers if one.request.applies_when]
    names = {*HOMES, *names_asked(unsure)}
    facts = moved_facts(clock, case, filled, named=names)
    known = [one for one in facts if one.name in names and one.is_known_now]
    attached = attached_to(clock, filing)
    stale = expiring(clock, until=on - timedelta(days=1)).filter(case=case)
    return Record(
        filing=filing,
        rows=rows,
        changed=changes(clock, case, filled, rows=facts),
        written=boxes_on(row.filled for row in [*rows, *beside] if row.filled),
        papers=papers,
        owed=that_apply(unsure, on_it, known),
        stale=[*stale],
        attached=attached,
        bundles=_bundles(clock, attached),
        costs=due,
        payments=payments_of(clock, filing),
        set_aside=_set_aside(clock, filing, every, on),
        place=_place(clock, filing, [*rows, *beside], on_it, on, known),
        unsent=unsent_of(on_it),
        persons={row.part: row.person for row in on_it},
        together=_together(beside),
        beside=beside,
        signed=_signed([*rows, *beside]),
        hashes={one.pk: one.file.sha256 for one in filled},
    )


def _set_aside(
    clock: Actor, filing: Filing, every: Sequence[Standing], on: date
) -> dict[FeeOf, int]:
    """What is there for the fees of the envelope, in an order that is the same whichever
    filing is asked; what else of the case the trust account pays takes its part. Asked
    only where it pays something."""
    if filing.paid_from != Filing.PaidFrom.TRUST:
        return {}
    there = set_aside(clock, filing.case)
    if not there:
        return {}
    several = {row.needed.filing_id: row.needed.filing for row in every}
    # Its own fees are due as it stands, also where that is not kept yet.
    several[filing.pk] = filing
    envelope = {*several}
    forms = {one.pk: _forms_of(one, every) for one in several.values()}
    for needed in _elsewhere(clock, filing.case, envelope):
        several[needed.filing_id] = needed.filing
        forms.setdefault(needed.filing_id, []).append(needed)
    paid = [one for one in several.values() if one.paid_from == Filing.PaidFrom.TRUST]
    paid.sort(key=_place_in_envelope)
    wanted, gone = list[FeeOf](), list[tuple[FeeOf, date]]()
    for one in paid:
        if one.sent_on and one.pk not in envelope:
            day = one.sent_on
            gone += [(each, day) for each in _fees(one, forms, day)]
        else:
            wanted += _fees(one, forms, on)
    gone.sort(key=lambda row: row[1])
    return shares(there, wanted, gone)


def _elsewhere(
    clock: Actor, case: Case, envelope: Container[UUID]
) -> Iterator[NeededForm]:
    """The forms of the case's other filings; what came back took no money."""
    rows = NeededForm.objects.visible_to(clock).filter(
        case=case, filing__paid_from=Filing.PaidFrom.TRUST
    )
    rows = rows.exclude(filing__state=Filing.State.REJECTED)
    rows = rows.exclude(outcome__rejected_why__gt="").select_related("filing")
    return (one for one in rows if one.filing_id not in envelope)


def _fees(
    filing: Filing, forms: Mapping[UUID, Sequence[NeededForm]], on: date
) -> list[FeeOf]:
    return [
        (cost.needed.pk, name_of(row.form, row.law))
        for cost in costs(filing, forms[filing.pk], on)
        for row in cost.paid
    ]


def _forms_of(filing: Filing, every: Sequence[Standing]) -> list[NeededForm]:
    return [row.needed for row in every if row.needed.filing_id == filing.pk]


def _place_in_envelope(filing: Filing) -> tuple[bool, datetime, UUID]:
    return filing.within_id is not None, filing.planned_at, filing.pk


def _together(beside: Sequence[Standing]) -> list[Filing]:
    """The other filings that lie in its envelope, whichever of them is the first; one
    without a form is none yet."""
    several = {row.needed.filing_id: row.needed.filing for row in beside}
    return sorted(several.values(), key=lambda one: (one.planned_at, one.pk))


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


def _bundles(clock: Actor, attached: Sequence[FilingPacket]) -> list[Bundle]:
    """The packets that go with it; answers to what was asked later are none of these."""
    every = [row.packet for row in attached]
    packets = [one for one in every if one.purpose != Packet.Purpose.RESPONSE]
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
