"""The only place that asks what time it is.

Tests and the demonstration set it: `with standing_at(moment)` in one process, or
`HARBORLIGHT_NOW=2026-06-15T09:00` (the clock then runs on from there) for a
whole server.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


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
    standing = _standing.get()
    return standing or datetime.fromtimestamp(time.time() + _OFFSET, UTC)


def today(zone: str) -> date:
    """The day it is in a time zone: a firm's, or a receiving office's."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at this moment."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)
