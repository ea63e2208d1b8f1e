"""Whether a case has the papers it needs: counted from what was accepted, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from harborlight.cases.models import Case
from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.documents.queries import Asked, asked
from harborlight.firm.actor import Actor

# Whose move it is. Ours where something came that nobody decided on, or where they told
# us that they cannot get it.
CLIENT, FIRM = "client", "firm"


@dataclass(frozen=True)
class Count:
    """How many are accepted, of how many that are asked for."""

    done: int
    all: int

    @property
    def is_whole(self) -> bool:
        return self.done == self.all


@dataclass(frozen=True)
class Missing:
    """A paper that is not accepted, and whose move it is: CLIENT or FIRM."""

    one: Asked
    move: str


@dataclass(frozen=True)
class Completeness:
    """How far the papers of a case are. Signed pages are counted with the forms."""

    required: Count
    conditional: Count
    optional: Count
    # Of the required ones first, then of those that may apply; optional ones never lack.
    missing: Sequence[Missing]

    @property
    def is_complete(self) -> bool:
        return self.required.is_whole

    @property
    def waits_for_client(self) -> int:
        return sum(one.move == CLIENT for one in self.missing)

    @property
    def waits_for_firm(self) -> int:
        return sum(one.move == FIRM for one in self.missing)


def completeness(actor: Actor, case: Case) -> Completeness:
    """How far the papers of a case are that this actor sees."""
    return completeness_of(asked(actor, case))


def completeness_of(papers: Sequence[Asked]) -> Completeness:
    """The same of a checklist that was read already; asks the database nothing."""
    counted = [one for one in papers if one.request.kind != SIGNED_FORM]
    need = Request.Need
    required, conditional, optional = (
        [one for one in counted if one.request.need == how_much]
        for how_much in (need.REQUIRED, need.CONDITIONAL, need.OPTIONAL)
    )
    lacking = [one for one in (*required, *conditional) if not one.is_done]
    return Completeness(
        _count(required),
        _count(conditional),
        _count(optional),
        [Missing(one, CLIENT if one.waits_for_client else FIRM) for one in lacking],
    )


def _count(papers: Sequence[Asked]) -> Count:
    return Count(sum(one.is_done for one in papers), len(papers))
