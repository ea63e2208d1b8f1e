"""The additional-information part: page, part, item and words, block after block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from harborlight.law.pack_blocks import Block
from harborlight.law.pack_types import Continued, Measure, Pack, Place


@dataclass(frozen=True)
class Placed:
    """`values` and `boxes` (box -> the place it tells about) of the blocks that were
    used, what they show, and what found no room."""

    values: Mapping[str, str]
    boxes: Mapping[str, Place]
    shown: tuple[Continued, ...]
    continued: tuple[Continued, ...]


def placed(pack: Pack, extra: Sequence[Continued], measure: Measure) -> Placed:
    """Put the words into the blocks, one item a block, in the order of the form.

    Words longer than a block go on in the next one under the same numbers; what is left
    after the last block is `continued`, and nothing is lost.
    """
    values: dict[str, str] = {}
    boxes: dict[str, Place] = {}
    shown: list[Continued] = []
    waiting = _by_item(extra)
    for block in pack.blocks:
        if not waiting:
            break
        one = waiting.pop(0)
        item = _item(block.item, one.place.item, measure)
        text = one.text if item else f"{one.place.item}. {one.text}"
        first, rest = _cut(block, text, measure)
        values.update(_filled(block, one.place, item, first))
        boxes.update(dict.fromkeys(block.boxes(), one.place))
        shown.append(Continued(one.place, first))
        if rest:
            waiting.insert(0, Continued(one.place, rest))
    return Placed(values, boxes, tuple(shown), tuple(waiting))


def _by_item(extra: Sequence[Continued]) -> list[Continued]:
    """All that is told about one item together, the items in the order of the form."""
    texts: dict[Place, list[str]] = {}
    for one in extra:
        texts.setdefault(one.place, []).append(one.text)
    ordered = sorted(texts.items(), key=lambda row: _order(row[0]))
    return [Continued(place, "\n".join(lines)) for place, lines in ordered]


def _order(place: Place) -> tuple[int, str, int, str]:
    """Page, part, and the item's number as a number: 4.b before 14.a."""
    number, _, letter = place.item.partition(".")
    return place.page, place.part, int(number) if number.isdigit() else 0, letter


def _cut(block: Block, text: str, measure: Measure) -> tuple[str, str]:
    if measure.fits(block.text, text):
        return text, ""
    first, rest = measure.divide(block.text, text)
    return first.rstrip(), rest.lstrip()


def _item(box: str, item: str, measure: Measure) -> str:
    """The item's number; some forms have room for three characters: 15a of 15.a.

    "" where it has no number and no room ("Attorney box"): then it stands in the text.
    """
    number, _, letter = item.partition(".")
    shorter = (item, number + letter, number)
    return next((one for one in shorter if measure.fits(box, one)), "")


def _filled(block: Block, place: Place, item: str, text: str) -> dict[str, str]:
    values = {block.part: place.part, block.item: item, block.text: text}
    return {block.page: str(place.page), **values} if block.page else values
