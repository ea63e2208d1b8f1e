"""Government fees that the firm paid for clients, and what of them came back."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet, Sum

from harborlight.billing.earmarks import Holding, Rows, holdings
from harborlight.billing.models import Advance, Invoice, Line, Payment, Withdrawal
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.people.models import Person
from harborlight.trust.models import Account, Book

_LIVE = (Withdrawal.State.ASKED, Withdrawal.State.APPROVED)


def left_of_advance(advance: Advance) -> int:
    """What of an advance is on no invoice and was not taken out of trust, whole cents."""
    lines = Line.objects.filter(of_work=advance.pk).exclude(
        invoice__state=Invoice.State.VOID
    )
    back = Withdrawal.objects.filter(advance=advance, state__in=_LIVE)
    sums = (
        rows.aggregate(all=Sum(name))["all"] or 0
        for rows, name in ((lines, "full_cents"), (back, "cents"))
    )
    return max(0, advance.cents - sum(sums))


def holding_for(case: Case, person: Person) -> Holding | None:
    """What is held in trust for a client of a case; None: nothing ever was."""
    account = Account.objects.filter(
        book=Book.CLIENT_TRUST, case=case, person=person
    ).first()
    if account is None:
        return None
    gone = Withdrawal.objects.filter(case=case)
    rows = Rows(Line.objects.all(), Payment.objects.filter(case=case), gone)
    return holdings([account], rows)[0]


def advances(actor: Actor, case: Case) -> QuerySet[Advance]:
    """What we paid for the clients of a case, newest first."""
    rows = Advance.objects.visible_to(actor).filter(case=case)
    return rows.select_related("person").order_by("-on", "-made_at")


def get_advance(actor: Actor, pk: UUID) -> Advance:
    return Advance.objects.one(actor, pk, "case__lead", "person", "made_by")


def invoice_of_advance(actor: Actor, advance: Advance) -> Invoice | None:
    """The invoice that asks for it, if one does."""
    rows = Invoice.objects.visible_to(actor).filter(lines__of_work=advance.pk)
    return rows.exclude(state=Invoice.State.VOID).first()


def repayment_of(actor: Actor, advance: Advance) -> Withdrawal | None:
    """What was asked for out of trust to repay it, if anything was."""
    rows = Withdrawal.objects.visible_to(actor).filter(advance=advance)
    return rows.filter(state__in=_LIVE).first()
