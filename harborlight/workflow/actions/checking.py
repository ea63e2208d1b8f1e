from __future__ import annotations

from collections.abc import Sequence

from harborlight.facts.known_names import named_alike
from harborlight.firm.actor import Actor
from harborlight.people.actions import check_conflicts
from harborlight.people.models import ConflictCheck
from harborlight.people.queries import Asked, turned_down


def check_everybody(actor: Actor, asked: Sequence[Asked]) -> ConflictCheck:
    """Compare people with everybody the firm knows, from wherever it knows them.

    From cards; from everybody's answers, where former spouses, parents, children and
    other names stand; and from the checks of those whom the firm refused.
    """
    also = [
        *turned_down(actor),
        *named_alike(actor, [one.name for one in asked]),
    ]
    return check_conflicts(actor, asked=asked, also=also)
