"""An account at a bank: what it sent, what matches, a month that was prepared."""

from __future__ import annotations

from datetime import date, timedelta

from harborlight.bank.actions import (
    ask_pack,
    bring_statement,
    give_task,
    keep_report,
    match_lines,
    open_bank_account,
    prepare_month,
    write_statement,
)
from harborlight.bank.books import open_movements
from harborlight.bank.models import BankLine
from harborlight.bank.reading.lines import Line
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.vault.stored import keep_bytes


def at_the_bank(pat: Actor, word: str = "") -> None:
    """Its lines and names hold the word; what the books moved is in one of them."""
    name = f"Bank {word}".strip()
    said = {"name": name, "book": "trust bank", "number_ends": "4821"}
    account = open_bank_account(pat, **said)
    day = today(pat.firm.time_zone)
    movement = open_movements(account, day)[0]
    lines = [
        Line(movement.on, movement.cents, f"Deposit {word}"),
        Line(movement.on, -1200, f"Charge {word}"),
    ]
    ended = {"ends_on": day, "ending_cents": movement.cents - 1200}
    made = write_statement(pat, account, **ended, lines=lines)
    line = BankLine.objects.get(statement=made, cents=movement.cents)
    match_lines(pat, account, lines=[line.pk], journals=[movement.journal])
    table = f"Date,Text,Amount\n2026-01-05,Fee {word},-3.00\n".encode()
    bring_statement(pat, account, name=f"{word}.csv", pieces=[table])
    last_month = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
    found = prepare_month(pat, account, month=last_month)
    clock, paper = Actor.clock(pat.firm), f"Report {word}".encode()
    made_of = {
        name: keep_bytes(pat.firm, None, paper) for name in ("report", "listing")
    }
    keep_report(clock, found, clients=None, **made_of)
    days = {"begins_on": date(2026, 1, 1), "ends_on": day}
    ask_pack(pat, **days, reason=f"State bar {word}".strip())
    texts = {"title": {"en": f"Look {word}"}, "words": {"en": f"Look {word}"}}
    give_task(clock, of="statements 2026-1", texts=texts)
