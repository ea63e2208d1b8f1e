"""A month of 10,000 lines: read from the bank's file, matched, held against the books.

Run inside a house that has no account at a bank yet. The movements are written as the
ledger has them; then the file is brought in, what is without doubt is matched, and the
month is prepared. Prints the seconds of each step.
"""

from __future__ import annotations

import json
import logging
import os
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bench.house import House

# A firm's trust account has some hundreds a month; this one has all of them at once.
LINES, WANTED_SECONDS = 10_000, 5
MONTH = date(2026, 3, 1)
_AT_ONCE = 2000


def measure(several: dict[str, House]) -> list[dict[str, Any]]:
    """The seconds of a whole reconciliation, by the name of the database."""
    from bench.records import record

    found = []
    for name, house in several.items():
        steps = house.ask("-m", "bench.reconciling")
        whole = sum(clock for clock, _processor in steps.values())
        found.append(
            record(
                f"reconciling {LINES} lines on {name}",
                whole,
                "s",
                wanted=WANTED_SECONDS,
            )
        )
        found += [
            record(f"of it: {step} on {name}{of}", seconds, "s", wanted=None)
            for step, both in steps.items()
            for of, seconds in zip(("", ", of our processor"), both, strict=True)
        ]
    return found


def steps() -> dict[str, tuple[float, float]]:
    """How long each step took, and how much of a processor this process had for it, in
    seconds. A machine that others keep busy makes the first longer, not the second."""
    from harborlight.bank.actions import (
        bring_statement,
        match_certain,
        open_bank_account,
        prepare_month,
    )
    from harborlight.firm.models import Membership
    from harborlight.firm.roles import Role
    from tests.cast import actor_of

    rows = Membership.objects.select_related("user", "firm")
    partner = actor_of(rows.filter(role=Role.PARTNER, until__isnull=True)[0])
    said = {"name": "Bench Bank", "book": "trust bank", "number_ends": "4821"}
    account = open_bank_account(partner, **said)
    file = _file(_balance() + _movements(partner))
    taken: dict[str, tuple[float, float]] = {}

    def timed(name: str, work: Any) -> Any:
        begun, used = time.perf_counter(), time.process_time()
        made = work()
        taken[name] = (time.perf_counter() - begun, time.process_time() - used)
        return made

    about = {"name": "march.ofx", "pieces": [file]}
    timed("reading", lambda: bring_statement(partner, account, **about))
    end = MONTH + timedelta(days=30)
    matched = timed("matching", lambda: match_certain(partner, account, on=end))
    timed("three numbers", lambda: prepare_month(partner, account, month=MONTH))
    if matched != LINES:
        raise RuntimeError(f"Only {matched} lines were matched.")
    return taken


def _balance() -> int:
    from harborlight.bank.books import standing
    from harborlight.trust.models import BankAccount

    account = BankAccount.objects.get(is_default=True)
    return standing(account, MONTH - timedelta(days=1)).get("trust bank", 0)


def _movements(partner: Any) -> int:
    """As many movements as lines, each with an amount of its own; what they come to."""
    from harborlight.firm.clock import now
    from harborlight.trust.actions import open_account
    from harborlight.trust.models import Book, Entry, Journal

    accounts = {
        book: open_account(partner.firm.pk, book, None, None)
        for book in (Book.TRUST_BANK, Book.OPERATING_BANK)
    }
    journals = [
        Journal(
            firm=partner.firm,
            posted_at=now(),
            on=MONTH + timedelta(days=n % 28),
            memo="payment",
            words={"number": f"B-{n:05}"},
            key=f"bench {n}",
        )
        for n in range(LINES)
    ]
    Journal.objects.bulk_create(journals, batch_size=_AT_ONCE)
    entries = []
    for n, journal in enumerate(journals):
        for book, sign in ((Book.TRUST_BANK, 1), (Book.OPERATING_BANK, -1)):
            about = {"account": accounts[book], "cents": sign * _cents(n)}
            when = {"on": journal.on, "posted_at": journal.posted_at}
            entries.append(Entry(firm=partner.firm, journal=journal, **about, **when))
    Entry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    return sum(_cents(n) for n in range(LINES))


def _cents(n: int) -> int:
    return 10_000 + n


def _file(ending: int) -> bytes:
    """The bank's file: every line a day later than its movement."""
    lines = "".join(
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{_posted(n)}<TRNAMT>{_cents(n) / 100:.2f}"
        f"<FITID>F{n}<NAME>Deposit {n}</STMTTRN>\n"
        for n in range(LINES)
    )
    return (
        "OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD"
        "<BANKACCTFROM><ACCTID>99994821</BANKACCTFROM><BANKTRANLIST>"
        f"{lines}</BANKTRANLIST><LEDGERBAL><BALAMT>{ending / 100:.2f}"
        "<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    ).encode()


def _posted(n: int) -> str:
    return (MONTH + timedelta(days=n % 28 + 1)).strftime("%Y%m%d")


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "harborlight.config.settings")
    import django

    django.setup()
    logging.disable(logging.WARNING)
    from harborlight.firm.models import Firm
    from harborlight.firm.tenancy import everywhere, inside

    with everywhere("the bench asks which firm it is in"):
        firm = Firm.objects.get()
    with inside(firm):
        print(json.dumps(steps()))


if __name__ == "__main__":
    main()
