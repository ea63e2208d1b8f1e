"""Where the boxes of a filled form lie on its pages, to be pressed.

sheet = boxes_on(filled, page=2)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from harborlight.filings.library import NoBlank, blank_of
from harborlight.filings.models import FilledForm
from harborlight.filings.written import Box as Written
from harborlight.filings.written import boxes_in, is_secret
from harborlight.law.pack_typed import BoxOf, box_rows
from harborlight.law.pack_types import Value
from harborlight.law.packs import NoEdition, Pack, pack_of_edition
from harborlight.papers.blanks import Blank


@dataclass(frozen=True)
class Spot:
    """A box as it lies on its page, in points from the upper left.

    says: what stands in it, for those who cannot see the picture; a protected number is
    not said.
    """

    name: str
    item: str
    says: str
    left: float
    top: float
    width: float
    height: float
    is_typed: bool = False


@dataclass(frozen=True)
class Sheet:
    """The boxes of one page; width, height: of the page in points."""

    width: float
    height: float
    spots: Sequence[Spot]


def boxes_on(filled: FilledForm, page: int) -> Sheet | None:
    """Every box of a page that somebody may ask about. None where the blank is not here,
    or the page is a further sheet behind the form."""
    found = behind(filled)
    if found is None or page > found[1].pages:
        return None
    pack, blank = found
    written = {one.name: one for one in boxes_in(filled)}
    left, bottom, right, top = blank.frames[page - 1]
    spots = _spots(pack, blank, written, page)
    return Sheet(right - left, top - bottom, [*spots])


def _spots(
    pack: Pack, blank: Blank, written: Mapping[str, Written], page: int
) -> Iterator[Spot]:
    known = box_rows(pack)
    edge, _bottom, _right, head = blank.frames[page - 1]
    for box in blank.boxes:
        if box.name not in known or box.kind in ("barcode", "signature"):
            continue
        one = written.get(box.name)
        item = str(known[box.name].place) or box.name.rpartition(".")[2]
        for place in box.places:
            if place.page == page:
                left, bottom, right, top = place.rect
                at = (left - edge, head - top, right - left, top - bottom)
                typed = bool(one and one.over)
                says = _says(one, hides=is_protected(pack, known[box.name]))
                yield Spot(box.name, item, says, *at, is_typed=typed)


def _says(one: Written | None, *, hides: bool) -> str:
    if one is None or not one.value:
        return _("empty")
    if hides or any(is_secret(path) for path in one.paths):
        return _("a protected number")
    return _("ticked") if one.value is True else str(one.value)


def is_protected(pack: Pack, known: BoxOf | None) -> bool:
    """Whether the box is for a number that opens doors, whatever stands in it: typed over
    an answer that is missing, it rests on none."""
    value = known.row.value if known and known.row else None
    return value is not None and any(map(is_secret, _places(pack, value)))


def _places(pack: Pack, value: Value) -> Iterator[str]:
    """The answers that a value may be made of, each as it would stand for some person."""
    head, _dot, rest = value.path.partition(".")
    view = pack.entries.get(head)
    uses = [one.use for one in view.choices] if view else [head]
    for use in uses:
        place = f"{pack.lists[use].group}[0]" if use in pack.lists else use
        whose, dot, more = place.partition(".")
        # Whoever "client" is on a case, they are a person like any other.
        yield f"{'applicant' if whose == 'client' else whose}{dot}{more}.{rest}"
    for part in value.parts:
        yield from _places(pack, part)


def typed_on(filled: FilledForm) -> list[tuple[str, Written]]:
    """The boxes that an attorney typed over, with their items, in the order of the form."""
    over = {one.name: one for one in boxes_in(filled) if one.over}
    pack = pack_of_form(filled) if over else None
    rows = box_rows(pack) if pack else {}
    return [
        (str(rows[name].place) or name.rpartition(".")[2], over[name])
        for name in rows
        if name in over
    ]


def pack_of_form(filled: FilledForm) -> Pack | None:
    try:
        return pack_of_edition(filled.form, filled.edition)
    except NoEdition:
        return None


def behind(filled: FilledForm) -> tuple[Pack, Blank] | None:
    """The pack and the blank that the form was filled with, where both are here."""
    pack = pack_of_form(filled)
    try:
        return (pack, blank_of(pack)) if pack else None
    except NoBlank:
        return None
