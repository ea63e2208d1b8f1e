"""Whoever reads the forms to the client is named where a form asks for an interpreter."""

import pytest

from harborlight.law.tests.families import RESIDENT
from harborlight.law.tests.making import made, printed


def test_the_interpreter_who_is_known_is_named():
    lines = printed("I-130", made("I-130", RESIDENT)).values()
    for told in ("Xiùyīng", "7135550163", "Mandarin Chinese", "y.argueta@example.org"):
        assert told in lines


@pytest.mark.parametrize("change", [{"reads_english": "yes"}, {"interpreter": {}}])
def test_where_nobody_interprets_or_is_named_the_part_stays_open(change):
    def other(facts):
        facts["petitioner"].update(change)

    composed = made("I-130", RESIDENT, change=other)
    assert "Xiùyīng" not in printed("I-130", composed).values()
    assert composed.missing == ()
