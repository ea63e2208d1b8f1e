"""What happens to the firm's accounts by itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django_tasks import task

from harborlight.bank.actions import keep_pack, keep_report, note_shadow, remove_pack
from harborlight.bank.events import PACK_ASKED, SIGNED, SIGNED_WITH_PLAN
from harborlight.bank.jobs.asking import ask_for_statements, ask_of_idle, ask_of_stale
from harborlight.bank.models import AuditPack, BankStatement, Reconciliation
from harborlight.bank.packing import packed
from harborlight.bank.printing import month_clients, month_listing, month_paper
from harborlight.bank.three_way import three_way
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.stored import keep_bytes
from harborlight.trust.models import BankAccount

__all__ = ["ask_for_statements", "compare_at_night", "tidy_packs"]

# Records that were downloaded, or that nobody came for, are removed after so many days.
TAKEN_DAYS, LEFT_DAYS = 1, 14


def compare_at_night(clock: Actor, day: date) -> int:
    """Hold every account against the books, with the newest statement; ask for what is old.

    How many accounts differ.
    """
    differing = 0
    for account in BankAccount.objects.order_by("pk"):
        newest = _newest(account)
        if newest is None:
            continue
        figures = three_way(account, newest)
        differing += bool(figures.difference)
        # Told once: when it begins, when it changes, and when it is over.
        if figures.difference != (account.shadow_cents or 0):
            gap, was = figures.difference, account.shadow_cents
            note_shadow(clock, account, cents=gap, on=newest, was=was)
        ask_of_stale(clock, account, figures)
    ask_of_idle(clock, day)
    return differing


def _newest(account: BankAccount) -> date | None:
    rows = BankStatement.objects.filter(account=account, ending_cents__isnull=False)
    return rows.order_by("-ends_on").values_list("ends_on", flat=True).first()


@reads_events("bank papers")
def have_made(clock: Actor, happened: Sequence[Event]) -> None:
    """A month that was signed gets its report; records that were asked for are made."""
    for event in happened:
        if event.kind in (SIGNED.name, SIGNED_WITH_PLAN.name):
            print_month.enqueue(str(event.subject_id))
        elif event.kind == PACK_ASKED.name:
            make_pack.enqueue(str(event.subject_id))


@task()
def print_month(reconciliation_id: str) -> None:
    """Set the report of a month as PDF, and its lines as a table; both are kept."""
    found = Reconciliation.objects.select_related(
        "firm", "account", "prepared_by", "signed_by"
    ).get(pk=UUID(reconciliation_id))
    if found.report_id:
        return
    firm, names = current_firm(), None
    if found.account.is_trust:
        names = keep_bytes(firm, None, month_clients(found))
    keep_report(
        Actor.clock(firm),
        found,
        report=keep_bytes(firm, None, month_paper(found)),
        listing=keep_bytes(firm, None, month_listing(found).encode()),
        clients=names,
    )


@task()
def make_pack(pack_id: str) -> None:
    """Put all trust records of a time into one file."""
    pack = AuditPack.objects.get(pk=UUID(pack_id))
    if pack.file_id or pack.taken_at:
        return
    firm = current_firm()
    clock = Actor.clock(firm)
    data, count = packed(clock, pack)
    keep_pack(clock, pack, file=keep_bytes(firm, None, data), files_count=count)


def tidy_packs(clock: Actor) -> int:
    """Remove records that were downloaded, or that nobody came for; how many."""
    rows = AuditPack.objects.filter(file__isnull=False).select_related("file")
    taken = rows.filter(taken_at__lt=now() - timedelta(days=TAKEN_DAYS))
    left = rows.filter(asked_at__lt=now() - timedelta(days=LEFT_DAYS))
    several = {one.pk: one for one in [*taken, *left]}
    for pack in several.values():
        remove_pack(clock, pack)
    return len(several)
