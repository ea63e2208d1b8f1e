"""What came and what went back in some days, as rows of an export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from harborlight.billing.methods import HELD
from harborlight.billing.models import Payment, Withdrawal
from harborlight.firm.actor import Actor
from harborlight.firm.ids import shown
from harborlight.paying.exporting import Row


def transactions(actor: Actor, first: date, last: date) -> list[Row]:
    """Of the whole firm, by day: an export is of the books, and names nobody."""
    zone = ZoneInfo(actor.firm.time_zone)
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    rows = [*_came(begins, ends, zone), *_went(begins, ends, zone)]
    return sorted(rows, key=lambda row: (row.day, row.payment, row.part))


def _came(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[Row]:
    rows = Payment.objects.filter(received_at__gte=begins, received_at__lt=ends)
    rows = rows.exclude(method=HELD).select_related("invoice", "case", "receipt")
    for one in rows.order_by("received_at", "pk"):
        assert one.received_at is not None
        for part, cents in (
            ("trust", one.trust_cents),
            ("operating", one.operating_cents),
        ):
            if cents:
                yield Row(
                    day=one.received_at.astimezone(zone).date(),
                    what="payment",
                    cents=cents,
                    part=part,
                    case=one.case.number,
                    case_kind=one.case.kind,
                    client=shown(one.payer_id),
                    invoice=one.invoice.number,
                    payment=shown(one.pk),
                    receipt=one.receipt.number if hasattr(one, "receipt") else "",
                    method=one.method,
                )


def _went(begins: datetime, ends: datetime, zone: ZoneInfo) -> Iterator[Row]:
    """What left again; earned fees leave trust and come into operating."""
    rows = Withdrawal.objects.filter(
        state=Withdrawal.State.APPROVED, decided_at__gte=begins, decided_at__lt=ends
    ).select_related("case", "invoice", "payment")
    for one in rows.order_by("decided_at", "pk"):
        for part, cents in _parts(one):
            assert one.decided_at is not None
            yield Row(
                day=one.decided_at.astimezone(zone).date(),
                what=one.purpose,
                cents=cents,
                part=part,
                case=one.case.number,
                case_kind=one.case.kind,
                client=shown(one.person_id),
                invoice=one.number,
                payment=shown(one.payment_id or one.pk),
            )


def _parts(one: Withdrawal) -> list[tuple[str, int]]:
    rest = one.cents - one.trust_cents
    if one.pays_fees:
        return [("trust", -one.trust_cents), ("operating", one.trust_cents)]
    if one.payment is not None and one.payment.is_out_of_trust:
        return [("trust", one.cents), ("operating", -one.cents)]
    parts = [("trust", -one.trust_cents), ("operating", -rest)]
    return [(part, cents) for part, cents in parts if cents]
