"""The automations that Harborlight brings along, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from harborlight.automation.rule import Rule, read
from harborlight.firm.words import in_words

FILE = Path(__file__).with_name("starters.yaml")


@dataclass(frozen=True)
class Starter:
    """One of them. on: whether the demonstration firm has it on."""

    key: str
    name: Mapping[str, str]
    on: bool
    rule: Rule

    @property
    def called(self) -> str:
        return in_words(self.name)


@cache
def starters() -> dict[str, Starter]:
    """All of them, by key. BadRule if one says what no list has."""
    rows = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        row["key"]: Starter(
            row["key"],
            row["name"],
            row["begins"],
            read({name: row.get(name, ()) for name in ("when", "ifs", "thens")}),
        )
        for row in rows
    }
