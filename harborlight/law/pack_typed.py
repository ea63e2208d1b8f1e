"""A pack whose boxes say what a person typed over them, whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from harborlight.law.pack_types import Choice, Pack, Place, TextBox, Value

Typed = Mapping[str, str | bool]


@dataclass(frozen=True)
class BoxOf:
    """One box of a pack: where it is printed, and which row writes it.

    row: None for what is left empty. answer: of a check box, which answer ticks it.
    """

    box: str
    place: Place
    row: TextBox | Choice | None = None
    answer: str = ""
    why_empty: str = ""


def box_rows(pack: Pack) -> dict[str, BoxOf]:
    """Every box that somebody may type over, by its full name: not the lines for ink, and
    not the form's part for more words, which is put together from other boxes."""
    return {one.box: one for one in _rows(pack)}


def _rows(pack: Pack) -> Iterator[BoxOf]:
    for text in pack.texts:
        yield BoxOf(text.box, text.place, text)
    for choice in pack.choices:
        for answer, box in choice.boxes.items():
            yield BoxOf(box, choice.place, choice, answer)
    # A card's number stands on paper alone: nobody types it here.
    if not any(one.code == "card_by_hand" for one in pack.reminders):
        for empty in pack.empty:
            yield BoxOf(empty.box, Place(0, "", ""), None, "", empty.because)


def typed_into(pack: Pack, typed: Typed) -> tuple[Pack, Typed]:
    """The pack with what was typed in the place of its rows' own values.

    Also what no row can say (boxes left empty, one of several ticks): it is put into the
    composed values as it is. A row that was typed over asks for no answer any more.
    """
    rows = box_rows(pack)
    ours = {box: value for box, value in typed.items() if box in rows}
    texts = tuple(_text(row, ours) for row in pack.texts)
    choices = tuple(_choice(row, ours) for row in pack.choices)
    beside = {box: value for box, value in ours.items() if _is_beside(rows[box])}
    return replace(pack, texts=texts, choices=choices), beside


def _is_beside(one: BoxOf) -> bool:
    return one.row is None or (isinstance(one.row, Choice) and one.row.several)


def _text(row: TextBox, typed: Typed) -> TextBox:
    if row.box not in typed:
        return row
    # It was held against the box when it was typed: no part of it is told elsewhere.
    return replace(
        row,
        value=Value("say", text=str(typed[row.box])),
        when=None,
        required=False,
        none="",
        na=None,
        fixed=True,
    )


def _choice(row: Choice, typed: Typed) -> Choice:
    """Of boxes of which one is on, that one; with none of them typed on, none is."""
    touched = [answer for answer, box in row.boxes.items() if box in typed]
    if not touched:
        return row
    if row.several:
        return replace(row, required=False)
    on = next((answer for answer in touched if typed[row.boxes[answer]]), "")
    return replace(row, value=Value("say", text=on), when=None, required=False)
