"""Letters and numbers of exhibits: they follow from the order, nobody types them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harborlight.packets.models import Exhibit, Packet

# The government reads it.
WORD = "Exhibit"


@dataclass(frozen=True)
class Labelled:
    """An exhibit with its label ("Exhibit A"; "" before the exhibits) and all that
    belongs to it, itself first."""

    label: str
    rows: Sequence[Exhibit]

    @property
    def first(self) -> Exhibit:
        return self.rows[0]

    @property
    def pages(self) -> int:
        return sum(row.count for row in self.rows)


def letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    made = ""
    while number > 0:
        number, at = divmod(number - 1, 26)
        made = chr(ord("A") + at) + made
    return made


def labelled(packet: Packet, rows: Iterable[Exhibit]) -> list[Labelled]:
    """The exhibits of a packet in order, with their labels.

    What stands before the exhibits comes first, whatever its position.
    """
    groups: list[list[Exhibit]] = []
    for row in rows:
        if row.joins and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    groups.sort(key=lambda group: not group[0].is_front)
    made, number = [], 0
    for group in groups:
        if group[0].is_front:
            made.append(Labelled("", group))
            continue
        number += 1
        sign = (
            letters(number) if packet.numbering == Packet.Numbering.LETTERS else number
        )
        made.append(Labelled(f"{WORD} {sign}", group))
    return made
