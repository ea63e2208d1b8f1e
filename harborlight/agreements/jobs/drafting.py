"""What a case reached is asked for: parts of the agreed fee, fees of the filing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from harborlight.agreements.actions import (
    AlreadyDrafted,
    draft_part,
)
from harborlight.agreements.models import AgreedPart
from harborlight.agreements.payers import payer_for
from harborlight.billing.actions import CaseIsClosed, NotTheirsToPay
from harborlight.cases.events import MILESTONE_REACHED, STAGE_CHANGED
from harborlight.cases.models import Case, Milestone
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events

_AtKeys = dict[UUID, set[tuple[str, str]]]


@reads_events("agreed-parts")
def draft_what_is_reached(clock: Actor, happened: Sequence[Event]) -> None:
    """Draft the parts of agreed fees that milestones and stages make due."""
    reached = _reached(happened)
    if not reached:
        return
    parts = AgreedPart.objects.filter(
        case__in=reached,
        agreement__accepted_on__isnull=False,
        agreement__replaced_at=None,
    )
    for part in parts.select_related("case").order_by("position"):
        if (part.at, part.key) in reached[part.case_id]:
            _draft(clock, part)


def _reached(happened: Iterable[Event]) -> _AtKeys:
    found: _AtKeys = {}
    noted = (e for e in happened if e.kind == MILESTONE_REACHED.name)
    milestones = [e.subject_id for e in noted if e.subject_id]
    for row in Milestone.objects.filter(pk__in=milestones):
        found.setdefault(row.case_id, set()).add(("milestone", row.kind))
    moved = [e.case_id for e in happened if e.kind == STAGE_CHANGED.name and e.case_id]
    for case in Case.objects.filter(pk__in=moved):
        found.setdefault(case.pk, set()).add(("stage", case.stage))
    return found


def _draft(clock: Actor, part: AgreedPart) -> None:
    payer = payer_for(part.case, "fees")
    if payer is None:
        return
    try:
        draft_part(clock, part, payer=payer, earned=True)
    except (AlreadyDrafted, CaseIsClosed, NotTheirsToPay):
        return  # a person decides
