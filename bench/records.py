"""What was measured: records, the table, and whether the machine was ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Record = dict[str, Any]
MOST_STEAL = 2.0


def record(
    name: str,
    value: float,
    unit: str,
    *,
    wanted: float | None,
    floor: float | None = None,
    least: bool = False,
    ratio: float | None = None,
) -> Record:
    """One figure; `least`: the ratio (or the value without a floor) must reach wanted.

    wanted: None where nobody asked for more than to know.
    """
    if ratio is None and floor:
        ratio = value / floor
    judged = value if ratio is None else ratio
    return {
        "name": name,
        "value": round(value, 2),
        "unit": unit,
        "floor": None if floor is None else round(floor, 2),
        "ratio": None if ratio is None else round(ratio, 2),
        "wanted": wanted,
        "ok": _met(judged, wanted, least),
    }


def missing(name: str, why: str, *, wanted: float | None = None) -> Record:
    """A figure that was not measured: never as wanted."""
    found: Record = dict.fromkeys(("value", "unit", "floor", "ratio"))
    return {"name": name, **found, "wanted": wanted, "ok": False, "why": why}


def _met(judged: float, wanted: float | None, least: bool) -> bool | None:
    if wanted is None:
        return None
    return judged >= wanted if least else judged <= wanted


class Steal:
    """How much of the processors' time another machine took while this was measured."""

    def __init__(self) -> None:
        self.before = _times()

    def percent(self) -> float:
        spent = [now - then for now, then in zip(_times(), self.before, strict=True)]
        return 100 * spent[7] / max(1, sum(spent[:8]))


def _times() -> list[int]:
    path = Path("/proc/stat")
    if not path.exists():
        return [0] * 10
    return [int(word) for word in path.read_text().split("\n")[0].split()[1:11]]


def write(records: list[Record], steal: float, path: Path) -> bool:
    """Keep them and print them. Whether there are any, all as wanted, and counted.

    The machine's steal time is one of them.
    """
    stolen = record("steal time of the machine", steal, "percent", wanted=MOST_STEAL)
    kept = [*records, stolen]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(kept, indent=1) + "\n")
    columns = ("name", "value", "unit", "floor", "ratio", "wanted", "ok")
    rows = [columns, *(tuple(_shown(one[name]) for name in columns) for one in kept)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(columns))]
    for row in rows:
        print(
            "  ".join(
                word.ljust(width) for word, width in zip(row, widths, strict=True)
            )
        )
    for one in records:
        if one.get("why"):
            print(f"{one['name']}: {one['why']}")
    print(f"Steal: {steal:.2f} percent of the processors' time.")
    if not stolen["ok"]:
        print(
            f"More than {MOST_STEAL:.0f} percent: another machine took part. This run does not count."
        )
    if not records:
        print("Nothing was measured.")
    return bool(records) and all(one["ok"] is not False for one in kept)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return {True: "yes", False: "NO"}[value] if isinstance(value, bool) else str(value)
