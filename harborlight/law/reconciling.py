"""After how many days somebody looks at what waits in the trust books."""

from __future__ import annotations

from harborlight.law.book import entries


def move_within() -> int:
    """Business days within which the earned part of a mixed payment leaves trust."""
    return int(entries("reconciling")["mixed payment"]["days"])


def stale_after() -> int:
    """Days after which a check that nobody cashed, or a deposit that never came, is old."""
    return int(entries("reconciling")["stale"]["days"])


def quiet_after() -> int:
    """Days without a movement after which somebody asks whether it is still needed."""
    return int(entries("reconciling")["quiet"]["days"])


def idle_after() -> int:
    """Days without a movement after which somebody asks whose money that still is."""
    return int(entries("reconciling")["idle"]["days"])
