"""The lighter log: who looked at what, one row a person, thing and ten minutes.

A page read must not be a write on the hot path. Looks are noted in memory and
written in batches every few seconds; a process that is killed loses the last
few seconds of looks (never a download, a reveal or a change: those are events).
Once its ten minutes are over, a window is sealed: its rows' digest goes into the
log of events.
"""

from __future__ import annotations

import atexit
import hashlib
import threading
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, FirmRecord, Sighting
from harborlight.firm.tenancy import inside

WINDOW_SECONDS = 600
WRITE_AFTER_SECONDS = 5.0

Look = tuple[UUID, datetime, UUID, str, UUID, UUID | None]
_noted: dict[Look, Firm] = {}
_lock = threading.Lock()
_timer: threading.Timer | None = None


def note_sighting(actor: Actor, subject: FirmRecord) -> None:
    """Remember that this actor looked at this; written down soon."""
    if actor.user_id is None:
        return
    case_id = getattr(subject, "case_id", None)
    look = (
        actor.firm.pk,
        window_of(now()),
        actor.user_id,
        subject._meta.label_lower,
        subject.pk,
        case_id,
    )
    with _lock:
        if look in _noted:
            return
        _noted[look] = actor.firm
        _write_later()


def window_of(moment: datetime) -> datetime:
    """The start of the ten minutes that this moment lies in."""
    seconds = int(moment.timestamp()) // WINDOW_SECONDS * WINDOW_SECONDS
    return datetime.fromtimestamp(seconds, UTC)


def write_sightings() -> int:
    """Write down what was noted; how many looks were new."""
    global _timer
    with _lock:
        looks, _timer = dict(_noted), None
        _noted.clear()
    for firm in set(looks.values()):
        rows = [
            Sighting(
                firm=firm,
                window=window,
                user_id=user_id,
                subject_kind=kind,
                subject_id=subject_id,
                case_id=case_id,
            )
            for (_, window, user_id, kind, subject_id, case_id), theirs in looks.items()
            if theirs == firm
        ]
        with inside(firm):
            Sighting.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    return len(looks)


def digest(rows: list[Sighting]) -> str:
    """The digest of a window's rows, in the order of who and what."""
    lines = sorted(f"{row.user_id} {row.subject_kind} {row.subject_id}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _write_later() -> None:
    """Called under the lock."""
    global _timer
    if _timer is None:
        _timer = threading.Timer(WRITE_AFTER_SECONDS, _write_and_close)
        _timer.daemon = True
        _timer.start()


def _write_and_close() -> None:
    try:
        write_sightings()
    finally:
        # The timer's thread has a connection of its own.
        connection.close()


@atexit.register
def _write_before_the_end() -> None:
    if _noted:
        write_sightings()
