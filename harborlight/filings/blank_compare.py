"""Two blanks side by side, field by field: what a new edition asks otherwise.

    changes = compared(old, new)

A field is the same where its name is; one that is gone and one that is new are the same
under another name where they ask the same (tooltip, kind and on-value).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from harborlight.filings.pack_drafts.printed_order import in_printed_order
from harborlight.papers.blanks import Blank
from harborlight.papers.boxes import Box

# Points by which a box may shift before it counts as moved, as redrawing shifts it.
STILL = 3.0
KINDS = ("gone", "new", "renamed", "moved", "changed")


@dataclass(frozen=True)
class Change:
    """What became of one field.

    kind: gone, new, renamed, moved or changed. name: in the old blank ("" when new);
    now: in the new one ("" when gone). what: of a changed field, which property (tooltip,
    max_length, comb, multiline, read_only, kind, on, options), with `before` and `after`.
    page: where it is printed, in the new blank unless it is gone. asks: the tooltip.
    """

    kind: str
    page: int
    name: str = ""
    now: str = ""
    what: str = ""
    before: object = ""
    after: object = ""
    asks: str = ""

    def as_json(self) -> dict[str, Any]:
        """Without what is empty."""
        said = {key: value for key, value in asdict(self).items() if value != ""}
        return {"before": "", "after": ""} | said if self.what else said


def compared(old: Blank, new: Blank) -> list[Change]:
    """Every difference, in the order of KINDS and then of the pages."""
    before_all, now_all = in_printed_order(old.boxes), in_printed_order(new.boxes)
    gone = [box for box in before_all if box.name not in new.by_name]
    fresh = [box for box in now_all if box.name not in old.by_name]
    renamed = list(_renamed(gone, fresh))
    pairs = [
        (box, new.by_name[box.name]) for box in before_all if box.name in new.by_name
    ]
    found = [Change("renamed", after.page, before.name, after.name, asks=after.tooltip)
             for before, after in renamed]  # fmt: skip
    known = {box.name for pair in renamed for box in pair}
    found += [Change("gone", box.page, box.name, asks=box.tooltip)
              for box in gone if box.name not in known]  # fmt: skip
    found += [Change("new", box.page, now=box.name, asks=box.tooltip)
              for box in fresh if box.name not in known]  # fmt: skip
    for before, after in [*pairs, *renamed]:
        found += _moved(before, after)
        found += _changed(before, after)
    return sorted(found, key=lambda one: (KINDS.index(one.kind), one.page))


def _renamed(gone: Sequence[Box], fresh: Sequence[Box]) -> Iterator[tuple[Box, Box]]:
    """Pairs that ask the same, where no third field does: never a guess."""
    once_gone = Counter(map(_asks, gone))
    once_new = Counter(map(_asks, fresh))
    new_ones = {_asks(box): box for box in fresh}
    for box in gone:
        asks = _asks(box)
        if box.tooltip and once_gone[asks] == once_new[asks] == 1:
            yield box, new_ones[asks]


def _asks(box: Box) -> tuple[str, str, str]:
    return " ".join(box.tooltip.split()), box.kind, box.on.strip()


def _moved(before: Box, after: Box) -> Iterator[Change]:
    shift = max(abs(a - b) for a, b in zip(before.rect, after.rect, strict=True))
    if before.page != after.page or shift > STILL:
        yield Change("moved", after.page, before.name, after.name, "place",
                     _place(before), _place(after), after.tooltip)  # fmt: skip


def _place(box: Box) -> list[object]:
    return [box.page, *(round(edge) for edge in box.rect)]


def _changed(before: Box, after: Box) -> Iterator[Change]:
    for what in _TOLD:
        old, new = _TOLD[what](before), _TOLD[what](after)
        if old != new:
            yield Change("changed", after.page, before.name, after.name, what, old, new,
                         after.tooltip)  # fmt: skip


def _options(box: Box) -> list[str]:
    return [option.value for option in box.options]


_TOLD: Mapping[str, Callable[[Box], object]] = {
    "tooltip": lambda box: " ".join(box.tooltip.split()),
    "kind": lambda box: box.kind,
    "on": lambda box: list(box.on_values),
    "options": _options,
    "max_length": lambda box: box.max_length,
    "comb": lambda box: box.comb,
    "multiline": lambda box: box.multiline,
    "read_only": lambda box: box.read_only,
}
