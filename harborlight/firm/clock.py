"""The only place that asks what time it is.

Tests and the demonstration set it: `with standing_at(moment)` in one process, or
`HARBORLIGHT_NOW=2026-06-15T09:00` (the clock then runs on from there) for a
whole server.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_told: ContextVar[Callable[[], datetime] | None] = ContextVar("told", default=None)


def _offset() -> float:
    """Seconds between the real time and the time this process was told it is."""
    told = os.environ.get("HARBORLIGHT_NOW")
    if not told:
        return 0.0
    moment = datetime.fromisoformat(told)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.timestamp() - time.time()


_OFFSET = _offset()


def now() -> datetime:
    """This moment, in UTC."""
    told = _told.get()
    return told() if told else datetime.fromtimestamp(time.time() + _OFFSET, UTC)


def today(zone: str) -> date:
    """The day it is in a time zone: a firm's, or a receiving office's."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at this moment."""
    with _telling(lambda: moment):
        yield


@contextmanager
def running_from(moment: datetime) -> Iterator[None]:
    """Let it be this moment now, and the clock run on from there."""
    begun = time.monotonic()
    with _telling(lambda: moment + timedelta(seconds=time.monotonic() - begun)):
        yield


@contextmanager
def _telling(told: Callable[[], datetime]) -> Iterator[None]:
    token = _told.set(told)
    try:
        yield
    finally:
        _told.reset(token)
