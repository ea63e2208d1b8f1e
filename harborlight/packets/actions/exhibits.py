"""What is in a packet, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Max

from harborlight.documents.models import Slot, Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.packets import events
from harborlight.packets.actions.holding import still_open, touched
from harborlight.packets.models import Exhibit, ExhibitSet, Packet, Wanted
from harborlight.packets.numbering import labelled
from harborlight.packets.paragraphs import Filler
from harborlight.packets.queries import beside, paragraphs, to_choose


def add_papers(
    actor: Actor, packet: Packet, *, versions: Sequence[Version]
) -> list[Exhibit]:
    """Put these versions of papers at the end of a packet, each an exhibit."""
    with acting(actor, events.PAPERS_ADDED, packet) as event:
        still_open(packet)
        made = [_added(actor, packet, version) for version in versions]
        touched(packet)
        event.say(name=packet.name, count=len(made))
    return made


def add_form(
    actor: Actor,
    packet: Packet,
    *,
    title: str,
    file: StoredFile,
    pages: int,
    form_id: UUID,
) -> Exhibit:
    """Put a form that was filled here before the exhibits."""
    with acting(actor, events.FORM_ADDED, packet) as event:
        still_open(packet)
        exhibit = Exhibit.objects.create(
            firm=actor.firm,
            case_id=packet.case_id,
            packet=packet,
            position=_next(packet),
            title=title,
            form=file,
            form_id_there=form_id,
            form_pages=pages,
            is_front=True,
        )
        touched(packet)
        event.say(name=packet.name, title=title)
    return exhibit


def change_exhibit(
    actor: Actor,
    exhibit: Exhibit,
    *,
    title: str,
    text: str,
    pages: Sequence[int],
    joins: bool,
    is_front: bool,
    kind: str = "",
) -> None:
    """Say what an exhibit is called and shows, which of its pages go in, and where it
    belongs. kind: what it is, where it is not of its paper's kind."""
    with acting(actor, events.EXHIBIT_CHANGED, exhibit) as event:
        still_open(exhibit.packet)
        exhibit.title, exhibit.text, exhibit.pages = title, text, [*pages]
        exhibit.joins, exhibit.is_front, exhibit.kind = joins, is_front, kind
        exhibit.save(
            update_fields=["title", "text", "pages", "joins", "is_front", "kind"]
        )
        touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=title)


def move_exhibit(actor: Actor, exhibit: Exhibit, *, to: int) -> None:
    """Put an exhibit at another place in the order as it is shown: 1 is the first.

    What belongs to it goes with it, and what belongs to others stays with them; what
    belongs to an exhibit itself moves behind it only. A place before the first or behind
    the last is the first or the last.
    """
    with acting(actor, events.EXHIBIT_MOVED, exhibit) as event:
        still_open(exhibit.packet)
        groups = _groups(exhibit.packet)
        own = next(group for group in groups if exhibit in group)
        if own[0] == exhibit:
            _move_group(groups, own, to)
        else:
            before = sum(len(one) for one in groups[: groups.index(own)])
            own.remove(exhibit)
            own.insert(max(1, min(to - 1 - before, len(own))), exhibit)
        _in_this_order(groups)
        exhibit.refresh_from_db(fields=["position", "joins"])
        touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=exhibit.title)


def remove_exhibit(actor: Actor, exhibit: Exhibit) -> int:
    """Take an exhibit out of a packet, with what belongs to it; the papers themselves
    stay in the file. How many went with it."""
    packet = exhibit.packet
    with acting(actor, events.EXHIBIT_REMOVED, exhibit) as event:
        still_open(packet)
        event.say(name=packet.name, title=exhibit.title)
        event.about(packet)
        groups = _groups(packet)
        own = next(group for group in groups if exhibit in group)
        gone = [*own] if own[0] == exhibit else [exhibit]
        own[:] = [row for row in own if row not in gone]
        keys = [row.pk for row in gone]
        Wanted.objects.filter(exhibit__in=keys).update(exhibit=None)
        Exhibit.objects.filter(pk__in=keys).delete()
        _in_this_order(groups)
        touched(packet)
    return len(gone) - 1


def _groups(packet: Packet) -> list[list[Exhibit]]:
    """The exhibits as they are shown, each with what belongs to it."""
    rows = Exhibit.objects.filter(packet=packet).order_by("position")
    return [[*one.rows] for one in labelled(packet, rows)]


def _move_group(groups: list[list[Exhibit]], own: list[Exhibit], to: int) -> None:
    """Never into the middle of another one: the next place in the same direction."""
    at = groups.index(own)
    place = 1 + sum(len(one) for one in groups[:at])
    groups.remove(own)
    starts = [sum(len(one) for one in groups[:n]) for n in range(len(groups) + 1)]
    if to > place:
        new = next(
            (n for n, start in enumerate(starts) if start >= to - 1), len(groups)
        )
    else:
        new = max((n for n, start in enumerate(starts) if start <= to - 1), default=0)
    groups.insert(new, own)


def _in_this_order(groups: Sequence[Sequence[Exhibit]]) -> None:
    """Keep this order; what stands first of its own does not join what comes before."""
    heads = {group[0].pk for group in groups if group}
    for position, row in enumerate((row for one in groups for row in one), start=1):
        joins = row.joins and row.pk not in heads
        if (row.position, row.joins) != (position, joins):
            row.position, row.joins = position, joins
            row.save(update_fields=["position", "joins"])


def take_newest(actor: Actor, exhibit: Exhibit, *, version: Version) -> None:
    """Let another version of the same paper go in; all of its pages."""
    with acting(actor, events.EXHIBIT_CHANGED, exhibit) as event:
        still_open(exhibit.packet)
        if exhibit.version and exhibit.version.document_id == version.document_id:
            exhibit.version, exhibit.pages = version, []
            exhibit.save(update_fields=["version", "pages"])
            touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=exhibit.title)


def use_set(actor: Actor, packet: Packet, *, chosen: ExhibitSet) -> int:
    """Put the papers that standard exhibits name into a packet, in their order; what is
    not here yet is noted as wanted. How many exhibits that made."""
    with acting(actor, events.SET_USED, packet) as event:
        still_open(packet)
        event.say(name=packet.name, set=chosen.name)
        made = 0
        there = {one.text for one in Wanted.objects.filter(packet=packet)}
        said = {one.key: one.text for one in paragraphs(actor)}
        filler = Filler(actor, packet)
        for entry in chosen.entries:
            text = said.get(entry.get("paragraph", ""), "")
            for one in _fitting(actor, packet, entry):
                words = filler.fill(text, one.document)
                _added(actor, packet, one, entry["title"], words, _kind(entry))
                made += 1
            if entry["title"] not in there:
                there.add(entry["title"])
                _wanted_of(actor, packet, entry, len(there))
        touched(packet)
    return made


def _fitting(actor: Actor, packet: Packet, entry: Mapping[str, Any]) -> list[Version]:
    """Accepted papers of the kinds that an entry names; of an original and its redacted
    copy the original alone, for a person says that something is to be hidden."""
    every = [
        version
        for version in to_choose(actor, packet)
        if version.document.kind in entry["kinds"]
        and version.state == Version.State.ACCEPTED
    ]
    copies = beside(actor, packet, every)
    return [version for version in every if version.document_id not in copies]


def _wanted_of(
    actor: Actor, packet: Packet, entry: Mapping[str, Any], position: int
) -> None:
    """Note what a set names; what is in the packet of its kind is it."""
    held = Exhibit.objects.filter(
        packet=packet, version__document__kind__in=entry["kinds"]
    )
    Wanted.objects.create(
        firm=actor.firm,
        case_id=packet.case_id,
        packet=packet,
        position=position,
        text=entry["title"],
        is_required=entry["is_required"],
        exhibit=held.order_by("position").first(),
    )


def _kind(entry: Mapping[str, Any]) -> str:
    """What an entry's exhibits are: the first kind that it names."""
    kinds: Sequence[str] = entry["kinds"]
    return kinds[0] if kinds else ""


def _added(
    actor: Actor,
    packet: Packet,
    version: Version,
    title: str = "",
    text: str = "",
    kind: str = "",
) -> Exhibit:
    return Exhibit.objects.create(
        firm=actor.firm,
        case_id=packet.case_id,
        packet=packet,
        position=_next(packet),
        title=(_PARTS.get(Slot(version.slot), "") + (title or title_of(version)))[:200],
        text=text,
        kind="" if kind == version.document.kind else kind,
        version=version,
        joins=_goes_with_the_last(packet, version),
    )


def _goes_with_the_last(packet: Packet, version: Version) -> bool:
    """A translation, or its certificate, behind the paper that it is of: one exhibit."""
    if version.slot == Slot.ORIGINAL:
        return False
    last = Exhibit.objects.filter(packet=packet).order_by("-position").first()
    return bool(
        last and last.version and last.version.document_id == version.document_id
    )


# What stands before the name of a paper's part; in English, for the government reads it.
_PARTS = {
    Slot.TRANSLATION: "English translation: ",
    Slot.CERTIFICATE: "Certificate of translation: ",
}
# Kinds that say too little to be a title.
_TOO_GENERAL = frozenset({"evidence", "letter", "notice", "other", "fee"})


def title_of(version: Version) -> str:
    """What an exhibit is called at first: in English, for the government reads it.

    Not in the words in which a client was asked for it: those speak to the client.
    """
    document = version.document
    if document.kind in _TOO_GENERAL or document.request is None:
        return document.title
    whose = f" of {document.person.full_name}" if document.person else ""
    return document.kind.capitalize() + whose


def _next(packet: Packet) -> int:
    last = Exhibit.objects.filter(packet=packet).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
