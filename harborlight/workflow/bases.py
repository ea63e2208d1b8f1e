"""What a starter takes from a base: stages, milestones, times and papers that many share.

    extends: petition           # starters/bases/petition.yaml, no playbook of its own

A base may extend another. What the extending file says wins; in a list an item with the
same identity (IDENTITY) takes the base's words and says only what differs. An item that
the base does not have is added at the end, or behind the one that `after` names
(one of the base moves there); `drop: true` leaves one out. A paper of the base's `shared` is asked for with
`{use: passport, who: applicant}`, a need or a day ahead of `later.yaml` likewise. A firm
keeps its playbook written out.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Row = Mapping[str, Any]
BASES = Path(__file__).with_name("starters") / "bases"
# By which words an item of a list is the same as one of the base.
IDENTITY = {
    "parts": ("id",),
    "stages": ("id",),
    "milestones": ("id",),
    "papers": ("kind", "who"),
    "forms": ("form", "client", "for"),
    "tasks": ("id",),
    "charges": ("kind", "form", "circumstance", "law"),
    "reminders": ("about",),
    "letters": ("id",),
    "invoices": ("id",),
    "related": ("id",),
    "follow_ups": ("id",),
}


def written_out(definition: Row, folder: Path = BASES) -> dict[str, Any]:
    """The definition with its base in it. ValueError names the list and the item."""
    whole = _extended(definition, folder, ())
    shared = {
        **_read(folder / "later.yaml").get("shared", {}),
        **whole.pop("shared", {}),
    }
    for name in IDENTITY.keys() & whole.keys():
        # What is no list of entries is refused where it is checked.
        if isinstance(rows := whole[name], list):
            whole[name] = [
                _used(name, row, shared) if isinstance(row, Mapping) else row
                for row in rows
            ]
    return whole


def _extended(data: Row, folder: Path, seen: tuple[str, ...]) -> dict[str, Any]:
    own = {key: value for key, value in data.items() if key != "extends"}
    if "extends" not in data:
        return own
    name = data["extends"]
    file = folder / f"{name}.yaml"
    if name in seen or not file.exists():
        raise ValueError(
            f"extends: {folder.name}/{name}.yaml "
            + ("extends itself" if name in seen else "is not there")
        )
    base = _extended(_read(file), folder, (*seen, name))
    lists = {
        part: _merged(part, base.get(part, []), own[part])
        for part in IDENTITY.keys() & own.keys()
    }
    shared = {**base.get("shared", {}), **own.get("shared", {})}
    return {**base, **own, **lists, "shared": shared}


def _read(file: Path) -> Row:
    if not file.exists():
        return {}
    found: Row = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return found


def _merged(part: str, base: list[Row], own: list[Row]) -> list[dict[str, Any]]:
    merged = [dict(row) for row in base]
    for row in own:
        place = next((n for n, one in enumerate(merged) if _same(part, one, row)), None)
        said = {
            key: value for key, value in row.items() if key not in ("after", "drop")
        }
        if place is None and row.get("drop"):
            raise ValueError(f"{part}: the base has no {_name(part, row)} to drop")
        if place is None:
            merged.insert(_behind(part, row, merged), said)
        elif row.get("drop"):
            del merged[place]
        else:
            merged[place] |= said
            if "after" in row:
                moved = merged.pop(place)
                merged.insert(_behind(part, row, merged), moved)
    return merged


def _behind(part: str, row: Row, merged: list[dict[str, Any]]) -> int:
    if "after" not in row:
        return len(merged)
    word = IDENTITY[part][0]
    for place, one in enumerate(merged):
        if one.get(word) == row["after"]:
            return place + 1
    raise ValueError(
        f"{part}: {_name(part, row)} stands after {row['after']}, which is not there"
    )


def _same(part: str, one: Row, other: Row) -> bool:
    """A paper that is used by its name in `shared` is never the base's own."""
    if "use" in one or "use" in other:
        return "use" in one and "use" in other and one == other
    return all(one.get(word, "") == other.get(word, "") for word in IDENTITY[part])


def _name(part: str, row: Row) -> str:
    return " ".join(str(row[word]) for word in IDENTITY[part] if word in row)


def _used(part: str, row: Row, shared: Row) -> dict[str, Any]:
    if "use" not in row:
        return dict(row)
    if row["use"] not in shared:
        raise ValueError(f"{part}: there is nothing named {row['use']} in shared")
    own = {key: value for key, value in row.items() if key != "use"}
    return {**shared[row["use"]], **own}
