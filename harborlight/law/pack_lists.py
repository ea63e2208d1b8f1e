"""Histories in the order in which a form wants them: most recent first, five years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.law.pack_conditions import Reader, holds, is_known, undecided
from harborlight.law.pack_types import ListView

Entry = Mapping[str, object]


@dataclass(frozen=True)
class Listed:
    """One entry and its place in the stored list; an entry of None is an empty slot.

    perhaps: the question that decides whether an entry has this place at all:
    "[1].current" of the empty slot for what is so now, "[2].country" of a job abroad.
    """

    index: int
    entry: Entry | None
    perhaps: str = ""


@dataclass(frozen=True)
class Arranged:
    """The entries for the form, and those that it does not ask for."""

    shown: tuple[Listed, ...]
    left_out: tuple[Listed, ...] = ()


def arranged(
    view: ListView,
    entries: Sequence[Entry],
    *,
    on: date,
    elsewhere: frozenset[int] = frozenset(),
    since: date | None = None,
) -> Arranged:
    """The group's entries as the view wants them.

    `on` is the day from which the window of years is counted back; `elsewhere` are the
    places of entries that another list shows already; `since` is the day before which
    an entry ended that is not asked for.
    """
    listed = [
        Listed(index, entry, _asks(view, index, entry))
        for index, entry in enumerate(entries)
    ]
    wanted = [row for row in listed if _wanted(view, row, on, elsewhere)]
    recent = [row for row in wanted if _recent(row, _first_day(view, on, since))]
    ordered = sorted(recent, key=lambda row: _order(view, row), reverse=True)
    if view.order == "given":
        ordered = recent
    if view.current_first and not (ordered and _current(ordered[0])):
        ordered = [Listed(len(listed), None, _perhaps(ordered)), *ordered]
    old = tuple(row for row in wanted if row not in recent)
    return Arranged(tuple(ordered), old)


def _perhaps(ordered: Sequence[Listed]) -> str:
    """Asks whether the first entry that may be the present one is: unsaid, no end."""
    for row in ordered:
        entry = row.entry or {}
        if not is_known(entry.get("current")) and not is_known(entry.get("to")):
            return f"[{row.index}].current"
    return ""


def _asks(view: ListView, index: int, entry: Entry) -> str:
    """What must be answered to know whether this entry is of those that are wanted."""
    asks = undecided(view.where, _reader(entry))
    return f"[{index}].{asks[0].removeprefix('it.')}" if asks else ""


def _reader(entry: Entry) -> Reader:
    return lambda path: entry.get(path.removeprefix("it."))


def latest(value: object) -> date | None:
    """The last day that a partial date can mean; None when it is not known, or no day."""
    parts = str(value or "").split("-")
    if not all(part.isdigit() for part in parts):
        return None
    year, month, day = (*map(int, parts), 0, 0)[:3]
    month = month or 12
    try:
        return date(year, month, day or monthrange(year, month)[1])
    except ValueError:
        return None


def bounds(value: object) -> tuple[date, ...]:
    """The first and the last day that a partial date can mean; nothing where none is."""
    last = latest(value)
    if last is None:
        return ()
    year, month, day = (*map(int, str(value).split("-")), 0, 0)[:3]
    return date(year, month or 1, day or 1), last


def _wanted(view: ListView, row: Listed, on: date, elsewhere: frozenset[int]) -> bool:
    entry = row.entry or {}
    return (
        row.index not in elsewhere
        and (bool(row.perhaps) or holds(view.where, _reader(entry)))
        and _days(entry, on) >= view.longer_than_days
        and _young(view, entry, on)
    )


def _young(view: ListView, entry: Entry, on: date) -> bool:
    """Whether it is of the age that the form asks for; who has no birth date may be."""
    born = latest(entry.get("birth_date"))
    limit = view.younger_than
    return not limit or born is None or born > _years_before(on, limit)


def _first_day(view: ListView, on: date, since: date | None) -> date:
    """The day from which on the form asks."""
    years = _years_before(on, view.within_years) if view.within_years else date.min
    return max(years, since or date.min)


def _recent(row: Listed, first_day: date) -> bool:
    """Whether the entry reaches into the time that the form asks for."""
    ended = latest((row.entry or {}).get("to"))
    return _current(row) or ended is None or ended >= first_day


def _years_before(on: date, years: int) -> date:
    last = monthrange(on.year - years, on.month)[1]
    return date(on.year - years, on.month, min(on.day, last))


def _days(entry: Entry, on: date) -> int:
    """How long it lasted; an unknown beginning counts as long enough to be listed."""
    begun = latest(entry.get("from")) or date.min
    ended = latest(entry.get("to")) or on
    return (ended - begun).days


def _current(row: Listed) -> bool:
    return row.entry is not None and row.entry.get("current") == "yes"


def _order(view: ListView, row: Listed) -> tuple[bool, date, date]:
    entry = row.entry or {}
    if view.order != "recent":
        return False, latest(entry.get(view.order)) or date.min, date.min
    return (
        _current(row),
        latest(entry.get("to")) or date.min,
        latest(entry.get("from")) or date.min,
    )
