from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from harborlight.billing.models import Invoice, Payment
from harborlight.billing.queries import may_look
from harborlight.cases.models import Case
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.membership import is_behind
from harborlight.firm.tenancy import NotFound
from harborlight.paying.events import EXPORTED
from harborlight.paying.houses import Way, ways
from harborlight.paying.models import (
    Charge,
    Consent,
    Dispute,
    Export,
    ExportPlan,
    Heard,
    PayLink,
    Return,
    Till,
    TillAsked,
)

if TYPE_CHECKING:
    from harborlight.billing.models.invoices import Invoices, PayersInvoices


def tills(actor: Actor) -> QuerySet[Till]:
    """The firm's accounts at the processor, for those who keep money or the office."""
    rows = Till.objects.visible_to(actor).filter(removed_at__isnull=True)
    return rows.order_by("-to")


def tills_asked(actor: Actor) -> QuerySet[TillAsked]:
    """Accounts at the processor that wait for a second person's word."""
    rows = TillAsked.objects.visible_to(actor).filter(state=TillAsked.State.ASKED)
    return rows.select_related("asked_by").order_by("-to")


def get_till_asked(actor: Actor, pk: UUID) -> TillAsked:
    return TillAsked.objects.one(actor, pk, "asked_by", "decided_by")


def till_history(actor: Actor, to: str) -> QuerySet[TillAsked]:
    """What was asked for and decided, of one destination, the newest first."""
    rows = TillAsked.objects.visible_to(actor).filter(to=to)
    rows = rows.exclude(state=TillAsked.State.ASKED)
    return rows.select_related("asked_by", "decided_by").order_by("-asked_at", "pk")


def asked_it(actor: Actor, asked: TillAsked) -> bool:
    """Whether the actor is the person who asked, under whatever account."""
    return is_behind(actor, asked.asked_by_id)


def get_till(actor: Actor, pk: UUID) -> Till:
    return Till.objects.one(actor, pk, removed_at__isnull=True)


def heard(actor: Actor) -> QuerySet[Heard]:
    """Notices of the processor's, newest first, without what they say."""
    rows = Heard.objects.visible_to(actor).select_related("till").defer("raw")
    return rows.order_by("-heard_at", "pk")


def ways_to_pay(actor: Actor, invoice: Invoice) -> list[Way]:
    """What of an invoice that the actor reaches may be paid by card or bank now."""
    open_ones = Till.objects.filter(is_on=True, removed_at__isnull=True)
    return ways(invoice, [*open_ones])


def takes_cards(actor: Actor) -> bool:
    """Whether the firm has any account at a processor that is on."""
    return Till.objects.filter(is_on=True, removed_at__isnull=True).exists()


def charge_of(actor: Actor, payment: Payment) -> Charge | None:
    """A payment as the processor knows it; asked by whoever just began or reads it."""
    rows = Charge.objects.filter(payment=payment).select_related("till")
    return rows.first()


def on_their_way(actor: Actor, invoice: Invoice) -> QuerySet[Charge]:
    """What the payer did their part of, while the bank takes days."""
    return Charge.objects.filter(
        payment__invoice=invoice,
        payment__state=Payment.State.STARTED,
        is_on_its_way=True,
    ).select_related("payment")


def with_on_its_way(actor: Actor, rows: Invoices) -> PayersInvoices:
    """Each with what the payer did their part of, while the bank takes days, in whole
    cents: `on_its_way_cents`.
    """
    going = Payment.objects.visible_to(actor).filter(
        invoice=OuterRef("pk"), state=Payment.State.STARTED, charge__is_on_its_way=True
    )
    sums = going.order_by().values("invoice").annotate(all=Sum("cents")).values("all")
    return rows.annotate(on_its_way_cents=Coalesce(Subquery(sums), 0))


def consents(actor: Actor, case: Case | None = None) -> QuerySet[Consent]:
    """What payers agreed to be charged, of a case or of whoever asks."""
    rows = Consent.objects.visible_to(actor).filter(ended_at__isnull=True)
    rows = rows.select_related("case", "payer")
    return (rows.filter(case=case) if case else rows).order_by("agreed_at", "pk")


def charged_alone(actor: Actor, several: Sequence[Invoice]) -> set[UUID]:
    """Those of open invoices that are charged whole on their day, as their payer agreed."""
    agreed: dict[tuple[UUID, UUID], set[UUID | None]] = {}
    rows = Consent.objects.visible_to(actor).filter(
        ended_at__isnull=True, by_itself=True, case__in={one.case_id for one in several}
    )
    for case, payer, till in rows.values_list("case_id", "payer_id", "till_id"):
        agreed.setdefault((case, payer), set()).add(till)
    return {
        one.pk
        for one in several
        if (tills := agreed.get((one.case_id, one.payer_id)))
        and all(way.till_id in tills for way in ways_to_pay(actor, one))
    }


def kept_for(actor: Actor, invoice: Invoice) -> dict[UUID | None, Consent]:
    """What its payer left with the processor in its case, by the account that takes it."""
    rows = Consent.objects.visible_to(actor).filter(
        case=invoice.case_id, payer=invoice.payer_id, ended_at__isnull=True
    )
    return {one.till_id: one for one in rows if one.saved}


def get_consent(actor: Actor, pk: UUID) -> Consent:
    return Consent.objects.one(actor, pk, ended_at__isnull=True)


def customer_of(actor: Actor, invoice: Invoice, till: Till | None) -> str:
    """The processor's number of this payer, where they agreed that it keeps one."""
    rows = Consent.objects.filter(payer=invoice.payer_id, till=till)
    kept = rows.order_by("-agreed_at").first()
    return kept.customer if kept and till else ""


def disputes(actor: Actor, *, only_open: bool = False) -> QuerySet[Dispute]:
    may_look(actor)
    rows = Dispute.objects.visible_to(actor)
    rows = rows.filter(state=Dispute.State.OPEN) if only_open else rows
    rows = rows.select_related("payment__invoice", "payment__payer", "case", "hold")
    return rows.order_by("-opened_at", "pk")


def get_dispute(actor: Actor, pk: UUID) -> Dispute:
    found = disputes(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def returns_of(actor: Actor, invoice: Invoice) -> QuerySet[Return]:
    rows = Return.objects.visible_to(actor).filter(payment__invoice=invoice)
    return rows.select_related("payment").order_by("begun_at")


def links_of(actor: Actor, invoice: Invoice) -> QuerySet[PayLink]:
    """The links to pay an invoice that may still open, the newest first."""
    rows = PayLink.objects.visible_to(actor).filter(invoice=invoice)
    return rows.filter(revoked_at__isnull=True).order_by("-made_at")


def export_plan(actor: Actor) -> ExportPlan:
    """How transactions are exported; as the house proposes, where nobody chose."""
    must(actor, EXPORTED)
    found = ExportPlan.objects.visible_to(actor).first()
    return found or ExportPlan(firm=actor.firm)


def exports(actor: Actor) -> QuerySet[Export]:
    rows = Export.objects.visible_to(actor).select_related("made_by", "file")
    return rows.order_by("-made_at", "pk")


def get_export(actor: Actor, pk: UUID) -> Export:
    return Export.objects.one(actor, pk, "file")
