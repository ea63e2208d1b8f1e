"""Exports for a bookkeeping program, each opened by a reader that is not ours."""

import csv
import io
from datetime import timedelta

import ofxparse
import pytest
from django.urls import reverse

from harborlight.billing.actions import write_off
from harborlight.billing.tests import conftest as money
from harborlight.firm.clock import now, running_from, today
from harborlight.paying.exporting import Codes, Row, as_csv, as_iif
from harborlight.paying.jobs.exporting import export_yesterday
from harborlight.paying.models import Export
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.trust.actions import post_house_money
from harborlight.trust.models import Book
from harborlight.trust.queries import balance
from tests.cast import DAY
from tests.clearing import paid_apart

case, payer, invoice = money.case, money.payer, money.invoice


def at(name, *args):
    return reverse(f"staff:{name}", args=args)


def boxes(day):
    each = (("month", day.month), ("day", day.day), ("year", day.year))
    return {f"{name}_{part}": n for name in ("first", "last") for part, n in each}


@pytest.fixture
def day(harbor):
    return today(harbor.time_zone)


@pytest.fixture
def moved(ben, invoice, day):
    """Two checks, one into trust, and a charge of the card processor."""
    how = {"method": "check 7", "on": day, "once": "a"}
    paid_apart(ben, invoice, 100_000, trust=67_500, **how)
    said = {"kind": "processor fee", "why": "March", "once": "f"}
    post_house_money(ben, cents=2_930, on=day, **said)


def exported(desk, day, shape, about="transactions", **plan):
    """The bytes of an export that somebody made by pressing."""
    desk.post(at("export-plan"), {"shape": shape, "column_day": "Day", **plan})
    answer = desk.post(at("exports"), {"about": about, **boxes(day)})
    assert answer.status_code == 302
    made = Export.objects.latest("made_at")
    return b"".join(desk.get(at("export-file", made.pk)).streaming_content)


@pytest.mark.feature("F186", "F269")
def test_transactions_are_exported_by_click_and_by_night(
    clock, ben, invoice, moved, day
):
    desk = at_the_desk(ben)
    assert "Nothing was exported yet" in words(desk.get(at("exports")))
    plan = {"is_daily": "on", "column_amount": "Betrag", "days": "us"}
    plan |= {"column_code": "Account", "column_bank": "=Bank", "code_trust": "2100"}
    plan |= {"column_place_amount": "5", "column_place_day": "9"}
    broken = desk.post(at("export-plan"), {"shape": "csv", **plan, "case_codes": "no"})
    assert broken.status_code == 422 and "no" in words(broken)
    assert 'value="Betrag"' in words(broken), "what was typed is not lost"
    coded = f"{invoice.case.number} = 4010"
    file = exported(desk, day, "csv", **plan, case_codes=coded).decode()
    rows = [*csv.reader(io.StringIO(file))]
    assert rows[0] == ["Betrag", "Day", "'=Bank", "Account"], "by their places"
    us = f"{day:%m/%d/%Y}"
    assert {tuple(row) for row in rows[1:]} == {
        ("675.00", us, "trust bank", "2100"),
        ("325.00", us, "operating bank", "4010"),
        ("-29.30", us, "operating bank", "charges"),
    }
    with running_from(now() + timedelta(days=1)):
        assert export_yesterday(clock, day + timedelta(days=1)) == 3
        assert export_yesterday(clock, day + timedelta(days=1)) == 0
    assert "by itself" in words(desk.get(at("exports")))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.feature("F269")
def test_a_reader_of_bank_statements_takes_in_both_accounts(ben, moved, day):
    codes = {"code_trust_bank": "IOLTA & <1>", "code_operating_bank": "Checking"}
    data = exported(at_the_desk(ben), day, "ofx", **codes)
    accounts = ofxparse.OfxParser.parse(io.BytesIO(data)).accounts
    assert [one.account_id for one in accounts] == ["IOLTA & <1>", "Checking"]
    trust, operating = (one.statement for one in accounts)
    assert [str(one.amount) for one in trust.transactions] == ["675.00"]
    assert sorted(str(one.amount) for one in operating.transactions) == [
        "-29.30",
        "325.00",
    ]
    for told, book in ((trust, Book.TRUST_BANK), (operating, Book.OPERATING_BANK)):
        assert told.balance * 100 == balance(ben, book), "as the books have it"
    lines = [*trust.transactions, *operating.transactions]
    assert len({one.id for one in lines}) == 3
    assert {one.date.date() for one in lines} == {day} and b"Rivas" not in data


@pytest.mark.feature("F269")
def test_quickbooks_desktop_takes_in_transactions_that_sum_to_nothing(ben, moved, day):
    names = {
        "code_trust_bank": "IOLTA",
        "code_trust": "Clients",
        "code_charges": "Fees",
    }
    text = exported(at_the_desk(ben), day, "iif", **names).decode()
    found = read_iif(text)
    assert [sum(cents for _account, cents in one) for one in found] == [0, 0, 0]
    assert (("IOLTA", 67_500), ("Clients", -67_500)) in found
    assert (("operating bank", -2_930), ("Fees", 2_930)) in found


def read_iif(text):
    """Transactions by the columns that the file itself names, as QuickBooks reads them."""
    heads, found = {}, []
    for line in text.split("\r\n"):
        kind, *cells = line.split("\t")
        if kind.startswith("!"):
            heads[kind[1:]] = cells
        elif kind == "TRNS":
            found.append([])
        if kind in ("TRNS", "SPL"):
            row = dict(zip(heads[kind], cells, strict=True))
            cents = round(float(row["AMOUNT"]) * 100)
            found[-1].append((row["ACCNT"], cents))
    return [tuple(one) for one in found]


@pytest.mark.feature("F268")
def test_invoices_are_told_in_the_columns_that_a_firm_names(ben, invoice, moved, day):
    write_off(ben, invoice, cents=1_000, why="Too little to ask for")
    plan = {"invoice_number": "DocNumber", "invoice_open": "Balance"}
    plan |= {"invoice_total": "Amount", "invoice_place_total": "1", "invoice_code": "A"}
    file = exported(
        at_the_desk(ben),
        day,
        "iif",
        "invoices",
        **plan,
        case_codes=f"{invoice.case.kind} = 4020",
    )
    rows = [*csv.DictReader(io.StringIO(file.decode()))]
    assert [*rows[0]] == ["Amount", "DocNumber", "A", "Balance"]
    invoice.refresh_from_db()
    owed = f"{invoice.owed_cents / 100:.2f}"
    assert rows == [
        {
            "Amount": f"{invoice.cents / 100:.2f}",
            "DocNumber": invoice.number,
            "A": "4020",
            "Balance": owed,
        }
    ]


def test_no_cell_is_read_as_a_formula():
    row = Row(DAY, "payment", -12_345, "trust", "+7", "x", "c", "2026-1", "p")
    text = as_iif([row], Codes({"trust bank": "IOLTA", "trust": "2100"}, {}))
    lines = [line.split("\t") for line in text.splitlines()]
    assert lines[2] == ["!ENDTRNS"]
    assert lines[3][:6] == ["TRNS", "CHECK", "03/02/2026", "IOLTA", "'+7", "-123.45"]
    assert lines[4][3:6] == ["2100", "'+7", "123.45"] and lines[5] == ["ENDTRNS"]
    assert "'+7" in as_csv([row], [["case", "Case"]], Codes({}, {}))
