"""Lists that the forms use: countries, US states, classes of admission, offices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
UNITED_STATES = "US"


@cache
def countries() -> Mapping[str, str]:
    """Code -> name on a US form, former states included, in order of the names."""
    data = _read("countries.yaml")
    former = {code: row["name"] for code, row in data["former"].items()}
    return dict(sorted({**data["countries"], **former}.items(), key=lambda row: row[1]))


@cache
def former_countries() -> Mapping[str, Mapping[str, str]]:
    """Code -> {"name", "es"} of the states that are no more."""
    found: Mapping[str, Mapping[str, str]] = _read("countries.yaml")["former"]
    return found


@cache
def states() -> Mapping[str, str]:
    """The two letters of the State box -> name, in order of the names."""
    found: Mapping[str, str] = _read("states.yaml")["states"]
    return found


@cache
def states_in_spanish() -> Mapping[str, str]:
    """The two letters -> name, of the states that Spanish calls otherwise."""
    found: Mapping[str, str] = _read("states.yaml")["es"]
    return found


@cache
def admission_classes() -> Mapping[str, Mapping[str, str]]:
    """Code -> {"printed", and "en" and "es" where clients know the class}."""
    found: Mapping[str, Mapping[str, str]] = _read("admission_classes.yaml")["classes"]
    return found


@cache
def field_offices() -> Mapping[str, Mapping[str, str]]:
    """Our word -> {"printed": as the N-400's list spells it, and "name" where that errs}."""
    found: Mapping[str, Mapping[str, str]] = _read("field_offices.yaml")["offices"]
    return found


@cache
def of_three_letters() -> Mapping[str, str]:
    """Three letters as passports print them (ISO 3166-1 and ICAO 9303) -> our two."""
    data = _read("alpha3.yaml")
    found: Mapping[str, str] = {**data["codes"], **data["further"]}
    return found


def _read(name: str) -> dict[str, Any]:
    text = (HERE / name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
