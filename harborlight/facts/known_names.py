"""The names that stand in answers: a conflict check looks at them too.

Former spouses, parents, children and the other names of somebody have no card, and
are the ones that a conflict of interest hides behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.people.conflicts import Known
from harborlight.people.names import Names, folded

# The facts that a name is made of, by the end of their path. The whole name is kept
# beside a family name, as it is compared (Fact.folded).
FAMILY = frozenset({"family", "family_at_birth"})
GIVEN = ("given", "middle")
PARTS = FAMILY.union(GIVEN)
# Rows asked for at once.
AT_ONCE = 500

Row = TypeVar("Row")
# (case, whose, name of the fact, entry)
Place = tuple[UUID, UUID | None, str, UUID | None]


def whole_names(facts: Iterable[Fact]) -> list[Fact]:
    """Those of these facts whose whole name is not beside them as it is now."""
    facts = [*facts]
    values = {(fact.name, fact.slot): fact.plain for fact in facts}
    changed = []
    for fact in facts:
        where, _dot, end = fact.name.rpartition(".")
        if end in FAMILY:
            given, middle = ((f"{where}.{one}", fact.slot) for one in GIVEN)
            line = folded(*_said(fact.plain, values.get(given), values.get(middle)))
            if line != (fact.folded or ""):
                fact.folded = line or None
                changed.append(fact)
    return changed


def parts_of_names(touched: Iterable[str]) -> set[str]:
    """The facts that a whole name is made of, where one of these is a part of it."""
    ends = [name.rpartition(".") for name in touched]
    places = {where for where, _dot, end in ends if end in PARTS}
    return {f"{where}.{end}" for where in places for end in PARTS}


def _said(*words: str | None) -> list[str]:
    return [one for one in words if one not in (None, "", NONE, UNKNOWN)]


def named_alike(actor: Actor, names: Iterable[str]) -> Iterator[Known]:
    """Every name in anybody's answers that is like one of these.

    In every case of the firm, walled and closed ones too: only for a conflict check,
    which says no more of it than its reader may know.
    """
    facts = Fact.objects.visible_to(Actor.clock(actor.firm)).filter(
        replaced_at__isnull=True
    )
    whole = facts.filter(folded__isnull=False, person__isnull=False)
    lines = whole.order_by().values_list("folded", flat=True).distinct()
    known = [line for line in lines if line]
    compared = Names(known)
    likely = {known[place] for name in names for place in compared.like(folded(name))}
    for some in _in_parts(sorted(likely)):
        rows = whole.filter(folded__in=some)
        found = [*rows.values_list("case", "person", "name", "entry", "plain")]
        for part in _in_parts(found):
            yield from _known(facts, part)


def _in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _known(facts: QuerySet[Fact], found: Sequence[tuple[Any, ...]]) -> Iterator[Known]:
    """The names that these family names belong to."""
    wanted = {one for _, _, name, _, _ in found for one in _companions(name)}
    rows = facts.filter(case__in={case for case, *_ in found}, name__in=wanted)
    values: dict[Place, str] = {
        (case, person, name, entry): plain
        for case, person, name, entry, plain in rows.values_list(
            "case", "person", "name", "entry", "plain"
        )
    }
    for case, person, name, entry, family in found:
        given, middle, birth, own_birth = _companions(name)
        said = _said(
            values.get((case, person, given, entry)),
            values.get((case, person, middle, entry)),
            family,
        )
        born = values.get((case, person, birth, entry))
        yield Known(
            name=" ".join(said),
            birth_date=_day(born or values.get((case, person, own_birth, None), "")),
            person=person,
            case=case,
            place=name.rpartition(".")[0].removesuffix("[]"),
        )


def _companions(family: str) -> tuple[str, str, str, str]:
    """What belongs to a family name: given and middle name, and the date of birth.

    The birth of one of several stands beside the name; that of whoever answers is
    theirs whatever they are called.
    """
    where = family.rpartition(".")[0]
    of_another = where.endswith("[]") and where != "other_names[]"
    own = "" if of_another else "birth.date"
    return f"{where}.given", f"{where}.middle", f"{where}.birth_date", own


def _day(value: str) -> date | None:
    """A whole date; None for a year, a month or nothing."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
