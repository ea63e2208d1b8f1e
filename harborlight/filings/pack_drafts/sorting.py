"""Which boxes belong together: an address, a name, check boxes of one question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from harborlight.filings.pack_drafts.tooltips import Said, local, part_in_name, said
from harborlight.papers.boxes import Box

# The words in the agency's field names for the parts of an address, and of a name.
ADDRESS_WORDS = {
    "street": re.compile(r"Street(?:Num(?:ber)?)?(?:And|and)?(?:Name)?$|StreetName$"),
    "unit": re.compile(r"Apt(?:SteFlr)?(?:Number)?$"),
    "city": re.compile(r"City(?:Or|or)?(?:Town)?$"),
    "state": re.compile(r"State$"),
    "zip": re.compile(r"Zip(?:Code)?$", re.IGNORECASE),
    "province": re.compile(r"Province$"),
    "postal_code": re.compile(r"PostalCode$"),
    "country": re.compile(r"Country$"),
}
NAME_WORDS = {
    "family": re.compile(r"(?:Family|Last)_?Name$", re.IGNORECASE),
    "given": re.compile(r"(?:Given|First)_?Name$", re.IGNORECASE),
    "middle": re.compile(r"Middle_?(?:Name)?$|MiddleInitial$", re.IGNORECASE),
}
UNIT_NUMBER = re.compile(r"(?:Apartment|Suite|Floor).{0,30} Number", re.IGNORECASE)
LEAST_OF_AN_ADDRESS = {"street", "city"}


@dataclass
class Asked:
    """One box with what is said of it, its part and item filled up from neighbours."""

    box: Box
    part: str
    title: str
    number: str
    letter: str
    asks: str
    is_guess: bool = False

    @property
    def item(self) -> str:
        """As packs write it: "5.c"; "" where nothing tells."""
        return f"{self.number}.{self.letter}" if self.letter else self.number


@dataclass
class Group:
    """Boxes that one row of a pack stands for: address, name, choose, text or tick.

    parts: of an address or a name, which box holds which part; units: its check boxes.
    """

    kind: str
    members: list[Asked]
    parts: dict[str, Asked] = field(default_factory=dict)
    units: dict[str, Asked] = field(default_factory=dict)

    @property
    def first(self) -> Asked:
        """The member that stands first on the page."""
        return self.members[0]


def asked(boxes: Sequence[Box]) -> list[Asked]:
    """The boxes with part and item; a box whose tooltip is silent has its neighbour's part."""
    found: list[Asked] = []
    part = title = ""
    titles: dict[str, str] = {}
    for box in boxes:
        one = said(box)
        part = one.part or part or part_in_name(box)
        title = titles.setdefault(part, one.title) or one.title
        titles[part] = title
        found.append(_asked(box, one, part, title))
    return found


def _asked(box: Box, one: Said, part: str, title: str) -> Asked:
    return Asked(box, part, title, one.number, one.letter, one.asks, one.is_guess)


def grouped(boxes: Sequence[Asked]) -> list[Group]:
    """The groups in the order in which their first boxes are printed."""
    left = list(boxes)
    groups: list[Group] = []
    for gather in (_addresses, _names, _choices):
        for group in gather(left):
            groups.append(group)
            taken = {id(one) for one in group.members}
            left = [one for one in left if id(one) not in taken]
    for one in left:
        kind = "tick" if one.box.kind == "check" else "text"
        groups.append(Group(kind, [one]))
    order = {id(one): at for at, one in enumerate(boxes)}
    return sorted(groups, key=lambda group: order[id(group.first)])


def _addresses(boxes: list[Asked]) -> list[Group]:
    """From each street on, the nearest boxes of the same item that complete an address."""
    starts = [
        at for at, one in enumerate(boxes) if _word(one, ADDRESS_WORDS) == "street"
    ]
    groups = []
    for at, end in zip(starts, [*starts[1:], len(boxes)], strict=False):
        group = _address(boxes[at:end])
        if set(group.parts) >= LEAST_OF_AN_ADDRESS:
            groups.append(_with_units(group))
    return groups


def _address(boxes: Sequence[Asked]) -> Group:
    street = boxes[0]
    group = Group("address", [street], {"street": street})
    for one in boxes[1:]:
        if (one.part, one.number) != (street.part, street.number):
            continue
        part = _word(one, ADDRESS_WORDS)
        unit = unit_of(one)
        if one.box.kind == "check" and unit and unit not in group.units:
            group.units[unit] = one
        elif part and one.box.kind != "check" and part not in group.parts:
            group.parts[part] = one
        else:
            continue
        group.members.append(one)
    return group


def _with_units(group: Group) -> Group:
    """A row for an address says apartment, suite or floor only beside the unit's number."""
    if "unit" not in group.parts:
        marks = list(group.units.values())
        group.units.clear()
        group.members = [one for one in group.members if one not in marks]
    return group


def unit_of(one: Asked) -> str:
    """apt, ste or flr, as the value says that ticks the box (tooltips are often wrong)."""
    on = one.box.on.strip().lower()
    return on if on in ("apt", "ste", "flr") else ""


def _names(boxes: list[Asked]) -> list[Group]:
    groups: list[Group] = []
    for at, one in enumerate(boxes):
        three = boxes[at : at + 3]
        if groups and one in groups[-1].members:
            continue
        words = [_word(box, NAME_WORDS) for box in three]
        same = {(box.part, box.number, box.box.page) for box in three}
        if len(same) == 1 and set(words) == set(NAME_WORDS) and len(three) == 3:
            parts = dict(zip(words, three, strict=True))
            groups.append(Group("name", three, parts))
    return groups


def _choices(boxes: list[Asked]) -> list[Group]:
    """Check boxes of one name (but for the index), or of one item with names alike."""
    sets: dict[tuple[str, ...], list[Asked]] = {}
    for one in boxes:
        if one.box.kind == "check":
            stem, where = local(one.box), str(one.box.page)
            sets.setdefault((where, one.part, one.number, stem), []).append(one)
    alone = [key for key, members in sets.items() if len(members) == 1]
    for key in alone:
        members = sets.pop(key)
        stem = re.sub(r"[a-z]?_?[A-Za-z]+$", "", key[3]) or key[3]
        sets.setdefault((*key[:3], members[0].letter, stem), []).extend(members)
    return [Group("choose", them) for them in sets.values() if len(them) > 1]


def _word(one: Asked, words: dict[str, re.Pattern[str]]) -> str:
    name = local(one.box)
    if words is ADDRESS_WORDS and UNIT_NUMBER.search(one.asks):
        return "" if one.box.kind == "check" else "unit"
    return next((part for part, word in words.items() if word.search(name)), "")
