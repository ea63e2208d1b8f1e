"""The agencies' words, the bulletin's tables and the age of a child, as the book counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from harborlight.law.agency import (
    case_number,
    house,
    is_usual,
    meaning_of,
    meaning_of_notice,
    meanings,
)
from harborlight.law.bulletin import (
    BadTable,
    cell_of,
    is_current,
    movement,
    read_chart,
)
from harborlight.law.cspa import NotCounted, frozen_age, preference_age
from harborlight.law.receipts import NotAReceipt

NOVEMBER = date(2026, 11, 1)
TABLE = """Family-Sponsored\tAll Chargeability Areas\tCHINA-mainland born\tINDIA\tMEXICO
F1\t08MAY17\t08MAY17\t08MAY17\t22DEC06
F2A\tC\tC\tC\t01JAN99

Employment-based,All Chargeability Areas Except Those Listed,CHINA,INDIA
1st,C,01APR23,01-APR-2023
Certain Religious Workers,U,U,U
5th Set Aside: Rural (20%),C,2024-02-29,C
"""


def test_every_text_has_a_meaning_in_both_languages():
    for one in meanings().values():
        assert {*one.label} == {*one.client} == {"en", "es"}, one.id
    assert meaning_of("  case was   DENIED. ") == "denied"
    assert meaning_of("Response to USCIS’ Request for Evidence was received") == (
        "answer received"
    )
    assert (meaning_of("Something else"), meaning_of("")) == ("", "")
    assert meaning_of_notice("intent to revoke") == "intent"
    bad = ("denied", "rejected", "revoked", "intent", "court denied", "decided")
    assert all(meanings()[one].first for one in bad)


def test_numbers_of_each_agency():
    assert case_number("USCIS", "ioe 09-123-45678") == "IOE0912345678"
    assert case_number("EOIR", "A 1234567") == "A001234567"
    assert case_number("DOL", "g-100-26001-123456") == "G-100-26001-123456"
    for agency, wrong in (
        ("USCIS", "A012345678"),
        ("USCIS", "IOE09123456789"),
        ("EOIR", "A123456"),
        ("DOL", "IOE0912345678"),
        ("DOS", "GUZ202612345"),
    ):
        with pytest.raises(NotAReceipt):
            case_number(agency, wrong)
    assert is_usual("USCIS", "LIN2690000001") and not is_usual("USCIS", "GUZ2026123456")
    assert is_usual("DOS", "GUZ2026123456") and not is_usual("DOS", "LIN2690000001")


def test_the_test_service_is_open_on_weekdays_by_day():
    hours = [(1, 10, False), (1, 11, True), (2, 0, False), (6, 15, False)]
    for day, hour, is_open in hours:  # of June 2026, in UTC; New York is four behind
        moment = datetime(2026, 6, day, hour, tzinfo=UTC)
        assert house("sandbox").is_open(moment) == is_open, moment
    assert house("production").is_open(datetime(2026, 6, 6, 3, tzinfo=UTC))


@pytest.mark.feature("F124")
def test_a_pasted_bulletin_is_read():
    chart = read_chart(TABLE, NOVEMBER)
    assert chart["F1"]["mexico"] == "2006-12-22"
    assert chart["F2A"] == {
        "all": "C",
        "china": "C",
        "india": "C",
        "mexico": "1999-01-01",
    }
    assert chart["EB1"] == {"all": "C", "china": "2023-04-01", "india": "2023-04-01"}
    assert (chart["SR"]["all"], chart["EB5R"]["china"]) == ("U", "2024-02-29")
    assert cell_of(chart, "EB1", "mexico") == "C", "an area without a column of its own"
    assert cell_of(chart, "F4", "mexico") == ""


def test_what_is_no_bulletin_is_refused_with_its_line():
    wrong = [
        ("F1\t08MAY17", "no areas", 1),
        ("x\tINDIA\tCHINA\nF1\t08MAY17", "row", 2),
        ("x\tINDIA\tCHINA\nF1\t08MAY17\t31FEB17", "cell", 2),
        ("x\tINDIA\tCHINA\nF1\tC\tC\nF1\tC\tC", "twice", 3),
        ("hello", "empty", 0),
    ]
    for text, code, line in wrong:
        with pytest.raises(BadTable) as why:
            read_chart(text, NOVEMBER)
        assert (why.value.code, why.value.line) == (code, line)


def test_current_is_before_the_date_and_movement_is_told():
    priority = date(2017, 5, 8)
    cells = {"C": True, "U": False, "2017-05-08": False, "2017-05-09": True, "": None}
    assert {cell: is_current(cell, priority) for cell in cells} == cells
    moves = [
        ("2017-01-01", "2017-02-01", ("forward", 31)),
        ("2017-02-01", "2017-01-01", ("back", 31)),
        ("2017-02-01", "2017-02-01", ("same", 0)),
        ("2017-02-01", "C", ("opened", 0)),
        ("U", "2017-02-01", ("opened", 0)),
        ("C", "2017-02-01", ("closed", 0)),
        ("", "C", ("new", 0)),
    ]
    for before, now, told in moves:
        found = movement(before, now)
        assert (found.kind, found.days) == told


@pytest.mark.feature("F124")
def test_the_age_of_a_child_both_ways():
    days = {"filed": date(2019, 1, 1), "approved": date(2021, 1, 1)}
    child = preference_age(born=date(2003, 5, 1), available=date(2025, 4, 1), **days)
    assert (child.years, child.pending, child.is_child) == (19, 731, True)
    assert child.seek_by == date(2026, 4, 1)
    grown = preference_age(born=date(2001, 5, 1), available=date(2025, 4, 1), **days)
    assert (grown.years, grown.is_child) == (21, False)
    # Approved after a number was there: the later day counts.
    late = preference_age(born=date(2003, 5, 1), available=date(2020, 1, 1), **days)
    assert late.counted_on == date(2021, 1, 1)
    # On the 21st birthday one is no child any more; the day before one is.
    born = date(2004, 2, 29)
    assert frozen_age(born=born, on=date(2025, 2, 28)).is_child
    assert not frozen_age(born=born, on=date(2025, 3, 1)).is_child
    assert "1158" in frozen_age(born=born, on=date(2020, 1, 1), law="asylee").source
    for wrong in (
        {"born": date(2003, 5, 1), "available": date(2025, 4, 1)}
        | {"filed": date(2021, 1, 2), "approved": date(2021, 1, 1)},
        {"born": date(2026, 1, 1), "available": date(2025, 4, 1), **days},
    ):
        with pytest.raises(NotCounted):
            preference_age(**wrong)
