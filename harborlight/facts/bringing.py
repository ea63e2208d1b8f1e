"""Answers that staff bring in from a file: read apart, held against what is known.

rows = read_file("old-system.csv", chunks)     # UnfitFile with a sentence
for one in offered(actor, brought, on=day): ...  # each row, and what it would do
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.facts.accepting import accept
from harborlight.facts.catalogue import SUBJECTS, Entry, catalogue
from harborlight.facts.labels import whole_label
from harborlight.facts.models import Brought
from harborlight.facts.queries import Sheet, sheets
from harborlight.facts.refusals import Refusal
from harborlight.facts.showing import shown
from harborlight.facts.versions import version
from harborlight.firm.actor import Actor
from harborlight.papers import sandbox
from harborlight.papers.fact_file import LARGEST
from harborlight.papers.inspect_verdicts import Refusal as NotRead
from harborlight.people.models import Person

MOST_ROWS = 2_000
# A table as it must look.
SAMPLE = """fact,value
petitioner.birth.date,1984-03-09
petitioner.addresses[0].street,1200 Bay Street
petitioner.addresses[1].from,2016-05"""
Row = tuple[int, str, str]
Standing = Literal["new", "same", "differs", "unknown", "wrong"]
_PLACE = re.compile(r"\[(\d{1,4})\]")


class UnfitFile(Exception):
    """The file holds no answers that can be read; the message says so to staff."""


@dataclass(frozen=True)
class Offered:
    """One row of a file, and what it would do.

    value: as the catalogue keeps it; said, now: the same, and what is known, in words; why:
    what is wrong with it. over: the version of what is known. begins: the key of an entry
    that is not there yet.
    """

    number: int
    path: str
    typed: str
    standing: Standing
    label: str = ""
    whose: str = ""
    value: str = ""
    said: str = ""
    now: str = ""
    why: str = ""
    over: str = ""
    person: Person | None = None
    name: str = ""
    entry: UUID | None = None
    begins: str = ""

    @property
    def may_be_taken(self) -> bool:
        return self.standing in ("new", "differs")


def read_file(name: str, chunks: Iterable[bytes]) -> list[Row]:
    """The rows of a file, read apart from us. UnfitFile with a sentence."""
    kind = "csv" if name.lower().endswith((".csv", ".tsv", ".txt")) else "nested"
    said = {"kind": kind, "most": MOST_ROWS}
    try:
        with sandbox.in_memory(chunks, most=LARGEST) as file:
            answer = sandbox.run("fact_file.rows", file, said)
    except sandbox.TooMuch as why:
        raise UnfitFile(_sentence("too_large", {})) from why
    if isinstance(answer, NotRead) or not isinstance(answer, dict):
        raise UnfitFile(_sentence("", {}))
    if answer.get("fault"):
        raise UnfitFile(_sentence(str(answer["fault"]), answer))
    return [*_believed(answer.get("rows"))]


def _believed(rows: Any) -> Iterator[Row]:
    """What came out of the sandbox is looked at once more: the file may speak there.
    A row is taken by its number: no other has it."""
    numbers = set[int]()
    for row in rows if isinstance(rows, list) else []:
        if not (isinstance(row, list) and len(row) == 3 and isinstance(row[0], int)):
            raise UnfitFile(_sentence("", {}))
        if row[0] in numbers:
            raise UnfitFile(_sentence("", {}))
        numbers.add(row[0])
        yield row[0], str(row[1])[:200], str(row[2])


def _sentence(code: str, said: Mapping[str, Any]) -> str:
    count, row = said.get("count", 0), said.get("row", 0)
    return {
        "too_large": _("This file is too large. Answers take 4 MB at most."),
        "too_many": _(
            "This file has %(n)s rows. Bring in %(most)s at most at once: divide the file, "
            "for example one for each person."
        )
        % {"n": count, "most": MOST_ROWS},
        "empty": _("There is no answer in this file."),
        "not_text": _("This is no text. Save the table as “CSV UTF-8”."),
        "no_columns": _(
            "The first line must name the columns “fact” and “value”. It does not."
        ),
        "not_a_table": _("Row %(row)s cannot be read as a row of a table.")
        % {"row": row},
        "not_facts": _("Line %(row)s cannot be read as facts in YAML or JSON.")
        % {"row": row},
        "references": _("Line %(row)s refers to another one. Write it out.")
        % {"row": row},
        "too_deep": _("Its parts stand too deep in one another. Facts do not."),
    }.get(code) or _("This file cannot be read. Nothing was brought in.")


def rows_of(brought: Brought) -> list[Row]:
    return [(number, path, said) for number, path, said in json.loads(brought.rows)]


def waiting(actor: Actor, case: Case) -> QuerySet[Brought]:
    """Files of which something may still be wanted, the newest first."""
    rows = Brought.objects.visible_in(actor, case).filter(closed_at__isnull=True)
    return rows.select_related("brought_by").order_by("-brought_at", "-pk")


def get_brought(actor: Actor, pk: UUID) -> Brought:
    found = Brought.objects.one(actor, pk)
    return Brought.objects.visible_to(actor).select_related("case").get(pk=found.pk)


def offered(
    actor: Actor, brought: Brought, *, on: date, language: str
) -> list[Offered]:
    """Every row of the file, held against what is known now. on: today."""
    case, people = brought.case, dict[str, Person]()
    for row in parties(actor, case):
        people.setdefault(row.part, row.person)
    known = sheets(actor, case, [*people.values(), None])
    desk = _Desk(case, people, known, brought.begun, on, language)
    return [desk.offer(*row) for row in rows_of(brought)]


@dataclass
class _Desk:
    """Holds rows against what is known, and remembers which facts it has seen."""

    case: Case
    people: Mapping[str, Person]
    known: Mapping[UUID | None, Sheet]
    begun: Mapping[str, str]
    on: date
    language: str
    seen: dict[str, int] = field(default_factory=dict)

    def offer(self, number: int, path: str, typed: str) -> Offered:
        row = Offered(number, path, typed, "unknown")
        part = path.partition(".")[0]
        if SUBJECTS.get(part, "person") not in ("person", "case"):
            return _but(row, why=_("Facts of the firm stand on its own pages."))
        if not catalogue().knows(path) or _PLACE.sub("", path).count("["):
            return _but(row, why=_("The catalogue has no fact of this name."))
        person = self.people.get(part)
        if part != "case" and person is None:
            return _but(row, why=_("Nobody has this part in the case."))
        return self._of(row, part, person)

    def _of(self, row: Offered, part: str, person: Person | None) -> Offered:
        path = row.path
        entry = catalogue().entries.get(
            ("person" if person else "case", _general(path))
        )
        if entry is None:
            return _but(row, why=_("This is a group: name one of its facts."))
        whose = person.full_name if person else ""
        row = _but(
            row, label=whole_label(entry), whose=whose, person=person, name=entry.path
        )
        first = self.seen.setdefault(path, row.number)
        if first != row.number:
            said = _("Row %(row)s says the same fact.") % {"row": first}
            return _but(row, standing="wrong", why=said)
        try:
            value = accept(entry, row.typed, on=self.on)
        except Refusal as refusal:
            why = refusal.sentence(self.language)
            return _but(row, standing="wrong", why=why)
        return self._held(row, entry, part, value)

    def _held(self, row: Offered, entry: Entry, part: str, value: str) -> Offered:
        sheet = self.known[row.person.pk if row.person else None]
        of, begins = None, ""
        if entry.group:
            place = int(_PLACE.findall(row.path)[0])
            key = f"{part}.{entry.group}[{place}]"
            of = self._entry(sheet, entry.group, key, place)
            begins = "" if of else key
            most = catalogue().groups[entry.of, entry.group].at_most
            if begins and place >= most:
                why = _("No more than %(n)s can be added.") % {"n": most}
                return _but(row, standing="wrong", why=why)
        now = sheet.get(entry.path, of) if of or not entry.group else ""
        standing: Standing = "same" if now == value else "differs" if now else "new"
        return _but(
            row,
            standing=standing,
            value=value,
            said=shown(entry, value, language=self.language),
            now=shown(entry, now, language=self.language) if now else "",
            over=version(self.case.pk, entry.path, of, now),
            entry=of,
            begins=begins,
        )

    def _entry(self, sheet: Sheet, group: str, key: str, place: int) -> UUID | None:
        """The entry that a place of the file means: the one begun for it, or, counted
        from 0, one of those that stood there before anything was taken from the file."""
        ids = sheet.entries.get(group, [])
        ours = {UUID(one) for one in self.begun.values()}
        mine = self.begun.get(key)
        if mine and UUID(mine) in ids:
            return UUID(mine)
        before = [one for one in ids if one not in ours]
        return before[place] if place < len(before) else None


def _general(path: str) -> str:
    return _PLACE.sub("[]", path.partition(".")[2])


def _but(row: Offered, **said: Any) -> Offered:
    return Offered(**{**vars(row), **said})
