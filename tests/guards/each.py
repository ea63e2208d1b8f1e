"""One test that holds a rule against each of many: a file, a template, a route.

As a test of their own, thousands of files cost more in being counted than in being read.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Row = TypeVar("Row")


def each(
    rows: Iterable[Row], name: Callable[[Row], str] = str
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Hold the rule against every row: its first argument; the others are fixtures.

    It fails with all rows that break it, each with its name and reason, or if there is
    no row.
    """
    held = [*rows]

    def of(rule: Callable[..., None]) -> Callable[..., None]:
        _first, *fixtures = inspect.signature(rule).parameters.values()

        def test(**given: Any) -> None:
            assert held, "there is nothing to hold the rule against"
            broken = []
            for row in held:
                try:
                    rule(row, **given)
                except Exception as why:
                    broken.append(f"{name(row)}: {type(why).__name__}: {why}")
            assert not broken, "\n".join([f"{len(broken)} of {len(held)}:", *broken])

        test.__name__, test.__doc__ = rule.__name__, rule.__doc__
        test.__module__, test.__qualname__ = rule.__module__, rule.__qualname__
        test.__dict__.update(rule.__dict__)
        plain = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in fixtures]
        test.__signature__ = inspect.Signature(plain)
        return test

    return of
