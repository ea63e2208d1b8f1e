"""Days that cannot be, and days that are odd, are found wherever they stand."""

from __future__ import annotations

import pytest

from harborlight.facts.days import SENTENCES, before, clashes

BORN = {"birth": {"date": "1990-05-12"}}


def case(wedding="", **maria):
    spouse = {"birth": {"date": "1988-01-02"}}
    married = {"marriage": {"date": wedding}} if wedding else {}
    return {"petitioner": BORN | maria, "beneficiary": spouse, "case": married}


def group(name, **row):
    return {name: [{"entry": "one", **row}]}


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (case("2015-06-01"), []),
        (case("1989-06-01"), ["wed_before_birth", "wed_young"]),
        (case("2005-06-01"), ["wed_young"]),
        (case(admission={"date": "1990-04"}), ["entered_before_birth"]),
        (case(daca={"last_request": "1989"}), ["here_before_birth"]),
        (case(daca={"resident_since_2007": "yes"}), []),
        (
            {
                "applicant": {
                    "birth": {"date": "2024-02-05"},
                    "daca": {"resident_since_2007": "yes"},
                }
            },
            ["here_before_birth"],
        ),
        (case(admission={"date": "1990"}), []),
        # From May 2021 to 2020 cannot be; from May 2021 to 2021 may.
        (
            case(**group("schools", **{"from": "2021-05", "to": "2020"})),
            ["time_runs_back"],
        ),
        (case(**group("schools", **{"from": "2021-05", "to": "2021"})), []),
        (case(military={"from": "2012-03-01", "to": "2012-02"}), ["time_runs_back"]),
        (case(admission={"date": "unknown"}), []),
        (
            case(**group("jobs", **{"from": "2011", "to": "2010-12"})),
            ["ended_before_begun"],
        ),
        (
            case(**group("addresses", **{"from": "2011-03", "to": "2011-03-02"})),
            [],
        ),
        (case(**group("addresses", **{"from": "1989"})), ["begun_before_birth"]),
        (case(**group("former_spouses", ended_on="1980")), ["ended_before_birth"]),
        (
            case("2015-06-01", **group("former_spouses", ended_on="2016")),
            ["wed_again"],
        ),
        (case(**group("children", birth_date="2001-01-01")), ["young_parent"]),
        (case(**group("parents", birth_date="1985")), ["young_parent"]),
        (case(**group("parents", birth_date="1965")), []),
        # Only the years are known, and they are enough to see it.
        (
            case(spouse={"birth_date": "1999"}, marriage={"date": "1998"}),
            ["wed_before_birth"],
        ),
        (case(spouse={"birth_date": "1999"}, marriage={"date": "2019-03"}), []),
        (
            case(late_spouse={"died_on": "2010", "married_on": "2011-02"}),
            ["after_death"],
        ),
        (case(late_spouse={"died_on": "2010", "married_on": "2010-12"}), []),
    ],
)
def test_what_does_not_fit_is_found(facts, found):
    codes = [one.code for one in clashes(facts)]
    assert codes == found and set(codes) <= SENTENCES.keys()


def test_a_day_is_before_another_only_as_far_as_both_are_known():
    assert before("1999", "2000-01-01") and before("1999-04", "1999-05")
    assert not before("1999", "1999-05") and not before("", "1999")
