"""From the facts of a case to a filled form: the law says what, the craft how."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from harborlight.filings.further import further_sheets
from harborlight.law.pack_paths import real_paths
from harborlight.law.pack_typed import Typed, box_rows, typed_into
from harborlight.law.pack_types import Choice, TextBox
from harborlight.law.packs import Composed, Pack, compose
from harborlight.papers.answers import Problem as NotPrinted
from harborlight.papers.blanks import Blank
from harborlight.papers.filling import fill
from harborlight.papers.joining import put_behind
from harborlight.papers.layout import divide, fits
from harborlight.papers.spare_fonts import SpareFont


@dataclass(frozen=True)
class OnPaper:
    """Measures texts against the boxes of one blank."""

    blank: Blank

    def fits(self, box: str, text: str) -> bool:
        return fits(self.blank.by_name[box], text, shrunk=True)

    def divide(self, box: str, text: str) -> tuple[str, str]:
        return divide(self.blank.by_name[box], text, shrunk=True)


@dataclass(frozen=True)
class ByRule:
    """What would stand in a box that was typed over, and the facts it would rest on.

    of: the one fact that the box asks for, answered or not; "" where it is no such box.
    """

    value: str | bool
    paths: Sequence[str]
    of: str = ""


@dataclass(frozen=True)
class Made:
    """A filled form with everything that a person must still see to.

    by_rule: of the boxes that were typed over, what they would say without it.
    """

    pdf: bytes
    pages: int
    composed: Composed
    not_printed: tuple[NotPrinted, ...]
    by_rule: Mapping[str, ByRule] = field(default_factory=dict)


def make(
    pack: Pack,
    blank: Blank,
    facts: Mapping[str, Mapping[str, Any]],
    *,
    on: date,
    client: str,
    typed: Typed | None = None,
) -> Made:
    """Compose and fill one form; what has no room on it stands on sheets behind it.

    typed: by the full name of its box, what stands there instead of the answer.
    """
    paper = OnPaper(blank)
    composed = compose(pack, facts, paper, on=on, client=client)
    by_rule: Mapping[str, ByRule] = {}
    if typed:
        by_rule = ruled(pack, composed, typed, client)
        bent, beside = typed_into(pack, typed)
        composed = compose(bent, facts, paper, on=on, client=client)
        used = {box: tuple(rule.paths) for box, rule in by_rule.items()}
        composed = replace(
            composed,
            values={**composed.values, **beside},
            used={**composed.used, **used},
        )
    filled = fill(blank, composed.values, spare_fonts())
    if not composed.continued:
        return Made(filled.pdf, blank.pages, composed, filled.problems, by_rule)
    sheets = further_sheets(pack, composed, facts, client)
    pdf, more = put_behind(filled.pdf, sheets)
    return Made(pdf, blank.pages + more, composed, filled.problems, by_rule)


def ruled(
    pack: Pack, composed: Composed, boxes: Iterable[str], client: str = ""
) -> dict[str, ByRule]:
    """What the rules put into these boxes, and into the other ticks of their questions.

    client: whose form it is, where it may be of several.
    """
    rows, found = box_rows(pack), {}
    for name in boxes:
        row = rows[name].row if name in rows else None
        beside = [*row.boxes.values()] if isinstance(row, Choice) else [name]
        used = (composed.used[one] for one in beside if one in composed.used)
        paths = next(used, ())
        empty = False if isinstance(row, Choice) else ""
        for one in beside:
            value = composed.values.get(one, empty)
            found[one] = ByRule(value, paths, _asks_for(pack, row, client))
    return found


def _asks_for(pack: Pack, row: TextBox | Choice | None, client: str) -> str:
    """The path of the one fact that a box of text says."""
    if not isinstance(row, TextBox) or row.value.kind != "fact":
        return ""
    paths = [*real_paths(pack, row.value.path, client)]
    return paths[0] if len(paths) == 1 else ""


@cache
def spare_fonts() -> tuple[SpareFont, ...]:
    """For letters that the forms' own font lacks (Ł, ễ, Ж): as wide as Courier's."""
    files = importlib.resources.files("fontpkg_ibm_plex_mono") / "files"
    return (SpareFont((files / "IBMPlexMono-Bold.ttf").read_bytes()),)
