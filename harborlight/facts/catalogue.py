"""The catalogue of facts: what we may know of a person or a case, and its shape.

    entry = catalogue().entry("petitioner.addresses[2].street")
    value = accept(entry, text, on=today)        # accepting.py
    words = shown(entry, value, language="es")   # showing.py

Facts of a case travel as one plain structure, every value a string:

    {"petitioner": {"name": {"family": "Rivas", ...}, "addresses": [{...}, {...}]},
     "beneficiary": {...}, "case": {...}, "attorney": {...}, "firm": {...}}

Two words mean the same everywhere: "unknown" (the person does not know) and "none" (the
person has none); an entry says which of them it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import yaml

from harborlight.facts.own import read_own
from harborlight.law.pack_conditions import NONE, UNKNOWN, word

FILE = Path(__file__).with_suffix(".yaml")
LANGUAGES = ("en", "es")
TYPES = frozenset(
    {"text", "long_text", "name", "date", "yes_no", "choice", "choices", "country"}
    | {"us_state", "phone", "email", "a_number", "ssn", "uscis_account", "i94"}
    | {"passport_number", "zip", "integer", "height", "weight", "receipt_number"}
    | {"work_category", "money"}
)
# Whose fact it is: the parties of a case are persons.
SUBJECTS = {
    "petitioner": "person",
    "beneficiary": "person",
    "applicant": "person",
    "sponsor": "person",
    "case": "case",
    "attorney": "attorney",
    "firm": "firm",
}
_PLACE_IN_GROUP = re.compile(r"\[\d+\]")


class BadCatalogue(ValueError):
    """The catalogue must be whole; the message names the entry and the reason."""


class NoSuchFact(KeyError):
    """Only facts of the catalogue are kept."""


@dataclass(frozen=True)
class Option:
    """One answer of a choice. `common` ones are offered first."""

    value: str
    labels: Mapping[str, str]
    common: bool = True


@dataclass(frozen=True)
class Entry:
    """One fact: its path, its type, and what may be said of it.

    `of` is person, case, attorney or firm; `group` the repeating group it is part of
    ("" when it stands alone); `native` the companion path in the person's own script.
    """

    path: str
    of: str
    type: str
    labels: Mapping[str, str]
    secret: bool = False
    max: int = 0
    partial: bool = False
    past: bool = False
    may_be: frozenset[str] = frozenset()
    options: tuple[Option, ...] = ()
    options_from: str = ""
    native: str = ""

    @property
    def group(self) -> str:
        """The repeating group that the fact belongs to, or ""."""
        return self.path.partition("[]")[0] if "[]" in self.path else ""

    @property
    def name(self) -> str:
        """The fact's own name inside its group: "street" of "addresses[].street"."""
        return self.path.partition("[].")[2] or self.path

    def label(self, language: str) -> str:
        """What it is called in a language; in English when there is no other."""
        return self.labels.get(language, self.labels["en"])


@dataclass(frozen=True)
class Group:
    """A repeating group. A `history` has current, from and to, and may have gaps."""

    name: str
    of: str
    labels: Mapping[str, str]
    history: bool = False
    at_most: int = 30


class Entries(dict[tuple[str, str], Entry]):
    """The entries of the file, by whose they are and their path; and whatever a firm asks
    of its own (own.py), which stands in no list."""

    def __contains__(self, key: object) -> bool:
        return super().__contains__(key) or _own(key) is not None

    def __missing__(self, key: tuple[str, str]) -> Entry:
        found = _own(key)
        if found is None:
            raise KeyError(key)
        return found


@cache
def _own(key: object) -> Entry | None:
    of, path = key if isinstance(key, tuple) else ("", "")
    own = read_own(path) if of == "person" else None
    if own is None:
        return None
    kind, name = own
    labels = dict.fromkeys(LANGUAGES, name)
    longest = _LONGEST.get(kind, 0)
    return Entry(path, of, kind, labels, max=longest, partial=kind == "date")


@dataclass(frozen=True)
class Catalogue:
    """All entries and groups, by whose they are and their path."""

    entries: Mapping[tuple[str, str], Entry]
    groups: Mapping[tuple[str, str], Group] = field(default_factory=dict)

    def entry(self, path: str) -> Entry:
        """The entry of a full path like "petitioner.addresses[2].street".

        NoSuchFact when the subject or the fact is not of the catalogue.
        """
        key = self._key(path)
        if key not in self.entries:
            raise NoSuchFact(path)
        return self.entries[key]

    def group(self, path: str) -> Group:
        """The group of a full path like "beneficiary.children"."""
        key = self._key(path)
        if key not in self.groups:
            raise NoSuchFact(path)
        return self.groups[key]

    def knows(self, path: str) -> bool:
        """Whether a full path is a fact or a group."""
        key = self._key(path)
        return key in self.entries or key in self.groups

    def of_group(self, path: str) -> tuple[Entry, ...]:
        """The entries of a group, in the order of the catalogue."""
        group = self.group(path)
        return self._of_groups.get((group.of, group.name), ())

    @cached_property
    def _of_groups(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        """Asked for each list of each questionnaire, so looked through once."""
        found: dict[tuple[str, str], tuple[Entry, ...]] = {}
        for entry in self.entries.values():
            key = (entry.of, entry.group)
            found[key] = (*found.get(key, ()), entry)
        return found

    def secrets(self) -> frozenset[tuple[str, str]]:
        """(whose, path) of every fact that must be kept encrypted."""
        return frozenset(key for key, entry in self.entries.items() if entry.secret)

    def _key(self, path: str) -> tuple[str, str]:
        subject, _, rest = path.partition(".")
        return SUBJECTS.get(subject, ""), _PLACE_IN_GROUP.sub("[]", rest)


def general(path: str) -> str:
    """A path without the places in its groups: addresses[2].street -> addresses[].street"""
    return _PLACE_IN_GROUP.sub("[]", path)


@cache
def catalogue() -> Catalogue:
    """The catalogue that Harborlight ships. BadCatalogue when its file is not in order."""
    return read_catalogue(FILE)


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue in a file. BadCatalogue names the file, the entry and the reason."""
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    entries: dict[tuple[str, str], Entry] = {}
    for of in dict.fromkeys(SUBJECTS.values()):
        for row in _rows(data[of], data["sets"]):
            entry = _entry(row, of, file.name)
            if (of, entry.path) in entries:
                raise BadCatalogue(f"{file.name}: {of} {entry.path} stands twice")
            entries[of, entry.path] = entry
    groups = {
        (row["of"], name): _group(name, row) for name, row in data["groups"].items()
    }
    whole = Catalogue(Entries(entries), groups)
    _check(whole, file.name)
    return whole


def _rows(rows: list[Any], sets: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows, with each named set put in where it is asked for."""
    for row in rows:
        if "set" not in row:
            yield row
            continue
        for part in sets[row["set"]]:
            yield {**part, "path": f"{row['at']}.{part['path']}", **_native(row, part)}


def _native(row: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, str]:
    """A state and a ZIP code are American: they have no companion in another script."""
    if "native" not in row or part["path"] in ("state", "zip"):
        return {}
    return {"native": f"{row['native']}.{part['path']}"}


def _entry(row: Mapping[str, Any], of: str, file: str) -> Entry:
    given = dict(row)
    labels = {language: given.pop(language, "") for language in LANGUAGES}
    given["may_be"] = frozenset(given.get("may_be", ()))
    given["options"] = tuple(_options(given.get("options", {})))
    try:
        entry = Entry(of=of, labels=labels, **given)
    except TypeError as error:
        raise BadCatalogue(f"{file}: {of} {row.get('path')}: {error}") from error
    return entry if entry.max else replace(entry, max=_LONGEST.get(entry.type, 0))


_LONGEST = {"name": 80, "email": 120, "text": 120, "long_text": 2000}


def _options(rows: Mapping[Any, Any]) -> Iterator[Option]:
    for value, texts in rows.items():
        labels = dict(zip(LANGUAGES, map(str, texts), strict=True))
        yield Option(word(value), labels)


def _group(name: str, row: Mapping[str, Any]) -> Group:
    labels = {language: row[language] for language in LANGUAGES}
    rest = {key: row[key] for key in ("history", "at_most") if key in row}
    return Group(name, row["of"], labels, **rest)


def _check(whole: Catalogue, file: str) -> None:
    for (of, path), entry in whole.entries.items():
        for reason in _faults(whole, entry):
            raise BadCatalogue(f"{file}: {of} {path}: {reason}")


def _faults(whole: Catalogue, entry: Entry) -> Iterator[str]:
    if entry.type not in TYPES:
        yield f"there is no type {entry.type}"
    if not all(entry.labels.values()):
        yield "it needs a name in every language"
    if entry.may_be - {UNKNOWN, NONE}:
        yield "may_be is unknown, none or both"
    chosen = entry.type in ("choice", "choices")
    if chosen != bool(entry.options or entry.options_from):
        yield "a choice has options, and nothing else has"
    if entry.group and (entry.of, entry.group) not in whole.groups:
        yield f"there is no group {entry.group}"
    if entry.native and (entry.of, entry.native) not in whole.entries:
        yield f"there is no fact {entry.native}"
