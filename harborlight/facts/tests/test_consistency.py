"""What does not fit among the answers; gaps only where there must be one."""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.facts.addresses import same_address
from harborlight.facts.consistency import inconsistencies
from harborlight.facts.finding_words import KINDS
from harborlight.facts.stays import bounds, gaps, overlaps, stays
from harborlight.law.consistency import matters
from harborlight.law.zip_areas import states_of

TODAY = date(2026, 6, 15)


def row(entry="a", **said):
    return {"entry": entry, **{name.rstrip("_"): value for name, value in said.items()}}


def spouses(wedding="2020-05-01", petitioner=None, beneficiary=None, **case):
    return {
        "petitioner": {"birth": {"date": "1990-05-12"}} | (petitioner or {}),
        "beneficiary": {"birth": {"date": "1991-01-02"}} | (beneficiary or {}),
        "case": {"marriage": {"date": wedding}} | case,
    }


def codes(facts, on=TODAY):
    return sorted(one.code for one in inconsistencies(facts, on=on))


def test_an_ordinary_couple_fits():
    assert codes(spouses()) == []
    assert codes({"petitioner": {}, "beneficiary": {}, "case": {}}) == []


def test_everything_that_is_said_has_its_words_and_its_law():
    for code, kind in KINDS.items():
        assert str(kind.what) and str(kind.why), code
        assert not kind.law or matters()[kind.law].source, code


# --- Histories ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_a_date_can_mean_as_many_days_as_are_not_told(day, first, last):
    assert bounds(day) == (first, last)
    for no_date in ("unknown", "", "2024-13", "2023-02-29", "0000", None):
        assert bounds(no_date) is None


HISTORIES = [
    # Whole days, a gap of a month.
    (
        [("2018-01-01", "2023-05-31"), ("2023-07-01", "now")],
        [("2023-06-01", "2023-06-30")],
    ),
    # A move takes a few days.
    ([("2018-01-01", "2023-05-31"), ("2023-06-05", "now")], []),
    # The years alone: there may have been no day between.
    ([("2018", "2023"), ("2023", "now")], []),
    ([("2018", "2023"), ("2024", "now")], []),
    # A whole year lies between, whatever the days were.
    ([("2018", "2022"), ("2024", "now")], [("2023-01-01", "2023-12-31")]),
    # A month alone can be its first or its last day.
    ([("2018", "2023-03"), ("2023-04", "now")], []),
    ([("2018", "2023-03"), ("2023-06", "now")], [("2023-04-01", "2023-05-31")]),
    # Nothing is told of the end: it may have lasted until today.
    ([("2018", "")], []),
    # Nothing goes on today.
    ([("2018", "2026-01-31")], [("2026-02-01", "2026-06-15")]),
    # The beginning of the five years.
    ([("2022-01-01", "now")], [("2021-06-15", "2021-12-31")]),
    # Of this one nobody knows the beginning: it may reach back.
    ([("", "2022"), ("2022", "now")], []),
    # Out of their order.
    ([("2023", "now"), ("2010", "2023")], []),
]


@pytest.mark.feature("F117")
@pytest.mark.parametrize(("told", "found"), HISTORIES)
def test_a_gap_is_told_only_where_there_must_be_one(told, found):
    rows = [
        row(
            str(n),
            from_=first,
            **({"current": "yes"} if last == "now" else {"to": last}),
        )
        for n, (first, last) in enumerate(told)
    ]
    since = date(2021, 6, 15)
    said = gaps(stays(rows, TODAY), since=since, on=TODAY)
    assert [(str(one.since), str(one.until)) for one in said] == found


@pytest.mark.feature("F117")
@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (("2020-01-01", "2022-12-31"), ("2022-06-01", "2024-01-01"), True),
        (("2020", "2022"), ("2022", "2024"), False),
        (("2020", "2023"), ("2021", "2022"), False),
        (("2020", "2024"), ("2021", "2023"), True),
        (("2020-01-01", "2022-06-05"), ("2022-06-01", "2024-01-01"), False),
        (("2020", "unknown"), ("2021", "2022"), False),
    ],
)
def test_an_overlap_is_told_only_where_there_must_be_one(one, other, found):
    rows = [row(str(n), from_=a, to=b) for n, (a, b) in enumerate((one, other))]
    assert bool([*overlaps(stays(rows, TODAY))]) is found


@pytest.mark.feature("F117")
def test_nobody_lived_or_worked_before_they_could():
    child = {"birth": {"date": "2024-01-01"}}
    homes = {"addresses": [row(from_="2024-01-01", current="yes")]}
    assert codes({"beneficiary": child | homes, "case": {}}) == []
    grown = {"birth": {"date": "2008-06-01"}}
    works = {"jobs": [row(from_="2024-06-03", current="yes", kind="student")]}
    assert codes({"beneficiary": grown | works, "case": {}}) == []


@pytest.mark.feature("F117")
def test_two_homes_now_and_work_without_work_are_asked_about():
    homes = {
        "addresses": [
            row("a", from_="2018", current="yes"),
            row("b", from_="2025-01", current="yes"),
        ]
    }
    assert codes(spouses(petitioner=homes)) == ["two_present"]
    works = {
        "jobs": [
            row("a", from_="2018", current="yes", kind="job"),
            row("b", from_="2019", to="2021", kind="own"),
            row("c", from_="2022", to="2025", kind="unemployed"),
        ]
    }
    found = inconsistencies(spouses(petitioner=works), on=TODAY)
    assert [one.code for one in found] == ["overlap_jobs"]
    assert "2022" in found[0].what and "2025" in found[0].what


@pytest.mark.feature("F117")
def test_the_gap_to_today_is_the_same_finding_tomorrow():
    homes = {"addresses": [row(from_="2018", to="2026-01-31")]}
    facts = spouses(petitioner=homes)
    one, other = (inconsistencies(facts, on=date(2026, 6, day))[0] for day in (15, 16))
    assert one.places == other.places and one.words != other.words


# --- Days, people, numbers ----------------------------------------------------

STEPSON = {"relationship": "stepson", "birth_date": "2002-05-01"}
CASES = [
    (spouses("2020-05-01", {"children": [row(**STEPSON)]}), ["step_too_old"]),
    (spouses("2020-04-30", {"children": [row(**STEPSON)]}), []),
    (
        spouses("2020-04-30", {"children": [row(**STEPSON | {"relationship": "adopted_son"})]}),
        [],
    ),
    (
        spouses(
            "2010-01-01",
            {"birth": {"date": "1960-01-01"}},
            relationship="child",
            child_kind="step",
        ),
        ["step_too_old"],
    ),
    (spouses(petitioner={"residence": {"date": "1989"}}), ["before_birth"]),
    (spouses(petitioner={"residence": {"date": "1990"}}), []),
    (spouses(petitioner={"admission": {"date": "2027"}}), ["in_future"]),
    (spouses(petitioner={"admission": {"date": "2026"}}), []),
    (spouses("2027-01-01"), ["in_future"]),
    (
        spouses(
            petitioner={
                "children": [row(birth_date="1980-01-01")],
                "former_spouses": [row(ended_on="2021")],
            }
        ),
        ["child_before_parent", "wed_again"],
    ),
    (
        spouses(
            petitioner={
                "former_spouses": [
                    row(family="HADAD", given="Omar", ended_on="2015", ended_how="death")
                ]
            },
            beneficiary={"name": {"family": "Hadad", "given": "Omar Ali"}},
        ),
        ["wed_after_death"],
    ),
    (
        spouses(petitioner={"admission": {"date": "2024-05", "until": "2024-01-01"}}),
        ["stay_before_arrival"],
    ),
    (
        spouses(petitioner={"a_number": "012345678"}, beneficiary={"a_number": "012345678"}),
        ["number_of_two"],
    ),
    (spouses(petitioner={"ssn": "none"}, beneficiary={"ssn": "none"}), []),
    (spouses(petitioner={"marital_status": "single"}), ["not_married"]),
    (
        spouses(
            petitioner={"marital_status": "married"},
            beneficiary={"marital_status": "divorced"},
        ),
        ["two_statuses"],
    ),
    (
        spouses(
            petitioner={
                "us": {"now": "yes"},
                "addresses": [row(country="SV", current="yes", from_="2010")],
            }
        ),
        ["lives_elsewhere"],
    ),
    (
        spouses(petitioner={"birth": {"date": "1990-05-12", "country": "SV"}, "citizenship": {"how": "birth"}}),
        ["born_abroad"],
    ),
    (
        spouses(petitioner={"birth": {"date": "1990-05-12", "country": "PR"}, "citizenship": {"how": "birth"}}),
        [],
    ),
    (
        spouses(petitioner={"mailing": {"zip": "78701", "state": "CA"}}),
        ["zip_elsewhere"],
    ),
    (spouses(petitioner={"mailing": {"zip": "78701", "state": "TX"}}), []),
    (
        spouses(
            petitioner={"children": [row(family="Rivas", given="Ana", birth_date="2015-01-02")]},
            beneficiary={"children": [row("b", family="RIVAS", given="Ana Sofía", birth_date="2015-02-01")]},
        ),
        ["child_told_twice"],
    ),
]  # fmt: skip


@pytest.mark.feature("F117")
@pytest.mark.parametrize(("facts", "found"), CASES)
def test_what_cannot_be_and_what_is_odd_is_found(facts, found):
    assert codes(facts) == found


def test_a_part_that_the_book_of_parts_does_not_know_is_looked_at_too():
    facts = {"sponsor": {"addresses": [row(from_="2024", to="2023", entry="a")]}}
    assert "ended_before_begun" in codes(facts)


def test_addresses_are_the_same_however_they_are_written():
    one = {
        "street": "12 North Main Street",
        "unit": "4",
        "city": "Austin",
        "zip": "78701",
    }
    other = {"street": "12 N. MAIN ST APT #4", "city": "AUSTIN", "zip": "78701-1234"}
    assert same_address(one, other)
    assert not same_address(one, other | {"street": "21 N Main St Apt 4"})
    assert not same_address(one | {"country": "US"}, other | {"country": "SV"})


def test_zip_codes_lie_in_their_states():
    assert states_of("10001") == {"NY"} and states_of("00501") == {"NY"}
    assert states_of("96799") >= {"AS"} and states_of("") == frozenset()
