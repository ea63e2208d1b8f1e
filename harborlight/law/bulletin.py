"""The Visa Bulletin: its tables as people paste them, and whether a date is current."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from harborlight.law.book import HERE

CURRENT, NONE = "C", "U"
# {category: {area: "C", "U" or a day, ISO 8601}}
Chart = Mapping[str, Mapping[str, str]]
_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN"]
_MONTHS += ["JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_DAY = re.compile(r"([0-9]{1,2})[- ]?([A-Z]{3})[- ]?([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class BadTable(Exception):
    """What was pasted is no table of the bulletin.

    code: "no areas" (no line names the areas), "row" (the row has another number of
    cells), "cell" (a cell is no day, C or U), "twice" (a category stands there twice),
    "empty" (no row). line: its number, from 1; text: what stands there.
    """

    def __init__(self, code: str, line: int = 0, text: str = "") -> None:
        super().__init__(code, line, text)
        self.code, self.line, self.text = code, line, text


@cache
def _book() -> dict[str, Any]:
    content = yaml.load((HERE / "bulletin.yaml").read_text(), Loader=yaml.CSafeLoader)
    return dict(content)


def categories() -> dict[str, Mapping[str, str]]:
    """What each category is called, by language."""
    return {key: entry["label"] for key, entry in _book()["categories"].items()}


def areas() -> dict[str, Mapping[str, str]]:
    return {key: entry["label"] for key, entry in _book()["areas"].items()}


def read_chart(text: str, month: date) -> dict[str, dict[str, str]]:
    """A chart out of pasted lines: a line that names the areas, then a row a category.

    Cells lie between tabs, commas, bars or two blanks. Years of two digits are the last
    that are not after the month.
    """
    found: dict[str, dict[str, str]] = {}
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = _cells(line)
        named = [_name("areas", cell) for cell in cells]
        if sum(map(bool, named)) > 1:
            columns = [name for name in named if name]
            continue
        category = _name("categories", cells[0]) if cells else ""
        if not category:
            continue
        if not columns:
            raise BadTable("no areas", number, line.strip())
        if category in found:
            raise BadTable("twice", number, line.strip())
        found[category] = _row(cells[1:], columns, month, number, line)
    if not found:
        raise BadTable("empty")
    return found


def _row(
    cells: Sequence[str], columns: Sequence[str], month: date, number: int, line: str
) -> dict[str, str]:
    if len(cells) != len(columns):
        raise BadTable("row", number, line.strip())
    return {
        area: _cell(cell, month, number)
        for area, cell in zip(columns, cells, strict=True)
    }


def _cells(line: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", line).strip().strip("|")
    for between in ("\t", "|", ";", ","):
        if between in plain:
            parts = plain.split(between)
            return [part.strip().strip('"').strip() for part in parts]
    return [part.strip() for part in re.split(r"\s{2,}", plain) if part.strip()]


def _name(kind: str, cell: str) -> str:
    """The category or area that a cell names; "" if none."""
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", cell.casefold()).split())
    best = ("", "")
    for key, entry in _book()[kind].items():
        for name in entry["names"]:
            begins = plain == str(name) or plain.startswith(f"{name} ")
            if begins and len(str(name)) > len(best[0]):
                best = (str(name), key)
    return best[1]


def _cell(text: str, month: date, line: int) -> str:
    plain = text.strip().upper()
    if plain in (CURRENT, NONE):
        return plain
    if plain == "UNAVAILABLE":
        return NONE
    try:
        if _ISO.fullmatch(plain):
            return date.fromisoformat(plain).isoformat()
        if found := _DAY.fullmatch(plain):
            day, name, year = found.groups()
            return _day(int(day), name, int(year), month).isoformat()
    except ValueError:
        pass
    raise BadTable("cell", line, text)


def _day(day: int, name: str, year: int, month: date) -> date:
    if year < 100:
        year += month.year // 100 * 100
        year -= 100 if year > month.year else 0
    return date(year, _MONTHS.index(name) + 1, day)


def cell_of(chart: Chart, category: str, area: str) -> str:
    """What a chart says; an area without a column is under all others. "": nothing."""
    row = chart.get(category, {})
    return row.get(area) or row.get("all", "")


def is_current(cell: str, priority: date) -> bool | None:
    """Whether a number is there for a priority date; None: the chart does not say."""
    if not cell:
        return None
    if cell in (CURRENT, NONE):
        return cell == CURRENT
    return priority < date.fromisoformat(cell)


@dataclass(frozen=True)
class Movement:
    """How a cell moved. kind: "forward", "back", "same", "opened" (to C, or out of U),
    "closed" (to U, or out of C), "new" (nothing before). days: forward or back."""

    kind: str
    days: int = 0


def movement(before: str, now: str) -> Movement:
    """How a cell moved from one month to another."""
    if not before or not now:
        return Movement("new")
    if before == now:
        return Movement("same")
    if now == CURRENT or before == NONE:
        return Movement("opened")
    if now == NONE or before == CURRENT:
        return Movement("closed")
    days = (date.fromisoformat(now) - date.fromisoformat(before)).days
    return Movement("forward" if days > 0 else "back", abs(days))
