"""What each place that a packet goes to takes, and how its files are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from harborlight.law.book import BadBook, Cited, entries
from harborlight.law.letters import without_accents

# What one agency takes in names of files, and no other refuses.
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9 ._()-]+")
_LONGEST = 80


@dataclass(frozen=True)
class Destination(Cited):
    """A place and its limits; see the head of destinations.yaml.

    names and rules: by language. most_bytes: of one file, None: no limit is known.
    """

    key: str
    names: Mapping[str, str]
    most_bytes: int | None
    least_dpi: int
    shrinks_first: bool
    each_alone: bool
    is_paper: bool
    endings: Sequence[str]
    file_name: str
    rules: Sequence[Mapping[str, str]]


class NoSuchDestination(Exception):
    """The book knows no place of this name."""


@cache
def destinations() -> dict[str, Destination]:
    """Every place of the book, by its key. BadBook where a text lacks a language."""
    found = {}
    for key, entry in entries("destinations").items():
        for text in [entry["names"], *entry["rules"]]:
            if not {"en", "es"} <= text.keys():
                raise BadBook(f"destinations.yaml, {key}: every text needs en and es.")
        found[key] = Destination(**{**entry, "key": key})
    return found


def destination(key: str) -> Destination:
    """One place. Raises NoSuchDestination."""
    try:
        return destinations()[key]
    except KeyError:
        raise NoSuchDestination(key) from None


def file_names(to: Destination, name: str, titles: Sequence[str]) -> list[str]:
    """What the files of a packet are called, in order, each another name.

    titles: of each file; of a place that takes one document a file, the document's.
    """
    several = len(titles) > 1
    named: list[str] = []
    for part, title in enumerate(titles, start=1):
        made = to.file_name.format(name=plain(name), title=plain(title), part=part)
        if several and "{part}" not in to.file_name and "{title}" not in to.file_name:
            made = f"{made}_Part{part}"
        if "{part}" in to.file_name:
            made = made.replace(" ", "_")
        named.append(_another(made, named) + ".pdf")
    return named


def plain(words: str) -> str:
    """Words as every agency takes them in the name of a file."""
    kept = " ".join(_NOT_IN_NAMES.sub(" ", without_accents(words)).split())
    return kept[:_LONGEST].strip(" .") or "Paper"


def _another(made: str, named: Sequence[str]) -> str:
    number, free = 1, made
    while f"{free}.pdf" in named:
        number += 1
        free = f"{made}_Part{number}"
    return free
