"""What is in a packet, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Max

from harborlight.documents.models import Slot, Version
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.packets import events
from harborlight.packets.actions.making import _still_open, _touched
from harborlight.packets.models import Exhibit, ExhibitSet, Packet, Wanted
from harborlight.packets.queries import to_choose


def add_papers(
    actor: Actor, packet: Packet, *, versions: Sequence[Version]
) -> list[Exhibit]:
    """Put these versions of papers at the end of a packet, each an exhibit."""
    with acting(actor, events.PAPERS_ADDED, packet) as event:
        _still_open(packet)
        made = [_added(actor, packet, version) for version in versions]
        _touched(packet)
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
        _still_open(packet)
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
        _touched(packet)
        event.say(name=packet.name, title=title)
    return exhibit


def change_exhibit(
    actor: Actor,
    exhibit: Exhibit,
    *,
    title: str,
    pages: Sequence[int],
    joins: bool,
    is_front: bool,
) -> None:
    """Say what an exhibit is called, which of its pages go in, and where it belongs."""
    with acting(actor, events.EXHIBIT_CHANGED, exhibit) as event:
        _still_open(exhibit.packet)
        exhibit.title, exhibit.pages = title, [*pages]
        exhibit.joins, exhibit.is_front = joins, is_front
        exhibit.save(update_fields=["title", "pages", "joins", "is_front"])
        _touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=title)


def move_exhibit(actor: Actor, exhibit: Exhibit, *, to: int) -> None:
    """Put an exhibit at another place in the order: 1 is the first.

    A place before the first or behind the last is the first or the last.
    """
    with acting(actor, events.EXHIBIT_MOVED, exhibit) as event:
        _still_open(exhibit.packet)
        rows = [*Exhibit.objects.filter(packet=exhibit.packet_id).order_by("position")]
        rows.remove(exhibit)
        rows.insert(max(0, min(to - 1, len(rows))), exhibit)
        for position, row in enumerate(rows, start=1):
            if row.position != position:
                row.position = position
                row.save(update_fields=["position"])
                if row.pk == exhibit.pk:
                    exhibit.position = position
        _touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=exhibit.title)


def remove_exhibit(actor: Actor, exhibit: Exhibit) -> None:
    """Take an exhibit out of a packet; the paper itself stays in the file."""
    packet = exhibit.packet
    with acting(actor, events.EXHIBIT_REMOVED, exhibit) as event:
        _still_open(packet)
        event.say(name=packet.name, title=exhibit.title)
        event.about(packet)
        position = exhibit.position
        Wanted.objects.filter(exhibit=exhibit).update(exhibit=None)
        exhibit.delete()
        behind = Exhibit.objects.filter(packet=packet, position__gt=position)
        behind.update(position=F("position") - 1)
        _touched(packet)


def take_newest(actor: Actor, exhibit: Exhibit, *, version: Version) -> None:
    """Let another version of the same paper go in; all of its pages."""
    with acting(actor, events.EXHIBIT_CHANGED, exhibit) as event:
        _still_open(exhibit.packet)
        if exhibit.version and exhibit.version.document_id == version.document_id:
            exhibit.version, exhibit.pages = version, []
            exhibit.save(update_fields=["version", "pages"])
            _touched(exhibit.packet)
        event.say(name=exhibit.packet.name, title=exhibit.title)


def use_set(actor: Actor, packet: Packet, *, chosen: ExhibitSet) -> int:
    """Put the papers that standard exhibits name into a packet, in their order; what is
    not here yet is noted as wanted. How many exhibits that made."""
    with acting(actor, events.SET_USED, packet) as event:
        _still_open(packet)
        event.say(name=packet.name, set=chosen.name)
        made = 0
        there = {*Wanted.objects.filter(packet=packet).values_list("text", flat=True)}
        for entry in chosen.entries:
            fitting = [
                version
                for version in to_choose(actor, packet)
                if version.document.kind in entry["kinds"]
                and version.state == Version.State.ACCEPTED
            ]
            added = [_added(actor, packet, one, entry["title"]) for one in fitting]
            made += len(added)
            if entry["title"] not in there:
                there.add(entry["title"])
                _wanted_of(actor, packet, entry, len(there))
        _touched(packet)
    return made


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


def _added(actor: Actor, packet: Packet, version: Version, title: str = "") -> Exhibit:
    return Exhibit.objects.create(
        firm=actor.firm,
        case_id=packet.case_id,
        packet=packet,
        position=_next(packet),
        title=(_PARTS.get(Slot(version.slot), "") + (title or title_of(version)))[:200],
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
