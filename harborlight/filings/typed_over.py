"""What was typed over on the boxes of a form: read, held against its box, kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from harborlight.filings.composing import ByRule, Made, spare_fonts
from harborlight.filings.edition_boxes import same_boxes
from harborlight.filings.models import NeededForm, TypedOver
from harborlight.law.pack_typed import Typed, box_rows
from harborlight.law.pack_types import Choice
from harborlight.law.packs import NoEdition, Pack, pack_of_edition
from harborlight.papers.answers import Problem, weigh
from harborlight.papers.boxes import Box
from harborlight.papers.lending import Spares

TICKED = "☒"


@dataclass(frozen=True)
class Stands:
    """What was typed over, and the box of this edition in which it stands now.

    is_carried: it was typed on another edition, whose box means the same.
    """

    row: TypedOver
    box: str
    item: str
    is_carried: bool = False


def typed_for(needed: NeededForm, pack: Pack) -> list[Stands]:
    """All that stands on the form when it is filled on this edition."""
    found, known = [], box_rows(pack)
    for row in _current(needed):
        if row.edition == pack.edition:
            found.append(Stands(row, row.box, row.item))
        elif box := _same(row, pack):
            found.append(Stands(row, box, str(known[box].place), True))
    here = {one.box for one in found if not one.is_carried}
    return [one for one in found if not one.is_carried or one.box not in here]


def without_place(needed: NeededForm, pack: Pack) -> list[TypedOver]:
    """What was typed on another edition and has no box on this one."""
    return [row for row in _current(needed)
            if row.edition != pack.edition and not _same(row, pack)]  # fmt: skip


def _current(needed: NeededForm) -> Iterable[TypedOver]:
    rows = TypedOver.objects.filter(needed=needed, lifted_at__isnull=True)
    return rows.select_related("typed_by").order_by("typed_at", "pk")


def _same(row: TypedOver, pack: Pack) -> str:
    """The box that means the same on this edition; "" for none."""
    try:
        old = pack_of_edition(pack.form, row.edition)
    except NoEdition:
        return ""
    box = same_boxes(old, pack).get(row.box, "")
    return box if box in box_rows(pack) else ""


def as_typed(standing: Iterable[Stands]) -> Typed:
    """By the box, what stands in it: as composing.make takes it."""
    return {one.box: one.row.stands for one in standing}


def is_settled(one: Stands, pack: Pack, made: Made) -> bool:
    """Whether the answers say by now what was typed: in every box of its question."""
    row = box_rows(pack)[one.box].row if one.box in box_rows(pack) else None
    boxes = [*row.boxes.values()] if isinstance(row, Choice) else [one.box]
    values = made.composed.values
    return all(
        as_text(made.by_rule[box].value) == as_text(values.get(box, ""))
        for box in boxes
        if box in made.by_rule
    )


def as_kept(
    standing: Iterable[Stands], by_rule: Mapping[str, ByRule]
) -> dict[str, dict[str, Any]]:
    """By the box, as written.Box.over tells it."""
    return {
        one.box: {
            "rule": as_text(by_rule[one.box].value),
            "instead": one.row.instead,
            "reason": one.row.reason,
            "by": one.row.typed_by.name if one.row.typed_by else "",
            "at": one.row.typed_at.isoformat(),
            "of": by_rule[one.box].of,
        }
        for one in standing
        if one.box in by_rule
    }


def as_text(value: str | bool) -> str:
    """What stands in a box, in words that compare: a tick is a word too."""
    if isinstance(value, bool):
        return TICKED if value else ""
    return value


def why_not(box: Box, value: str | bool) -> str:
    """The sentence that refuses this for the box; "" where it can stand there."""
    found = weigh(box, value, Spares(spare_fonts()).lend)
    if not isinstance(found, Problem):
        return ""
    if found.reason == "too long" and box.max_length:
        text = ngettext(
            "This box takes %(most)d character; these are %(has)d.",
            "This box takes %(most)d characters; these are %(has)d.",
            box.max_length,
        )
        return text % {"most": box.max_length, "has": len(str(value))}
    if found.reason == "no such choice":
        offered = [one.shown.strip() for one in box.options]
        said = {"choices": ", ".join(filter(None, offered))}
        return _("The form offers only these here: %(choices)s.") % said
    if found.reason == "cannot be printed":
        letters = Spares(spare_fonts()).lend(box, str(value))[1]
        said = {"letters": " ".join(letters)}
        return _("These letters cannot be printed in this box: %(letters)s") % said
    if found.reason == "does not fit":
        return _("This is too long for the box, even in its smallest letters.")
    return _("Nothing can be typed into this box.")
