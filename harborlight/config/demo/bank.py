"""Two accounts at an invented bank: of trust the last month is matched, and waits to be
signed; of the firm's own some lines wait for somebody who knows what they are."""

from __future__ import annotations

from datetime import timedelta

from harborlight.bank.actions import (
    match_certain,
    open_bank_account,
    prepare_month,
    write_statement,
)
from harborlight.bank.books import open_movements
from harborlight.bank.reading.lines import Line
from harborlight.config.demo.office import Office
from harborlight.firm.clock import today


def at_the_bank(office: Office) -> None:
    _trust(office)
    _operating(office)


def _operating(office: Office) -> None:
    """Until yesterday; the fee of the card processor stands in no book yet."""
    ben = office["ben"]
    account = open_bank_account(
        ben, name="First Harbor Bank", book="operating bank", number_ends="7730"
    )
    end = today(ben.firm.time_zone) - timedelta(days=1)
    lines = [Line(one.on, one.cents, "DEPOSIT") for one in open_movements(account, end)]
    lines.append(Line(end, -2_930, "MERCHANT FEES"))
    held = sum(one.cents for one in lines)
    write_statement(ben, account, ends_on=end, ending_cents=held, lines=lines)
    match_certain(ben, account, on=end)


def _trust(office: Office) -> None:
    """What the books moved until the end of last month, as a bank shows it; of what came
    last, nothing yet."""
    ben = office["ben"]
    account = open_bank_account(
        ben, name="First Harbor Bank", book="trust bank", number_ends="4821"
    )
    end = today(ben.firm.time_zone).replace(day=1) - timedelta(days=1)
    moved = open_movements(account, end)
    shown = moved[:-1] if len(moved) > 1 else moved
    lines = [
        Line(
            min(one.on + timedelta(days=1), end),
            one.cents,
            "DEPOSIT" if one.cents > 0 else "ACH DEBIT",
        )
        for one in shown
    ]
    held = sum(one.cents for one in shown)
    write_statement(ben, account, ends_on=end, ending_cents=held, lines=lines)
    match_certain(ben, account, on=end)
    prepare_month(ben, account, month=end.replace(day=1))
