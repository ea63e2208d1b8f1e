"""Transactions are handed out to the firm's bookkeeping program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.vault.stored import keep_bytes
from harborlight.paying import events
from harborlight.paying.exporting import COLUMNS, Codes, as_csv, as_iif
from harborlight.paying.models import Export, ExportPlan
from harborlight.paying.queries import export_plan
from harborlight.paying.transactions import transactions


def change_export(
    actor: Actor,
    *,
    shape: str,
    is_daily: bool,
    columns: Sequence[Sequence[str]],
    codes: Mapping[str, str],
    case_codes: Mapping[str, str],
) -> ExportPlan:
    """Say how the bookkeeping program wants its transactions."""
    with acting(actor, events.EXPORT_CHANGED, actor.firm) as event:
        plan = ExportPlan.objects.first() or ExportPlan(firm=actor.firm)
        plan.shape, plan.is_daily = shape, is_daily
        plan.columns, plan.codes = [*columns], dict(codes)
        plan.case_codes = dict(case_codes)
        plan.save()
        event.made(plan)
    return plan


def export_transactions(actor: Actor, *, first: date, last: date) -> Export:
    """Hand out what came and went in these days, both included."""
    with acting(actor, events.EXPORTED, actor.firm) as event:
        plan = export_plan(actor)
        rows = transactions(actor, first, last)
        codes = Codes(plan.codes, plan.case_codes)
        columns = plan.columns or [[what, what] for what in COLUMNS]
        is_table = plan.shape == "csv"
        text = as_csv(rows, columns, codes) if is_table else as_iif(rows, codes)
        made = Export.objects.create(
            firm=actor.firm,
            shape=plan.shape,
            first_day=first,
            last_day=last,
            rows=len(rows),
            made_at=now(),
            made_by_id=actor.user_id,
            file=keep_bytes(actor.firm, None, text.encode()),
        )
        event.made(made)
        event.say(first=first, last=last)
    return made
