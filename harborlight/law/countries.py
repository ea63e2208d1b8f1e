"""Lists that the forms use: countries, US states, classes of admission."""

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
    return _read("countries.yaml")["former"]  # type: ignore[no-any-return]


@cache
def states() -> Mapping[str, str]:
    """The two letters of the State box -> name, in order of the names."""
    return _read("states.yaml")["states"]  # type: ignore[no-any-return]


@cache
def states_in_spanish() -> Mapping[str, str]:
    """The two letters -> name, of the states that Spanish calls otherwise."""
    return _read("states.yaml")["es"]  # type: ignore[no-any-return]


@cache
def admission_classes() -> Mapping[str, Mapping[str, str]]:
    """Code -> {"printed", and "en" and "es" where clients know the class}."""
    return _read("admission_classes.yaml")["classes"]  # type: ignore[no-any-return]


def _read(name: str) -> dict[str, Any]:
    text = (HERE / name).read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return data
