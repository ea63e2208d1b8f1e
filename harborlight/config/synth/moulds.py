"""The rows of a played case, cut into what stays and what every cast has its own of.

Every table's rows become one text in PostgreSQL's COPY format, with holes: for ids,
days, moments, words that stand in, numbers, and what is sealed. A cast fills them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any
from uuid import UUID

from harborlight.config.synth.planning import Outline
from harborlight.config.synth.stand_ins import StandIns
from harborlight.firm.ids import ALPHABET, LENGTH, read

NULL = r"\N"
UUID_TEXT = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
MOMENT = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:\+00:00)?)?(?![\d-])"
# What a hole holds, and the value of the played case: ("id", uuid), ("day", date) ...
Hole = tuple[str, Any]


@dataclass
class Text:
    """Text with holes: a format, and which of the cast's values go into it."""

    pattern: str
    places: tuple[int, ...]
    _get: Callable[[Sequence[str]], Any] = field(init=False)

    def __post_init__(self) -> None:
        # A getter of one value gives no tuple; the doubled one is cut off again.
        if len(self.places) == 1:
            only = self.places[0]
            self._get = lambda values: (values[only],)
        elif self.places:
            self._get = itemgetter(*self.places)
        else:
            self._get = lambda values: ()

    def filled(self, values: Sequence[str]) -> str:
        filled: str = self.pattern % self._get(values)
        return filled


@dataclass(frozen=True)
class SealedColumn:
    """A column that is encrypted, and where it is searched.

    key: the hole of the id of the case under whose key it is; None: under the firm's.
    """

    hole: int
    lookup: int | None
    row: int
    about: str
    text: Text
    key: int | None = None


@dataclass
class EventMould:
    """One event: its moment, the parts that its hash is made of, its words."""

    at: int
    canonical: Text
    words: Text
    # Whose key the words are under: the hole of the case's or person's id; none: the firm's.
    holder: int | None
    of_case: bool
    # The columns by name: a hole, a fixed text, or nothing.
    row: dict[str, Any]
    # The same as PostgreSQL's COPY takes it (writing.py).
    packing: list[int | bytes] = field(default_factory=list)


@dataclass
class Mould:
    """Everything a cast needs; made once, before the cases are parted."""

    outline: Outline
    stand_ins: StandIns
    holes: list[Hole]
    tables: list[tuple[str, Sequence[str], Text]]
    events: list[EventMould]
    sealed: list[SealedColumn]
    files: list[tuple[int, int]]
    case: int
    # The keys of the case and its people: where each goes, and the id that it is of.
    keys: list[tuple[int, int]]
    # What the case adds to the accounts that the whole firm shares.
    posted: dict[str, int]
    _of: dict[str, list[tuple[int, Any]]] = field(init=False)

    def __post_init__(self) -> None:
        self._of = {}
        for place, (kind, value) in enumerate(self.holes):
            self._of.setdefault(kind, []).append((place, value))

    def of(self, kind: str) -> list[tuple[int, Any]]:
        """The holes of one kind: their places, and what the played case has there."""
        return self._of.get(kind, [])


class Cutter:
    """Finds what changes in texts and values, and makes holes of it."""

    def __init__(self, words: StandIns, born: set[date], own: dict[str, str]) -> None:
        self.words, self.born = words, born
        # Texts that belong to this one case: {"2026-7001": "cases"}.
        self.own = own
        self.holes: list[Hole] = []
        self.places: dict[Hole, int] = {}
        self.new: set[UUID] = set()
        self.shared: dict[UUID, Hole] = {}
        self.staff: dict[str, Hole] = {}
        self.fixed_days: set[date] = set()
        self._finder: re.Pattern[str] | None = None

    def ready(self) -> None:
        """All ids and names are known: texts can be cut from now on."""
        own = sorted([*self.own, *self.staff], key=len, reverse=True)
        several = "|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in own)
        self._finder = re.compile(
            rf"(?P<own>{several})|(?P<word>{self.words.pattern()})|(?P<id>{UUID_TEXT})"
            rf"|(?P<moment>{MOMENT})|(?P<shown>\b[{ALPHABET}]{{{LENGTH}}}\b)"
        )

    def hole(self, kind: str, value: Any) -> int:
        key = (kind, value)
        if key not in self.places:
            self.places[key] = len(self.holes)
            self.holes.append(key)
        return self.places[key]

    def id_hole(self, value: UUID) -> int | None:
        """The hole of an id of this case or of its staff; None if it is neither."""
        if value in self.shared:
            return self.hole(*self.shared[value])
        return self.hole("id", value) if value in self.new else None

    def cut(self, text: str) -> Text:
        """The text with holes for all that changes."""
        assert self._finder is not None
        parts, places, last = [], [], 0
        for found in self._finder.finditer(text):
            if (hole := self._hole_of(found)) is not None:
                parts.append(text[last : found.start()])
                places.append(hole)
                last = found.end()
        parts.append(text[last:])
        pattern = "%s".join(part.replace("%", "%%") for part in parts)
        return Text(pattern, tuple(places))

    def _hole_of(self, found: re.Match[str]) -> int | None:
        kind, text = found.lastgroup, found.group()
        if kind == "own":
            if text in self.staff:
                return self.hole(*self.staff[text])
            return self.hole("own", self.own[text])
        if kind == "word":
            return self.hole("word", text)
        if kind == "moment":
            return self._moment(text)
        try:
            key = UUID(text) if kind == "id" else read(text)
        except ValueError:
            return None
        place = self.id_hole(key)
        return place if kind == "id" or place is None else self.hole("shown", place)

    def _moment(self, text: str) -> int | None:
        if len(text) > 10:
            at = datetime.fromisoformat(text)
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            exact = "microseconds" if "." in text else "seconds"
            end = None if text.endswith("+00:00") else -len("+00:00")
            return self.hole("moment", (at, text[10], exact, end))
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return None
        return self.day_hole(day)

    def day_hole(self, day: date) -> int | None:
        if day in self.fixed_days:
            return None
        return self.hole("born" if day in self.born else "day", day)


def joined(texts: Iterable[Text], between: str, end: str = "") -> Text:
    """Several texts with holes as one."""
    several = list(texts)
    pattern = between.join(one.pattern for one in several) + end
    return Text(pattern, tuple(place for one in several for place in one.places))


def escaped(text: Text) -> Text:
    """As COPY wants it; what goes into the holes needs no escaping."""
    pattern = text.pattern.replace("\\", "\\\\")
    for letter, name in (("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        pattern = pattern.replace(letter, name)
    return Text(pattern, text.places)


def plain(text: str) -> Text:
    return Text(text.replace("%", "%%"), ())


def held(place: int) -> Text:
    return Text("%s", (place,))
