from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from harborlight.cases.models import Case, Milestone
from harborlight.cases.queries.files import reads_file
from harborlight.cases.queries.parties import parties
from harborlight.firm.actor import Actor
from harborlight.firm.models import Sighting


@dataclass(frozen=True)
class Seen:
    """Which party first saw something on their page, and when: to its ten minutes."""

    name: str
    at: datetime


def milestones_seen(actor: Actor, case: Case) -> Mapping[UUID, list[Seen]]:
    """Of each milestone, who of the parties saw it; for staff who read the file."""
    if actor.is_client or not reads_file(actor):
        return {}
    names = {
        row.person.login_id: row.person.full_name
        for row in parties(actor, case)
        if row.person.login_id
    }
    rows = Sighting.objects.filter(
        case_id=case.pk, subject_kind=Milestone._meta.label_lower, user__in=[*names]
    )
    found: dict[UUID, list[Seen]] = {}
    first = rows.order_by().values_list("subject_id", "user").annotate(at=Min("window"))
    for milestone, user, at in sorted(first, key=lambda row: row[2]):
        found.setdefault(milestone, []).append(Seen(names[user], at))
    return found
