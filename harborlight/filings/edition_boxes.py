"""Which box of one edition is which box of another: the same by what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from harborlight.law.pack_types import Choice, Pack, Place, TextBox, Value


@dataclass(frozen=True)
class Line:
    """One question of a form, with the boxes that answer it.

    meaning: what it says, whatever it is called and wherever it stands; two lines of one
    edition never have the same. boxes: box -> the answer that ticks it ("" of a text).
    """

    meaning: str
    place: Place
    boxes: dict[str, str]
    label: str = ""


def lines(pack: Pack) -> list[Line]:
    """Every question of the edition, in the order of the form; the part for more words
    block by block."""
    found = sorted(_lines(pack), key=lambda line: line.place.page or pack.pages + 1)
    seen: Counter[str] = Counter()
    told = []
    for one in found:
        seen[one.meaning] += 1
        # A name is printed on the head of several pages: each is its own.
        told.append(replace(one, meaning=f"{one.meaning} {seen[one.meaning]}"))
    return told


def _lines(pack: Pack) -> Iterator[Line]:
    for text in pack.texts:
        meaning = f"text {_means(pack, text)} {text.label}"
        yield Line(meaning, text.place, {text.box: ""}, text.label)
    for choice in pack.choices:
        ticked = {box: answer for answer, box in choice.boxes.items()}
        several = sorted(choice.boxes) if _is_said(choice.value) else ""
        meaning = f"choice {_means(pack, choice)} {several}"
        yield Line(meaning, choice.place, ticked)
    for number, block in enumerate(pack.blocks, 1):
        place = Place(pack.pages, "", f"Part {pack.additional_part}, block {number}")
        boxes = dict.fromkeys(block.boxes(), "")
        yield Line(f"block {number}", place, boxes)
    for empty in pack.empty:
        place = Place(0, "", empty.box.rpartition(".")[2])
        yield Line(f"empty {empty.box}", place, {empty.box: ""})


def _is_said(value: Value) -> bool:
    """Whether the row's own words are what ticks it: its condition is its meaning."""
    return value.kind == "say"


def _means(pack: Pack, row: TextBox | Choice) -> str:
    """The value's own words; of what is only said, when it is said."""
    value = row.value
    head, dot, rest = value.path.partition(".")
    if head in pack.entries:
        # The names of entries are a pack's own: what they stand for is the meaning.
        value = replace(value, path=f"{pack.entries[head].choices}{dot}{rest}")
    said = repr(value)
    return f"{said} {row.when!r}" if _is_said(row.value) else said


def same_boxes(old: Pack, new: Pack) -> dict[str, str]:
    """By the box of the old edition, the box of the new one that means the same."""
    found: dict[str, str] = {}
    now = {line.meaning: line for line in lines(new)}
    for line in lines(old):
        after = now.get(line.meaning)
        if after is None:
            continue
        by_answer = {answer: box for box, answer in after.boxes.items()}
        for box, answer in line.boxes.items():
            if answer in by_answer:
                found[box] = by_answer[answer]
    return found
