"""Statements of a bank: brought in as a file or typed, read once, never read twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from harborlight.bank import events
from harborlight.bank.models import BankLine, BankStatement, typed_name
from harborlight.bank.reading.lines import (
    MOST_BYTES,
    Line,
    Read,
    UnfitStatement,
    numbered,
    text_of,
)
from harborlight.bank.reading.ofx import looks_like_ofx, read_ofx
from harborlight.bank.reading.table import Columns, lines_of, read_table
from harborlight.firm.acting import Happening, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, today
from harborlight.firm.inserting import insert_rows
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import keep_bytes, note_scan, plain_of
from harborlight.firm.words import in_every_language
from harborlight.trust.models import BankAccount

_AT_ONCE = 1000
Way = BankStatement.Way


class BroughtBefore(Exception):
    """The very same file was brought in before; statement: that one."""

    def __init__(self, statement: BankStatement) -> None:
        super().__init__(
            _("This file was brought in before, on %(day)s. Nothing was taken twice.")
            % {"day": date_format(_day_of(statement), "DATE_FORMAT")}
        )
        self.statement = statement


def _day_of(statement: BankStatement) -> date:
    """On which it was brought in, where the firm is."""
    return statement.brought_at.astimezone(ZoneInfo(statement.firm.time_zone)).date()


class ReadBefore(Exception):
    """This statement was read already."""


def bring_statement(
    actor: Actor, account: BankAccount, *, name: str, pieces: Iterable[bytes]
) -> BankStatement:
    """Take a file that the bank gave: OFX or QFX is read at once, a table too where its
    columns are known. Raises UnfitStatement, BroughtBefore; then nothing was taken."""
    data = _whole(pieces)
    text, digest = text_of(data), sha256(data).hexdigest()
    _refuse_known(account, digest)
    is_ofx = looks_like_ofx(text)
    read = _read_at_once(account, text, is_ofx=is_ofx)
    with acting(actor, events.BROUGHT, account) as event:
        file = keep_bytes(actor.firm, None, data)
        # It came from outside, whoever sent it on.
        note_scan(file, StoredFile.Scan.WAITS)
        statement = _create(
            actor,
            account,
            way=Way.OFX if is_ofx else Way.TABLE,
            name=name,
            file=file,
            sha256=digest,
        )
        event.made(statement)
        event.say(account=account.called, name=name)
        if read is not None:
            _take(statement, read, on=today(actor.firm.time_zone))
    return statement


def choose_columns(
    actor: Actor,
    statement: BankStatement,
    *,
    columns: Columns,
    ends_on: date | None = None,
    ending_cents: int | None = None,
) -> None:
    """Say which column of a table is what, and what stood in the account at its end where
    no column says so; the account remembers the columns. Raises UnfitStatement,
    ReadBefore."""
    read = lines_of(read_table(text_of(bytes_of(statement))), columns)
    if read.ending_cents is None:
        read = _ended(read, ends_on, ending_cents)
    with acting(actor, events.READ, statement) as event:
        _hold(statement)
        account = statement.account
        account.columns = columns.as_kept()
        account.save(update_fields=["columns"])
        _take(statement, read, on=today(actor.firm.time_zone))
        _say_read(event, statement)


def write_statement(
    actor: Actor,
    account: BankAccount,
    *,
    ends_on: date,
    ending_cents: int,
    lines: Sequence[Line],
) -> BankStatement:
    """Write down a statement on paper: its last balance and its lines.

    Raises UnfitStatement, BroughtBefore.
    """
    named = numbered([*lines], by="hand")
    said = "|".join([f"{ends_on} {ending_cents}", *(one.number for one in named)])
    digest = sha256(said.encode()).hexdigest()
    _refuse_known(account, digest)
    with acting(actor, events.BROUGHT, account) as event:
        name = typed_name(ends_on)
        statement = _create(actor, account, way=Way.HAND, name=str(name), sha256=digest)
        event.made(statement)
        event.say(account=account.called, name=in_every_language(name))
        first = min((one.on for one in named), default=ends_on)
        read = Read(named, first, ends_on, ending_cents)
        _take(statement, read, on=today(actor.firm.time_zone))
    return statement


def bytes_of(statement: BankStatement) -> bytes:
    """The file as it came. Raises Held while it is not scanned."""
    assert statement.file is not None
    sealed = plain_of(statement.file)
    return b"".join(sealed.pieces(0, sealed.length))


def _whole(pieces: Iterable[bytes]) -> bytes:
    data = bytearray()
    for piece in pieces:
        data += piece
        if len(data) > MOST_BYTES:
            raise UnfitStatement(_("This file is too large for a statement of a bank."))
    return bytes(data)


def _refuse_known(account: BankAccount, digest: str) -> None:
    rows = BankStatement.objects.filter(account=account, sha256=digest)
    if known := rows.first():
        raise BroughtBefore(known)


def _read_at_once(account: BankAccount, text: str, *, is_ofx: bool) -> Read | None:
    """The lines, where no person is needed to tell columns or the balance."""
    if is_ofx:
        read = read_ofx(text, number_ends=account.number_ends)
        return _ended(read, read.ends_on, read.ending_cents)
    columns, table = Columns.kept(account.columns), read_table(text)
    if columns is None or not table.fits(columns):
        return None
    read = lines_of(table, columns)
    return read if read.ending_cents is not None else None


def _ended(read: Read, ends_on: date | None, cents: int | None) -> Read:
    """With the balance at its end. UnfitStatement where none is known."""
    if ends_on is None or cents is None:
        raise UnfitStatement(
            _("The balance at the end, and its day, are missing: nothing can be compared "
              "without them.")
        )  # fmt: skip
    return Read(read.lines, read.begins_on, ends_on, cents)


def _create(actor: Actor, account: BankAccount, **about: Any) -> BankStatement:
    try:
        with transaction.atomic():
            return BankStatement.objects.create(
                firm=actor.firm,
                account=account,
                brought_at=now(),
                brought_by_id=actor.account,
                **about,
            )
    except IntegrityError:
        # Somebody else brought it at the same moment.
        _refuse_known(account, about["sha256"])
        raise


def _hold(statement: BankStatement) -> None:
    statement.refresh_from_db(
        from_queryset=BankStatement.objects.select_for_update(no_key=True)
    )
    if statement.read_at:
        raise ReadBefore(_("This statement was read already."))


def _take(statement: BankStatement, read: Read, *, on: date) -> None:
    """Keep the lines that are new; refuse what contradicts the lines that are known."""
    _check_days(read, on)
    account = statement.account
    # One at a time: two files with the same lines do not both bring them.
    BankAccount.objects.select_for_update(no_key=True).get(pk=account.pk)
    fresh, firm = _fresh(account, read.lines), account.firm
    insert_rows(
        [
            BankLine(
                firm=firm,
                account_id=account.pk,
                statement_id=statement.pk,
                on=line.on,
                cents=line.cents,
                words=line.words,
                number=line.number,
            )
            for line in fresh
        ]
    )
    statement.begins_on, statement.ends_on = read.begins_on, read.ends_on
    statement.ending_cents, statement.read_at = read.ending_cents, now()
    statement.new_lines = len(fresh)
    statement.known_lines = len(read.lines) - len(fresh)
    names = ("begins_on", "ends_on", "ending_cents", "read_at")
    statement.save(update_fields=[*names, "new_lines", "known_lines"])


def _check_days(read: Read, on: date) -> None:
    days = [one.on for one in read.lines]
    ends_on = read.ends_on or on
    if ends_on > on or max(days, default=on) > on:
        raise UnfitStatement(
            _("This statement has a day that is still to come. Is the order of day and "
              "month right?")
        )  # fmt: skip
    if max(days, default=ends_on) > ends_on:
        raise UnfitStatement(
            _("A line is later than the day of the balance at the end, %(day)s.")
            % {"day": date_format(ends_on, "DATE_FORMAT")}
        )


def _fresh(account: BankAccount, lines: Sequence[Line]) -> list[Line]:
    by_number: dict[str, Line] = {}
    for line in lines:
        before = by_number.setdefault(line.number, line)
        _refuse_another(before, line)
    known: dict[str, Line] = {}
    numbers = [*by_number]
    for at in range(0, len(numbers), _AT_ONCE):
        rows = BankLine.objects.filter(
            account=account, number__in=numbers[at : at + _AT_ONCE]
        )
        for number, on, cents in rows.values_list("number", "on", "cents"):
            known[number] = Line(on, cents, "", number)
    for number, one in known.items():
        _refuse_another(one, by_number[number])
    return [one for number, one in by_number.items() if number not in known]


def _refuse_another(before: Line, line: Line) -> None:
    if (before.on, before.cents) != (line.on, line.cents):
        raise UnfitStatement(
            _("The bank gives two different lines the same number, %(number)s. Nothing "
              "was taken; ask the bank which of them is right.")
            % {"number": line.number[:60]}
        )  # fmt: skip


def _say_read(event: Happening, statement: BankStatement) -> None:
    event.say(
        account=statement.account.called,
        new=statement.new_lines,
        known=statement.known_lines,
    )
