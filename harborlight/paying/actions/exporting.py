"""Transactions and invoices are handed out to the firm's bookkeeping program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.vault.stored import keep_bytes
from harborlight.paying import events
from harborlight.paying.exporting import (
    COLUMNS,
    INVOICE_COLUMNS,
    Codes,
    Row,
    as_csv,
    as_iif,
    as_table,
)
from harborlight.paying.exporting_ofx import as_ofx
from harborlight.paying.invoices_told import invoices_told
from harborlight.paying.models import Export, ExportPlan
from harborlight.paying.models.exports import About, Days, Shape
from harborlight.paying.queries import export_plan
from harborlight.paying.transactions import stood, transactions


def change_export(
    actor: Actor,
    *,
    shape: str,
    is_daily: bool,
    columns: Sequence[Sequence[str]],
    codes: Mapping[str, str],
    case_codes: Mapping[str, str],
    invoice_columns: Sequence[Sequence[str]] = (),
    days: str = Days.ISO,
) -> ExportPlan:
    """Say how the bookkeeping program wants its transactions."""
    with acting(actor, events.EXPORT_CHANGED, actor.firm) as event:
        plan = ExportPlan.objects.first() or ExportPlan(firm=actor.firm)
        plan.shape, plan.is_daily, plan.days = shape, is_daily, days
        plan.columns, plan.codes = [*columns], dict(codes)
        plan.invoice_columns = [*invoice_columns]
        plan.case_codes = dict(case_codes)
        plan.save()
        event.made(plan)
    return plan


def export_transactions(
    actor: Actor,
    *,
    first: date,
    last: date,
    about: str = About.TRANSACTIONS,
    posted: bool = False,
) -> Export:
    """Hand out what came and went in these days, both included, or their invoices.

    posted: what was written down in these days, whatever day it is of.
    """
    with acting(actor, events.EXPORTED, actor.firm) as event:
        plan = export_plan(actor)
        if about == About.INVOICES:
            shape, count, text = Shape.CSV, *_invoices(plan, first, last)
        else:
            rows = transactions(actor, first, last, posted=posted)
            shape, count = Shape(plan.shape), len(rows)
            text = _text(plan, rows, first, last)
        made = Export.objects.create(
            firm=actor.firm,
            about=about,
            shape=shape,
            first_day=first,
            last_day=last,
            rows=count,
            made_at=now(),
            made_by_id=actor.user_id,
            file=keep_bytes(actor.firm, None, text.encode()),
        )
        event.made(made)
        event.say(first=first, last=last)
    return made


def _invoices(plan: ExportPlan, first: date, last: date) -> tuple[int, str]:
    told = invoices_told(first, last, Codes(plan.codes, plan.case_codes))
    columns = plan.invoice_columns or [[what, what] for what in INVOICE_COLUMNS]
    return len(told), as_table(told, columns, days=plan.days)


def _text(plan: ExportPlan, rows: Sequence[Row], first: date, last: date) -> str:
    codes = Codes(plan.codes, plan.case_codes)
    if plan.shape == Shape.IIF:
        return as_iif(rows, codes)
    if plan.shape == Shape.OFX:
        days = {"first": first, "last": last}
        return as_ofx(rows, codes, **days, stood=stood(last), made_at=now())
    columns = plan.columns or [[what, what] for what in COLUMNS]
    return as_csv(rows, columns, codes, days=plan.days)
