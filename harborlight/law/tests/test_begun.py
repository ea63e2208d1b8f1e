"""Which deadlines a notice begins."""

from __future__ import annotations

import pytest

from harborlight.law.deadlines.begun import begun_by

TOLD = {"noticed_on": "2026-03-24", "received_on": "2026-03-15"}


@pytest.mark.feature("F132")
@pytest.mark.parametrize(
    ("kind", "form", "rules"),
    [
        ("evidence", "I-130", ["D01", "D03"]),
        ("evidence", "I-539", ["D02", "D01", "D03"]),
        ("intent", "I-130", ["D04"]),
        ("intent to revoke", "I-140", ["D05"]),
        ("denial", "I-130", ["D06"]),
        ("receipt", "I-589", ["D13"]),
        ("receipt", "I-130", []),
        ("transfer", "I-130", []),
        ("", "", []),
    ],
)
def test_a_kind_of_notice_begins_its_deadlines(kind, form, rules):
    found = begun_by(kind, TOLD | {"case_form": form})
    assert [one.rule for one in found] == rules


def test_what_the_notice_tells_goes_to_the_inputs_of_the_rule():
    (denial,) = begun_by("denial", TOLD)
    texts = denial.texts(TOLD)
    assert texts == {"served_on": "2026-03-24", "decision": "denial"}
    assert denial.texts({}) == {"decision": "denial"}
