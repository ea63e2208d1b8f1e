"""The filing sheet of a site for one party of a case: its pages, and which were typed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from harborlight.cases.models import Case, Party
from harborlight.cases.queries import parties
from harborlight.facts.catalogue import general
from harborlight.facts.models import Fact
from harborlight.facts.queries import current_facts
from harborlight.facts.showing import SECRET_TAIL
from harborlight.facts.versions import version
from harborlight.filings.actions.filling import facts_for
from harborlight.filings.models import NeededForm, TypedPage
from harborlight.filings.site_answers import Answers, Asked, Block
from harborlight.filings.spot_paths import spot_at
from harborlight.filings.spots import Spot
from harborlight.filings.written import is_secret
from harborlight.firm.actor import Actor
from harborlight.law.sites import Site, SiteSection, site_sheets


class NobodyThere(Exception):
    """Nobody on the case is of a part of which the sheet could be."""


@dataclass(frozen=True)
class Row:
    """A line as it is shown: what to type, or where what lacks is answered.

    was: what stood here when the page was typed, where it is another now.
    """

    asked: Asked
    lacks: Spot | None
    was: str | None
    is_open: bool

    @property
    def label(self) -> str:
        return self.asked.line.label

    @property
    def is_by_hand(self) -> bool:
        """Whether the house keeps no answer to it: whoever types asks."""
        return self.asked.line.value is None

    @property
    def is_only_said(self) -> bool:
        """Whether it is words of the site itself, to press and not to type."""
        value = self.asked.line.value
        return value is not None and value.kind == "say"

    @property
    def is_masked(self) -> bool:
        return self.asked.typed.is_secret and not self.is_open

    @property
    def shown(self) -> str:
        """What is typed, or its last signs where it is a number that opens doors."""
        return (
            _masked(self.asked.typed.text) if self.is_masked else self.asked.typed.text
        )

    @property
    def was_shown(self) -> str:
        """Of a number that opens doors the last signs, always: what is recorded when it is
        shown whole is the answer of today."""
        was = self.was or ""
        return _masked(was) if self.asked.typed.may_be_secret else was

    @property
    def pieces(self) -> Sequence[str]:
        return () if self.is_masked else self.asked.typed.pieces


@dataclass(frozen=True)
class Page:
    """A page of the site: its lines, and who typed it when."""

    section: SiteSection
    blocks: Sequence[tuple[Block, Sequence[Row]]]
    typed: TypedPage | None
    over: str
    # A list of which nobody was asked yet: that it has no entries says nothing.
    is_unasked: bool = False

    @property
    def rows(self) -> list[Row]:
        return [row for _block, rows in self.blocks for row in rows]

    @property
    def lacking(self) -> int:
        return sum(row.lacks is not None for row in self.rows)

    @property
    def is_changed(self) -> bool:
        """Whether something is answered otherwise since it was typed."""
        return any(row.was is not None for row in self.rows) or self.lost > 0

    @property
    def lost(self) -> int:
        """Lines that were typed and are asked no more."""
        keys = {row.asked.key for row in self.rows}
        return len({*self.typed.lines} - keys) if self.typed else 0


@dataclass(frozen=True)
class Sheet:
    """All of it, for one party."""

    site: Site
    party: Party
    pages: Sequence[Page]

    @property
    def done(self) -> int:
        return sum(
            page.typed is not None and not page.is_changed for page in self.pages
        )

    @property
    def lacking(self) -> int:
        return sum(page.lacking for page in self.pages)

    @property
    def has_masked(self) -> bool:
        return any(row.is_masked for page in self.pages for row in page.rows)

    @property
    def secrets(self) -> list[str]:
        """The paths of the protected numbers that stand on it."""
        rows = [row for page in self.pages for row in page.rows]
        used = [path for row in rows for path in row.asked.typed.used]
        return [*dict.fromkeys(filter(is_secret, used))]


def sheet_of(
    actor: Actor,
    case: Case,
    site: Site,
    part: str,
    *,
    on: date,
    is_open: bool = False,
) -> Sheet:
    """The sheet of that site for the party of that part. NobodyThere if there is none.

    is_open: numbers that open doors are shown whole (whoever asks records it).
    """
    rows = [*parties(actor, case)]
    party = next((row for row in rows if row.part == part), None)
    if party is None or part not in site.clients:
        raise NobodyThere(part)
    facts = facts_for(actor, case, rows)
    typed = _typed(actor, case, site, part)
    reader = _Reader(case, rows, Answers(site, facts, part, on), is_open)
    pages = [*reader.pages(typed)]
    return Sheet(site, party, pages)


@dataclass(frozen=True)
class Offered:
    """A sheet that could be of a party of the case, and how many of its pages are typed.

    is_planned: its form is in a filing of the case.
    """

    site: Site
    party: Party
    typed: int
    is_planned: bool


def sheets_of(actor: Actor, case: Case) -> list[Offered]:
    """Every sheet that could be of a party of the case, those that it files first."""
    typed = Counter(
        (row.sheet, row.part)
        for row in TypedPage.objects.visible_in(actor, case).only("sheet", "part")
    )
    needed = NeededForm.objects.visible_in(actor, case).values_list("form", flat=True)
    planned, rows = {*needed}, [*parties(actor, case)]
    offered = [
        Offered(site, row, typed[site.key, row.part], site.form in planned)
        for site in site_sheets().values()
        for row in rows
        if row.part in site.clients
    ]
    return sorted(offered, key=lambda one: not one.is_planned)


def _typed(actor: Actor, case: Case, site: Site, part: str) -> dict[str, TypedPage]:
    rows = TypedPage.objects.visible_in(actor, case).filter(sheet=site.key, part=part)
    return {row.page: row for row in rows.select_related("typed_by")}


def lines_of(page: Page) -> dict[str, str]:
    """What stands on a page, by the line, as it is kept when somebody typed it."""
    return {row.asked.key: row.asked.typed.text for row in page.rows}


@dataclass(frozen=True)
class _Reader:
    case: Case
    rows: Sequence[Party]
    answers: Answers
    is_open: bool

    def pages(self, typed: Mapping[str, TypedPage]) -> Iterator[Page]:
        site, part = self.answers.site, self.answers.client
        for section in site.sections:
            blocks = self.answers.blocks(section)
            if section.when is not None and not blocks:
                continue
            before = typed.get(section.key)
            said = [
                (one, [self._row(row, before) for row in one.asked]) for one in blocks
            ]
            unasked = not blocks and self.answers.is_unasked(section)
            page = Page(section, said, before, "", unasked)
            name, stands = (
                f"{site.key} {part} {section.key}",
                json.dumps(lines_of(page)),
            )
            yield replace(page, over=version(self.case.pk, name, None, stands))

    def _row(self, asked: Asked, before: TypedPage | None) -> Row:
        was = None
        if before is not None:
            stood = (before.lines or {}).get(asked.key, "")
            was = stood if stood != asked.typed.text else None
        lacks = asked.typed.lacking
        return Row(asked, self._spot(lacks[0]) if lacks else None, was, self.is_open)

    def _spot(self, path: str) -> Spot:
        persons = {row.part: row.person for row in self.rows}
        return spot_at(path, self.case, persons, self.answers.facts)


def _masked(text: str) -> str:
    return "•" * max(len(text) - SECRET_TAIL, 0) + text[-SECRET_TAIL:] if text else ""


def numbers_on(actor: Actor, case: Case, sheet: Sheet) -> list[Fact]:
    """The protected numbers that stand on a sheet, for whoever is shown them whole."""
    rows = {row.part: row for row in parties(actor, case)}
    wanted = {
        (rows[part].person_id, general(name))
        for part, _dot, name in (path.partition(".") for path in sheet.secrets)
        if part in rows
    }
    facts = current_facts(actor, case).select_related("person")
    return [one for one in facts if (one.person_id, one.name) in wanted]
