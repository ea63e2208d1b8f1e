"""Within which time a paper should be looked at, and how long a look should take.

Hours are hours of work: within the firm's own day, on no Saturday, Sunday or legal
holiday (law/holidays.yaml).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml

from harborlight.documents.models import PaperSettings, Standard, Version
from harborlight.firm.actor import Actor
from harborlight.law.working_hours import WorkDay, due_at

STARTER = Path(__file__).parent / "starters" / "standards.yaml"


@dataclass(frozen=True)
class Expected:
    """minutes: of the look itself. hours: of work, until it should be had."""

    minutes: int
    hours: int


@dataclass(frozen=True)
class Standards:
    """What a firm expects, by kind of paper."""

    by_kind: Mapping[str, Expected]
    day: WorkDay

    def of(self, kind: str) -> Expected:
        return self.by_kind.get(kind) or self.by_kind[""]

    def due(self, version: Version) -> datetime:
        """By when a version should be looked at."""
        hours = self.of(version.document.kind).hours
        return due_at(version.uploaded_at, hours, self.day)


def settings_of(actor: Actor) -> PaperSettings:
    """How the firm works on papers; the defaults where it chose nothing."""
    found = PaperSettings.objects.filter(firm=actor.firm).first()
    return found or PaperSettings(firm=actor.firm)


def standards(actor: Actor) -> Standards:
    """What the firm expects, its own numbers before those it began with."""
    chosen = settings_of(actor)
    rows = Standard.objects.filter(firm=actor.firm)
    own = {row.kind: Expected(row.minutes, row.hours) for row in rows}
    day = WorkDay(actor.firm.time_zone, chosen.opens, chosen.closes)
    return Standards({**_starter(), **own}, day)


@cache
def _starter() -> dict[str, Expected]:
    content = yaml.load(STARTER.read_text(), Loader=yaml.CSafeLoader)
    return {kind: Expected(**said) for kind, said in content.items()}


def note_due(actor: Actor, versions: Iterable[Version]) -> Standards:
    """Say on each of these versions by when it should be looked at (`due_at`)."""
    known = standards(actor)
    for version in versions:
        version.due_at = known.due(version)
    return known
