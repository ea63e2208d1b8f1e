"""The invented notice that people practise with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Ask:
    """One thing that the notice asks for, by language, and the page it stands on."""

    text: Mapping[str, str]
    page: int


@dataclass(frozen=True)
class Practice:
    """rule: of law/deadlines; story, hints: for whoever practises, by language."""

    rule: str
    story: Mapping[str, str]
    asks: tuple[Ask, ...]
    hints: tuple[Mapping[str, str], ...]


@cache
def practice() -> Practice:
    path = Path(__file__).parent / "starters" / "practice.yaml"
    said = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
    asks = tuple(Ask(**one) for one in said["asks"])
    return Practice(said["rule"], said["story"], asks, tuple(said["hints"]))
