"""What stands in the boxes of a filled form: kept when it is filled, read by who checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from harborlight.facts.catalogue import NoSuchFact, catalogue, general
from harborlight.filings.models import FilledBoxes, FilledForm
from harborlight.firm.actor import Actor
from harborlight.law.packs import Composed

# What must say the same of one person wherever it stands: the names of facts.
_IDENTITY = frozenset(
    [
        "name.family",
        "name.given",
        "name.middle",
        "birth.date",
        "a_number",
        "ssn",
        "uscis_account",
        "admission.i94",
        "passport.number",
    ]
)
_OF_DIGITS = frozenset(["a_number", "ssn", "uscis_account"])

# So many letters of a part of a name fit into the smallest box for one.
SMALLEST_BOX = 6


@dataclass(frozen=True)
class Box:
    """A box that is not empty: its text, or True where it is ticked, and the paths of
    the facts that it was made of ("petitioner.addresses[0].street").

    over: of a box that was typed over, empty or not: {"rule", "instead", "reason", "by",
    "at", "of"}: what the answers give now, what they gave when it was typed, why, who,
    when, and the one fact that the box asks for, answered or not.
    """

    name: str
    value: str | bool
    paths: Sequence[str]
    over: Mapping[str, Any] | None = None

    @property
    def is_overtaken(self) -> bool:
        """Whether the answer changed after this box was typed over."""
        return bool(self.over and self.over["rule"] != self.over["instead"])


def boxes_made(
    composed: Composed, over: Mapping[str, Mapping[str, Any]] | None = None
) -> list[Box]:
    """The boxes of a form that was composed. over: what is kept of those typed over."""
    over = over or {}
    return [
        Box(
            box,
            composed.values.get(box, ""),
            [*composed.used.get(box, ())],
            over.get(box),
        )
        for box in dict.fromkeys([*composed.values, *over])
        if composed.values.get(box) or box in over
    ]


def plain_boxes(
    composed: Composed, over: Mapping[str, Mapping[str, Any]] | None = None
) -> list[list[object]]:
    """The same as FilledBoxes keeps them."""
    return [
        [one.name, one.value, one.paths, *([] if one.over is None else [one.over])]
        for one in boxes_made(composed, over)
    ]


def boxes_of(actor: Actor, forms: Iterable[FilledForm]) -> dict[UUID, list[Box]]:
    """By the form; one that was filled before its boxes were kept is not there."""
    rows = FilledBoxes.objects.visible_to(actor).filter(
        filled__in=[one.pk for one in forms]
    )
    return {row.filled_id: [Box(*one) for one in row.boxes] for row in rows}


def boxes_on(forms: Iterable[FilledForm]) -> dict[UUID, list[Box]]:
    """The same of forms that were read with their boxes; it asks nothing."""
    rows = {one.pk: getattr(one, "written", None) for one in forms}
    return {pk: [Box(*one) for one in row.boxes] for pk, row in rows.items() if row}


def boxes_in(filled: FilledForm) -> list[Box]:
    """The same of one form that was read with them (queries.get_filled)."""
    return boxes_on([filled]).get(filled.pk, [])


def identities(boxes: Iterable[Box]) -> Iterator[tuple[str, str]]:
    """Names, dates of birth and numbers that stand in a box of their own, typed over or
    not: the path of the fact, and what the box says."""
    for box in boxes:
        path = _one_path(box)
        if path.partition(".")[2] not in _IDENTITY or not isinstance(box.value, str):
            continue
        if bare_of(path, box.value):
            yield path, box.value


def _one_path(box: Box) -> str:
    """The one fact that the box says; "" where it is put together of several."""
    if len(box.paths) > 1:
        return ""
    return box.paths[0] if box.paths else str((box.over or {}).get("of", ""))


def is_secret(path: str) -> bool:
    """Whether it is a number that opens doors: no page tells it beside the form."""
    try:
        return catalogue().entry(general(path)).secret
    except NoSuchFact:
        return False


def bare_of(path: str, text: str) -> str:
    """Letters and digits in small letters; "" for what says that there is none."""
    kept = "".join(char for char in text.casefold() if char.isalnum())
    if path.partition(".")[2] in _OF_DIGITS:
        return "".join(char for char in kept if char.isdigit()).lstrip("0")
    return "" if kept in ("na", "none") else kept


def is_the_same(path: str, longest: str, other: str) -> bool:
    """Of two texts as `bare_of` leaves them. A box too small for a name shows its
    beginning: that is the same name. A short beginning ("Mar" of María) filled no box, and
    is another name."""
    if longest == other:
        return True
    return ".name." in path and len(other) >= SMALLEST_BOX and longest.startswith(other)
