"""The rows of a pack's file: from the words of the data file to boxes and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from harborlight.law.pack_conditions import Condition, word
from harborlight.law.pack_types import Choice, Empty, More, Place, TextBox, Value
from harborlight.law.pack_value_rows import (
    VALUE_WORDS,
    BadRow,
    Row,
    condition,
    read_value,
)

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
# The same parts in the words that the forms print.
ADDRESS_LABELS = {
    "street": "Street number and name",
    "unit": "Unit number",
    "city": "City or town",
    "state": "State",
    "zip": "ZIP code",
    "province": "Province",
    "postal_code": "Postal code",
    "country": "Country",
}
_FORMS_OF = {"state": "state", "zip": "zip", "country": "country"}
# Numbers and dates of which a part would be another number or date.
_WHOLE = {"phone", "digits", "a_number", "date", "zip"}
_UNITS = {"apt": 0, "ste": 1, "flr": 2}
_NOT_VALUE = ("item", "if", "partial")
_SHARED = {"when", "required", "if"}
_KEYS = {
    "box": {
        "item",
        "box",
        "as",
        "words",
        "plus",
        "of",
        "with",
        "none",
        "na",
        "whole",
        "fixed",
        "label",
        "partial",
        *VALUE_WORDS,
    },
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
        """The full field name of a box of this section; "=..." is a full name already."""
        if name.startswith("="):
            return name.removeprefix("=")
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


def _required(row: Row) -> Condition | bool:
    given = row.get("required", False)
    return given if isinstance(given, bool) else condition(row, "required") or False


def _text(row: Row, section: Section) -> Iterator[Box]:
    value = read_value(
        {key: part for key, part in row.items() if key not in _NOT_VALUE}
    )
    yield TextBox(
        section.place(row["item"]),
        section.box(row["box"]),
        replace(value, when=condition(row, "if")) if "if" in row else value,
        when=condition(row),
        required=_required(row),
        none=str(row.get("none", "")),
        na=condition(row, "na"),
        whole=bool(row.get("whole", value.form in _WHOLE)),
        fixed=bool(row.get("fixed", False)),
        label=str(row.get("label", "")),
        partial=row.get("partial"),
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
            Value("fact", f"{row['name']}.{part}", when=condition(row, "if")),
            when=condition(row),
            required=_required(row) if part != "middle" else False,
            na=condition(row, "na") if part == "family" else None,
            label=f"{part.capitalize()} name",
        )


def _address(row: Row, section: Section) -> Iterator[Box]:
    """The boxes of an address, lettered in order: 12.a street, 12.b unit, and so on.

    Newer forms print one number and no letters; `letter` is then "".
    """
    first = str(row.get("letter", "a"))
    letters = iter("abcdefghij"["abcdefghij".index(first) :] if first else ())
    for part in row.get("has", ADDRESS):
        letter = next(letters, "")
        place = section.place(f"{row['items']}.{letter}" if letter else row["items"])
        names = row.get("names", {})
        pattern = str(row["boxes"]).replace("{}", letter)
        box = section.box(names.get(part) or pattern.replace("*", ADDRESS[part]))
        yield _part_of_address(row, place, part, box)
        if part == "unit" and (units := _unit_boxes(row, section, pattern)):
            yield _unit(row, place, units)


def _unit_boxes(row: Row, section: Section, pattern: str) -> dict[str, str]:
    """The check boxes for apartment, suite and floor: an index, a whole name, or none."""
    stem, units = pattern.replace("*", "Unit"), {**_UNITS, **row.get("units", {})}
    return {
        kind: section.box(f"{stem}[{at}]" if isinstance(at, int) else str(at))
        for kind, at in units.items()
        if at is not None
    }


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
        whole=part == "zip",
        label=ADDRESS_LABELS[part],
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
    place, required = section.place(row["item"]), _required(row)
    yield More(place, value, when=condition(row), required=required)


def _empty(row: Row, section: Section) -> Iterator[Box]:
    for name in row["empty"]:
        yield Empty(section.box(name), str(row["because"]))


_READERS: Mapping[str, Callable[[Row, Section], Iterator[Box]]] = {
    "box": _text,
    "choose": _choose,
    "tick": _tick,
    "name": _name,
    "address": _address,
    "more": _more,
    "empty": _empty,
}
