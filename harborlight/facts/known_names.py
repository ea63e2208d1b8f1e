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
from rapidfuzz import fuzz, process

from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.people.names import folded
from harborlight.people.queries import Known

FAMILY = frozenset({"family", "family_at_birth"})
# Of two words, from 0 to 100. Below the whole name is not looked at.
WORDS_ALIKE = 80.0
# A shorter word is part of too many others: it has to be the same.
SHORT = 3
# Rows asked for at once.
AT_ONCE = 500

Row = TypeVar("Row")
# (case, whose, name of the fact, entry)
Place = tuple[UUID, UUID | None, str, UUID | None]


def as_compared(name: str, value: str) -> str | None:
    """A family name as it is compared; None for every other fact."""
    if name.rpartition(".")[2] not in FAMILY or value in ("", NONE, UNKNOWN):
        return None
    return folded(value) or None


def named_alike(actor: Actor, names: Iterable[str]) -> Iterator[Known]:
    """Every name in anybody's answers that has a family name like a word of these.

    In every case of the firm, walled and closed ones too: only for a conflict check,
    which says no more of it than its reader may know.
    """
    facts = Fact.objects.visible_to(Actor.clock(actor.firm)).filter(
        replaced_at__isnull=True
    )
    families = facts.filter(folded__isnull=False, person__isnull=False)
    lines = families.order_by().values_list("folded", flat=True).distinct()
    known = [line for line in lines if line]
    alike = _alike(known, {word for name in names for word in folded(name).split()})
    found: list[tuple[Any, ...]] = []
    for some in _parts(alike):
        rows = families.filter(folded__in=some)
        found += rows.values_list("case", "person", "name", "entry", "plain")
    for part in _parts(found):
        yield from _whole(facts, part)


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _alike(known: Sequence[str], words: Iterable[str]) -> list[str]:
    """The family names of which one word is like one of these."""
    found: dict[str, None] = {}
    for word in words:
        if len(word) <= SHORT:
            found |= dict.fromkeys(name for name in known if word in name.split())
            continue
        likely = process.extract(
            word, known, scorer=fuzz.partial_ratio, score_cutoff=WORDS_ALIKE, limit=None
        )
        found |= dict.fromkeys(name for name, _score, _place in likely)
    return [*found]


def _whole(facts: QuerySet[Fact], found: Sequence[tuple[Any, ...]]) -> Iterator[Known]:
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
        given, middle, own_birth, birth = _companions(name)
        words = (
            values.get((case, person, given, entry), ""),
            values.get((case, person, middle, entry), ""),
            family,
        )
        born = values.get((case, person, own_birth, entry))
        born = born or values.get((case, person, birth, None), "")
        yield Known(
            name=" ".join(one for one in words if one not in ("", NONE, UNKNOWN)),
            birth_date=_day(born),
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
