"""Reading a form pack from its file, with errors that name the file and the row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from harborlight.law.editions import edition_of
from harborlight.law.pack_blocks import Block
from harborlight.law.pack_rows import Box, Section, read_row
from harborlight.law.pack_tell import TELL
from harborlight.law.pack_types import (
    Choice,
    Empty,
    EntryChoice,
    EntryView,
    ListView,
    More,
    Pack,
    Place,
    Reminder,
    Signature,
    TextBox,
)
from harborlight.law.pack_value_rows import BadRow, Row, condition

SUBJECTS = (
    *("petitioner", "beneficiary", "applicant"),
    *("case", "attorney", "firm", "client", "it"),
)
PARTIES = (
    *("petitioner", "beneficiary", "applicant", "sponsor", "employer"),
    *("attorney", "client"),
)
# What a drafted pack says where a person must still say something (filings/pack_drafts).
TODO = "TODO"
HASH_LENGTH = 64
One = TypeVar("One")


class BadPack(ValueError):
    """A pack must be whole, without contradiction, and cited."""


def read_pack(file: Path) -> Pack:
    """The pack in a file; BadPack names the file, the row and what is wrong with it."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        _refuse_unsaid(data)
        pack = _pack(data, *_boxes(data))
        _check(pack)
    except (BadRow, KeyError, TypeError, ValueError, yaml.YAMLError) as error:
        name = "/".join(file.parts[-2:])
        raise BadPack(f"{name}: {_reason(error)}") from error
    return pack


def _reason(error: Exception) -> str:
    return f"lacks {error}" if isinstance(error, KeyError) else str(error)


def _refuse_unsaid(data: Row) -> None:
    """A draft is no pack: nothing may be left to say, not even in a place never read."""
    rows = [
        (f"page {given['page']}, Part {given.get('part', '')}, {_item(row)}", row)
        for given in data.get("sections") or ()
        for row in given["rows"] or ()
    ]
    places = [(f"the head, {key}", data[key]) for key in data if key != "sections"]
    unsaid = [place for place, row in (*places, *rows) if _is_unsaid(row)]
    if unsaid:
        rows_left = (
            f"{len(unsaid)} rows still say" if unsaid[1:] else "a row still says"
        )
        raise BadRow(f"a draft, not yet a pack: {rows_left} {TODO}; first {unsaid[0]}")


def _is_unsaid(row: object) -> bool:
    if isinstance(row, Mapping):
        return any(_is_unsaid(part) for pair in row.items() for part in pair)
    if isinstance(row, list):
        return any(_is_unsaid(part) for part in row)
    return isinstance(row, str) and (
        row == TODO or row.startswith((f"{TODO}.", f"{TODO}*"))
    )


def _item(row: Row) -> object:
    """What tells a row from its neighbours: its item, or what it is."""
    return row.get("item") or row.get("items") or "a row"


def _pack(data: Row, boxes: list[Box], sections: _Pages) -> Pack:
    accepted = _accepted(data)
    return Pack(
        form=_said(data, "form"),
        title=_said(data, "title"),
        agency=_said(data, "agency"),
        edition=_day(data, "edition"),
        source=_said(data, "source"),
        reviewed=_maybe_day(data, "reviewed"),
        accepted_from=_day(accepted, "from"),
        accepted_until=_maybe_day(accepted, "until"),
        accepted_source=_said(accepted, "source"),
        accepted_reviewed=_maybe_day(accepted, "reviewed"),
        blanks=tuple(data["blanks"]),
        wrong_tooltips=frozenset(map(str, data.get("wrong_tooltips", ()))),
        pages=data["pages"],
        reads=_said(data, "reads"),
        clients=tuple(data.get("clients", ())),
        signatures=tuple(_signature(row, sections) for row in data["signatures"]),
        lists=_named(data.get("lists", {}), _list),
        entries=_named(data.get("entries", {}), _entry),
        texts=tuple(box for box in boxes if isinstance(box, TextBox)),
        choices=tuple(box for box in boxes if isinstance(box, Choice)),
        more=tuple(box for box in boxes if isinstance(box, More)),
        empty=tuple(box for box in boxes if isinstance(box, Empty)),
        additional_part=str(data.get("additional_part", "")),
        blocks=tuple(_block(row, sections) for row in data.get("additional", [])),
        reminders=tuple(_reminder(row) for row in data.get("reminders", [])),
        filed_in=str(data.get("filed_in", "")),
    )


def _accepted(data: Row) -> Row:
    """When the edition is taken: as the pack says, else as the book does."""
    row = edition_of(str(data["form"]), _day(data, "edition"))
    if "accepted" in data or row is None:
        given: Row = data["accepted"]
        return given
    return {
        "from": row.effective_from,
        "until": row.until,
        "source": row.source,
        "reviewed": row.reviewed,
    }


class _Pages:
    """How the field names of each page begin and end."""

    def __init__(self, data: Row) -> None:
        self.prefix = str(data.get("box_prefix", ""))
        self.suffix = str(data.get("box_suffix", ""))
        self.others: Mapping[int, str] = data.get("box_prefixes", {})

    def section(self, part: object, page: int) -> Section:
        prefix = _of_page(self.others.get(page, self.prefix), page)
        return Section(str(part), page, prefix, self.suffix)


def _boxes(data: Row) -> tuple[list[Box], _Pages]:
    pages = _Pages(data)
    boxes: list[Box] = list(_barcodes(data))
    for given in data["sections"]:
        section = pages.section(given.get("part", ""), given["page"])
        for row in given["rows"]:
            boxes.extend(_row(row, section))
    return boxes, pages


def _row(row: Row, section: Section) -> list[Box]:
    try:
        return list(read_row(row, section))
    except (BadRow, KeyError, TypeError, ValueError) as error:
        where = f"page {section.page}, Part {section.part}, {_item(row)}"
        raise BadRow(f"{where}: {_reason(error)}") from error


def _barcodes(data: Row) -> Iterator[Empty]:
    given = data.get("barcodes") or ()
    if isinstance(given, str):
        given = [_of_page(given, page) for page in range(1, data["pages"] + 1)]
    for name in given:
        yield Empty(str(name), "the agency's own bar code")


def _of_page(pattern: str, page: int) -> str:
    """A field name's pattern for a page: {page} counts from 1, {} from 0."""
    return pattern.replace("{page}", str(page)).replace("{}", str(page - 1))


def _signature(row: Row, pages: _Pages) -> Signature:
    section = pages.section(row["part"], row["page"])
    dated = row.get("date_box")
    if row["party"] not in PARTIES:
        raise BadRow(f"nobody called {row['party']} signs")
    if ("when" in row) != ("spared" in row):
        raise BadRow(f"when does {row['party']} not sign, and why?")
    return Signature(
        row["party"],
        section.place(row["item"]),
        section.box(row["box"]),
        section.box(dated) if dated else "",
        condition(row),
        str(row.get("spared", "")),
    )


def _block(row: Row, pages: _Pages) -> Block:
    section = pages.section("", row["on_page"])
    names = (row.get("page"), row["part"], row["item"], row["text"])
    return Block(*(section.box(name) if name else "" for name in names))


def _reminder(row: Row) -> Reminder:
    when = condition(row)
    if when is None:
        raise BadRow(f"a reminder says when: {dict(row)!r}")
    place = Place(row["page"], str(row["part"]), str(row["item"]))
    return Reminder(str(row["code"]), place, when)


def _list(row: Row) -> ListView:
    given = dict(row)
    more = given.pop("more", None)
    given["when"], given["where"] = condition(row), condition(row, "where")
    place = Place(more["page"], str(more["part"]), str(more["item"])) if more else None
    view = ListView(**given, more=place)
    if place and view.tell not in TELL:
        raise BadRow(f"no way to tell {view.tell!r}")
    return view


def _entry(row: Any) -> EntryView:
    rows = row if isinstance(row, list) else [row]
    return EntryView(tuple(_entry_choice(one) for one in rows))


def _entry_choice(row: Row) -> EntryChoice:
    return EntryChoice(str(row["use"]), int(row.get("slot", 0)), condition(row))


def _named(rows: Mapping[str, Any], read: Callable[[Any], One]) -> dict[str, One]:
    named = {}
    for name, row in rows.items():
        try:
            named[name] = read(row)
        except (BadRow, KeyError, TypeError, ValueError) as error:
            raise BadRow(f"{name}: {_reason(error)}") from error
    return named


def _said(row: Row, key: str) -> str:
    words = row[key]
    if not isinstance(words, str) or not words.strip():
        raise BadRow(f"{key} must be said")
    return words.strip()


def _day(row: Row, key: str) -> date:
    day = row[key]
    if not isinstance(day, date):
        raise BadRow(f"{key} must be a day")
    return day


def _maybe_day(row: Row, key: str) -> date | None:
    return None if row[key] is None else _day(row, key)


def _check(pack: Pack) -> None:
    twice = [box for box, count in Counter(pack.all_boxes()).items() if count > 1]
    if twice:
        raise BadRow(f"stands twice: {', '.join(twice)}")
    for digest in pack.blanks:
        if len(digest) != HASH_LENGTH or not set(digest) <= set("0123456789abcdef"):
            raise BadRow(f"not a SHA-256: {digest}")
    _check_names(pack)


def _check_names(pack: Pack) -> None:
    for name, entry in pack.entries.items():
        for choice in entry.choices:
            if choice.slot and choice.use not in pack.lists:
                raise BadRow(f"{name}: there is no list {choice.use}")
    for name, view in pack.lists.items():
        if view.unless_shown_in and view.unless_shown_in not in pack.lists:
            raise BadRow(f"{name}: there is no list {view.unless_shown_in}")
