from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from harborlight.cases.models import Case
from harborlight.docket.models import Link, Transfer
from harborlight.firm.actor import Actor


@dataclass(frozen=True)
class Linked:
    """A link as it is seen from one of its cases: the other, and what it is to this one."""

    link: Link
    other: Case
    words: str


def linked(actor: Actor, case: Case) -> list[Linked]:
    """The cases that belong to this one, of those that the actor may open too."""
    rows = Link.objects.visible_to(actor).filter(Q(case=case) | Q(other=case))
    rows = rows.select_related("case__lead", "other__lead").order_by("linked_at", "pk")
    return [_seen_from(row, case) for row in rows]


def _seen_from(row: Link, case: Case) -> Linked:
    if row.case_id == case.pk:
        return Linked(row, row.other, row.get_kind_display())
    words = {
        Link.Kind.DERIVATIVE: pgettext("case", "Principal of the other"),
        Link.Kind.FOLLOWS: _("Goes on in the other"),
    }
    return Linked(row, row.case, words.get(Link.Kind(row.kind), row.get_kind_display()))


def get_link(actor: Actor, pk: UUID) -> Link:
    return Link.objects.one(actor, pk, "case__lead", "other")


def transfers(actor: Actor, case: Case) -> QuerySet[Transfer]:
    """From whom the case came, and to whom it goes or went, the latest first."""
    return Transfer.objects.visible_in(actor, case).order_by("-noted_at", "pk")


def get_transfer(actor: Actor, pk: UUID) -> Transfer:
    return Transfer.objects.one(actor, pk, "case__lead")


def cases_taken_over(actor: Actor, receipt: str) -> list[UUID]:
    """The cases that came to us with this receipt number."""
    rows = Transfer.objects.visible_to(actor).filter(receipt_number=receipt)
    return [*rows.values_list("case_id", flat=True)]
