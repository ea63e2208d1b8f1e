"""Packets that go with a filing, and the approved forms that go into one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.filings.models import Filing, FilingPacket, FilledForm, NeededForm
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.packets.models import Exhibit, Packet
from harborlight.people.models import Person


@dataclass(frozen=True)
class Named:
    """A form of a filing, as people tell it from the others."""

    needed: NeededForm
    called: str


@dataclass(frozen=True)
class Beneath:
    """The packets that support one form of a filing; "": the filing as a whole."""

    form: str
    packets: Sequence[Packet]


def place_of(actor: Actor, packet: Packet) -> FilingPacket | None:
    """The filing that a packet goes with, and the form of it that it supports."""
    rows = FilingPacket.objects.visible_to(actor).filter(packet=packet)
    return rows.select_related("filing", "needed").first()


def packets_of(
    actor: Actor,
    filing: Filing,
    forms: Sequence[NeededForm],
    *,
    persons: Mapping[str, Person] | None = None,
    rows: Sequence[FilingPacket] | None = None,
) -> list[Beneath]:
    """The packets that go with a filing, each beneath the form that it supports: first
    those that go with the whole of it, then form by form as the filing has them.

    forms: those of the filing, in their order, as whoever asks has them. persons: the
    people of the case by their part, rows: as `attached_to`, where the caller has them.
    """
    every = attached_to(actor, filing) if rows is None else rows
    named = _named(actor, filing.case, forms, persons) if every else {}
    several = named.get(filing.pk, [])
    beneath = [(None, ""), *((one.needed.pk, one.called) for one in several)]
    found = [
        Beneath(called, [row.packet for row in every if row.needed_id == pk])
        for pk, called in beneath
    ]
    return [one for one in found if one.packets]


def attached_to(actor: Actor, filing: Filing) -> list[FilingPacket]:
    """Which packets go with a filing, and beneath which of its forms each stands."""
    rows = FilingPacket.objects.visible_to(actor).filter(filing=filing)
    return [*rows.select_related("packet__case").order_by("pk")]


def may_still_go(packet: Packet, filing: Filing) -> bool:
    """Nothing goes with what was sent, but an answer to what was asked about it."""
    return filing.sent_on is None or packet.purpose == Packet.Purpose.RESPONSE


def filings_for(actor: Actor, case: Case, packet: Packet) -> list[Filing]:
    """The filings of its case that a packet may go with, in the order of their plan."""
    rows = Filing.objects.visible_in(actor, case).order_by("planned_at", "pk")
    return [one for one in rows if may_still_go(packet, one)]


def forms_of(actor: Actor, case: Case) -> dict[UUID, list[Named]]:
    """The forms of each filing of the case, by the filing's id."""
    rows = NeededForm.objects.visible_in(actor, case).order_by("position", "pk")
    return _named(actor, case, [*rows])


def called_in(
    actor: Actor, filing: Filing, needed: Sequence[NeededForm]
) -> dict[UUID, str]:
    """How people tell the forms of a filing apart, by their ids: "I-765 (Ana Rivas)"."""
    named = _named(actor, filing.case, needed).get(filing.pk, [])
    return {one.needed.pk: one.called for one in named}


def fees_of(actor: Actor, case: Case) -> dict[str, list[tuple[UUID, str]]]:
    """The forms of filings that have not gone out, by their name in small letters: whose
    fees are still to be paid. Each with its id, and as people tell it from the others."""
    rows = NeededForm.objects.visible_in(actor, case).filter(
        filing__state=Filing.State.PREPARING, pays=None
    )
    several = [*rows.select_related("filing").order_by("filing", "position", "pk")]
    often = Counter(one.form for one in several)
    names = _names(actor, case) if any(n > 1 for n in often.values()) else {}
    found: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
    for one in several:
        whose = names.get(one.client, one.client) or one.filing.name
        found[one.form.lower()].append((one.pk, f"{one.form} ({whose})"))
    return found


def _named(
    actor: Actor,
    case: Case,
    several: Sequence[NeededForm],
    persons: Mapping[str, Person] | None = None,
) -> dict[UUID, list[Named]]:
    """Where one form is filed for several people it is named with theirs."""
    often = Counter((one.filing_id, one.form) for one in several)
    if persons is not None:
        names = {part: one.full_name for part, one in persons.items()}
    else:
        names = _names(actor, case) if any(n > 1 for n in often.values()) else {}
    found: dict[UUID, list[Named]] = defaultdict(list)
    for one in several:
        whose = names.get(one.client, one.client)
        several_of_it = often[one.filing_id, one.form] > 1
        of = [whose if several_of_it else "", one.concerns]
        told = ", ".join(filter(None, of))
        called = f"{one.form} ({told})" if told else one.form
        found[one.filing_id].append(Named(one, called))
    return found


def _names(actor: Actor, case: Case) -> dict[str, str]:
    parties = Party.objects.visible_in(actor, case).select_related("person")
    return {one.part: one.person.full_name for one in parties}


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
