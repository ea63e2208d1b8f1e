from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F, QuerySet

from harborlight.cases.models import Access, Case
from harborlight.docket.models import FinalLetter, KeepingRule, LegalHold
from harborlight.firm.actor import Actor


def final_letters(actor: Actor, case: Case) -> QuerySet[FinalLetter]:
    """The final letters of a case (a client's: their own), the latest first."""
    rows = FinalLetter.objects.visible_in(actor, case)
    return rows.select_related("person", "written_by").order_by("-written_at", "pk")


def get_final_letter(actor: Actor, pk: UUID) -> FinalLetter:
    return FinalLetter.objects.one(actor, pk, "case__lead", "person", "written_by")


def keeping_rule(actor: Actor) -> KeepingRule:
    """What the firm decided; where it did not yet, a rule that puts nothing away."""
    found = KeepingRule.objects.visible_to(actor).first()
    return found or KeepingRule(firm=actor.firm)


def legal_holds(actor: Actor, case: Case) -> QuerySet[LegalHold]:
    """The holds on a case, those that stand first, then the latest lifted."""
    rows = LegalHold.objects.visible_in(actor, case)
    rows = rows.select_related("placed_by", "lifted_by")
    return rows.order_by(F("lifted_at").desc(nulls_first=True), "placed_at", "pk")


def get_legal_hold(actor: Actor, pk: UUID) -> LegalHold:
    return LegalHold.objects.one(actor, pk, "case__lead", "placed_by")


def archived(actor: Actor) -> QuerySet[Case]:
    """The cases in the archive that this actor may open, the latest closed first."""
    rows = Case.objects.visible_to(actor).filter(archived_on__isnull=False)
    rows = rows.exclude(access=Access.INQUIRY).select_related("lead")
    return rows.order_by("-closed_on", "-number")


def to_archive(clock: Actor, day: date) -> QuerySet[Case]:
    """The closed cases whose days at hand are over, the first closed first."""
    days = keeping_rule(clock).archive_days
    if not days:
        return Case.objects.none()
    rows = Case.objects.visible_to(clock).filter(
        archived_on__isnull=True, closed_on__lte=day - timedelta(days=days)
    )
    return rows.exclude(access=Access.INQUIRY).order_by("closed_on", "pk")


def kept_until(case: Case, rule: KeepingRule) -> date | None:
    """Until when the firm keeps the file; None where it is open, or no rule says so."""
    if case.closed_on is None or not rule.keep_years:
        return None
    year = case.closed_on.year + rule.keep_years
    try:
        return case.closed_on.replace(year=year)
    except ValueError:  # 29 February, of a year that has none
        return date(year, 3, 1)
