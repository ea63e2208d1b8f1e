"""Standard exhibits and paragraphs that a firm may begin with: the files of `starters/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

STARTERS = Path(__file__).with_name("starters")
PARAGRAPHS = Path(__file__).with_name("paragraphs.yaml")


@cache
def ready_sets() -> dict[str, dict[str, Any]]:
    """By name of the file: {"name": by language, "entries": as `save_set` takes them}."""
    found = {}
    for path in sorted(STARTERS.glob("*.yaml")):
        said = yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        entries = [
            {"kinds": [], "is_required": True, "paragraph": "", **entry}
            for entry in said["entries"]
        ]
        found[path.stem] = {"name": said["name"], "entries": entries}
    return found


@cache
def ready_paragraphs() -> dict[str, dict[str, Any]]:
    """By key: {"name": by language, "text": in English, with its places}."""
    said = yaml.load(PARAGRAPHS.read_text(), Loader=yaml.CSafeLoader)
    return {key: {**one, "text": one["text"].strip()} for key, one in said.items()}
