"""Fees, addresses and ways to pay: one row on a day, or a sentence that says why not."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from harborlight.law.addresses import (
    Envelope,
    NoAddress,
    TwoAddresses,
    address_of,
    addresses,
)
from harborlight.law.book import BadBook
from harborlight.law.fees import (
    ORDINARY,
    NoFeeKnown,
    circumstances,
    fee,
    fee_schedule,
    fees_due,
)
from harborlight.law.payments import NotTaken, way_to_pay, ways_to_pay

pytestmark = pytest.mark.feature("F119")
DAY = date(2026, 6, 15)
ONE_STEP = frozenset({"I-130", "I-130A", "I-485", "I-864", "I-765", "I-131", "G-28"})


def cents(form, circumstance=ORDINARY, *, on=DAY, channel="paper"):
    rows = fees_due(form, channel=channel, circumstance=circumstance, on=on)
    return {row.law: row.cents for row in rows}


@pytest.mark.parametrize(
    ("form", "circumstance", "due"),
    [
        ("I-130", ORDINARY, {"": 67_500}),
        ("I-485", ORDINARY, {"": 144_000}),
        ("I-485", "under 14 with a parent", {"": 95_000}),
        ("I-765", ORDINARY, {"": 52_000}),
        ("I-765", "with a paid i-485", {"": 26_000}),
        ("I-765", "c8 initial", {"": 0, "pl 119-21": 56_000}),
        ("I-131", "advance parole", {"": 63_000}),
        ("I-864", ORDINARY, {"": 0}),
        ("N-400", ORDINARY, {"": 76_000}),
        ("N-400", "reduced", {"": 38_000}),
        ("I-589", ORDINARY, {"": 0, "pl 119-21": 10_000}),
        ("I-360", "sij", {"": 0, "pl 119-21": 25_000}),
        ("I-140", "small employer", {"": 71_500, "asylum program": 30_000}),
        (
            "I-129",
            "h-1b first extension, small employer",
            {"": 46_000, "asylum program": 30_000, "acwia": 75_000},
        ),
    ],
)
def test_a_form_costs_its_own_fee_and_what_other_laws_put_on_top(
    form, circumstance, due
):
    assert cents(form, circumstance) == due


@pytest.mark.parametrize(
    ("form", "circumstance", "law", "day", "before", "after"),
    [
        ("I-130", ORDINARY, "", date(2024, 4, 1), 53_500, 67_500),
        ("I-765", "c8 initial", "pl 119-21", date(2026, 10, 16), 56_000, 57_000),
        ("I-765", "tps initial", "pl 119-21", date(2026, 10, 16), 56_000, 57_000),
        ("I-821", "initial", "", date(2026, 10, 16), 51_000, 52_000),
        ("I-907", "i-539", "", date(2026, 3, 1), 196_500, 207_500),
    ],
)
def test_a_fee_changes_on_its_day_and_not_before(
    form, circumstance, law, day, before, after
):
    eve = date.fromordinal(day.toordinal() - 1)
    assert cents(form, circumstance, on=eve)[law] == before
    assert cents(form, circumstance, on=day)[law] == after


def test_what_the_book_does_not_say_is_a_sentence_and_never_a_guess():
    with pytest.raises(NoFeeKnown, match=r"no fee for Form I-824 \(paper, ordinary\)"):
        fees_due("I-824", channel="paper", on=DAY)
    # A reduced fee cannot be asked for online.
    with pytest.raises(NoFeeKnown):
        fees_due("N-400", channel="online", circumstance="reduced", on=DAY)
    # The further fee of this law is not known before 2026: its sum would be too small.
    with pytest.raises(NoFeeKnown, match="pl 119-21"):
        fees_due("I-589", channel="paper", on=date(2025, 12, 1))


def test_two_rows_at_once_are_an_error():
    row = fee("i-130", channel="paper", on=DAY)
    with pytest.raises(BadBook, match="2 fees for Form I-130"):
        fee("i-130", channel="paper", on=DAY, among=[row, replace(row, key="other")])


def test_no_day_has_two_rows_for_the_same_fee():
    starts = {row.effective_from for row in fee_schedule()}
    for day in starts:
        for row in fee_schedule():
            if row.in_force(day):
                channel = "paper" if row.channel == "any" else row.channel
                said = {"circumstance": row.circumstance, "law": row.law}
                assert fee(row.form, channel=channel, on=day, **said) == row


def test_which_circumstances_a_form_has_is_told():
    assert circumstances("I-130", channel="paper", on=DAY) == (ORDINARY,)
    assert "with a paid i-485" in circumstances("I-765", channel="paper", on=DAY)


def goes_to(forms, homes, *, by="courier", on=DAY, **circumstances_of):
    return address_of(Envelope(frozenset(forms), by, circumstances_of), homes, on=on)


def test_the_whole_one_step_set_goes_where_the_one_who_adjusts_lives():
    homes = {"petitioner": "CA", "beneficiary": "TX"}
    found = goes_to(ONE_STEP, homes)
    assert (found.part, found.state) == ("beneficiary", "TX")
    assert found.row.lines[1:] == [
        "ATTN: AOS (BOX 650288)",
        "2501 S. STATE HWY. 121 BUSINESS, SUITE 400",
        "LEWISVILLE, TX 75067-8003",
    ]
    assert "P.O. BOX 650288" in goes_to(ONE_STEP, homes, by="mail").row.lines


def test_an_n_400_and_a_petition_alone_go_elsewhere():
    assert "ATTN: N-400 (BOX 4060)" in goes_to({"N-400"}, {"applicant": "NY"}).row.lines
    alone = goes_to({"I-130", "G-28"}, {"petitioner": "CA", "beneficiary": ""})
    assert alone.part == "petitioner" and "CHICAGO" in alone.row.lines[-1]


def test_asylum_and_an_affidavit_alone_have_their_places():
    dallas = goes_to({"I-589", "G-28"}, {"applicant": "TX"}, on=date(2026, 11, 30))
    assert dallas.row.lines[1] == "ATTN: I-589 (BOX 653080)"
    chicago = goes_to({"I-589"}, {"applicant": "CA"}, by="mail", on=date(2026, 11, 30))
    assert "P.O. BOX 6893" in chicago.row.lines
    # Not for the court's own cases: whoever reads the address reads that.
    assert "court" in chicago.row.source
    with pytest.raises(NoAddress):
        goes_to({"I-589"}, {"applicant": "TX"}, on=date(2026, 9, 29))
    alone = goes_to({"I-864"}, {"beneficiary": "NY"})
    assert "ELGIN" in alone.row.lines[-1]
    with pytest.raises(NoAddress, match="not known"):
        goes_to({"I-864"}, {"beneficiary": ""})


def test_where_nothing_or_two_things_are_said_there_is_no_address():
    with pytest.raises(NoAddress, match="does not say where I-765 goes"):
        goes_to({"I-765"}, {"beneficiary": "TX"})
    with pytest.raises(NoAddress, match="where the applicant lives: not known"):
        goes_to({"N-400"}, {"applicant": ""})
    with pytest.raises(NoAddress, match="no place for N-400 of somebody living in XX"):
        goes_to({"N-400"}, {"applicant": "XX"})
    with pytest.raises(NoAddress):
        goes_to({"N-400"}, {"applicant": "NY"}, on=date(2024, 1, 1))
    # Two that do not belong into one envelope.
    with pytest.raises(TwoAddresses):
        goes_to({"N-400", "I-751"}, {"applicant": "NY"})


def test_no_state_has_two_places_for_the_same_kind_of_envelope():
    told = Counter(
        (tuple(row.forms), tuple(row.beside), row.by, state)
        for row in addresses()
        for state in row.states
    )
    assert [place for place, often in told.items() if often > 1] == []


def test_a_check_is_not_taken_any_more_but_by_exemption():
    assert way_to_pay("check", channel="paper", on=date(2025, 10, 28)).key == "check"
    with pytest.raises(NotTaken, match="check is not taken"):
        way_to_pay("check", channel="paper", on=date(2025, 10, 29))
    paper = ways_to_pay(channel="paper", on=DAY)
    assert [row.form for row in paper] == ["G-1450", "G-1650", "G-1651"]
