"""From a line of a filing sheet and the facts of a case to what is typed into the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

from harborlight.facts.catalogue import NoSuchFact, catalogue, general
from harborlight.facts.showing import shown
from harborlight.law.pack_conditions import NONE, UNKNOWN, holds, undecided
from harborlight.law.pack_facts import CaseFacts
from harborlight.law.pack_formats import CannotBeWritten, written
from harborlight.law.pack_types import Pack, Value
from harborlight.law.pack_values import told
from harborlight.law.sites import Site, SiteLine, SiteSection, pieces_of

# Answers that a site offers in words of its own: they are told in English.
_IN_WORDS = ("yes_no", "choice", "choices", "us_state", "country")
_NATIVE = ".native_"


@dataclass(frozen=True)
class Typed:
    """What is typed: in pieces, where the site takes fewer characters.

    used, lacking: the paths of the facts it is made of, and of those that are not there.
    is_secret: it is a number that opens doors; may_be_secret: its line is for one,
    whether it is answered now or not.
    """

    text: str = ""
    pieces: Sequence[str] = ()
    used: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    is_secret: bool = False
    may_be_secret: bool = False
    # Letters that the site does not take: somebody looks how the passport spells it.
    is_odd: bool = False


@dataclass(frozen=True)
class Asked:
    """One line of the sheet, of one entry where its page is asked of several."""

    line: SiteLine
    key: str
    typed: Typed


@dataclass(frozen=True)
class Block:
    """The lines of a page; number and count tell which of several entries they are of."""

    asked: Sequence[Asked]
    number: int = 0
    count: int = 0


@dataclass(frozen=True)
class Answers:
    """The facts of a case, as one site asks for them of one party on a day."""

    site: Site
    facts: Mapping[str, Mapping[str, Any]]
    client: str
    on: date

    def blocks(self, section: SiteSection) -> list[Block]:
        """The lines of a page of the site; none of a page that it does not show."""
        case = self._case
        if not holds(section.when, case.read):
            return []
        if not section.each:
            return [Block([*self._asked(section, case, "")])]
        group = case.find(self.site.lists[section.each].group).path
        shown_now = [
            row for row in case.arranged(section.each).shown if row.entry is not None
        ]
        found = []
        for number, row in enumerate(shown_now, start=1):
            entry = row.entry or {}
            here = case.at(entry, f"{group}[{row.index}]")
            asked = [*self._asked(section, here, str(entry.get("entry", number)))]
            found.append(Block(asked, number, len(shown_now)))
        return found

    def is_unasked(self, section: SiteSection) -> bool:
        """Whether a list without entries is so because nobody answered for it yet, and
        not because the answers say that there is none."""
        return bool(section.each) and self._is_unasked(section.each)

    def _is_unasked(self, name: str) -> bool:
        view, case = self.site.lists[name], self._case
        if undecided(view.when, case.read):
            return True
        return holds(view.when, case.read) and not case.find(view.group).value

    @property
    def _case(self) -> CaseFacts:
        # A sheet names lists and entries as a pack does, and nothing else is read of it.
        return CaseFacts(cast(Pack, self.site), self.facts, self.on, self.client)

    def _asked(
        self, section: SiteSection, case: CaseFacts, entry: str
    ) -> Iterable[Asked]:
        for place, line in enumerate(section.lines):
            if holds(line.when, case.read):
                key = f"{entry}/{place}" if entry else str(place)
                yield Asked(line, key, self._typed(line, case))

    def _typed(self, line: SiteLine, case: CaseFacts) -> Typed:
        if line.value is None:
            return Typed()
        one = self._value(line.value, case)
        if not any(_NATIVE in path for path in one.used):
            one = replace(one, text=self.site.typed(one.text))
            one = replace(one, is_odd=not self.site.takes(one.text))
        return replace(
            one,
            pieces=pieces_of(one.text, line.limit),
            is_secret=any(map(_is_secret, one.used)),
            may_be_secret=any(
                map(_is_secret, [*one.used, *one.lacking, *_places(line.value, case)])
            ),
            lacking=() if one.text else one.lacking,
        )

    def _value(self, value: Value, case: CaseFacts) -> Typed:
        if not holds(value.when, case.read):
            return Typed()
        if value.kind == "fact":
            return self._fact(value, case)
        parts = [self._value(part, case) for part in value.parts]
        lacking = tuple(path for part in parts for path in part.lacking)
        if value.kind == "first":
            given = next((part for part in parts if part.text), None)
            return given or Typed(lacking=lacking[:1])
        if value.kind == "join":
            words = [part.text for part in parts if part.text]
            used = tuple(path for part in parts for path in part.used)
            return Typed(value.text.join(words), used=used, lacking=lacking[:1])
        said = told(value, case)
        return Typed(said.text or "", used=said.used, lacking=said.lacking[:1])

    def _fact(self, value: Value, case: CaseFacts) -> Typed:
        found = case.find(value.path)
        if found.value in (None, ""):
            # Of somebody who is not on the case, nothing lacks.
            is_there = found.path.partition(".")[0] in self.facts
            asks = is_there and not (found.is_nowhere and self._is_past(value.path))
            return Typed(lacking=(found.path,) if asks else ())
        return Typed(
            self._written(value, str(found.value), found.path), used=(found.path,)
        )

    def _is_past(self, path: str) -> bool:
        """Whether an entry that is not there is so because there are no more; the first
        of a list of which nobody was asked waits for an answer."""
        entry = self.site.entries.get(path.partition(".")[0])
        slots = [one for one in entry.choices if one.slot == 1] if entry else []
        return not any(self._is_unasked(one.use) for one in slots)

    def _written(self, value: Value, raw: str, path: str) -> str:
        if raw in (NONE, UNKNOWN):
            # A name without a middle name is typed without one.
            is_part = ".name." in path or path.endswith((".middle", ".given"))
            none = "" if is_part else self.site.none
            return none if raw == NONE else self.site.unknown
        if value.words:
            return value.words.get(raw, raw)
        try:
            if value.form != "text":
                return written(value.form, raw)
            return self._as_catalogued(raw, path)
        except CannotBeWritten:
            return raw

    def _as_catalogued(self, raw: str, path: str) -> str:
        try:
            entry = catalogue().entry(general(path))
        except NoSuchFact:
            return raw
        if entry.type == "date":
            return self.site.day(raw)
        if entry.type in _IN_WORDS:
            return shown(entry, raw, language="en")
        return written("phone", raw) if entry.type == "phone" else raw


def _places(value: Value, case: CaseFacts) -> Iterator[str]:
    """The facts that a line may be made of, whether they are there and are asked or not."""
    if value.path:
        yield case.find(value.path).path
    for part in value.parts:
        yield from _places(part, case)


def _is_secret(path: str) -> bool:
    try:
        return catalogue().entry(general(path)).secret
    except NoSuchFact:
        return False
