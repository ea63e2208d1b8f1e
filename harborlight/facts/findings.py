"""What does not fit in what is known: the finding, the places it is about, and its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from uuid import UUID

from django.utils.formats import date_format

from harborlight.facts.days import DAY
from harborlight.facts.finding_words import KINDS, Kind
from harborlight.facts.versions import version
from harborlight.law.consistency import Matter, matters
from harborlight.law.pack_conditions import NONE, UNKNOWN

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.facts.models import Explanation

# Where else than in the answers something was said: a paper, a form that waits or went
# out, an earlier filing in another case, the person's card.
Elsewhere = Literal["", "paper", "draft", "sent", "filed", "card"]


@dataclass(frozen=True)
class Where:
    """A place that a finding is about.

    path: as in the catalogue ("petitioner.addresses[].from"), or the group; entry: of
    which of several. value: what is said there, as it is kept. source, id: where, if it
    is not an answer of this case; part: the place on a paper. whose, subject: filled in
    where people are known (filings.consistency).
    """

    path: str
    value: str = ""
    entry: str = ""
    source: Elsewhere = ""
    id: str = ""
    label: str = ""
    part: str = ""
    whose: str = ""
    subject: UUID | None = None
    hint: str = ""

    @property
    def of(self) -> str:
        """Whose part: "petitioner", "case"."""
        return self.path.partition(".")[0]

    @property
    def name(self) -> str:
        return self.path.partition(".")[2]


@dataclass(frozen=True)
class Finding:
    """One thing that somebody must look at.

    words: what its sentence says; days as 1999-04-12. explained: what staff said to it, as
    it stands now; stale: what they said when the answers were others.
    """

    code: str
    places: tuple[Where, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    explained: Explanation | None = None
    stale: Explanation | None = None

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    @property
    def what(self) -> str:
        return str(self.kind.what) % {
            name: _day(said) if DAY.fullmatch(said) else said
            for name, said in self.words.items()
        }

    @property
    def why(self) -> str:
        return str(self.kind.why)

    @property
    def law(self) -> Matter | None:
        return matters()[self.kind.law] if self.kind.law else None

    @property
    def is_impossible(self) -> bool:
        return self.kind.weight == "impossible"

    @property
    def is_spelling(self) -> bool:
        """Taken for the same; said so that somebody may see it."""
        return self.kind.weight == "spelling"

    @property
    def is_open(self) -> bool:
        return self.explained is None and not self.is_spelling

    @property
    def who(self) -> list[str]:
        """The people whose answers it is about, each once; none: the team answers."""
        if self.kind.by_team:
            return []
        return [*dict.fromkeys(one.whose for one in self.places if one.whose)]

    @property
    def order(self) -> tuple[bool, bool, bool]:
        """What cannot be comes first, what is only spelled otherwise last."""
        return not self.is_open, self.is_spelling, not self.is_impossible

    def topic(self, case: Case) -> str:
        """What it is about, whatever is said there: it stays while the answers change."""
        return self._word(case, "topic", with_values=False)

    def key(self, case: Case) -> str:
        """The same with all that is said: an explanation counts for this alone."""
        return self._word(case, "finding", with_values=True)

    def _word(self, case: Case, name: str, *, with_values: bool) -> str:
        said = [[one.path, one.entry, one.source, one.id] for one in self.places]
        # Not its words: in them stands what today is.
        values = [one.value for one in self.places] if with_values else []
        about = [self.code, said, values]
        return version(case.pk, name, None, json.dumps(about))


def put_in_order(places: list[Where]) -> tuple[Where, ...]:
    """The same two things are one finding, whichever was looked at first."""
    return tuple(sorted(places, key=_order))


def _order(place: Where) -> tuple[str, ...]:
    """What is said of one of several stands together."""
    whole, several, _rest = place.path.partition("[]")
    group = whole if several else ""
    return group, place.entry, place.path, place.source, place.id


# What tells the entries of a group apart, whichever of it is there.
_HINTS = ("street", "employer", "given", "family", "charge", "countries", "occupation")


def of_people(
    finding: Finding, whose: Mapping[str, tuple[str, UUID]], facts: Mapping[str, Any]
) -> Finding:
    """The finding with the name and the id of everybody that it is about.

    whose: of each part. facts: what is known of them, by the part.
    """
    places = []
    for one in finding.places:
        name, subject = whose.get(one.of, ("", None))
        hint = _hint(one, facts)
        places.append(replace(one, whose=name, subject=subject, hint=hint))
    return replace(finding, places=tuple(places))


def _hint(place: Where, facts: Mapping[str, Any]) -> str:
    if not place.entry:
        return ""
    rows = facts.get(place.of, {}).get(place.name.partition("[]")[0], [])
    row: Mapping[str, Any] = next(
        (one for one in rows if one.get("entry") == place.entry), {}
    )
    said = (str(row.get(name, "")) for name in _HINTS)
    return next((one for one in said if one not in ("", NONE, UNKNOWN)), "")


def _day(day: str) -> str:
    """A day in words, as far as it is known."""
    parts = [int(part) for part in day.split("-")]
    if len(parts) == 1:
        return day
    first = date(*(*parts, 1)[:3])
    return date_format(first, "DATE_FORMAT" if len(parts) > 2 else "YEAR_MONTH_FORMAT")
