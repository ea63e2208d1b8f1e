"""Amounts shared out are whole again to the cent, whatever they are shared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from harborlight.billing.splitting import in_equal_parts, share_of, share_out

CENTS = some.integers(0, 1_000_000_000)
WEIGHTS = some.lists(some.integers(0, 1_000_000_000), min_size=1, max_size=40)


@pytest.mark.feature("F171")
@given(CENTS, WEIGHTS.filter(any))
def test_the_parts_are_the_whole(cents, weights):
    parts = share_out(cents, weights)
    assert sum(parts) == cents
    # Nobody gets a cent more or less than their share.
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - cents * weight) < sum(weights)
        assert part <= weight or cents > sum(weights)


@given(CENTS, some.integers(1, 60))
def test_equal_parts_differ_by_a_cent_at_most(cents, count):
    parts = in_equal_parts(cents, count)
    assert sum(parts) == cents and max(parts) - min(parts) <= 1


def test_a_third_of_a_hundred_dollars():
    assert in_equal_parts(10_000, 3) == [3_334, 3_333, 3_333]
    assert share_out(100, [1, 1, 1]) == [34, 33, 33]
    assert share_of(10_000, 333_333) == 3_333
    assert share_of(5, 100_000) == 1, "half a cent is rounded up"
    with pytest.raises(ValueError):
        share_out(5, [0, 0])
