"""Many processing times at once: a table of the agency's figures, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from harborlight.agency.number_forms import TimesForm

MOST = 500
COLUMNS = ("form", "office", "low", "high", "published_on", "source")


@dataclass(frozen=True)
class TimesLine:
    """One line of the table. said: the arguments of `enter_times`; wrong: why it cannot
    be taken, "" if it can."""

    n: int
    text: str
    said: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""


def read_times(text: str, *, today: date) -> list[TimesLine]:
    """What each line says; nothing is written down yet."""
    found: list[TimesLine] = []
    seen: set[tuple[Any, ...]] = set()
    for n, line, cells in _rows(text):
        one = _line(n, line, cells, today)
        key = tuple(one.said.get(name) for name in ("form", "office", "published_on"))
        if one.said and key in seen:
            one = TimesLine(n, line, wrong=gettext("This stands above already."))
        seen.add(key)
        found.append(one)
    return found


def takable(lines: Sequence[TimesLine]) -> list[TimesLine]:
    """The lines of which nothing is wrong."""
    return [one for one in lines if not one.wrong]


def _rows(text: str) -> Iterator[tuple[int, str, list[str]]]:
    for n, line in enumerate(text.splitlines()[:MOST], 1):
        between = next((one for one in "\t;" if one in line), ",")
        cells = next(csv.reader([line], delimiter=between), [])
        cells = [cell.strip() for cell in cells]
        is_heading = n == 1 and not any(char.isdigit() for char in "".join(cells[2:]))
        if any(cells) and not is_heading:
            yield n, line, cells


def _line(n: int, text: str, cells: list[str], today: date) -> TimesLine:
    if len(cells) != len(COLUMNS):
        said = gettext("It has %(have)s columns instead of %(want)s.")
        return TimesLine(
            n, text, wrong=said % {"have": len(cells), "want": len(COLUMNS)}
        )
    form = TimesForm(dict(zip(COLUMNS, cells, strict=True)), today=today)
    if form.is_valid():
        return TimesLine(n, text, form.cleaned_data)
    wrong = [
        f"{form.fields[name].label}: {' '.join(map(str, why))}"
        for name, why in form.errors.items()
    ]
    return TimesLine(n, text, wrong=" ".join(wrong))
