"""People and places that do not exist, put together by chance from names.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import yaml

FILE = Path(__file__).with_suffix(".yaml")
NONE = "none"


@dataclass(frozen=True)
class Both:
    """A name in Latin letters, and in its own where it has others."""

    latin: str
    native: str


@dataclass(frozen=True)
class Home:
    """A place in the United States."""

    city: str
    state: str
    zip: str
    area: str
    office: str


@dataclass(frozen=True)
class Culture:
    """The names of one language, and the places where it is spoken."""

    key: str
    language: str
    race: str
    ethnicity: str
    speaks: str
    roman: bool
    two_families: bool
    family: tuple[Both, ...]
    given: dict[str, tuple[Both, ...]]
    middle: tuple[Both, ...]
    places: tuple[dict[str, str], ...]
    streets: tuple[Both, ...]
    native_country: str
    consulates: dict[str, str]


@dataclass(frozen=True)
class FullName:
    """family, given and middle ("none" where there is none), and in own letters."""

    family: str
    given: str
    middle: str
    native: tuple[str, str, str] | None = None

    def facts(self) -> dict[str, str]:
        return {"family": self.family, "given": self.given, "middle": self.middle}

    @property
    def shown(self) -> str:
        return f"{self.given} {self.family}"


@cache
def lists() -> dict[str, Any]:
    """Everything in names.yaml."""
    data: dict[str, Any] = yaml.load(
        FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return data


@cache
def cultures() -> tuple[tuple[Culture, ...], tuple[int, ...]]:
    """Every culture, and how often each comes."""
    rows = lists()["cultures"]
    found = tuple(_culture(key, row) for key, row in rows.items())
    return found, tuple(row["weight"] for row in rows.values())


def _culture(key: str, row: dict[str, Any]) -> Culture:
    family = _several(row["family"])
    return Culture(
        key=key,
        language=row["language"],
        race=row["race"],
        ethnicity=row.get("ethnicity", "not_hispanic"),
        speaks=row.get("speaks", "en"),
        # Spanish, Vietnamese and others are written with A, B, C.
        roman=not any(one.native for one in family),
        two_families=row.get("two_families", False),
        family=family,
        given={sex: _several(row[sex]) for sex in ("female", "male")},
        middle=_several(row["middle"]),
        places=tuple(row["places"]),
        streets=_several(row["streets"]),
        native_country=row.get("native_country", ""),
        consulates=row["consulate"],
    )


def _several(texts: list[str]) -> tuple[Both, ...]:
    return tuple(Both(*(*text.split("|"), "")[:2]) for text in texts)


@cache
def homes() -> tuple[Home, ...]:
    return tuple(Home(*row) for row in lists()["homes"])


def some_culture(dice: Random) -> Culture:
    found, weights = cultures()
    return dice.choices(found, weights)[0]


def some_cultures(dice: Random, count: int) -> list[Culture]:
    """So many, by chance: each second one with letters of its own, so that the names
    even of a small firm come in several scripts."""
    drawn = sorted(
        zip(*cultures(), strict=True),
        key=lambda one: dice.random() ** (1 / one[1]),
        reverse=True,
    )
    own = cycle(one for one, _ in drawn if not one.roman)
    roman = cycle(one for one, _ in drawn if one.roman)
    return [next(roman if number % 2 else own) for number in range(count)]


def some_name(dice: Random, culture: Culture, sex: str) -> FullName:
    """Somebody of this culture; Spanish and Portuguese names have two families."""
    family, given = dice.choice(culture.family), dice.choice(culture.given[sex])
    middle = dice.choice(culture.middle)
    native = None
    if not culture.roman:
        native = (family.native, given.native, middle.native or NONE)
    latin = family.latin
    if culture.two_families and dice.random() < 0.8:
        other = [one.latin for one in culture.family if one.latin != latin]
        latin = f"{latin} {dice.choice(other)}"
    return FullName(latin, given.latin, middle.latin, native)


def american_name(dice: Random, sex: str) -> FullName:
    rows = lists()["american"]
    return FullName(
        dice.choice(rows["family"]), dice.choice(rows[sex]), dice.choice(rows["middle"])
    )


def staff_name(number: int) -> FullName:
    """The name of the n-th member of staff: all different for the first 720."""
    rows = lists()["staff"]
    given, family = rows["given"], rows["family"]
    turn = number // len(given)
    return FullName(
        family[(number + turn) % len(family)], given[number % len(given)], NONE
    )


def phone(dice: Random, area: str) -> str:
    """A number of the range that is kept free for fiction."""
    return f"+1{area}55501{dice.randrange(100):02}"
