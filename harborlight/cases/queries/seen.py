from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, UUIDField

from harborlight.cases.models import Case, Milestone, Party
from harborlight.cases.queries.files import milestones
from harborlight.firm.actor import Actor
from harborlight.firm.models import Sighting


def milestones_seen(actor: Actor, case: Case) -> QuerySet[Any]:
    """The milestones of a case, each with the party who saw it first on their page.

    seen_by: the account, and seen_at: when, to its ten minutes; both None: nobody did.
    """
    clients = Party.objects.visible_in(actor, case).values("person__login")
    looks = Sighting.objects.filter(
        case_id=case.pk,
        subject_kind=Milestone._meta.label_lower,
        subject_id=OuterRef("pk"),
        user__in=clients,
    ).order_by("window", "pk")
    return milestones(actor, case).annotate(
        seen_by=Subquery(looks.values("user")[:1], output_field=UUIDField()),
        seen_at=Subquery(looks.values("window")[:1]),
    )
