"""The slow work of packets, as the queue knows it by name; done in jobs.py."""

from __future__ import annotations

from importlib import import_module

from django_tasks import task

from harborlight.firm.queue import SLOW

# They take minutes, so no letter waits behind them. Somebody waits for them at the desk:
# they go before papers that are read by themselves.
_AWAITED = 10


@task(queue_name=SLOW, priority=_AWAITED)
def build_later(build: str) -> None:
    """Build a packet, as somebody asked at the desk."""
    import_module("harborlight.packets.jobs").build(build)


@task(queue_name=SLOW, priority=_AWAITED)
def compare_later(comparison: str) -> None:
    """Compare a packet with its sources, as somebody asked at the desk."""
    import_module("harborlight.packets.jobs").compare(comparison)
