"""Where every box of a filled form comes from, printed for the second reader.

    pdf = provenance_paper(actor, filled)

As it was when the form was filled: a value that was changed later stands as it was then,
with who said it and when.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from harborlight.cases.queries import parties
from harborlight.documents.models import Version
from harborlight.facts.catalogue import NoSuchFact, catalogue, general
from harborlight.facts.models import OF_THE_CASE, Entry, Fact
from harborlight.filings.models import FilledForm
from harborlight.filings.provenance_sheet import day_of, provenance_sheet, said_of
from harborlight.filings.written import Box, boxes_of
from harborlight.firm.actor import Actor
from harborlight.firm.words import in_words
from harborlight.law.packs import Pack, pack_of_edition
from harborlight.papers.printing import print_sheet

_IN_GROUP = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True)
class Source:
    """One fact that a box was made of: what it is called, and where it came from."""

    label: str
    said: str


@dataclass(frozen=True)
class Row:
    """A box that is not empty, as the form prints its item, and what it rests on.

    sources: none where the form's own rule wrote it ("N/A", words of the pack).
    """

    item: str
    page: int
    value: str
    sources: Sequence[Source]


def provenance_paper(actor: Actor, filled: FilledForm) -> bytes:
    """The PDF of the report, in the language of whoever reads it."""
    rows, pack = [*provenance(actor, filled)], _pack(filled)
    left = len(pack.empty)
    return print_sheet("provenance", provenance_sheet(actor.firm, filled, rows, left))


def provenance(actor: Actor, filled: FilledForm) -> Iterator[Row]:
    """Every box that is not empty, in the order of the form."""
    known, pack = Then.of(actor, filled), _pack(filled)
    places = _places(pack)
    boxes = boxes_of(actor, [filled]).get(filled.pk, [])
    order = {box: number for number, box in enumerate(places)}
    for box in sorted(boxes, key=lambda one: order.get(one.name, len(order))):
        item, page, ticked = places.get(box.name, (box.name, 0, ""))
        sources = [*_typed(box, known.zone), *known.sources(box.paths)]
        yield Row(item, page, _value(box, ticked), sources)


def _typed(box: Box, zone: ZoneInfo) -> Iterator[Source]:
    """Who typed over it and why, and what the answers would say there."""
    if box.over is None:
        return
    said = {
        "who": box.over["by"] or _("somebody"),
        "day": day_of(box.over["at"], zone),
        "reason": box.over["reason"],
    }
    words = _("by %(who)s, %(day)s: “%(reason)s”") % said
    if box.is_overtaken:
        words = f"{words} {_('The answer changed after that.')}"
    yield Source(_("Typed over"), words)
    yield Source(_("By the answers"), str(box.over["rule"]) or _("nothing"))


def _pack(filled: FilledForm) -> Pack:
    return pack_of_edition(filled.form, filled.edition)


def _value(box: Box, ticked: str) -> str:
    if isinstance(box.value, str):
        return box.value or _("(left empty)")
    if not box.value:
        return f"☐ {ticked}".strip()
    return f"☒ {ticked}".strip()


def _places(pack: Pack) -> dict[str, tuple[str, int, str]]:
    """By the box: its item as printed, its page, and the answer that ticks it."""
    found: dict[str, tuple[str, int, str]] = {}
    for text in pack.texts:
        found[text.box] = str(text.place), text.place.page, ""
    for choice in pack.choices:
        for answer, box in choice.boxes.items():
            found[box] = str(choice.place), choice.place.page, answer
    last = max((page for _item, page, _answer in found.values()), default=0)
    more = _("Part %(part)s, further words") % {"part": pack.additional_part}
    for block in pack.blocks:
        for box in block.boxes():
            found[box] = more, pack.pages, ""
    return dict(sorted(found.items(), key=lambda one: one[1][1] or last))


@dataclass(frozen=True)
class Then:
    """What was known when the form was filled; `now`: what is known of it today."""

    facts: Mapping[tuple[str, str, UUID | None], Fact]
    now: Mapping[tuple[str, str, UUID | None], Fact]
    entries: Mapping[tuple[str, str], Sequence[UUID]]
    subjects: Mapping[str, str]
    papers: Mapping[UUID, Version]
    zone: ZoneInfo

    @classmethod
    def of(cls, actor: Actor, filled: FilledForm) -> Then:
        case, moment = filled.case, filled.prepared_at
        rows = Fact.objects.visible_in(actor, case).filter(
            Q(replaced_at__isnull=True) | Q(replaced_at__gt=moment)
        )
        known = [*rows.select_related("by").order_by("at", "pk")]
        facts = [one for one in known if one.at <= moment]
        current = [one for one in known if one.replaced_at is None]
        pages = [
            one.source_id
            for one in facts
            if one.source == Fact.Source.PAGE and one.source_id is not None
        ]
        versions = Version.objects.visible_in(actor, case).filter(pk__in=pages)
        return cls(
            {(one.subject, one.name, one.entry_id): one for one in facts},
            {(one.subject, one.name, one.entry_id): one for one in current},
            _entries(actor, filled, moment, {one.entry_id for one in facts}),
            {row.part: str(row.person_id) for row in parties(actor, case)},
            {one.pk: one for one in versions.select_related("document__request")},
            ZoneInfo(actor.firm.time_zone),
        )

    def sources(self, paths: Iterable[str]) -> Iterator[Source]:
        """Each fact that was known, as people read it."""
        for path in paths:
            subject = path.partition(".")[0]
            if subject in ("attorney", "firm"):
                said = _("The firm's own details, as they were kept")
                yield Source(_label(path), said)
                continue
            fact = self.fact(path)
            if fact is not None:
                paper = self.papers.get(fact.source_id) if fact.source_id else None
                yield Source(_label(path), said_of(fact, paper, self.zone))

    def fact(self, path: str) -> Fact | None:
        """The fact at a path, as it was known then."""
        place = self.place(path)
        return self.facts.get(place) if place else None

    def place(self, path: str) -> tuple[str, str, UUID | None] | None:
        """Whose it is, its name, and of which entry; None for an entry that is not there."""
        subject, _dot, rest = path.partition(".")
        whose = OF_THE_CASE if subject == "case" else self.subjects.get(subject, "")
        found = _IN_GROUP.search(rest)
        if found is None:
            return whose, rest, None
        group, index = rest[: found.start()], int(found[1])
        ids = self.entries.get((whose, group), ())
        if index >= len(ids):
            return None
        return whose, _IN_GROUP.sub("[]", rest), ids[index]


def _entries(
    actor: Actor, filled: FilledForm, moment: datetime, told: set[UUID | None]
) -> dict[tuple[str, str], list[UUID]]:
    """The entries of each group as they were then, in their order: those of which
    something had been said."""
    rows = Entry.objects.visible_in(actor, filled.case).filter(
        Q(removed_at__isnull=True) | Q(removed_at__gt=moment)
    )
    found: dict[tuple[str, str], list[UUID]] = {}
    for one in rows.order_by("group", "position", "pk"):
        if one.pk in told:
            whose = str(one.person_id) if one.person_id else OF_THE_CASE
            found.setdefault((whose, one.group), []).append(one.pk)
    return found


def _label(path: str) -> str:
    """What the fact is called, and of which entry it is."""
    number = _IN_GROUP.search(path)
    try:
        name = str(in_words(catalogue().entry(general(path)).labels))
    except NoSuchFact:
        name = path
    return f"{name} ({int(number[1]) + 1})" if number else name
