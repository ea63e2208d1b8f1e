"""What a site without an interface asks, in its own order: for whoever types it there.

    site = site_sheet("ds-260")
    for section in site.sections: ...

The files stand in `law/sites/`; `law/sites/README.md` explains their words. Nothing here
signs in anywhere: a person types, and these rows say what comes next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from harborlight.law.book import SAID, BadBook, Cited
from harborlight.law.destinations import destinations
from harborlight.law.letters import without_accents
from harborlight.law.pack_conditions import Condition
from harborlight.law.pack_types import EntryChoice, EntryView, ListView, Value
from harborlight.law.pack_value_rows import BadRow, Row, condition, read_value

SITES_FOLDER = Path(__file__).with_name("sites")
# How a day is typed: 04/09/1990, or 09-APR-1990.
MONTH_FIRST, DAY_FIRST = "month first", "day first"
_MONTHS = [
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
]


@dataclass(frozen=True)
class SiteLine:
    """One question of the site. value: None where the house keeps no answer to it.

    label: in the site's own words and language. limit: the most characters it takes, 0:
    none is known. notes: by language, what whoever types must know.
    """

    label: str
    value: Value | None = None
    when: Condition | None = None
    limit: int = 0
    notes: Mapping[str, str] | None = None


@dataclass(frozen=True)
class SiteSection:
    """A page of the site. each: the list of whose entries its lines are asked, or "".

    submits: with this page it is filed; what is typed before it is a draft there.
    """

    key: str
    name: str
    lines: Sequence[SiteLine]
    each: str = ""
    when: Condition | None = None
    submits: bool = False


@dataclass(frozen=True)
class Site(Cited):
    """The sheet of one form of one site; see the head of sites/README.md.

    forms: the first is the one that is typed or uploaded, the others go with it. `lists`
    and `entries` are read as those of a form pack are.
    """

    key: str
    forms: Sequence[str]
    agency: str
    place: str
    names: Mapping[str, str]
    clients: Sequence[str]
    is_upload: bool
    destination: str
    dates: str
    capitals: bool
    plain_letters: bool
    none: str
    unknown: str
    rules: Sequence[Mapping[str, str]]
    lists: Mapping[str, ListView]
    entries: Mapping[str, EntryView]
    sections: Sequence[SiteSection]

    @property
    def form(self) -> str:
        return self.forms[0]

    def day(self, value: str) -> str:
        """A day "1990-04-09", or as much of it as is known, as the site wants it typed."""
        year, *rest = value.split("-")
        if self.dates == MONTH_FIRST:
            return "/".join([*rest, year])
        month = [_MONTHS[int(rest[0]) - 1]] if rest else []
        return "-".join([*rest[1:], *month, year])

    def typed(self, text: str) -> str:
        """Words as the site takes them: without accents, in capitals."""
        if self.plain_letters:
            text = without_accents(text)
        return text.upper() if self.capitals else text

    def takes(self, text: str) -> bool:
        """Whether the site takes every letter of it."""
        return not self.plain_letters or text.isascii()


class NoSuchSite(LookupError):
    """The book has no sheet of this name."""


@cache
def site_sheets() -> dict[str, Site]:
    """Every sheet by its key. BadBook names the file and what is wrong with it."""
    found = {}
    for file in sorted(SITES_FOLDER.glob("*.yaml")):
        try:
            found[file.stem] = _site(file.stem, _read(file))
        except (BadBook, BadRow, KeyError, TypeError, ValueError) as error:
            raise BadBook(f"sites/{file.name}: {error}") from error
    return found


def site_sheet(key: str) -> Site:
    """One sheet. Raises NoSuchSite."""
    try:
        return site_sheets()[key]
    except KeyError:
        raise NoSuchSite(key) from None


def sheets_for(form: str) -> list[Site]:
    """The sheets by which a form can be filed on a site, whichever form they begin with."""
    return [one for one in site_sheets().values() if form in one.forms]


def pieces_of(text: str, limit: int) -> list[str]:
    """A text in pieces that the site takes, broken between words where there are some."""
    if not limit or len(text) <= limit:
        return [text] if text else []
    head = text[: limit + 1]
    cut = max(head.rfind(" "), head.rfind("\n"))
    cut = cut if cut > limit // 2 else limit
    return [text[:cut].rstrip(), *pieces_of(text[cut:].lstrip(), limit)]


def _read(file: Path) -> dict[str, Any]:
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not data.get("source") or not data.keys() >= SAID:
        raise BadBook("it needs source, effective_from and reviewed.")
    return dict(data)


def _site(key: str, data: dict[str, Any]) -> Site:
    given = {**_HEAD, **data}
    for text in [given["names"], *given["rules"]]:
        if not {"en", "es"} <= text.keys():
            raise BadBook("every text for people needs en and es.")
    if given["destination"] not in destinations():
        raise BadBook(f"no such destination: {given['destination']}")
    if given["dates"] not in (MONTH_FIRST, DAY_FIRST):
        raise BadBook(f"no such way to write a day: {given['dates']}")
    given["lists"] = {name: _list(row) for name, row in given["lists"].items()}
    given["entries"] = {name: _entry(row) for name, row in given["entries"].items()}
    given["sections"] = tuple(_sections(given["sections"], given["lists"]))
    if sum(one.submits for one in given["sections"]) != 1:
        raise BadBook("one of the sections says `submits: true`: with it it is filed.")
    return Site(**{**given, "key": key})


_HEAD: Mapping[str, Any] = {
    "is_upload": False,
    "dates": MONTH_FIRST,
    "capitals": False,
    "plain_letters": False,
    "none": "None",
    "unknown": "Unknown",
    "lists": {},
    "entries": {},
}


def _list(row: Row) -> ListView:
    given = {**row, "when": condition(row), "where": condition(row, "where")}
    return ListView(**given)


def _entry(row: Row) -> EntryView:
    return EntryView((EntryChoice(str(row["use"]), int(row.get("slot", 0))),))


def _sections(
    rows: Sequence[Row], lists: Mapping[str, object]
) -> Iterator[SiteSection]:
    keys: set[str] = set()
    for row in rows:
        key, each = str(row["key"]), str(row.get("each", ""))
        if key in keys or (each and each not in lists):
            raise BadBook(f"section {key}: it stands twice, or has no list {each}.")
        keys.add(key)
        lines = tuple(_line(one) for one in row["lines"])
        submits = bool(row.get("submits", False))
        yield SiteSection(key, str(row["name"]), lines, each, condition(row), submits)


def _line(row: Row | Sequence[str]) -> SiteLine:
    """[label], [label, path] or [label, path, as]; or all of it by name."""
    if isinstance(row, Sequence):
        label, path, form, *_ = *row, "", ""
        value = read_value({"fact": path, "as": form}) if form else None
        return SiteLine(label, value or (Value("fact", path) if path else None))
    said = {key: one for key, one in row.items() if key not in _OF_LINE}
    return SiteLine(
        str(row["label"]),
        read_value(said) if said else None,
        condition(row),
        int(row.get("limit", 0)),
        row.get("note"),
    )


_OF_LINE = ("label", "when", "limit", "note")
