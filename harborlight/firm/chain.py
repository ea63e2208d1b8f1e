"""Sealing the log of events, and proving that nobody changed it.

Actions add events unsealed and take no lock. One sealer a firm gives them, in
order, a number and a hash: SHA-256 of the hash before and of the row written as
canonical JSON (RFC 8785; our values are strings and integers only). Changing,
removing, adding or swapping a sealed row breaks every hash from there on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from harborlight.firm.clock import now
from harborlight.firm.models import Event, EventLog, Firm

BATCH = 500


def genesis(firm: Firm) -> str:
    """The hash before the first row: it binds the log to its firm."""
    return hashlib.sha256(f"harborlight log of {firm.pk}".encode()).hexdigest()


def fingerprint(before: str, n: int, event: Event) -> str:
    """The hash of a row that stands after one with the hash `before`."""
    row = {
        "at": event.at.isoformat(timespec="microseconds"),
        "before": before,
        "case": str(event.case_id or ""),
        "cause": str(event.cause_id or ""),
        "firm": str(event.firm_id),
        "id": str(event.pk),
        "kind": event.kind,
        "n": n,
        "place": event.place,
        "role": event.role,
        "subject": f"{event.subject_kind}:{event.subject_id or ''}",
        "user": str(event.user_id or ""),
        "words": hashlib.sha256(bytes(event.words)).hexdigest(),
    }
    canonical = json.dumps(
        row, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def seal_events(firm: Firm) -> int:
    """Seal what happened since the last time; how many events that were."""
    with transaction.atomic():
        log = EventLog.objects.select_for_update().get(firm=firm)
        unsealed = Event.objects.filter(n__isnull=True).order_by("at", "pk")[:BATCH]
        sealed = [*unsealed]
        if not sealed:
            return 0
        for event in sealed:
            log.last_n += 1
            event.n = log.last_n
            event.hash = log.last_hash = fingerprint(log.last_hash, event.n, event)
        Event.objects.bulk_update(sealed, ["n", "hash"])
        log.sealed_at = now()
        log.save(update_fields=["last_n", "last_hash", "sealed_at"])
    return len(sealed)


@dataclass(frozen=True)
class Broken:
    """Where the chain first breaks, and how."""

    n: int
    event_id: str
    why: str


@dataclass(frozen=True)
class Proof:
    """What reading the whole chain showed."""

    firm: Firm
    events: int
    head: str
    broken: Broken | None


def verify(firm: Firm) -> Proof:
    """Read the firm's log from its first row to its last and check every hash."""
    log = EventLog.objects.get(firm=firm)
    before, n = genesis(firm), 0
    for event in _sealed_events():
        n += 1
        if broken := _check(before, n, event):
            return Proof(firm, n, before, broken)
        before = str(event.hash)
    if (n, before) != (log.last_n, log.last_hash):
        why = f"the log ends at {n}, but {log.last_n} events were sealed"
        return Proof(firm, n, before, Broken(n, "", why))
    return Proof(firm, n, before, None)


def _check(before: str, n: int, event: Event) -> Broken | None:
    if event.n != n:
        return Broken(
            n, str(event.pk), f"number {n} is missing; the next row is number {event.n}"
        )
    if event.hash != fingerprint(before, n, event):
        return Broken(n, str(event.pk), "this row is not what was sealed")
    return None


def _sealed_events() -> Iterator[Event]:
    return Event.objects.filter(n__isnull=False).order_by("n").iterator(chunk_size=2000)
