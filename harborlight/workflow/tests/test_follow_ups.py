"""Days years ahead of a case, and needs besides it."""

from datetime import date

import pytest

from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.workflow.actions import note_start
from harborlight.workflow.follow_ups import days_after, follow_ups_of
from harborlight.workflow.playbooks import BadPlaybook, course, starters
from tests.whole_case import begin, furnish


def days(actor, case):
    return {
        one.what.id: [day for _n, day in one.days] for one in follow_ups_of(actor, case)
    }


@pytest.mark.feature("F043", "F223")
def test_the_days_after_a_green_card_are_counted_from_its_first_day(clock, ada):
    furnish(clock)
    case = begin(ada)
    assert days(ada, case.case)["remove conditions"] == []
    learn(
        ada,
        case.case,
        person=case.beneficiary.person,
        values={("residence.date", None): "2026-05-02"},
        source=Source(Fact.Source.STAFF),
    )
    assert days(ada, case.case) == {
        "remove conditions": [date(2028, 2, 2), date(2028, 5, 2)],
        "citizenship": [date(2031, 2, 1)],
        "citizenship by marriage": [date(2029, 2, 1)],
        "visa center": [],
    }
    # What staff type of the notice goes before what was answered.
    ahead = follow_ups_of(ada, case.case)[0]
    note_start(ada, case.case, follow_up=ahead.what, on=date(2026, 6, 2))
    assert days(ada, case.case)["remove conditions"][0] == date(2028, 3, 4)


@pytest.mark.feature("F223")
def test_a_day_that_no_rule_counts_is_refused():
    ahead = {
        "id": "later",
        "title": {"en": "Later", "es": "Después"},
        "words": {"en": "Later", "es": "Después"},
        "counts_from": "closed",
        "source": "8 CFR 1.2",
        "reviewed": False,
    }
    for wrong, reason in (
        ({}, "Name a rule of the book"),
        ({"rule": "D99", "days": ["opens"]}, "no rule D99"),
        ({"rule": "D18", "days": ["never"]}, "counts these days: closes, opens"),
        ({"add": {"moons": 2}}, "A length is whole years"),
        ({"add": {"days": 2}, "counts_from": "moon.date"}, "no day that this kind"),
        ({"add": {"days": 2}, "counts_from": "noted"}, "which day staff type"),
    ):
        rows = [{**ahead, **wrong}]
        with pytest.raises(BadPlaybook, match=reason):
            course({**starters()["n400"], "follow_ups": rows})


@pytest.mark.feature("F223")
def test_every_day_that_our_playbooks_name_can_be_counted():
    """A day that its rule does not give stopped the whole page of the case."""
    starts = date(2027, 5, 3)
    for key in starters():
        for one in course(starters()[key]).follow_ups:
            named = [*one.days] or [""]
            assert len(days_after(one, starts)) == len(named), (key, one.id)
    extend = course(starters()["h1b"]).follow_ups[0]
    assert [day for _, day in days_after(extend, date(2029, 2, 19))] == [
        date(2028, 8, 19),
        date(2029, 2, 19),
    ]
