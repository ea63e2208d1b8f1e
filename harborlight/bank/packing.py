"""All trust records of a time in one file, as a bar examiner asks for them.

Journals, the register, a ledger for each client and case, reconciliations, statements as
the bank sent them, invoices, fee agreements (of the room above: `enclosing`). Tables are CSV
in whole cents; papers are PDF. It is whole:
walls are asked before it is made (`actions.packing`).
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import override

from harborlight.bank.actions.bringing import bytes_of
from harborlight.bank.enclosing import File, enclosed
from harborlight.bank.models import AuditPack, BankLine, BankStatement, Reconciliation
from harborlight.bank.sheets import contents_sheet, ledger_sheet
from harborlight.bank.tables import file_name, table
from harborlight.billing.models import Invoice
from harborlight.firm.actor import Actor
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.printing import print_sheet
from harborlight.trust.models import Account, BankAccount, Book, Entry
from harborlight.trust.queries import LedgerLine, ledger


def packed(clock: Actor, pack: AuditPack) -> tuple[bytes, int]:
    """The file with everything in it, and how many files that are."""
    out = io.BytesIO()
    contents: list[tuple[str, str]] = []
    with override("en"), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in _files(clock, pack):
            made.writestr(name, data)
            contents.append((name, hashlib.sha256(data).hexdigest()))
        days = f"{_day(pack.begins_on)} – {_day(pack.ends_on)}"
        sheet = contents_sheet(clock.firm, days=days, files=contents)
        made.writestr("contents.pdf", print_sheet("account", sheet))
        made.writestr("contents.csv", table(["file", "sha256"], contents))
    return out.getvalue(), len(contents) + 2


def _files(clock: Actor, pack: AuditPack) -> Iterator[File]:
    yield "journals.csv", _journals(pack).encode()
    yield "register.csv", _register(pack).encode()
    yield "invoices.csv", _invoices(pack).encode()
    yield from _ledgers(clock, pack)
    yield from _reconciliations(pack)
    yield from _statements(pack)
    yield "bank-lines.csv", _bank_lines(pack).encode()
    yield from enclosed(pack.begins_on, pack.ends_on)


def _journals(pack: AuditPack) -> str:
    """Every entry of every movement: receipts, disbursements and transfers."""
    head = [
        "day", "posted at", "journal", "memo", "details", "account", "at the bank",
        "case", "client", "debit cents", "credit cents", "posted by", "reverses",
    ]  # fmt: skip
    rows = Entry.objects.filter(
        journal__on__gte=pack.begins_on, journal__on__lte=pack.ends_on
    ).select_related(
        "journal__posted_by",
        "journal__reverses",
        "account__case",
        "account__person",
        "account__bank",
    )
    return table(
        head,
        (
            [
                one.journal.on,
                one.journal.posted_at.isoformat(),
                one.journal.key,
                one.journal.said,
                one.journal.details,
                one.account.get_book_display(),
                one.account.bank.called if one.account.bank else "",
                *_whose(one.account),
                max(one.cents, 0),
                max(-one.cents, 0),
                one.journal.posted_by.name if one.journal.posted_by else "",
                one.journal.reverses.key if one.journal.reverses else "",
            ]
            for one in rows.order_by(
                "journal__on", "journal__posted_at", "-cents", "pk"
            )
        ),
    )


def _whose(account: Account) -> list[str]:
    if account.case is None or account.person is None:
        return ["", ""]
    return [account.case.number, account.person.full_name]


def _register(pack: AuditPack) -> str:
    """The register of each trust account: what moved at the bank, and what stood there."""
    rows = Entry.objects.filter(
        account__book=Book.TRUST_BANK, on__lte=pack.ends_on
    ).select_related("journal", "account__bank")
    stood: dict[object, int] = {}
    lines: list[list[object]] = []
    for one in rows.order_by("account", "on", "posted_at", "pk"):
        bank = one.account.bank
        assert bank is not None
        stood[bank.pk] = stood.get(bank.pk, 0) + one.cents
        if one.on >= pack.begins_on:
            said = (one.journal.said, one.journal.details)
            about = [bank.called, one.on, one.journal.key, *said]
            lines.append([*about, one.cents, stood[bank.pk]])
    head = ["account", "day", "journal", "memo", "details", "cents", "balance cents"]
    return table(head, lines)


def _invoices(pack: AuditPack) -> str:
    head = ["number", "issued", "due", "case", "payer", "cents", "paid cents", "state"]
    rows = Invoice.objects.filter(
        issued_on__gte=pack.begins_on, issued_on__lte=pack.ends_on
    ).select_related("case", "payer")
    return table(
        head,
        (
            [
                one.number,
                one.issued_on,
                one.due_on,
                one.case.number,
                one.payer.full_name,
                one.cents,
                one.paid_cents,
                one.state,
            ]
            for one in rows.order_by("issued_on", "number")
        ),
    )


def _ledgers(clock: Actor, pack: AuditPack) -> Iterator[File]:
    accounts = Account.objects.filter(book=Book.CLIENT_TRUST, case__isnull=False)
    balances = []
    for account in accounts.select_related("case", "person", "bank").order_by(
        "case__number", "pk"
    ):
        lines = [one for one in ledger(clock, account) if one.on <= pack.ends_on]
        if not lines:
            continue
        name = file_name(*_whose(account), account.key[-6:])
        yield f"ledgers/{name}.csv", _ledger_table(lines).encode()
        sheet = ledger_sheet(
            clock.firm, account, lines, begins=pack.begins_on, on=pack.ends_on
        )
        yield f"ledgers/{name}.pdf", print_sheet("account", sheet)
        at = account.bank.called if account.bank else ""
        balances.append([*_whose(account), at, lines[0].after])
    head = ["case", "client", "at the bank", "held cents"]
    yield "client-balances.csv", table(head, balances).encode()


def _ledger_table(lines: list[LedgerLine]) -> str:
    head = ["day", "memo", "details", "cents", "held after cents"]
    return table(
        head,
        ([one.on, one.memo, one.details, one.cents, one.after] for one in lines[::-1]),
    )


def _reconciliations(pack: AuditPack) -> Iterator[File]:
    rows = Reconciliation.objects.filter(
        ends_on__gte=pack.begins_on, month__lte=pack.ends_on, signed_at__isnull=False
    ).select_related("account", "report", "listing", "clients")
    for one in rows.order_by("account", "month"):
        name = f"reconciliations/{_of(one.account)}-{one.month:%Y-%m}"
        if one.report and one.listing:
            yield f"{name}.pdf", _bytes(one.report)
            yield f"{name}.csv", _bytes(one.listing)
        if one.clients:
            yield f"{name}-clients.pdf", _bytes(one.clients)


def _statements(pack: AuditPack) -> Iterator[File]:
    rows = BankStatement.objects.filter(
        ends_on__gte=pack.begins_on, begins_on__lte=pack.ends_on, file__isnull=False
    ).select_related("account", "file")
    for one in rows.order_by("account", "ends_on", "pk"):
        name = file_name(_of(one.account), str(one.ends_on), one.key[-6:])
        yield f"statements/{name}.{one.way}", bytes_of(one)


def _bank_lines(pack: AuditPack) -> str:
    rows = BankLine.objects.filter(on__gte=pack.begins_on, on__lte=pack.ends_on)
    rows = rows.select_related("account").order_by("account", "on", "pk")
    return table(
        ["account", "day", "cents", "words", "number of the bank"],
        (
            [one.account.called, one.on, one.cents, one.words, one.number]
            for one in rows
        ),
    )


def _bytes(file: StoredFile) -> bytes:
    sealed = plain_of(file)
    return b"".join(sealed.pieces(0, sealed.length))


def _of(account: BankAccount) -> str:
    return f"{account.book.split()[0]}-{account.number_ends}"


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
