"""The rows of a pack's file: from the words of the data file to boxes and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from harborlight.law.pack_conditions import (
    BadCondition,
    Condition,
    read_condition,
    word,
)
from harborlight.law.pack_formats import FORMS
from harborlight.law.pack_tell import WORDS
from harborlight.law.pack_types import Choice, Empty, More, Place, TextBox, Value

Row = Mapping[str, Any]
Box = TextBox | Choice | More | Empty

# The parts of an address in the order in which the forms letter them, and the words that
# the agency's field names use for each.
ADDRESS = {
    "street": "StreetNumberName",
    "unit": "AptSteFlrNumber",
    "city": "CityOrTown",
    "state": "State",
    "zip": "ZipCode",
    "province": "Province",
    "postal_code": "PostalCode",
    "country": "Country",
}
_FORMS_OF = {"state": "state", "zip": "zip", "country": "country"}
_UNITS = {"apt": 0, "ste": 1, "flr": 2}
_VALUE = {"fact", "say", "count", "first", "join", "name_of", "address_of", "until"}
_SHARED = {"when", "required"}
_KEYS = {
    "box": {"item", "box", "as", "words", "plus", "with", "none", "na", *_VALUE},
    "choose": {"item", "choose", "boxes", "several"},
    "tick": {"item", "tick"},
    "name": {"name", "items", "boxes", "na"},
    "address": {
        *{"address", "items", "letter", "boxes", "has", "names", "units", "none"},
        "na",
    },
    "more": {"item", "more"},
    "empty": {"empty", "because"},
}


class BadRow(ValueError):
    """A row of a pack must be one of the known kinds, whole and without other words."""


@dataclass(frozen=True)
class Section:
    """The part and page that rows stand under, and how its field names begin and end."""

    part: str
    page: int
    prefix: str
    suffix: str

    def place(self, item: object) -> Place:
        """Where an item of this section is printed."""
        return Place(self.page, self.part, str(item))

    def box(self, name: str) -> str:
        """The full field name of a box of this section."""
        return self.prefix + name + ("" if name.endswith("]") else self.suffix)


def read_row(row: Row, section: Section) -> Iterator[Box]:
    """The boxes that one row of the file stands for; BadRow with the reason."""
    kind = next((key for key in _KEYS if key in row), None)
    if kind is None:
        raise BadRow(f"not a kind of row: {dict(row)!r}")
    unknown = set(row) - _KEYS[kind] - _SHARED
    if unknown:
        raise BadRow(f"unknown word {', '.join(sorted(unknown))} in {dict(row)!r}")
    yield from _READERS[kind](row, section)


def read_value(row: object) -> Value:
    """The value that a row (or a bare path) states; BadRow with the reason."""
    if isinstance(row, str):
        return Value("fact", row)
    if not isinstance(row, Mapping):
        raise BadRow(f"a value is a path or a mapping, not {row!r}")
    kinds = _VALUE & set(row)
    if len(kinds) != 1:
        raise BadRow(f"a value has one of {', '.join(sorted(_VALUE))}: {dict(row)!r}")
    (kind,) = kinds
    return _VALUES[kind](row, row[kind])


def condition(row: Row, key: str = "when") -> Condition | None:
    """The row's condition, or None when it has none."""
    if row.get(key) is None:
        return None
    try:
        return read_condition(row[key])
    except BadCondition as error:
        raise BadRow(str(error)) from error


def _fact(row: Row, path: Any) -> Value:
    form = row.get("as", "text")
    if form not in FORMS:
        raise BadRow(f"no such format: {form}")
    return Value("fact", str(path), form=form, words=_words(row), when=_when(row))


def _words(row: Row) -> Mapping[str, str] | None:
    """The form's own words for the answers: a named list, or written out in the row."""
    given = row.get("words")
    if given is None:
        return None
    if isinstance(given, str):
        return WORDS[given]
    return {word(key): str(text) for key, text in given.items()}


def _when(row: Row) -> Condition | None:
    """A row that is a box keeps its `when` for itself; an inner value has its own."""
    return None if "box" in row or "item" in row else condition(row)


def _parts(kind: str) -> Callable[[Row, Any], Value]:
    def read(row: Row, parts: Any) -> Value:
        between = str(row.get("with", " "))
        inner = tuple(read_value(part) for part in parts)
        return Value(kind, text=between, parts=inner, when=_when(row))

    return read


def until(path: str) -> Value:
    """The end of a stay or a job: PRESENT while it lasts."""
    lasts = Condition("is", f"{path}.current", ("yes",))
    present = Value("say", text="PRESENT", when=lasts)
    return Value("first", parts=(Value("fact", f"{path}.to", form="date"), present))


_VALUES: Mapping[str, Callable[[Row, Any], Value]] = {
    "fact": _fact,
    "say": lambda row, text: Value("say", text=word(text), when=_when(row)),
    "count": lambda row, path: Value(
        "count", path, plus=int(row.get("plus", 0)), when=_when(row)
    ),
    "first": _parts("first"),
    "join": _parts("join"),
    "name_of": lambda row, path: Value("name", path, when=_when(row)),
    "address_of": lambda row, path: Value("address", path, when=_when(row)),
    "until": lambda row, path: until(path),
}


def _required(row: Row) -> Condition | bool:
    given = row.get("required", False)
    return given if isinstance(given, bool) else condition(row, "required") or False


def _text(row: Row, section: Section) -> Iterator[Box]:
    yield TextBox(
        section.place(row["item"]),
        section.box(row["box"]),
        read_value({key: part for key, part in row.items() if key != "item"}),
        when=condition(row),
        required=_required(row),
        none=str(row.get("none", "")),
        na=condition(row, "na"),
    )


def _choose(row: Row, section: Section) -> Iterator[Box]:
    boxes = {word(key): section.box(name) for key, name in row["boxes"].items()}
    yield Choice(
        section.place(row["item"]),
        boxes,
        read_value(row["choose"]),
        when=condition(row),
        required=_required(row),
        several=bool(row.get("several", False)),
    )


def _tick(row: Row, section: Section) -> Iterator[Box]:
    """A single check box that is on when the condition holds."""
    boxes = {"yes": section.box(row["tick"])}
    value = Value("say", text="yes")
    yield Choice(section.place(row["item"]), boxes, value, when=condition(row))


def _name(row: Row, section: Section) -> Iterator[Box]:
    """Family, given and middle name; nobody is asked for a middle name by a form."""
    parts = zip(("family", "given", "middle"), row["items"], row["boxes"], strict=True)
    for part, item, box in parts:
        yield TextBox(
            section.place(item),
            section.box(box),
            Value("fact", f"{row['name']}.{part}"),
            when=condition(row),
            required=_required(row) if part != "middle" else False,
            na=condition(row, "na") if part == "family" else None,
        )


def _address(row: Row, section: Section) -> Iterator[Box]:
    """The boxes of an address, lettered in order: 12.a street, 12.b unit, and so on."""
    letters = iter("abcdefghi"["abcdefghi".index(row.get("letter", "a")) :])
    for part in row.get("has", ADDRESS):
        letter = next(letters)
        place = section.place(f"{row['items']}.{letter}")
        names = row.get("names", {})
        pattern = str(row["boxes"]).replace("{}", letter)
        box = section.box(names.get(part) or pattern.replace("*", ADDRESS[part]))
        yield _part_of_address(row, place, part, box)
        if part == "unit":
            units = {**_UNITS, **row.get("units", {})}
            stem = section.prefix + pattern.replace("*", "Unit")
            yield _unit(row, place, {kind: f"{stem}[{units[kind]}]" for kind in _UNITS})


def _part_of_address(row: Row, place: Place, part: str, box: str) -> TextBox:
    first = part == "street"
    return TextBox(
        place,
        box,
        Value("fact", f"{row['address']}.{part}", form=_FORMS_OF.get(part, "text")),
        when=condition(row),
        required=_address_required(row, part),
        none=str(row.get("none", "")) if first else "",
        na=condition(row, "na") if first else None,
    )


def _address_required(row: Row, part: str) -> Condition | bool:
    """Street, city and country always; state and ZIP code in the United States."""
    required = _required(row)
    if required is False or part in ("unit", "province", "postal_code"):
        return False
    if part not in ("state", "zip"):
        return required
    in_us = Condition("is", f"{row['address']}.country", ("US",))
    return in_us if required is True else Condition("all", parts=(required, in_us))


def _unit(row: Row, place: Place, boxes: Mapping[str, str]) -> Choice:
    kind = Value("fact", f"{row['address']}.unit_kind")
    return Choice(place, boxes, kind, when=condition(row))


def _more(row: Row, section: Section) -> Iterator[Box]:
    value = read_value(row["more"])
    yield More(section.place(row["item"]), value, when=condition(row))


def _empty(row: Row, section: Section) -> Iterator[Box]:
    for name in row["empty"]:
        yield Empty(section.box(name), str(row["because"]))


_READERS = {
    "box": _text,
    "choose": _choose,
    "tick": _tick,
    "name": _name,
    "address": _address,
    "more": _more,
    "empty": _empty,
}
