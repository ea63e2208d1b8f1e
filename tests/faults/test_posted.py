"""The trust ledger holds under eight writers at once, and under kill -9."""

import pytest


@pytest.mark.parametrize("steps", [80, pytest.param(500, marks=pytest.mark.everything)])
def test_eight_writers_at_random_keep_every_rule_of_the_ledger(play, steps):
    told = play("posted", "writers", str(steps))
    assert told["wrong"] == []
    assert told["journals"] > steps // 8
    assert told["ends"]["allowed"] and len(told["ends"]) > 1, "something was refused"


@pytest.mark.everything
def test_killed_at_any_step_a_movement_is_whole_or_not_there(play):
    told = play("posted", "killed")
    assert told["wrong"] == []
    assert told["deaths"] > 20
