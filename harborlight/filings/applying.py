"""Papers that are asked for if they apply: which of them do, by what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import replace
from uuid import UUID

from harborlight.cases.models import Case, Party
from harborlight.documents.models import Request
from harborlight.documents.queries import Asked
from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
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


def as_answered(
    actor: Actor, papers: Sequence[Asked], cases: Sequence[Case]
) -> list[Asked]:
    """The checklists of these cases, where what applies is required like the rest.

    By the answers that whoever looks may see: a client's list tells them nothing of what
    another person of the case said. Nothing of it is kept.
    """
    unsure = [one.request for one in papers if one.request.applies_when]
    if not unsure:
        return [*papers]
    on_them = [*Party.objects.visible_among(actor, cases)]
    known = Fact.objects.visible_among(actor, cases).filter(
        name__in=names_asked(unsure), replaced_at__isnull=True, entry__isnull=True
    )
    facts = [*known]
    owed: set[UUID] = set()
    for case in cases:
        owed |= that_apply(
            [one for one in unsure if one.case_id == case.pk],
            [one for one in on_them if one.case_id == case.pk],
            [one for one in facts if one.case_id == case.pk],
        )
    return [
        replace(one, request=_required(one.request)) if one.request.pk in owed else one
        for one in papers
    ]


def _required(request: Request) -> Request:
    told = copy(request)
    told.need = Request.Need.REQUIRED
    return told
