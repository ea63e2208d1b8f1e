"""What answers weigh for a kind of case: for, against, not known; and never a conclusion."""

from datetime import date

import pytest

from harborlight.law.eligibility import (
    ANY,
    kinds,
    paths,
    points,
    pressing,
    weighed,
)

DAY = date(2026, 11, 30)


def of(facts, kind, day=DAY):
    return weighed(facts.get, day)[kind]


def ids(several):
    return [one.id for one in several]


def unknown(weighed):
    return {one.point.id: one.lacks for one in weighed.unknown}


@pytest.mark.feature("F069")
def test_every_point_is_cited_and_says_that_nobody_has_reviewed_it():
    assert len(points()) > 50
    for point in points():
        assert "U.S.C." in point.source or "CFR" in point.source, point.id
        assert point.reviewed is None and {"en", "es"} <= set(point.says)
    assert set(kinds()) == {
        *(ANY, "marriage", "family", "citizenship", "asylum", "tps", "daca", "victim")
    }


def test_no_point_says_that_somebody_is_eligible():
    for point in points():
        for words in (*point.says.values(), *point.passed.values()):
            assert "eligible" not in words.lower().replace("ineligible", "")
            assert "califica" not in words.lower()


def test_without_answers_nothing_speaks_and_every_answer_that_lacks_is_named():
    for kind, found in weighed({}.get, DAY).items():
        assert (found.speaks_for, found.against) == ([], []), kind
        assert all(one.lacks for one in found.unknown)
    assert {path for found in weighed({}.get, DAY).values() for one in found.unknown for path in one.lacks} <= paths()  # fmt: skip


@pytest.mark.parametrize(
    ("arrived", "day", "is_late"),
    [
        ("2025-11-30", "2026-11-30", False),
        ("2025-11-30", "2026-12-01", True),
        ("2024-02-29", "2025-02-28", False),
        ("2024-02-29", "2025-03-01", True),
    ],
)
def test_the_year_of_asylum_is_counted_to_the_day(arrived, day, is_late):
    facts = {"admission.date": arrived, "intake.fears_return": "yes"}
    found = of(facts, "asylum", date.fromisoformat(day))
    assert ("a-late" in ids(found.against)) == is_late
    assert ("a-in-time" in ids(found.speaks_for)) == (not is_late)


@pytest.mark.parametrize(
    ("arrived", "late", "presses"),
    [
        ("2019-03", True, date(2020, 3, 1)),
        ("2019", True, None),
        ("2025-12", False, date(2026, 12, 1)),
        ("2025-11", None, date(2026, 11, 1)),
        ("2025", None, None),
        ("2026-13", None, None),
    ],
)
def test_a_month_or_a_year_decides_what_every_day_of_it_would(arrived, late, presses):
    facts = {"admission.date": arrived, "intake.fears_return": "yes"}
    found = of(facts, "asylum")
    assert ("a-late" in ids(found.against), "a-in-time" in ids(found.speaks_for)) == (
        (late is True),
        (late is False),
    )
    assert ("a-late" in unknown(found)) == (late is None)
    # Of a month the earliest day is told: nobody comes too late by it.
    assert [one.on for one in pressing(facts.get, DAY)] == [presses] * bool(presses)


def test_a_year_alone_counts_to_no_day_and_is_not_guessed():
    facts = {"admission.date": "2025", "intake.fears_return": "yes"}
    assert unknown(of(facts, "asylum"))["a-late"] == ("admission.date",)
    assert pressing(facts.get, DAY) == []
    facts["admission.date"] = "unknown"
    assert "a-in-time" in unknown(of(facts, "asylum"))


def test_days_that_press_come_in_their_order_and_those_over_last():
    facts = {
        "intake.hearing_on": "2026-12-14",
        "intake.leave_by": "2026-12-02",
        "intake.notice_due": "2026-11-20",
        "intake.judge_decided_on": "none",
        "intake.fears_return": "yes",
        "admission.date": "2026-06-01",
    }
    found = pressing(facts.get, DAY)
    assert [(one.point.id, one.left) for one in found] == [
        ("leave-by", 2),
        ("hearing", 14),
        ("asylum-year", 183),
        ("notice-due", -10),
    ]
    assert "was due" in found[-1].says["en"]


def test_a_wife_of_a_citizen_who_came_without_admission_has_both_sides():
    facts = {
        "marital_status": "married",
        "intake.spouse_status": "us_citizen",
        "admission.how": "without",
        "eligibility.arrested": "yes",
    }
    found = of(facts, "marriage")
    assert ids(found.speaks_for) == ["m-citizen"]
    assert ids(found.against) == ["m-not-admitted"]
    assert ids(of(facts, ANY).against) == ["arrested"]


@pytest.mark.parametrize(
    ("since", "side", "point"),
    [
        ("2021-12-01", "speaks_for", "c-five-years"),
        ("2022-03-01", "against", "c-too-early"),
    ],
)
def test_a_resident_may_ask_for_citizenship_90_days_early(since, side, point):
    facts = {"intake.status_now": "lpr", "residence.date": since}
    assert point in ids(getattr(of(facts, "citizenship"), side))


def test_i_do_not_know_is_no_answer():
    found = of({"intake.fears_return": "unknown"}, "asylum")
    assert {"a-fear", "a-no-fear"} <= set(unknown(found))
