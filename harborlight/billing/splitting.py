"""Whole cents shared out so that the parts are the whole, to the cent."""

from __future__ import annotations

from collections.abc import Sequence

WHOLE = 1_000_000


def share_out(cents: int, weights: Sequence[int]) -> list[int]:
    """Cents in proportion to the weights; leftover cents go to the largest remainders,
    of equal ones to the first. Weights are not negative and not all nothing.

    No part is more than its weight where cents are no more than all weights.
    """
    whole = sum(weights)
    if cents < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("There is nothing to share out.")
    parts = [cents * weight // whole for weight in weights]
    rest = [(-(cents * weight % whole), at) for at, weight in enumerate(weights)]
    for _remainder, at in sorted(rest)[: cents - sum(parts)]:
        parts[at] += 1
    return parts


def in_equal_parts(cents: int, count: int) -> list[int]:
    """A third of $100.00 is $33.34, then $33.33 twice."""
    return share_out(cents, [1] * count)


def share_of(cents: int, ppm: int) -> int:
    """So many millionths of an amount, half a cent rounded up."""
    return (cents * ppm + WHOLE // 2) // WHOLE
