from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.facts.known_names import named_alike
from harborlight.firm.actor import Actor
from harborlight.people.actions import check_conflicts
from harborlight.people.conflicts import Asked, turned_down
from harborlight.people.members import known_members
from harborlight.people.models import ConflictCheck
from harborlight.workflow.models import HandedOver, Outcome


def check_everybody(
    actor: Actor,
    asked: Sequence[Asked],
    *,
    handed: HandedOver | None = None,
    of: Case | None = None,
    except_for: Sequence[UUID] = (),
) -> ConflictCheck:
    """Compare people with everybody the firm knows, from wherever it knows them.

    From cards; from everybody's answers, where former spouses, parents, children and
    other names stand; because they work here, or did; from the checks of those whom the
    firm refused; and from those that wait for a lawyer, but for the one that is being
    decided on (handed). Answers of one's own case (of), and one's own cards (except_for),
    are nobody else's.
    """
    waiting = HandedOver.objects.filter(outcome=Outcome.WAITING)
    if handed is not None:
        waiting = waiting.exclude(pk=handed.pk)
    checks = [pk for pk in waiting.values_list("first_check", flat=True) if pk]
    also = [
        *known_members(actor),
        *turned_down(actor, waiting=checks),
        *named_alike(actor, [one.name for one in asked]),
    ]
    also = [one for one in also if of is None or one.case != of.pk]
    return check_conflicts(
        actor,
        asked=asked,
        also=also,
        except_for=except_for,
        made_for=of.pk if of else None,
    )
