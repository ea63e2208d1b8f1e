"""The slow work of packets, as the queue knows it by name; done in jobs.py."""

from __future__ import annotations

from importlib import import_module

from django_tasks import task


@task()
def build_later(build: str) -> None:
    """Build a packet, as somebody asked at the desk."""
    import_module("harborlight.packets.jobs").build(build)


@task()
def compare_later(comparison: str) -> None:
    """Compare a packet with its sources, as somebody asked at the desk."""
    import_module("harborlight.packets.jobs").compare(comparison)
