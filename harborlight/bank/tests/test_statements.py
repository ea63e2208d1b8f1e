"""What banks send, and what is refused of it; nothing is ever taken twice."""

import io
from datetime import UTC, date, datetime

import ofxparse
import pytest
from django.utils.translation import override

from harborlight.bank.actions import (
    BroughtBefore,
    KnownAccount,
    bring_statement,
    bytes_of,
    choose_columns,
    open_bank_account,
    write_statement,
)
from harborlight.bank.models import BankLine, BankStatement
from harborlight.bank.reading.lines import Line, UnfitStatement, cents_of
from harborlight.bank.reading.ofx import read_ofx
from harborlight.bank.reading.table import Columns
from harborlight.bank.tests.conftest import ofx
from harborlight.firm.clock import standing_at
from harborlight.firm.models import Event

TWO = (
    ("20260304", "3000.00", "f1", "WIRE &amp; CO"),
    ("20260312", "-1200.00", "f2", "CHECK"),
)
CSV = (
    "Posted;Text;Money in;Money out;Balance\n"
    "03/12/2026;CHECK 1042;;1,200.00;1,800.00\n"
    '03/04/2026;"WIRE; FROM";3,000.00;;3,000.00\n'
)
COLUMNS = Columns(
    on="Posted",
    money_in="Money in",
    money_out="Money out",
    words="Text",
    balance="Balance",
)


@pytest.fixture(autouse=True)
def _in_april():
    with standing_at(datetime(2026, 4, 3, 15, tzinfo=UTC)):
        yield


def bring(actor, account, data, name="march.ofx"):
    data = data.encode() if isinstance(data, str) else data
    return bring_statement(actor, account, name=name, pieces=[data])


def lines():
    rows = BankLine.objects.order_by("on", "pk")
    return [(one.on, one.cents, one.words) for one in rows]


@pytest.mark.feature("F177")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_statement_in_ofx_is_read_and_kept_as_it_came(ben, trust):
    data = ofx(*TWO, balance="1800.00")
    found = bring(ben, trust, data)
    assert (found.ends_on, found.ending_cents) == (date(2026, 3, 31), 180_000)
    assert lines() == [
        (date(2026, 3, 4), 300_000, "WIRE & CO"),
        (date(2026, 3, 12), -120_000, "CHECK"),
    ]
    assert bytes_of(found) == data
    # Another reader of the same format finds the same amounts.
    theirs = ofxparse.OfxParser.parse(io.BytesIO(data)).account.statement
    assert [(int(one.amount * 100), one.id) for one in theirs.transactions] == [
        (300_000, "f1"),
        (-120_000, "f2"),
    ]
    assert int(theirs.balance * 100) == found.ending_cents


def test_ofx_2_is_xml_and_says_the_same(ben, trust):
    body = ofx(*TWO, balance="1800.00").decode().split("<OFX>")[1]
    for tag in ("DTPOSTED", "TRNAMT", "FITID", "NAME", "ACCTID", "CURDEF", "BALAMT"):
        parts = body.split(f"<{tag}>")
        body = f"<{tag}>".join(
            [parts[0], *(one.replace("<", f"</{tag}><", 1) for one in parts[1:])]
        )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>'
    )
    bring(ben, trust, f"{head}\n<OFX>{body}")
    assert [cents for _on, cents, _words in lines()] == [300_000, -120_000]


def test_the_same_file_or_an_overlapping_one_brings_nothing_twice(ben, trust):
    first = bring(ben, trust, ofx(*TWO, balance="1800.00"))
    with pytest.raises(BroughtBefore, match="Nothing was taken twice") as told:
        bring(ben, trust, ofx(*TWO, balance="1800.00"), name="again.ofx")
    assert told.value.statement == first
    third = ("20260320", "50.00", "f3", "FEE BACK")
    more = bring(ben, trust, ofx(*TWO, third, balance="1850.00"))
    assert (more.new_lines, more.known_lines) == (1, 2)
    assert BankLine.objects.count() == 3


@pytest.mark.feature("F177")
def test_what_is_wrong_with_a_file_is_said_and_nothing_is_taken(ben, trust):
    good = ofx(*TWO, balance="1800.00")
    changed = (("20260304", "3000.01", "f1", "W"),)
    for data, said in (
        (b"", "empty"),
        (b"%PDF-1.7 \x00\x01", "no statement that can be read"),
        (b"hello", "no statement that can be read"),
        (good[:-200], "cut off"),
        (ofx(*TWO, currency="EUR"), "another currency"),
        (ofx(*TWO, number="555500009999"), "ends in 9999, and this one in 4821"),
        (ofx(("20260230", "1.00", "x", "W")), "Line 1 of this file has no day"),
        (ofx(("20260302", "1.005", "x", "W")), "Line 1 of this file has no day"),
        (ofx(("20260401", "1.00", "x", "W")), "later than the day of the balance"),
        (ofx(*TWO, ends="20270331"), "still to come"),
        (ofx(*TWO, *changed), "two different lines the same number"),
        (good + b" " * 9_000_000, "too large"),
    ):
        before = Event.objects.count()
        with pytest.raises(UnfitStatement, match=said):
            bring(ben, trust, data)
        assert not BankStatement.objects.exists()
        assert Event.objects.count() == before


def test_a_line_that_changed_its_amount_since_is_refused(ben, trust):
    bring(ben, trust, ofx(*TWO, balance="1800.00"))
    with pytest.raises(UnfitStatement, match="the same number, f1"):
        bring(ben, trust, ofx(("20260304", "3000.01", "f1", "W")))


def test_the_columns_of_a_table_are_chosen_once_for_an_account(ben, trust):
    found = bring(ben, trust, CSV, name="march.csv")
    assert found.read_at is None
    choose_columns(ben, found, columns=COLUMNS)
    assert lines() == [
        (date(2026, 3, 4), 300_000, "WIRE; FROM"),
        (date(2026, 3, 12), -120_000, "CHECK 1042"),
    ]
    # Newest first, so the balance at the end stands in the first row.
    assert (found.ends_on, found.ending_cents) == (date(2026, 3, 12), 180_000)
    more = CSV.replace("Balance\n", "Balance\n03/20/2026;FEE BACK;50.00;;1,850.00\n")
    trust.refresh_from_db()
    again = bring(ben, trust, more, name="more.csv")
    assert (again.new_lines, again.known_lines) == (1, 2)


def test_two_lines_that_say_the_same_on_one_day_are_two(ben, trust):
    rows = "03/04/2026,A,10.00\n"
    found = bring(ben, trust, f"Day,Text,Amount\n{rows}{rows}")
    plain = Columns(on="Day", amount="Amount", words="Text")
    with pytest.raises(UnfitStatement, match="balance at the end"):
        choose_columns(ben, found, columns=plain)
    said = {"ends_on": date(2026, 3, 31), "ending_cents": 2000}
    choose_columns(ben, found, columns=plain, **said)
    assert BankLine.objects.count() == 2


def test_a_table_whose_rows_cannot_be_read_names_the_row(ben, trust):
    found = bring(ben, trust, "Day,Amount\n03/04/2026,1.00\n13/45/2026,2.00\n")
    with pytest.raises(UnfitStatement, match="Row 3 has no day or no amount"):
        choose_columns(ben, found, columns=Columns(on="Day", amount="Amount"))
    assert not BankLine.objects.exists()


def test_a_statement_on_paper_is_written_down(ben, trust):
    said = {"ends_on": date(2026, 3, 31), "ending_cents": 300_000}
    rows = [Line(date(2026, 3, 4), 300_000, "Deposit")]
    with standing_at(datetime(2026, 12, 1, 3, tzinfo=UTC)):
        write_statement(ben, trust, **said, lines=rows)
    assert lines() == [(date(2026, 3, 4), 300_000, "Deposit")]
    with pytest.raises(BroughtBefore, match="November 30, 2026"):
        write_statement(ben, trust, **said, lines=rows)
    found = BankStatement.objects.get()
    assert found.called == "Typed: March 31, 2026"
    with override("es"):
        assert "31 de marzo de 2026" in found.called and "Typed" not in found.called


def test_amounts_are_whole_cents_as_banks_write_them():
    for text, cents in (
        ("1,234.50", 123_450), ("-12", -1200), ("(3.10)", -310), ("$3.10-", -310),
        ("+0.5", 50), (".25", 25), ("\u22127.00", -700),
    ):  # fmt: skip
        assert cents_of(text) == cents
    for text in ("", "-", "1.005", "1e3", "12,34", "NaN", "9" * 30, "1.2.3", "٣"):
        with pytest.raises(ValueError):
            cents_of(text)


def test_hostile_ofx_is_read_in_no_more_time_than_it_is_long():
    for text in ("<STMTRS>" * 200_000, "<STMTRS><STMTTRN>" * 100_000, "<" * 800_000):
        with pytest.raises(UnfitStatement):
            read_ofx(text, number_ends="4821")


def test_an_account_is_entered_once(ben, trust):
    with pytest.raises(KnownAccount, match="ends in 4821"):
        open_bank_account(ben, name="Other", book="trust bank", number_ends="4821")
