"""The files that are uploaded with a filing sheet: named and sized as the site takes them.

Packets are built, named and parted for their place (packets); signed forms stand beside
them as they came. Whatever the site would refuse is said before somebody tries.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.documents.models import Version
from harborlight.filings.models import Filing, FilingPacket, FilledForm, Signing
from harborlight.filings.releasing import filings_of_site
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import is_held
from harborlight.law.destinations import Destination, destination, plain
from harborlight.law.sites import Site
from harborlight.packets.models import Packet, Part
from harborlight.packets.queries import is_current, newest_builds, parts_among
from harborlight.papers.inspect_verdicts import ending_of


@dataclass(frozen=True)
class SiteFile:
    """A file under the name that it has on the site. part: of a packet; version: a paper."""

    name: str
    file: StoredFile
    length: int
    to: Destination
    part: Part | None = None
    version: Version | None = None

    @property
    def is_too_large(self) -> bool:
        return self.to.most_bytes is not None and self.length > self.to.most_bytes

    @property
    def is_other_kind(self) -> bool:
        """Whether the site takes no file that ends so."""
        return self.name.rpartition(".")[2].lower() not in self.to.endings

    @property
    def is_held(self) -> bool:
        """Whether nobody may have it: the virus scanner has not seen it, or found one."""
        return is_held(self.file)

    @property
    def goes(self) -> bool:
        return not (self.is_too_large or self.is_other_kind or self.is_held)


@dataclass(frozen=True)
class SitePacket:
    """A packet of the case, with its files where it was built as it is now.

    is_here: it was made for this very place; another one is made anew for it. goes: with
    the filing whose form goes up; what goes with none, or another, is no part of that.
    """

    packet: Packet
    files: Sequence[SiteFile]
    is_here: bool
    is_built: bool
    goes: bool = True


@dataclass(frozen=True)
class SiteFiles:
    """All that goes up to the site with one sheet. filings: whose form it is, if any."""

    to: Destination
    forms: Sequence[SiteFile]
    packets: Sequence[SitePacket]
    filings: Sequence[Filing] = ()

    @property
    def here(self) -> Filing | None:
        """The filing that still waits for its certificate, or to be sent."""
        waits = Filing.State.PREPARING
        return next((one for one in self.filings if one.state == waits), None)

    @property
    def to_send(self) -> list[SiteFile]:
        """What the site takes, each under a name of its own."""
        packets = [one for one in self.packets if one.goes]
        every = [*self.forms, *(f for one in packets for f in one.files)]
        return [one for one in every if one.goes]


def files_of(actor: Actor, case: Case, site: Site, part: str) -> SiteFiles:
    """The signed forms that go with the sheet of that part and the built packets of a case,
    for the place of that site: each file under a name that no other of them has."""
    to, names = destination(site.destination), set[str]()
    forms = [_alone(one, names) for one in _signed(actor, case, site, part, to)]
    filings = filings_of_site(actor, case, site, part)
    with_it = _with(actor, filings)
    packets = [
        replace(
            one,
            files=[_alone(file, names) for file in one.files],
            goes=not filings or one.packet.pk in with_it,
        )
        for one in _packets(actor, case, to)
    ]
    return SiteFiles(to, forms, packets, filings)


def _with(actor: Actor, filings: Sequence[Filing]) -> set[UUID]:
    """The packets that go with one of these filings."""
    if not filings:
        return set()
    rows = FilingPacket.objects.visible_to(actor).filter(filing__in=filings)
    return {*rows.values_list("packet", flat=True)}


def _packets(actor: Actor, case: Case, to: Destination) -> Iterator[SitePacket]:
    rows = Packet.objects.visible_in(actor, case).filter(purpose=Packet.Purpose.FILING)
    packets = sorted(rows.order_by("pk"), key=lambda one: one.destination != to.key)
    here = [one for one in packets if one.destination == to.key]
    built = newest_builds(actor, here) if here else {}
    whole = {pk: row for pk, row in built.items() if row.state == row.State.DONE}
    parts = parts_among(actor, [*whole.values()]) if whole else {}
    for one in packets:
        build = whole.get(one.pk)
        is_built = build is not None and is_current(one, build)
        files = [
            SiteFile(str(part.name), part.file, part.length, to, part=part)
            for part in (parts[build.pk] if build is not None and is_built else ())
            if part.file is not None
        ]
        yield SitePacket(one, files, one.destination == to.key, is_built)


def _signed(
    actor: Actor, case: Case, site: Site, part: str, to: Destination
) -> Iterator[SiteFile]:
    """The newest accepted scan of each form that goes with this sheet, but for those of
    another party of whom there is a sheet like it. A sponsor's form goes along."""
    others = [one for one in site.clients if one != part]
    signings = Signing.objects.visible_in(actor, case).filter(
        filled__form__in=site.forms, filled__state=FilledForm.State.APPROVED
    )
    signings = signings.exclude(filled__needed__client__in=others)
    asked = [
        *signings.select_related("filled", "person").order_by("filled__form", "pk")
    ]
    scans = Version.objects.visible_in(actor, case).filter(
        document__request__in=[one.request_id for one in asked],
        state=Version.State.ACCEPTED,
    )
    newest = {
        one.document.request_id: one
        for one in scans.select_related("document", "file").order_by("uploaded_at")
    }
    for one in sorted(asked, key=lambda row: site.forms.index(row.filled.form)):
        if version := newest.get(one.request_id):
            name = plain(f"Form {one.filled.form} {one.person.full_name} signed")
            named = f"{name}.{ending_of(version.kind)}"
            yield SiteFile(
                named, version.file, version.file.length, to, version=version
            )


def _alone(one: SiteFile, names: set[str]) -> SiteFile:
    """Under a name that none of them has, for they are unpacked into one folder: there
    capitals are often no difference."""
    stem, _dot, ending = one.name.rpartition(".")
    number, made = 1, one.name
    while made.casefold() in names:
        number += 1
        made = f"{stem} {number}.{ending}"
    names.add(made.casefold())
    return replace(one, name=made)
