"""Forms that no pack fills, because no official blank of them is held."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from harborlight.law.book import Cited, entries


@dataclass(frozen=True, kw_only=True)
class Blankless(Cited):
    """A form of which facts and questions exist, and no boxes. asked_in: a questionnaire."""

    form: str
    title: str
    agency: str
    asked_in: str


@cache
def blankless() -> tuple[Blankless, ...]:
    """Every such form, in the order of the book."""
    return tuple(
        Blankless(form=form, **entry) for form, entry in entries("blankless").items()
    )
