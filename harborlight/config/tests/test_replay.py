"""The ten scenarios of the trust ledger, and what it refuses, by the product's own actions."""

import json
import os
import subprocess
import sys

import pytest

from harborlight.config.replay.scene import BadFile
from harborlight.config.replay.telling import replay
from harborlight.trust.models import Book

A, B = {"matter": "A"}, {"matter": "B"}
MATTERS = {"A": "Adams", "B": "Brown", "A2": "Adams"}


def out(matter, cents, purpose="government fee", **also):
    payee = {"payee": "USCIS, check 1"} if purpose == "government fee" else {}
    return {"op": "pay out", "purpose": purpose, "cents": cents, **matter, **payee, **also}  # fmt: skip


def came(matter, cents, method="transfer", **also):
    return {"op": "deposit", "cents": cents, "method": method, **matter, **also}


# trust.md, section 5: each step, what it expects, and after a row of the table its balances
# (trust bank, A, B, float, operating), then what of A and B is available.
TABLE = [
    # S1
    came(A, 300_000, "wire 1"),
    {"op": "invoice", "cents": 120_000, "key": "A1", **A},
    out(A, 120_000, "earned", invoice="A1"),
    (180_000, 180_000, 0, 0, 120_000, 180_000, 0),
    # S2
    out(A, 144_000),
    out(A, 67_500, expect="T2"),
    (36_000, 36_000, 0, 0, 120_000, 36_000, 0),
    # S3
    came(B, 200_000, "check 7", key="check"),
    out(B, 50_000, expect="T3"),
    {"op": "clear", "deposit": "check"},
    out(B, 50_000),
    (186_000, 36_000, 150_000, 0, 120_000, 36_000, 150_000),
    # S4
    {"op": "invoice", "cents": 10_000, "key": "courier", **A},
    out(B, 10_000, "earned", invoice="courier", expect="T4"),
    out(B, 10_000, "other case", to_matter="A", payee="Letter", expect="T4"),
    {"op": "void", "invoice": "courier"},
    (186_000, 36_000, 150_000, 0, 120_000, 36_000, 150_000),
    # S5
    came(A, 100_000, "card", settled=97_070, expect="T10"),
    came(A, 100_000, "card", settled=100_000),
    {"op": "house", "kind": "processor fee", "cents": 2_930},
    (286_000, 136_000, 150_000, 0, 117_070, 136_000, 150_000),
    # S6
    {"op": "invoice", "cents": 40_000, "key": "A2", **A},
    {"op": "hold", "cents": 30_000, "invoice": "A2", "key": "dispute", **A},
    out(A, 40_000, "earned", invoice="A2", expect="T14"),
    out(A, 10_000, "earned", invoice="A2"),
    (276_000, 126_000, 150_000, 0, 127_070, 96_000, 150_000),
    # S7
    {"op": "chargeback", "cents": 100_000, "fee_cents": 1_500, "key": "cb", **A},
    {"op": "chargeback", "cents": 100_000, "fee_cents": 1_500, "key": "cb", **A},
    out(A, 100, "refund", expect="T11"),
    out(A, 100, expect="T14"),
    (276_000, 126_000, 150_000, 0, 25_570, 0, 150_000),
    # S8
    {"op": "invoice", "cents": 100_000, "key": "B1", **B},
    out(B, 100_000, "earned", invoice="B1", key="twice"),
    out(B, 100_000, "earned", invoice="B1", key="twice", expect="T8"),
    out(B, 100_000, "earned", invoice="B1", key="other", expect="refused"),
    (176_000, 126_000, 50_000, 0, 125_570, 0, 50_000),
    # S9
    {"op": "house", "kind": "bank charge", "cents": 1_200},
    (174_800, 126_000, 50_000, -1_200, 125_570, 0, 50_000),
    {"op": "house", "kind": "own money", "cents": 1_200},
    (176_000, 126_000, 50_000, 0, 124_370, 0, 50_000),
    # S10
    out(B, 50_000, "refund", by="lawyer", approved_by="lawyer", expect="T16"),
    out(B, 50_000, "refund"),
    {"op": "close", **B},
    {"op": "close", "matter": "A", "expect": "T15"},
    {"op": "edit", "cents": 50_000, "expect": "T2"},
    {"op": "return", "deposit": "check", "expect": "T2"},
    (126_000, 126_000, 0, 0, 124_370, 0, 0),
]  # fmt: skip


def played(db, *operations, **also):
    return [*replay({"matters": MATTERS, "operations": [*operations], **also})]


@pytest.mark.feature("F176", "F177", "F178")
def test_the_ten_scenarios_give_the_balances_of_the_table(db):
    steps = [one for one in TABLE if isinstance(one, dict)]
    results = iter(played(db, *steps))
    last = None
    for row in TABLE:
        if isinstance(row, dict):
            last = next(results)
            assert last.expected, (row, last.result, last.rule, last.why)
            assert last.balances.agree
            continue
        books, theirs = last.balances.accounts, last.balances.matters
        assert row == (
            books[Book.TRUST_BANK],
            theirs["A"].ledger,
            theirs["B"].ledger,
            books[Book.FIRM_FLOAT],
            books[Book.OPERATING_BANK],
            theirs["A"].available,
            theirs["B"].available,
        ), last
    assert theirs["A"].held == 126_000
    assert books[Book.CLAIMS] == 100_000


# What else is refused: the rule, and the operations of which the last one breaks it.
REFUSED = [
    ("T1", came(A, -100)),
    ("T1", came(A, 0)),
    ("T1", {**came(A, 1), "amount": "10.005"}),
    ("T1", {**came(A, 100), "currency": "EUR"}),
    ("T1", came(A, True)),
    ("T2", came(A, 100, on="2026-02-01")),
    ("T2", came(A, 100, key="x", on="2026-01-05"),
     {**came(A, 900, on="2026-01-20"), "today": "2026-01-20"},
     {"op": "return", "deposit": "x"}, out(A, 901)),
    ("T3", came(A, 100, "check 1", key="x"), {"op": "clear", "deposit": "x"},
     {"op": "clear", "deposit": "x"}),
    ("T2", came(A, 100, "check 1", key="x"),
     {"op": "clear", "deposit": "x", "on": "2026-01-06"}),
    ("T6", {"op": "house", "kind": "own money", "cents": 10_001}),
    ("T7", came(A, 100), out(A, 100, "earned")),
    ("T9", came(A, 100, purpose="earned fee")),
    ("T2", came(A, 100), {"op": "hold", "cents": 101, **A}),
    ("T14", came(A, 100), {"op": "hold", "cents": 100, "key": "x", **A},
     {"op": "release", "hold": "x"}, {"op": "release", "hold": "x"}),
    ("T20", came(A, 100), {"op": "hold", "cents": 100, "key": "x", **A},
     {"op": "release", "hold": "x", "by": "clerk"}),
    ("T16", came(A, 100), out(A, 100, by="lawyer", approved_by="twin")),
    ("T20", came(A, 100), out(A, 100, approved_by="auditor")),
    ("T20", came(A, 100), out(A, 100, approved_by="clerk2")),
    ("T8", {"op": "invoice", "cents": 200, "key": "i", **A}, came(A, 200),
     out(A, 100, "earned", invoice="i"), {"op": "void", "invoice": "i"}),
    ("T15", {"op": "close", **A}, came(A, 100)),
    ("T4", came(A, 100), out(A, 50, "other case", to_matter="A2")),
]  # fmt: skip
PEOPLE = {
    "twin": {"role": "partner", "same_as": "lawyer"},
    "auditor": "auditor",
    "clerk2": "finance",
}


@pytest.mark.feature("F178")
def test_each_refusal_names_its_rule_and_changes_nothing(db):
    for rule, *steps in REFUSED:
        *before, last = [*played(db, *steps, people=PEOPLE)]
        assert (last.result, last.rule) == ("refused", rule), (steps[-1], last)
        assert last.why and last.balances.agree
        for one in before:
            assert one.result == "allowed" or one.number == 3, (steps, one)
        if before:
            assert last.balances == before[-1].balances


@pytest.mark.feature("F177")
def test_money_moves_between_cases_of_one_client_with_their_consent(db):
    agreed = out(A, 4_000, "other case", to_matter="A2", payee="Letter of May 2")
    *_, last = played(db, came(A, 10_000), agreed)
    theirs = last.balances.matters
    assert (last.result, theirs["A"].ledger, theirs["A2"].ledger) == ("allowed", 6_000, 4_000)  # fmt: skip


def test_what_was_paid_before_the_money_came_is_refused_whatever_is_there_now(db):
    """A reversal dated after a payment leaves less than was there on that day."""
    steps = [
        came(A, 500, key="early"),
        {**came(A, 900, on="2026-01-20"), "today": "2026-01-20"},
        out(A, 1_400),
    ]
    *_, last = played(db, *steps)
    assert (last.result, last.balances.accounts[Book.TRUST_BANK]) == ("allowed", 0)


def test_a_file_that_says_nothing_is_told_so(db):
    for said, why in (
        ({}, "no list"),
        ({"operations": [{"op": "steal"}]}, "no operation"),
        ({"operations": [came(A, 5)]}, "Nothing in cases"),
        ({"day": "yesterday", "operations": []}, "no day"),
    ):
        with pytest.raises(BadFile, match=why):
            [*replay(said)]


@pytest.mark.everything
def test_the_command_prints_each_result_and_ends_with_1_where_one_is_not_as_expected(
    tmp_path,
):
    said = {"matters": MATTERS, "operations": [came(A, 300_000), out(A, 300_001)]}
    file = tmp_path / "said"
    ends = []
    for expect in ("T2", "allowed"):
        said["operations"][1]["expect"] = expect
        file.write_text(json.dumps(said))
        command = ["-m", "harborlight.config.cli", "ledger", "replay", str(file)]
        ends.append(
            subprocess.run(
                [sys.executable, *command],
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ},
            )
        )
    assert [end.returncode for end in ends] == [0, 1], ends[0].stderr
    assert "2 pay out: refused T2\n  Only $3,000.00 is free" in ends[0].stdout
    assert "A: ledger 3,000.00, cleared 3,000.00, held 0.00" in ends[0].stdout


@pytest.mark.feature("F177")
def test_each_trust_account_is_played_by_itself(db):
    accounts = {"NY": {"state": "NY"}, "alone": {"of": "A"}}
    move = {"op": "pay out", "matter": "A", "purpose": "other bank"}
    steps = [
        came(A, 5_000),
        {**came(A, 2_000, key="ny"), "account": "NY"},
        {**came(B, 1_000), "account": "alone", "expect": "T4"},
        # What lies in one account pays nothing out of the other.
        {**out(A, 2_001), "account": "NY", "expect": "T2"},
        {**move, "cents": 3_000, "to_account": "alone"},
        {"op": "close account", "expect": "T2"},
        {"op": "usual account", "account": "NY"},
        {"op": "house", "kind": "own money", "cents": 900, "account": "NY"},
        {**came(B, 700, key="b"), "account": "NY"},
    ]
    results = played(db, *steps, accounts=accounts)
    assert all(one.expected for one in results), [(o.op, o.why) for o in results]
    last = results[-1].balances
    assert last.agree
    assert last.matters["A"].ledger == 7_000
    assert last.accounts[Book.TRUST_BANK] == 8_600
    assert last.banks["alone"][Book.CLIENT_TRUST] == 3_000
    assert last.banks["NY"][Book.TRUST_BANK] == 2_000 + 900 + 700
