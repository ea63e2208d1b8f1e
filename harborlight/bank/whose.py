"""Whose money a movement of the books is, and by which check: for those who may know it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.trust.models import Entry


@dataclass(frozen=True)
class Whose:
    """client: the full name, case: its number, details: to whom, by which check, and why."""

    client: str
    case: str
    details: str


def whose(actor: Actor, journals: Iterable[UUID]) -> dict[UUID, Whose]:
    """By the id of the movement, of those whose case the actor may open; a movement that
    also touches a case that is closed to them names nobody."""
    rows = Entry.objects.visible_to(actor).filter(
        journal__in=[*journals], account__case__isnull=False
    )
    mine = Case.objects.visible_to(actor).order_by()
    shut = rows.exclude(account__case__in=mine).order_by().values("journal")
    rows = rows.exclude(journal__in=shut).select_related(
        "journal", "account__person", "account__case"
    )
    found: dict[UUID, Whose] = {}
    for one in rows.order_by("journal", "-cents", "pk"):
        account, journal = one.account, one.journal
        if account.person and account.case and journal.pk not in found:
            name, number = account.person.full_name, account.case.number
            found[journal.pk] = Whose(name, number, journal.details)
    return found
