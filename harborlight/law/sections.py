"""Sections that must go with a form on a given day, besides its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import Dated, entries


@dataclass(frozen=True)
class Section(Dated):
    """A section of this kind goes with the form from that day on."""

    key: str
    form: str
    kind: str


@cache
def _every() -> tuple[Section, ...]:
    found = entries("sections").items()
    return tuple(Section(key=key, **entry) for key, entry in found)


def sections_for(form: str, *, on: date) -> list[Section]:
    """Those that the form needs on that day."""
    return [row for row in _every() if row.form == form and row.in_force(on)]
