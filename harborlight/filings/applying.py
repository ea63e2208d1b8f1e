"""Papers that are asked for if they apply: which of them do, by what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from harborlight.cases.models import Party
from harborlight.documents.models import Request
from harborlight.facts.models import Fact
from harborlight.law.pack_conditions import holds, paths_of, read_condition


def names_asked(requests: Iterable[Request]) -> set[str]:
    """The facts that decide whether these papers apply, by their names."""
    found = (
        path
        for one in requests
        if one.applies_when
        for path in paths_of(read_condition(one.applies_when))
    )
    return {path.partition(".")[2] for path in found}


def that_apply(
    requests: Iterable[Request], parties: Sequence[Party], known: Iterable[Fact]
) -> frozenset[UUID]:
    """Those whose condition holds. known: the facts of `names_asked`, and any others."""
    parts = {row.part: row.person_id for row in parties}
    values = {(one.person_id, one.name): one.value for one in known if not one.entry_id}

    def read(path: str) -> object:
        subject, _dot, name = path.partition(".")
        return values.get((parts.get(subject), name))

    return frozenset(
        one.pk
        for one in requests
        if one.applies_when and holds(read_condition(one.applies_when), read)
    )
