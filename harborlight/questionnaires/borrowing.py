"""What starters borrow from a file that is no questionnaire of its own: sets and screens.

    borrows: common             # starters/common/common.yaml; or a list of such files

Of it a questionnaire gets what it uses, as if that stood in its own `sets` and `shared`;
what stands there under the same name is its own and wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

Row = Mapping[str, Any]
COMMON = Path(__file__).with_name("starters") / "common"
LENT = ("sets", "shared")
# The word that names one of them where it is used.
USED_BY = {"sets": "set", "shared": "use"}


def with_borrowed(data: Row, folder: Path = COMMON) -> dict[str, Any]:
    """The data with what it uses of the files it borrows from. ValueError says what is wrong."""
    names = data.get("borrows", [])
    lent = _lent([names] if isinstance(names, str) else names, folder)
    own = {part: dict(data.get(part, {})) for part in LENT}
    whole = {key: value for key, value in data.items() if key != "borrows"}
    # Each round may find names that only what was borrowed in the last one uses.
    while wanted := [
        one for one in set(_used(whole | own)) if _is_lent(one, own, lent)
    ]:
        for part, name in wanted:
            own[part][name] = lent[part][name]
    return whole | {part: rows for part, rows in own.items() if rows}


def _is_lent(one: tuple[str, str], own: Row, lent: Row) -> bool:
    part, name = one
    return name not in own[part] and name in lent[part]


def _lent(names: list[str], folder: Path) -> dict[str, dict[str, Any]]:
    lent: dict[str, dict[str, Any]] = {part: {} for part in LENT}
    for name in names:
        file = folder / f"{name}.yaml"
        if not file.exists():
            raise ValueError(f"borrows: there is no {folder.name}/{name}.yaml")
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        if more := [part for part in data if part not in LENT]:
            raise ValueError(f"{folder.name}/{name}.yaml: {more[0]} cannot be lent")
        for part, rows in data.items():
            if twice := sorted(rows.keys() & lent[part].keys()):
                raise ValueError(
                    f"{folder.name}/{name}.yaml: {part}: {twice[0]} is lent twice"
                )
            lent[part].update(rows)
    return lent


def _used(value: object) -> Iterator[tuple[str, str]]:
    """("sets", name) and ("shared", name) of all that is used in it, at any depth."""
    if isinstance(value, Mapping):
        for part, word in USED_BY.items():
            if isinstance(value.get(word), str):
                yield part, value[word]
        for inner in value.values():
            yield from _used(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _used(inner)
