"""From the facts of a case to a filled form: the law says what, the craft how."""

from __future__ import annotations

import importlib.resources
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from harborlight.filings.further import further_sheets
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
class Made:
    """A filled form with everything that a person must still see to."""

    pdf: bytes
    pages: int
    composed: Composed
    not_printed: tuple[NotPrinted, ...]


def make(
    pack: Pack,
    blank: Blank,
    facts: Mapping[str, Mapping[str, Any]],
    *,
    on: date,
    client: str,
) -> Made:
    """Compose and fill one form; what has no room on it stands on sheets behind it."""
    composed = compose(pack, facts, OnPaper(blank), on=on, client=client)
    filled = fill(blank, composed.values, spare_fonts())
    if not composed.continued:
        return Made(filled.pdf, blank.pages, composed, filled.problems)
    sheets = further_sheets(pack, composed, facts, client)
    pdf, more = put_behind(filled.pdf, sheets)
    return Made(pdf, blank.pages + more, composed, filled.problems)


@cache
def spare_fonts() -> tuple[SpareFont, ...]:
    """For letters that the forms' own font lacks (Ł, ễ, Ж): as wide as Courier's."""
    files = importlib.resources.files("fontpkg_ibm_plex_mono") / "files"
    return (SpareFont((files / "IBMPlexMono-Bold.ttf").read_bytes()),)
