"""The facts of a case as one plain structure, built from paths and values."""

from __future__ import annotations

import re
from collections.abc import Iterable

from harborlight.facts.catalogue import SUBJECTS

_STEP = re.compile(r"([a-z0-9_]+)(?:\[(\d+)\])?")
# {"petitioner": {"name": {"family": ...}, "addresses": [{...}]}, ...}
Structure = dict[str, dict[str, object]]


def structured(values: Iterable[tuple[str, str]]) -> Structure:
    """Path and value pairs ("petitioner.addresses[0].street", "...") as a structure.

    Every subject is there, empty when nothing is known of it. The places in a group are
    counted from 0; a place that nobody filled is an empty entry.
    """
    facts: Structure = {subject: {} for subject in SUBJECTS}
    for path, value in values:
        put(facts, path, value)
    return facts


def put(facts: Structure, path: str, value: str) -> None:
    """Set one fact of the structure, making the groups and entries on the way."""
    node: dict[str, object] = facts  # type: ignore[assignment]
    *steps, last = path.split(".")
    for step in steps:
        node = _inside(node, step)
    node[last] = value


def get(facts: Structure, path: str) -> object:
    """The value, the entries of a group, or None; paths as in `put`."""
    node: object = facts
    for step in path.split("."):
        name, place = _read(step)
        node = node.get(name) if isinstance(node, dict) else None
        if place is not None:
            entries = node if isinstance(node, list) else []
            node = entries[place] if place < len(entries) else None
    return node


def flattened(facts: Structure) -> dict[str, str]:
    """The structure as path -> value again."""
    return dict(_flat("", facts))


def _inside(node: dict[str, object], step: str) -> dict[str, object]:
    name, place = _read(step)
    if place is None:
        inner = node.setdefault(name, {})
    else:
        entries = node.setdefault(name, [])
        if not isinstance(entries, list):
            raise ValueError(f"{name} is not a group")
        entries.extend({} for _ in range(place + 1 - len(entries)))
        inner = entries[place]
    if not isinstance(inner, dict):
        raise ValueError(f"{name} is a single fact")
    return inner


def _read(step: str) -> tuple[str, int | None]:
    match = _STEP.fullmatch(step)
    if match is None:
        raise ValueError(f"not a step of a path: {step}")
    return match[1], int(match[2]) if match[2] else None


def _flat(path: str, node: object) -> Iterable[tuple[str, str]]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from _flat(f"{path}.{name}" if path else name, inner)
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            yield from _flat(f"{path}[{place}]", inner)
    else:
        yield path, str(node)
