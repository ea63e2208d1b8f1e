from datetime import date, timedelta

import pytest

from harborlight.docket.weighing import (
    Level,
    of_deadline,
    of_owed,
    of_review,
    of_stay,
    weigh,
)

DAY = date(2026, 3, 2)


@pytest.mark.feature("F038")
def test_a_deadline_is_calm_then_near_then_late():
    due = DAY + timedelta(days=20)
    far = weigh(of_deadline(due), DAY)
    assert (far.level, far.again_on) == (Level.CALM, due - timedelta(days=7))
    near = weigh(of_deadline(due), due)
    assert [one.code for one in near.reasons] == ["deadline-near"]
    assert near.again_on == due + timedelta(days=1)
    late = weigh(of_deadline(due), due + timedelta(days=1))
    assert (late.level, late.again_on) == (Level.LATE, None)
    assert [one.code for one in late.reasons] == ["deadline-late"]


def test_the_worst_reason_says_how_pressing_and_since_when():
    several = [
        *of_owed("papers-late", DAY - timedelta(days=9), 2),
        *of_stay(DAY - timedelta(days=61), 60),
        *of_review(DAY - timedelta(days=3), 1),
    ]
    found = weigh(several, DAY)
    assert (found.level, found.since) == (Level.STUCK, DAY)
    assert [one.code for one in found.reasons] == ["stuck", "papers-late", "unseen"]


def test_a_stage_of_no_usual_time_is_never_too_long():
    assert weigh(of_stay(DAY - timedelta(days=9000), None), DAY).level == Level.CALM
