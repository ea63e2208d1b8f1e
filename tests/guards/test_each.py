"""A rule that is held against many at once fails with all that break it."""

from __future__ import annotations

import pytest

from tests.guards.each import each


def test_every_row_that_breaks_the_rule_is_named():
    @each([1, 2, 3, 4], lambda row: f"number {row}")
    def is_even(row, said):
        assert row % 2 == 0, said

    with pytest.raises(AssertionError) as broken:
        is_even(said="odd")
    assert "2 of 4" in str(broken.value)
    assert "number 1" in str(broken.value) and "number 3" in str(broken.value)
    assert "odd" in str(broken.value) and "number 2" not in str(broken.value)


def test_a_rule_that_is_held_against_nothing_fails():
    @each([])
    def never(row):
        raise AssertionError

    with pytest.raises(AssertionError, match="nothing"):
        never()
