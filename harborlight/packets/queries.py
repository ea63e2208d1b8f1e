from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from harborlight.cases.models import Case
from harborlight.documents.models import Document, MadeFrom, Slot, Version
from harborlight.firm.actor import Actor
from harborlight.packets.models import (
    Build,
    Comparison,
    Exhibit,
    ExhibitSet,
    Packet,
    Paragraph,
    Part,
    Wanted,
)
from harborlight.packets.numbering import Labelled, labelled

# Kinds of paper that may be a request for evidence.
NOTICES = ("notice",)
# So many packets are offered beside papers that were found.
MOST_OFFERED = 6


def get_packet(actor: Actor, pk: UUID) -> Packet:
    return Packet.objects.one(actor, pk, "case", "notice", "sent_by")


def get_exhibit(actor: Actor, pk: UUID) -> Exhibit:
    """One exhibit with its packet, version and case."""
    return Exhibit.objects.one(
        actor, pk, "packet", "version__document", "version__file"
    )


def get_wanted(actor: Actor, pk: UUID) -> Wanted:
    return Wanted.objects.one(actor, pk, "packet")


def get_build(actor: Actor, pk: UUID) -> Build:
    return Build.objects.one(actor, pk, "packet__case")


def get_part(actor: Actor, pk: UUID) -> Part:
    """One file of a packet, with its packet and its bytes."""
    return Part.objects.one(actor, pk, "build__packet", "file")


def get_comparison(actor: Actor, pk: UUID) -> Comparison:
    return Comparison.objects.one(actor, pk, "build__packet")


def get_set(actor: Actor, pk: UUID) -> ExhibitSet:
    return ExhibitSet.objects.one(actor, pk)


def get_paragraph(actor: Actor, pk: UUID) -> Paragraph:
    return Paragraph.objects.one(actor, pk)


def paragraphs(actor: Actor) -> list[Paragraph]:
    """The standard paragraphs that are offered, by name."""
    rows = Paragraph.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.order_by("name", "pk")]


def packets(actor: Actor, case: Case) -> QuerySet[Packet]:
    """The packets of a case, the newest first, with how they stand."""
    newest = Build.objects.filter(packet=OuterRef("pk")).order_by("-number")
    return (
        Packet.objects.visible_in(actor, case)
        .annotate(
            papers=Count("exhibits", distinct=True),
            build_state=Subquery(newest.values("state")[:1]),
            built_as_of=Subquery(newest.values("as_of")[:1]),
        )
        .order_by("-made_at", "pk")
    )


def packets_open(actor: Actor, case: Case) -> list[Packet]:
    """Those of a case that papers can still be put into: the newest few."""
    rows = Packet.objects.visible_in(actor, case).filter(sent_on__isnull=True)
    return [*rows.order_by("-made_at", "pk")[:MOST_OFFERED]]


def exhibits(actor: Actor, packet: Packet) -> list[Exhibit]:
    """The exhibits in order, each with its paper and the newest accepted version of it."""
    return exhibits_among(actor, [packet])[packet.pk]


def exhibits_among(
    actor: Actor, packets: Sequence[Packet]
) -> dict[UUID, list[Exhibit]]:
    """The same of several packets, by the packet's id."""
    accepted = Version.objects.filter(
        document=OuterRef("version__document"),
        slot=OuterRef("version__slot"),
        state=Version.State.ACCEPTED,
    ).order_by("-number")
    rows = (
        Exhibit.objects.visible_to(actor)
        .filter(packet__in=[packet.pk for packet in packets])
        .select_related("version__document__request", "version__document__person")
        .select_related("version__file", "form")
        .annotate(newest_accepted=Subquery(accepted.values("number")[:1]))
    )
    found: dict[UUID, list[Exhibit]] = {packet.pk: [] for packet in packets}
    for row in rows.order_by("position"):
        found[row.packet_id].append(row)
    return found


def in_order(actor: Actor, packet: Packet) -> list[Labelled]:
    return labelled(packet, exhibits(actor, packet))


def wanted(actor: Actor, packet: Packet) -> list[Wanted]:
    return wanted_among(actor, [packet])[packet.pk]


def wanted_among(actor: Actor, packets: Sequence[Packet]) -> dict[UUID, list[Wanted]]:
    """What each of several packets needs, by the packet's id."""
    found: dict[UUID, list[Wanted]] = {packet.pk: [] for packet in packets}
    rows = Wanted.objects.visible_to(actor).filter(packet__in=[*found])
    for row in rows.select_related("exhibit").order_by("position", "pk"):
        found[row.packet_id].append(row)
    return found


def builds(actor: Actor, packet: Packet) -> QuerySet[Build]:
    """Its buildings, the newest first, without their long lists of pages."""
    rows = Build.objects.visible_to(actor).filter(packet=packet)
    return rows.defer("manifest").select_related("certified_by").order_by("-number")


def newest_builds(actor: Actor, packets: Sequence[Packet]) -> dict[UUID, Build]:
    """The newest building of each of several packets that was built, by its id."""
    rows = Build.objects.visible_to(actor).filter(
        packet__in=[packet.pk for packet in packets]
    )
    rows = rows.defer("manifest").select_related("certified_by")
    return {row.packet_id: row for row in rows.order_by("number")}


def parts(actor: Actor, build: Build) -> list[Part]:
    return parts_among(actor, [build])[build.pk]


def parts_among(actor: Actor, builds: Sequence[Build]) -> dict[UUID, list[Part]]:
    """The files of several buildings in their order, by the building's id."""
    found: dict[UUID, list[Part]] = {build.pk: [] for build in builds}
    rows = Part.objects.visible_to(actor).filter(build__in=[*found])
    for row in rows.select_related("file").order_by("number"):
        found[row.build_id].append(row)
    return found


def is_current(packet: Packet, build: Build) -> bool:
    """Whether this building holds what is in the packet now."""
    if build.state != Build.State.DONE or build.as_of is None:
        return False
    return build.as_of >= packet.changed_at


def last_comparison(actor: Actor, build: Build) -> Comparison | None:
    rows = Comparison.objects.visible_to(actor).filter(build=build)
    return rows.select_related("asked_by").order_by("-asked_at", "pk").first()


def to_choose(
    actor: Actor, packet: Packet, *, tag: str = "", kind: str = ""
) -> list[Version]:
    """Papers of the case that could go in: of each the newest accepted version, or the
    newest one where none is accepted yet; not what is in it already. A paper that is not
    in English is followed by its translation and the certificate: 8 CFR 103.2(b)(3)."""
    held = Exhibit.objects.filter(
        packet=packet, version__document=OuterRef("document")
    ).filter(version__slot=OuterRef("slot"))
    rows = Version.objects.visible_in(actor, packet.case).exclude(Exists(held))
    if kind:
        rows = rows.filter(document__kind=kind)
    rows = rows.exclude(state=Version.State.RETURNED).select_related(
        "document__request", "document__person"
    )
    best: dict[tuple[UUID, str], Version] = {}
    for row in rows.order_by("document", "number"):
        known = best.get((row.document_id, row.slot))
        is_better = row.state == Version.State.ACCEPTED or (
            known is None or known.state != Version.State.ACCEPTED
        )
        if is_better:
            best[row.document_id, row.slot] = row
    found = [row for row in best.values() if not tag or tag in row.said.get("tags", [])]
    return sorted(found, key=_in_their_order)


def beside(actor: Actor, packet: Packet, papers: Sequence[Version]) -> dict[UUID, UUID]:
    """Documents of these papers that are redacted copies, and the original of each: where
    that is among them, too, or is in the packet, so that both would go out."""
    held = Exhibit.objects.filter(
        packet=packet, version__document=OuterRef("source__document")
    )
    there = {one.document_id for one in papers}
    rows = MadeFrom.objects.visible_in(actor, packet.case).filter(
        version__document__in=there, how=MadeFrom.How.REDACTED
    )
    found = rows.annotate(is_held=Exists(held)).values_list(
        "version__document", "source__document", "is_held"
    )
    return {copy: of for copy, of, is_held in found if is_held or of in there}


def _in_their_order(row: Version) -> tuple[str, str, UUID, int]:
    """By kind and title, and the parts of a paper one after the other."""
    part = Slot.values.index(row.slot)
    return row.document.kind, row.document.title, row.document_id, part


def notices_of(actor: Actor, case: Case) -> list[Document]:
    """What the government wrote in this case, for an answer to name."""
    rows = Document.objects.visible_in(actor, case).filter(kind__in=NOTICES)
    return [*rows.order_by("title", "pk")]


def sets(actor: Actor) -> list[ExhibitSet]:
    rows = ExhibitSet.objects.visible_to(actor).filter(withdrawn_at__isnull=True)
    return [*rows.order_by("name", "pk")]


@dataclass(frozen=True)
class Reconciled:
    """A paper of the case, and what of it went to the government.

    state: "sent", "newer" (a later version was accepted since), "waiting" (in a packet
    that was not sent), "not sent", or "not accepted"; "came back" is said by those who
    know of filings, as are the filing with which it went without a packet, and the day.
    """

    document: Document
    version: Version
    state: str
    packet: Packet | None = None
    sent: Version | None = None
    filing: str = ""
    went_on: date | None = None

    @property
    def on(self) -> date | None:
        return self.packet.sent_on if self.packet else self.went_on


def reconciled(actor: Actor, case: Case) -> list[Reconciled]:
    """Every paper of the case beside what was sent of it."""
    newest: dict[tuple[UUID, str], Version] = {}
    rows = Version.objects.visible_in(actor, case).select_related(
        "document__request", "document__person"
    )
    for row in rows.order_by("document__title", "document", "number"):
        part = row.document_id, row.slot
        newest[part] = _better(newest.get(part), row)
    used: dict[tuple[UUID, str], Exhibit] = {}
    placed = (
        Exhibit.objects.visible_in(actor, case)
        .filter(version__isnull=False)
        .select_related("packet", "version")
        .order_by("packet__sent_on", "packet__made_at")
    )
    for one in placed:
        assert one.version is not None
        part = one.version.document_id, one.version.slot
        known = used.get(part)
        if known is None or one.packet.sent_on or not known.packet.sent_on:
            used[part] = one
    return [_told(row, used.get(part)) for part, row in newest.items()]


def _better(known: Version | None, row: Version) -> Version:
    accepted = Version.State.ACCEPTED
    if known is None or row.state == accepted or known.state != accepted:
        return row
    return known


def _told(row: Version, used: Exhibit | None) -> Reconciled:
    if used is None:
        is_good = row.state == Version.State.ACCEPTED
        return Reconciled(row.document, row, "not sent" if is_good else "not accepted")
    if used.packet.sent_on is None:
        return Reconciled(row.document, row, "waiting", used.packet, used.version)
    assert used.version is not None
    state = "newer" if row.number > used.version.number else "sent"
    return Reconciled(row.document, row, state, used.packet, used.version)
