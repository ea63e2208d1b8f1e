"""Reading the book: YAML files of this folder in which every entry is cited.

Every entry says `source` (what a lawyer would cite), `effective_from` (the first day on
which it holds; null where no source tells) and `reviewed` (the day a person last read that
source and found the entry true; null: nobody has yet, and pages show it so). An entry that
says less is refused when the file is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
SAID = {"source", "effective_from", "reviewed"}


class BadBook(Exception):
    """An entry of the book is incomplete, or two say different things."""


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What every entry says of itself."""

    source: str
    effective_from: date | None
    reviewed: date | None


@dataclass(frozen=True, kw_only=True)
class Dated(Cited):
    """A row that holds from a day on. effective_until: its last day, None: still."""

    effective_from: date
    effective_until: date | None

    def in_force(self, day: date) -> bool:
        return self.effective_from <= day and (
            self.effective_until is None or day <= self.effective_until
        )


@cache
def entries(name: str) -> dict[str, dict[str, Any]]:
    """The entries of `law/<name>.yaml` by their ids."""
    path = HERE / f"{name}.yaml"
    content = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    for key, entry in content.items():
        if not entry.get("source") or not entry.keys() >= SAID:
            raise BadBook(
                f"{path.name}, {key}: every entry needs source, effective_from and "
                "reviewed."
            )
    return dict(content)
