"""The papers of a case one after another, in the order of the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harborlight.documents.queries import Asked, asked
from harborlight.firm.tenancy import NotFound

if TYPE_CHECKING:
    from harborlight.cases.models import Case
    from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Guide:
    """Where somebody is: `place` counts from 1; one more than there are is the end."""

    papers: Sequence[Asked]
    place: int

    @property
    def of(self) -> int:
        return len(self.papers)

    @property
    def one(self) -> Asked | None:
        """The paper of this screen; None at the end."""
        return self.papers[self.place - 1] if self.place <= self.of else None

    @property
    def before(self) -> int:
        """The screen before, or 0."""
        return self.place - 1

    @property
    def after(self) -> int:
        return self.place + 1

    @property
    def behind(self) -> int:
        """How many screens lie behind."""
        return self.place - 1

    @property
    def left(self) -> list[tuple[int, Asked]]:
        """What is still to be sent, each with its screen."""
        numbered = enumerate(self.papers, 1)
        return [(n, one) for n, one in numbered if one.waits_for_client]

    @property
    def sent(self) -> list[Asked]:
        return [one for one in self.papers if not one.waits_for_client]


def guide(actor: Actor, case: Case, place: int) -> Guide:
    """The screen of a case's papers; NotFound where there is none of this number."""
    papers = [one for one in asked(actor, case) if not one.request.is_signed_form]
    if not papers or not 1 <= place <= len(papers) + 1:
        raise NotFound
    return Guide(papers, place)


def worth_a_guide(
    papers: Sequence[Asked], cases: Sequence[Case]
) -> list[tuple[Case, int]]:
    """The cases of several papers of which one waits for the client, and its screen.

    A part that is missing waits too: a translation is sent from the same screen.
    """
    found = []
    for case in cases:
        own = [one for one in papers if one.request.case_id == case.pk]
        here = Guide([one for one in own if not one.request.is_signed_form], 1)
        if here.of > 1 and here.left:
            found.append((case, here.left[0][0]))
    return found
