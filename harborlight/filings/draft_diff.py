"""One filling of a form beside the one before it, on the same edition or on another.

    told = differences(actor, before, after)

Questions are compared by what they mean (edition_boxes.py): one that is numbered anew, or
printed on another page, is the same question in another place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from harborlight.filings.box_spots import is_protected
from harborlight.filings.edition_boxes import Line, lines
from harborlight.filings.models import FilledForm, TypedOver
from harborlight.filings.queries import before_it
from harborlight.filings.readying import Ready
from harborlight.filings.typed_over import as_kept, as_text, without_place
from harborlight.filings.written import (
    Box,
    boxes_made,
    boxes_of,
    is_secret,
)
from harborlight.firm.actor import Actor
from harborlight.law.pack_typed import box_rows
from harborlight.law.pack_types import Pack, Place
from harborlight.law.packs import NoEdition, pack_of_edition


@dataclass(frozen=True)
class Difference:
    """One question. before, after: what stands there; was, now: its item as printed ("":
    the edition does not have it). lacks: a new question whose answer is missing."""

    was: str
    now: str
    before: str = ""
    after: str = ""
    page: int = 0
    box: str = ""
    lacks: bool = False
    # Typed over by an attorney, on the newer filling.
    is_typed: bool = False


@dataclass(frozen=True)
class Unplaced:
    """What was typed over on the old edition and has no box on the new one."""

    item: str
    says: str
    by: str
    reason: str


@dataclass(frozen=True)
class Differences:
    """Everything that is not the same, by its kind; same: how many questions are."""

    before: FilledForm
    after: FilledForm
    changed: Sequence[Difference] = ()
    moved: Sequence[Difference] = ()
    fresh: Sequence[Difference] = ()
    gone: Sequence[Difference] = ()
    carried: Sequence[Difference] = ()
    unplaced: Sequence[Unplaced] = ()
    same: int = 0

    @property
    def is_other_edition(self) -> bool:
        return self.before.edition != self.after.edition

    @property
    def is_nothing(self) -> bool:
        several = (self.changed, self.moved, self.fresh, self.gone, self.unplaced)
        return not any(several)


@dataclass(frozen=True)
class _Told:
    """One filling, question by question."""

    lines: Mapping[str, Line]
    says: Mapping[str, str] = field(default_factory=dict)
    typed: frozenset[str] = frozenset()
    secret: frozenset[str] = frozenset()

    def shown(self, key: str) -> str:
        """What stands there, as a page may tell it."""
        said = self.says[key]
        return f"•••{said[-4:]}" if said and key in self.secret else said


@dataclass(frozen=True)
class _Side:
    """A filling, its edition, and what it says."""

    filled: FilledForm
    pack: Pack
    told: _Told


def differences(actor: Actor, after: FilledForm) -> Differences | None:
    """What changed since the filling before it; None for the first, or where an edition
    is known no more."""
    before = before_it(actor, after)
    if before is None:
        return None
    try:
        old, new = _pack(before), _pack(after)
    except NoEdition:
        return None
    boxes = boxes_of(actor, [before, after])
    was = _told(old, boxes.get(before.pk, ()))
    now = _told(new, boxes.get(after.pk, ()))
    return _compared(_Side(before, old, was), _Side(after, new, now))


def foreseen(actor: Actor, draft: FilledForm, ready: Ready) -> Differences:
    """What would differ if the draft were filled anew as `ready` is: nothing is kept.

    Raises NoEdition where the draft's own edition is known no more.
    """
    old, new = _pack(draft), ready.pack
    over = as_kept(ready.typed, ready.made.by_rule)
    boxes = boxes_made(ready.made.composed, over)
    missing = [{"item": one.item} for one in ready.made.composed.missing]
    would_be = FilledForm(
        needed=draft.needed,
        number=draft.number + 1,
        form=new.form,
        edition=new.edition,
        missing=missing,
    )
    was = _told(old, boxes_of(actor, [draft]).get(draft.pk, ()))
    return _compared(_Side(draft, old, was), _Side(would_be, new, _told(new, boxes)))


def _compared(one: _Side, other: _Side) -> Differences:
    before, old, was = one.filled, one.pack, one.told
    after, new, now = other.filled, other.pack, other.told
    lacking = {row["item"] for row in after.missing}
    lost = without_place(after.needed, new) if old is not new else []
    return Differences(
        before,
        after,
        changed=[*_changed(was, now)],
        moved=[*_moved(was, now)] if old is not new else [],
        fresh=[*_fresh(was, now, lacking)],
        gone=[*_gone(was, now)],
        carried=[*_carried(was, now)],
        unplaced=[_unplaced(row, old) for row in lost],
        same=_same(was, now),
    )


def _pack(filled: FilledForm) -> Pack:
    return pack_of_edition(filled.form, filled.edition)


def _told(pack: Pack, boxes: Sequence[Box]) -> _Told:
    by_box = {one.name: one for one in boxes}
    found = {line.meaning: line for line in lines(pack)}
    says = {key: _says(line, by_box) for key, line in found.items()}
    over = {one.name for one in boxes if one.over}
    typed = {key for key, line in found.items() if over & line.boxes.keys()}
    rows = box_rows(pack)
    hidden = {
        one.name
        for one in boxes
        if any(map(is_secret, one.paths)) or is_protected(pack, rows.get(one.name))
    }
    secret = {key for key, line in found.items() if hidden & line.boxes.keys()}
    return _Told(found, says, frozenset(typed), frozenset(secret))


def _says(line: Line, boxes: Mapping[str, Box]) -> str:
    """The text of the question's box, or the answers that are ticked."""
    said = []
    for box, answer in line.boxes.items():
        one = boxes.get(box)
        if one is not None and one.value:
            said.append(answer if one.value is True and answer else as_text(one.value))
    return ", ".join(said)


def _changed(was: _Told, now: _Told) -> Iterator[Difference]:
    for key in now.lines:
        if key in was.lines and was.says[key] != now.says[key]:
            yield _one(key, was, now)


def _moved(was: _Told, now: _Told) -> Iterator[Difference]:
    """Asked elsewhere, and answered as before; an empty box that moved is no news."""
    for key in now.lines:
        if key in was.lines and was.says[key] == now.says[key] and now.says[key]:
            before, after = was.lines[key].place, now.lines[key].place
            if (before.page, str(before)) != (after.page, str(after)):
                yield _one(key, was, now)


def _fresh(was: _Told, now: _Told, lacking: set[str]) -> Iterator[Difference]:
    for key, line in now.lines.items():
        if key not in was.lines and line.place.page:
            yield Difference(
                "",
                _item(line.place, line),
                after=now.shown(key),
                page=line.place.page,
                box=next(iter(line.boxes), ""),
                lacks=str(line.place) in lacking,
                is_typed=key in now.typed,
            )


def _gone(was: _Told, now: _Told) -> Iterator[Difference]:
    """What no longer has a place; of an empty box that is gone nothing is lost."""
    for key, line in was.lines.items():
        if key not in now.lines and was.says[key]:
            yield Difference(_item(line.place, line), "", before=was.shown(key))


def _carried(was: _Told, now: _Told) -> Iterator[Difference]:
    for key in now.lines:
        if key in now.typed and key in was.lines:
            yield _one(key, was, now)


def _same(was: _Told, now: _Told) -> int:
    return sum(
        1
        for key, line in now.lines.items()
        if line.place.page
        and key in was.lines
        and was.says[key] == now.says[key]
        and str(was.lines[key].place) == str(line.place)
    )


def _unplaced(row: TypedOver, old: Pack) -> Unplaced:
    hides = is_protected(old, box_rows(old).get(row.box))
    says = _("a protected number") if hides else as_text(row.stands)
    by = row.typed_by.name if row.typed_by else ""
    return Unplaced(row.item, says, by, row.reason)


def _one(key: str, was: _Told, now: _Told) -> Difference:
    before, after = was.lines[key], now.lines[key]
    return Difference(
        _item(before.place, before),
        _item(after.place, after),
        before=was.shown(key),
        after=now.shown(key),
        page=after.place.page,
        box=next(iter(after.boxes), ""),
        is_typed=key in now.typed,
    )


def _item(place: Place, line: Line) -> str:
    said = str(place)
    return f"{said} ({line.label})" if line.label else said
