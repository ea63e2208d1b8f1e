"""The values that a pack's rows state: from the words of the data file to Value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from harborlight.law.pack_conditions import (
    BadCondition,
    Condition,
    read_condition,
    word,
)
from harborlight.law.pack_formats import FORMS
from harborlight.law.pack_tell import WORDS
from harborlight.law.pack_types import Value

Row = Mapping[str, Any]
VALUE_WORDS = {
    "fact",
    "say",
    "count",
    "since",
    "bracket",
    "sum",
    "total",
    "first",
    "join",
    "name_of",
    "address_of",
    "age_of",
    "until",
}


class BadRow(ValueError):
    """A row of a pack must be one of the known kinds, whole and without other words."""


def read_value(row: object) -> Value:
    """The value that a row (or a bare path) states; BadRow with the reason."""
    if isinstance(row, str):
        return Value("fact", row)
    if not isinstance(row, Mapping):
        raise BadRow(f"a value is a path or a mapping, not {row!r}")
    kinds = VALUE_WORDS & set(row)
    if len(kinds) != 1:
        raise BadRow(
            f"a value has one of {', '.join(sorted(VALUE_WORDS))}: {dict(row)!r}"
        )
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
    words = _words(row)
    return Value("fact", str(path), form=_form(row), words=words, when=_when(row))


def _form(row: Row) -> str:
    form = str(row.get("as", "text"))
    if form not in FORMS:
        raise BadRow(f"no such format: {form}")
    return form


def _sum(row: Row, parts: Any) -> Value:
    inner = tuple(read_value(part) for part in parts)
    return Value("sum", form=_form(row), parts=inner, when=_when(row))


def _total(row: Row, name: Any) -> Value:
    of = str(row["of"])
    return Value("total", str(name), text=of, form=_form(row), when=_when(row))


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
    "since": lambda row, path: Value(
        "since", path, plus=int(row["years"]), when=_when(row)
    ),
    "bracket": lambda row, path: Value(
        "bracket", path, text=" ".join(map(str, row["up_to"])), when=_when(row)
    ),
    "sum": _sum,
    "total": _total,
    "first": _parts("first"),
    "join": _parts("join"),
    "name_of": lambda row, path: Value("name", path, when=_when(row)),
    "address_of": lambda row, path: Value("address", path, when=_when(row)),
    "age_of": lambda row, path: Value("age", path, when=_when(row)),
    "until": lambda row, path: until(path),
}
