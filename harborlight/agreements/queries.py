from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from harborlight.agreements.billable import Billable, billable_of
from harborlight.agreements.events import (
    COST_CHANGED,
    TIME_CHANGED,
    TIME_RESTORED,
    TIME_WRITTEN_OFF,
)
from harborlight.agreements.models import (
    AgreedPart,
    Agreement,
    Cost,
    FeeNote,
    Instalment,
    Payer,
    Plan,
    Rate,
    TimeEntry,
    Timer,
)
from harborlight.agreements.payers import payer_for
from harborlight.agreements.schedule import Due, with_paid
from harborlight.agreements.standing import billed
from harborlight.billing.models import Invoice, Line
from harborlight.billing.queries import LEFT, may_look
from harborlight.cases.models import Case
from harborlight.cases.queries.history import Happened, with_words
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.firm.models import Event
from harborlight.firm.tenancy import NotFound
from harborlight.people.models import Person

CHANGES = tuple(
    kind.name for kind in (TIME_CHANGED, TIME_WRITTEN_OFF, TIME_RESTORED, COST_CHANGED)
)


@dataclass(frozen=True)
class Scheduled:
    """A plan with its days; next: the first that is not paid whole, None: all are."""

    plan: Plan
    dues: list[Due]

    @property
    def next(self) -> Due | None:
        return next((due for due in self.dues if due.left_cents), None)

    def late_cents(self, on: date) -> int:
        """What was due before this day and did not come."""
        return sum(due.left_cents for due in self.dues if due.on < on)


@dataclass(frozen=True)
class AccountOfCase:
    """What all payers of a case were asked for and paid, in whole cents."""

    case: Case
    cents: int
    paid_cents: int
    owed_cents: int


def agreements_of(actor: Actor, case: Case) -> list[Agreement]:
    """Every version, the newest first, with its parts."""
    rows = Agreement.objects.visible_in(actor, case)
    rows = rows.select_related("accepted_by", "written_by", "asked_of")
    parts = AgreedPart.objects.visible_in(actor, case).order_by("position")
    return [*rows.prefetch_related(Prefetch("parts", parts)).order_by("-version")]


def get_agreement(actor: Actor, pk: UUID) -> Agreement:
    may_look(actor)
    rows = Agreement.objects.visible_to(actor).select_related("case__lead")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def agreements_to_read(actor: Actor) -> list[Agreement]:
    """What this client was asked to agree to or pays by, with its parts; the newest first."""
    rows = Agreement.objects.visible_to(actor).filter(replaced_at=None)
    rows = rows.select_related("case", "accepted_by").order_by("-written_at")
    parts = AgreedPart.objects.visible_to(actor).order_by("position")
    return [*rows.prefetch_related(Prefetch("parts", parts))[:50]]


def agreement_to_read(actor: Actor, pk: UUID) -> Agreement:
    """One of them, with its parts."""
    found = [one for one in agreements_to_read(actor) if one.pk == pk]
    if not found:
        raise NotFound
    return found[0]


def agreement_asked(actor: Actor) -> Subquery:
    """Read with a case: the id of its agreement that waits for this client's word."""
    rows = Agreement.objects.visible_to(actor).filter(case=OuterRef("pk"))
    rows = rows.filter(
        accepted_on=None, replaced_at=None, asked_of__login=actor.user_id
    )
    return Subquery(rows.order_by().values("pk")[:1])


def get_part(actor: Actor, pk: UUID) -> AgreedPart:
    may_look(actor)
    rows = AgreedPart.objects.visible_to(actor).select_related("case", "agreement")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def payers_of(actor: Actor, case: Case) -> QuerySet[Payer]:
    rows = Payer.objects.visible_in(actor, case).select_related("person")
    return rows.order_by("added_at", "pk")


def payer_of(actor: Actor, case: Case, what: str) -> Person | None:
    """Whoever is asked for "fees" or "costs" of a case, where it was recorded."""
    may_look(actor)
    return payer_for(case, what)


def billed_of(actor: Actor, cost: Cost) -> int:
    """Whole cents that invoices ask for it already."""
    may_look(actor)
    return billed([cost.pk]).get(cost.pk, 0)


def get_payer(actor: Actor, pk: UUID) -> Payer:
    may_look(actor)
    return Payer.objects.one(actor, pk)


def fee_notes(actor: Actor, case: Case) -> QuerySet[FeeNote]:
    """What was said about fees, the latest first; nothing to who reads no money."""
    rows = FeeNote.objects.visible_in(actor, case).select_related("by")
    return rows.order_by("-at", "-pk")


def time_of(actor: Actor, case: Case) -> QuerySet[TimeEntry]:
    """Work written down, the latest first, with `is_billed`: everybody's, or one's own."""
    lines = Line.objects.filter(of_work=OuterRef("pk"))
    there = Exists(lines.exclude(invoice__state=Invoice.State.VOID))
    rows = TimeEntry.objects.visible_in(actor, case).filter(dropped_at=None)
    rows = rows.annotate(is_billed=there)
    return rows.select_related("user").order_by("-on", "-written_at", "-pk")


def get_time(actor: Actor, pk: UUID) -> TimeEntry:
    return TimeEntry.objects.one(actor, pk, "user", "case__lead")


def changes_of(actor: Actor, row: TimeEntry | Cost) -> list[Happened]:
    """What was put right of work or of a cost that the actor has found, newest first."""
    rows = Event.objects.filter(
        case_id=row.case_id, subject_id=row.pk, kind__in=CHANGES
    )
    return with_words(actor, rows.order_by("-at", "-pk"))


def my_timer(actor: Actor) -> Timer | None:
    """The timer that this person has running, in whatever case."""
    rows = Timer.objects.visible_to(actor).filter(user=actor.user_id)
    return rows.select_related("case").first()


def get_timer(actor: Actor, pk: UUID) -> Timer:
    """One's own timer."""
    return Timer.objects.one(actor, pk, user=actor.user_id)


def time_of_timer(actor: Actor, pk: UUID) -> TimeEntry | None:
    """What one's own timer became when it was stopped; None: it runs, or became nothing."""
    rows = TimeEntry.objects.visible_to(actor).filter(user=actor.user_id)
    return rows.filter(once=f"timer {shown(pk)}").select_related("case").first()


def costs_of(actor: Actor, case: Case) -> QuerySet[Cost]:
    rows = Cost.objects.visible_in(actor, case).select_related("asked_of")
    return rows.order_by("-noted_at", "-pk")


def get_cost(actor: Actor, pk: UUID) -> Cost:
    rows = Cost.objects.visible_to(actor).select_related("case", "asked_of")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def costs_asked(actor: Actor) -> QuerySet[Cost]:
    """What this client is asked to agree to now, the longest waiting first."""
    rows = Cost.objects.visible_to(actor).filter(state=Cost.State.ASKED)
    return rows.select_related("case").order_by("asked_at", "pk")


def unbilled(
    actor: Actor, case: Case, costs: Sequence[Cost] | None = None
) -> list[Billable]:
    """Work and costs of a case that no invoice asks for yet. costs: as `billable_of`."""
    may_look(actor)
    return billable_of(case, costs)


def rates(actor: Actor) -> QuerySet[Rate]:
    rows = Rate.objects.visible_to(actor).select_related("user")
    return rows.order_by("work", "user__name", "-from_on", "-set_at")


def get_plan(actor: Actor, pk: UUID) -> Plan:
    rows = Plan.objects.visible_to(actor).select_related("invoice__payer", "case")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def plans(actor: Actor, several: Sequence[Invoice]) -> dict[UUID, Scheduled]:
    """By its invoice, each plan that was offered or agreed and did not end."""
    days = Instalment.objects.visible_to(actor).filter(
        plan__invoice__in=several, plan__ended_at=None
    )
    known = {one.pk: one for one in several}
    return {
        plan.invoice_id: _scheduled(plan, own, known[plan.invoice_id])
        for plan, own in _by_plan(days.select_related("plan"))
    }


def next_instalment(scheduled: Scheduled | None) -> Due | None:
    """What is due next of a plan that was agreed to; None: the invoice is due whole."""
    return scheduled.next if scheduled and scheduled.plan.counts else None


def _by_plan(days: QuerySet[Instalment]) -> list[tuple[Plan, list[Instalment]]]:
    """Each plan with its days, in one question."""
    found: dict[UUID, tuple[Plan, list[Instalment]]] = {}
    for one in days.order_by("plan", "position"):
        found.setdefault(one.plan_id, (one.plan, []))[1].append(one)
    return [*found.values()]


def _scheduled(plan: Plan, days: Sequence[Instalment], invoice: Invoice) -> Scheduled:
    dues = [Due(one.due_on, one.cents) for one in days]
    came = plan.cents - invoice.owed_cents if invoice.is_open else plan.cents
    return Scheduled(plan, with_paid(dues, came))


def agreed_dues(actor: Actor, invoice: Invoice) -> list[Due] | None:
    """The days of the plan that its payer agreed to, and what each still lacks; None
    where there is none, and the invoice is due whole.
    """
    found = plans(actor, [invoice]).get(invoice.pk)
    return found.dues if found and found.plan.counts else None


def accounts_of(actor: Actor) -> list[AccountOfCase]:
    """Of every case in which this payer may see the whole account."""
    mine = Payer.objects.visible_to(actor).filter(
        person__login=actor.user_id, sees=Payer.Sees.ACCOUNT
    )
    # They see the sums and not the invoices, which are other people's.
    asked = Invoice.objects.filter(case=OuterRef("case")).exclude(number="")
    told = asked.exclude(state="void").order_by().values("case")

    def added(cents: str | CombinedExpression) -> Coalesce:
        return Coalesce(Subquery(told.annotate(sum=Sum(cents)).values("sum")), 0)

    rows = mine.select_related("case").annotate(
        asked_cents=added("cents"), paid_cents=added("paid_cents"), left=added(LEFT)
    )
    return [
        AccountOfCase(one.case, one.asked_cents, one.paid_cents, one.left)
        for one in rows
    ]
