"""Reading what was answered: a place among the answers, and the names in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harborlight.facts.findings import Where
from harborlight.facts.structure import get
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.people.likeness import Called

# What is known of a case, by the part of each person (facts.queries.case_facts).
Facts = Mapping[str, Mapping[str, Any]]


def at(facts: Facts, path: str, entry: str = "") -> Where:
    """A place among the answers, with what is said there. entry: of which of several."""
    part, _dot, name = path.partition(".")
    known: Any = facts.get(part, {})
    if "[]." in name:
        group, _brackets, name = name.partition("[].")
        rows = known.get(group, [])
        known = next((row for row in rows if row.get("entry") == entry), {})
    value = _text(known, name)
    return Where(path, value, entry)


def _text(known: Mapping[str, Any], path: str) -> str:
    """What is said there; "" where nothing is, or that nobody knows, or has none."""
    value = get({"it": dict(known)}, f"it.{path}")
    return value if isinstance(value, str) and value not in (NONE, UNKNOWN) else ""


def rows_of(facts: Facts, part: str, group: str) -> list[dict[str, Any]]:
    """The entries of a group."""
    return list(facts.get(part, {}).get(group, []))


_NAME = ("family", "given", "middle")


def called(known: Mapping[str, Any]) -> Called:
    """A name as it was told."""
    return Called(*(_text(known, part) for part in _NAME))


def name_of(known: Mapping[str, Any]) -> Called:
    """What somebody is called."""
    return called(known.get("name", {}))


def other_names(known: Mapping[str, Any]) -> list[Called]:
    """What else they said that they were called."""
    return [called(row) for row in known.get("other_names", [])]
