"""Changing the data of a questionnaire: finding, adding, moving and removing its parts.

Everything here works on the data of a draft (writing.py) and changes it in place; whoever
calls it keeps a copy. A chapter, screen or list has the name that `Definition` gives it,
with its party before it: "petitioner-name". A question has its place on its screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from harborlight.firm.tenancy import NotFound
from harborlight.law.pack_conditions import Condition, read_condition

Row = dict[str, Any]
# Names stand in addresses, and where somebody stopped is kept under them.
LONGEST_NAME = 40


@dataclass(frozen=True)
class Part:
    """A chapter, screen, list or question: one of the rows, and in what it stands."""

    rows: list[Row]
    place: int
    section: Row
    loop: Row | None = None

    @property
    def row(self) -> Row:
        return self.rows[self.place]

    @property
    def party(self) -> str:
        return str(self.section["party"])

    @property
    def group(self) -> str:
        """The group whose entries its screen is asked of, by full path; or ""."""
        return str(self.loop["loop"]) if self.loop else ""

    @property
    def name(self) -> str:
        return f"{self.party}-{self.row['id']}"

    @property
    def chapter(self) -> str:
        """The name of the chapter in which it stands."""
        return f"{self.party}-{self.section['id']}"

    def change(self, new: Mapping[str, Any]) -> None:
        """Say of it what is new; what is None is said no more."""
        for word, said in new.items():
            if said is None:
                self.row.pop(word, None)
            else:
                self.row[word] = said

    def move(self, *, up: bool) -> None:
        """Before the one before it, or behind the one behind it; at an end it stays."""
        to = self.place + (-1 if up else 1)
        if 0 <= to < len(self.rows):
            self.rows.insert(to, self.rows.pop(self.place))

    def remove(self) -> Row:
        return self.rows.pop(self.place)


def chapters(data: Row) -> Iterator[Part]:
    for place, section in enumerate(data["sections"]):
        yield Part(data["sections"], place, section)


def screens(data: Row) -> Iterator[Part]:
    """Every screen and list; the screens of a list follow it."""
    for chapter in chapters(data):
        yield from _steps(chapter.row)


def _steps(section: Row) -> Iterator[Part]:
    for place, step in enumerate(section["screens"]):
        yield Part(section["screens"], place, section)
        for inner in range(len(step["screens"]) if "loop" in step else 0):
            yield Part(step["screens"], inner, section, step)


def chapter_at(data: Row, name: str) -> Part:
    """NotFound if there is none of this name."""
    return _first(one for one in chapters(data) if one.name == name)


def screen_at(data: Row, name: str) -> Part:
    """A screen or a list; NotFound if there is none of this name."""
    return _first(one for one in screens(data) if one.name == name)


def question_at(data: Row, screen: str, place: int) -> Part:
    """NotFound if the screen has not so many questions."""
    part = screen_at(data, screen)
    asked = part.row.get("questions", [])
    if not 0 <= place < len(asked):
        raise NotFound
    return Part(asked, place, part.section, part.loop)


def _first(found: Iterator[Part]) -> Part:
    for one in found:
        return one
    raise NotFound


def add_chapter(data: Row, party: str, said: Row) -> str:
    """One more chapter behind the others of the party; its name."""
    taken = {one.row["id"] for one in chapters(data) if one.party == party}
    row = {"party": party, "id": _new_name(said, taken), **_without_none(said)}
    places = [one.place for one in chapters(data) if one.party == party]
    data["sections"].insert(
        max(places, default=len(data["sections"]) - 1) + 1, row | {"screens": []}
    )
    return f"{party}-{row['id']}"


def add_screen(data: Row, chapter: Part, within: Part | None, said: Row) -> str:
    """One more screen at the end of a chapter, or of a list in it; its name."""
    taken = {one.row["id"] for one in screens(data) if one.party == chapter.party}
    row = {"id": _new_name(said, taken), **_without_none(said), "questions": []}
    (within or chapter).row["screens"].append(row)
    return f"{chapter.party}-{row['id']}"


def condition_of(row: Row) -> Condition | None:
    """When a part is asked, as its data say it."""
    return read_condition(row["when"]) if row.get("when") else None


def full_fact(part: Part, given: str) -> str:
    """The fact of a question row as the catalogue has it."""
    head, _dot, rest = given.partition(".")
    return f"{part.group}[].{rest}" if head == "it" else given


def inner_fact(part: Part, fact: str) -> str:
    """The fact as a question row says it: inside a list it is one of its entry."""
    return fact.replace(f"{part.group}[].", "it.") if part.group else fact


def _without_none(said: Row) -> Row:
    return {word: value for word, value in said.items() if value is not None}


def _new_name(said: Row, taken: set[str]) -> str:
    """A name made of the English title, and a number where it is taken."""
    base = slugify(said["title"]["en"])[:LONGEST_NAME].strip("-") or "page"
    # "new" stands in addresses for one more.
    names = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 3))
    return next(name for name in names if name not in taken and name != "new")
