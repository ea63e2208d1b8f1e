"""What a form pack consists of: boxes, where each value comes from, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from harborlight.law.pack_blocks import Block
from harborlight.law.pack_conditions import Condition


@dataclass(frozen=True)
class Value:
    """A text made of facts, by one row of a closed vocabulary.

    `kind` is fact (at `path`), say (the words in `text`), count (the entries of a group,
    `plus` a number), sum (of whole numbers), total (of the fact `text` of every entry of
    a list), since (whether `plus` years have passed), bracket (which of the amounts in
    `text` it does not exceed), first (the first of `parts` that gives something), join
    (all of `parts`, `text` between them), name, address (on one line) or age (in years). `form`: how it
    is written (pack_formats.FORMS); `words` replaces an answer by the form's word.
    """

    kind: str
    path: str = ""
    text: str = ""
    parts: tuple[Value, ...] = ()
    form: str = "text"
    words: Mapping[str, str] | None = None
    plus: int = 0
    when: Condition | None = None


@dataclass(frozen=True)
class Place:
    """Where on the printed form: page 3, Part "2", Item "24.a"."""

    page: int
    part: str
    item: str

    def __str__(self) -> str:
        """In the words that the form itself uses."""
        return f"Part {self.part}, Item {self.item}" if self.part else self.item


@dataclass(frozen=True)
class TextBox:
    """A box that holds text (or one entry of a list). `box` is its full field name."""

    place: Place
    box: str
    value: Value
    when: Condition | None = None
    required: Condition | bool = False
    # What is written when the person has none of it, and when it does not apply.
    none: str = ""
    na: Condition | None = None
    # A part of it would mislead (a phone number): all of it is told elsewhere, or none.
    whole: bool = False
    fixed: bool = False  # one of the box's own few values, which always fit
    label: str = ""  # what the box holds, for the additional-information part
    # Whether a year alone will do for a date; None: as pack_dates.must_be_whole says.
    partial: bool | None = None


@dataclass(frozen=True)
class Choice:
    """Check boxes of which at most one is on (`several`: any number). answer -> box."""

    place: Place
    boxes: Mapping[str, str]
    value: Value
    when: Condition | None = None
    required: Condition | bool = False
    several: bool = False


@dataclass(frozen=True)
class More:
    """Words that the form asks for in its additional-information part."""

    place: Place
    value: Value
    when: Condition | None = None
    required: Condition | bool = False


@dataclass(frozen=True)
class Empty:
    """A box that we leave as it is, and why."""

    box: str
    because: str


@dataclass(frozen=True)
class ListView:
    """The entries of a repeating group in the order in which the form wants them.

    `current_first`: the first slot is printed PRESENT, so it stays empty unless an entry
    is current. `where` looks at each entry as `it`; `younger_than` at its birth date, in
    years; `since` names the date before which an entry ended that is not asked for.
    Entries beyond `slots` are told in the additional information at `more`, from
    `numbered_from` on. `when`: otherwise the list is empty, whatever was once entered.
    """

    group: str
    order: str = "given"
    current_first: bool = False
    within_years: int = 0
    since: str = ""
    longer_than_days: int = 0
    younger_than: int = 0
    when: Condition | None = None
    where: Condition | None = None
    unless_shown_in: str = ""
    slots: int = 0
    more: Place | None = None
    tell: str = ""
    called: str = ""
    numbered_from: int = 1


@dataclass(frozen=True)
class EntryView:
    """A name for one entry or single group: the first of the choices that applies."""

    choices: tuple[EntryChoice, ...]


@dataclass(frozen=True)
class EntryChoice:
    """Either slot number `slot` of the list `use`, or the group at the path `use`."""

    use: str
    slot: int = 0
    when: Condition | None = None


@dataclass(frozen=True)
class Signature:
    """Who signs in ink, where. The boxes stay empty whatever happens."""

    party: str
    place: Place
    box: str
    date_box: str
    when: Condition | None = None
    # Why it is not needed where the condition does not hold: a code, as of a reminder.
    spared: str = ""


@dataclass(frozen=True)
class Reminder:
    """Something that a person must still see to, when the condition holds."""

    code: str
    place: Place
    when: Condition


@dataclass(frozen=True)
class Pack:
    """One edition of one form, whole. Unreviewed while `reviewed` is None."""

    form: str
    title: str
    agency: str
    edition: date
    source: str
    reviewed: date | None
    accepted_from: date
    accepted_until: date | None
    accepted_source: str
    accepted_reviewed: date | None
    blanks: tuple[str, ...]
    # Fields whose tooltip names another item than the one printed beside the box.
    wrong_tooltips: frozenset[str]
    pages: int
    reads: str
    clients: tuple[str, ...]
    signatures: tuple[Signature, ...]
    lists: Mapping[str, ListView]
    entries: Mapping[str, EntryView]
    texts: tuple[TextBox, ...]
    choices: tuple[Choice, ...]
    more: tuple[More, ...]
    empty: tuple[Empty, ...]
    additional_part: str
    blocks: tuple[Block, ...]
    reminders: tuple[Reminder, ...]
    # The agency's own system in which it is filed ("FLAG"): the PDF is a worksheet for it.
    filed_in: str = ""

    @property
    def is_reviewed(self) -> bool:
        """Whether a person has checked both the boxes and the dates of acceptance."""
        return self.reviewed is not None and self.accepted_reviewed is not None

    def accepted(self, on: date) -> bool:
        """Whether the agency takes this edition on that day."""
        until = self.accepted_until
        return self.accepted_from <= on and (until is None or on <= until)

    def all_boxes(self) -> Iterator[str]:
        """Every box of the blank that the pack accounts for, each exactly once."""
        yield from (row.box for row in self.texts)
        for choice in self.choices:
            yield from choice.boxes.values()
        for block in self.blocks:
            yield from block.boxes()
        yield from dict.fromkeys(self._signed())
        yield from (row.box for row in self.empty)

    def _signed(self) -> Iterator[str]:
        """The boxes for ink. One may stand for several people of whom one signs."""
        for signature in self.signatures:
            yield from filter(None, (signature.box, signature.date_box))


class Measure(Protocol):
    """What the caller knows of the blank's boxes: how much text each can show."""

    def fits(self, box: str, text: str) -> bool:
        """Whether the box shows the whole text, legibly."""

    def divide(self, box: str, text: str) -> tuple[str, str]:
        """The text cut in two: what the box shows, and the rest ("" when all fits)."""


@dataclass(frozen=True)
class Missing:
    """An answer that the form requires and nobody has given; `path` is like
    "petitioner.addresses[1].from", `also` are further places that hang on it."""

    place: Place
    path: str
    person: str
    also: tuple[Place, ...] = ()

    @property
    def item(self) -> str:
        """Where the form asks for it: "Part 2, Item 13.a"."""
        return str(self.place)


@dataclass(frozen=True)
class Continued:
    """What stands in the additional-information part, or found no room even there."""

    place: Place
    text: str


@dataclass(frozen=True)
class LeftOut:
    """An entry that the form does not ask for (older than its window of years)."""

    path: str
    because: str


@dataclass(frozen=True)
class Problem:
    """What a person must see to before filing. Codes: answer_unknown (no box for "I don't
    know"), no_such_choice (`detail`: the answer), cannot_be_written (the value),
    no_current_entry (the group), date_not_whole (as much as is known), and the pack's own."""

    code: str
    place: Place
    detail: str = ""


@dataclass(frozen=True)
class Composed:
    """A form's boxes, ready to be drawn, and what is wrong or left over.

    `values`: full box name -> text, or True and False for check boxes. `used`: box -> the
    facts it came from. `additional`: what stands on the form's own part for that,
    `continued`: what needs a further copy of that page. `signatures`: those that this
    case needs; `spared`: those that it surely does not.
    """

    values: Mapping[str, str | bool]
    used: Mapping[str, tuple[str, ...]]
    missing: tuple[Missing, ...] = ()
    additional: tuple[Continued, ...] = ()
    continued: tuple[Continued, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    signatures: tuple[Signature, ...] = ()
    spared: tuple[Signature, ...] = ()
