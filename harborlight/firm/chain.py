"""Sealing the log of events, and proving that nobody changed it.

Actions add events unsealed and take no lock. One sealer a firm gives them, in
order, a number and a hash: SHA-256 of the hash before and of the row written as
canonical JSON (RFC 8785; our values are strings and integers only). Changing,
removing, adding or swapping a sealed row breaks every hash from there on. Where
the log ends is sealed under the firm's key (firm/vault/log_end.py): whoever has only
the database can neither cut rows off nor write the chain anew.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from harborlight.firm.chain_rows import End, Row, end_of, sealed_rows
from harborlight.firm.clock import now
from harborlight.firm.models import Event, EventLog, Firm, ReaderPosition
from harborlight.firm.vault.log_end import is_sealed, sealed_end

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

log = logging.getLogger(__name__)
BATCH = 500
# Reasons stand in the log in every language, and in a sentence that begins before them.
ENDS_UNKNOWN = _("the record of where the log ends is missing")
NOT_OUR_END = _(
    "where the log ends was not written by Harborlight: rows may have been cut off, "
    "or the log written anew"
)
NOT_GIVEN = _("this row's number is not one that was given")
NOT_SEALED = _("this row is not what was sealed")


def genesis(firm: Firm) -> str:
    """The hash before the first row: it binds the log to its firm."""
    return hashlib.sha256(f"harborlight log of {firm.pk}".encode()).hexdigest()


def begin_log(firm: Firm) -> EventLog:
    """The log of a new firm: empty, and its end sealed."""
    first = genesis(firm)
    return EventLog.objects.create(
        firm=firm, last_hash=first, seal=sealed_end(firm, 0, first)
    )


def fingerprint(before: str, n: int, said: Mapping[str, str], words: bytes) -> str:
    """The hash of a row that stands after one with the hash `before`."""
    row = {
        "at": said["at"],
        "before": before,
        "case": said["case_id"],
        "cause": said["cause_id"],
        "firm": said["firm_id"],
        "id": said["id"],
        "kind": said["kind"],
        "n": n,
        "place": said["place"],
        "role": said["role"],
        "subject": f"{said['subject_kind']}:{said['subject_id']}",
        "user": said["user_id"],
        "words": hashlib.sha256(words).hexdigest(),
    }
    canonical = json.dumps(
        row, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def seal_events(firm: Firm) -> int:
    """Seal what happened since the last time; how many events that were."""
    with transaction.atomic():
        unsealed = Event.objects.filter(n__isnull=True).order_by("at", "pk")[:BATCH]
        end = _end_to_move(firm)
        sealed = [*unsealed]
        if not sealed:
            return 0
        whole = is_sealed(firm, end.last_n, end.last_hash, end.seal)
        if not whole:
            # The office goes on, but an end that somebody forged never becomes ours.
            log.error("The end of the log of %s is not ours: %s.", firm.pk, end.last_n)
            end.last_n = max(end.last_n, _read_up_to(firm))
        for event in sealed:
            end.last_n += 1
            event.n = end.last_n
            said, words = _said(event), bytes(event.words)
            event.hash = end.last_hash = fingerprint(
                end.last_hash, event.n, said, words
            )
        Event.objects.bulk_update(sealed, ["n", "hash"])
        if whole:
            end.seal = sealed_end(firm, end.last_n, end.last_hash)
        end.sealed_at = now()
        end.save(update_fields=["last_n", "last_hash", "seal", "sealed_at"])
    return len(sealed)


def _end_to_move(firm: Firm) -> EventLog:
    """Where the log ends, locked. Where that is gone, what is there, without a seal."""
    found = EventLog.objects.select_for_update().filter(firm=firm).first()
    if found is not None:
        return found
    numbered = Event.objects.filter(n__isnull=False).order_by("-n")
    n, last = numbered.values_list("n", "hash").first() or (0, genesis(firm))
    return EventLog.objects.create(firm=firm, last_n=n or 0, last_hash=last or "")


def _read_up_to(firm: Firm) -> int:
    """Numbers that were read are not given again: their readers would pass them over."""
    positions = ReaderPosition.objects.filter(firm=firm)
    return max(positions.values_list("n", flat=True), default=0)


def _said(event: Event) -> dict[str, str]:
    """The columns of an event as plain text."""
    return {
        "at": event.at.isoformat(timespec="microseconds"),
        "case_id": str(event.case_id or ""),
        "cause_id": str(event.cause_id or ""),
        "firm_id": str(event.firm_id),
        "id": str(event.pk),
        "kind": event.kind,
        "place": event.place,
        "role": event.role,
        "subject_kind": event.subject_kind,
        "subject_id": str(event.subject_id or ""),
        "user_id": str(event.user_id or ""),
    }


@dataclass(frozen=True)
class Broken:
    """Where the chain breaks, and how. `event_id`: empty where no row is at fault."""

    n: int
    event_id: str
    why: _StrPromise | str


@dataclass(frozen=True)
class Proof:
    """What reading the whole chain showed: nothing found, or every break in order."""

    firm: Firm
    events: int
    head: str
    found: tuple[Broken, ...] = ()

    @property
    def broken(self) -> Broken | None:
        return self.found[0] if self.found else None


def verify(firm: Firm) -> Proof:
    """Read the firm's log from its first row to its last and check every hash."""
    walk = Walk(genesis(firm), end_of(firm))
    for row, end in sealed_rows(firm):
        walk.step(row)
        # As it was when the rows were read: it moves while we read.
        walk.end = end
    walk.arrive(firm)
    return Proof(firm, walk.events, walk.head, tuple(walk.found))


@dataclass
class Walk:
    """Going from row to row; past a break it goes on with what that row may have had."""

    head: str
    end: End | None
    n: int = 0
    events: int = 0
    found: list[Broken] = field(default_factory=list)
    # The hashes that the last row may rightly have had; none where it is not known.
    before: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.before = (self.head,)

    def step(self, row: Row) -> None:
        self.events += 1
        if row.n is None or row.n <= self.n:
            self.found.append(Broken(self.n, row.said["id"], NOT_GIVEN))
            return
        self.n += 1
        if row.n != self.n:
            missing = _("number {n} is missing; the next row is number {next}")
            why = format_lazy(missing, n=self.n, next=row.n)
            self.found.append(Broken(self.n, "", why))
            self.n, self.before = row.n, ()
        hashed = {*row.unreadable} <= {"hash"}
        ours = tuple(
            fingerprint(one, row.n, row.said, row.words)
            for one in (self.before if hashed else ())
        )
        if row.unreadable or (ours and row.said["hash"] not in ours):
            self.found.append(Broken(self.n, row.said["id"], _not_sealed(row)))
        else:
            ours = ()
        self.head = row.said["hash"]
        self.before = (self.head, *ours)

    def arrive(self, firm: Firm) -> None:
        """All rows were read: do they end where the log was sealed?"""
        end = self.end
        why: _StrPromise | str
        if end is None:
            why = ENDS_UNKNOWN
        elif end.n != str(self.n):
            ends = _("the log ends at {n}, but {sealed} events were sealed")
            why = format_lazy(ends, n=self.n, sealed=end.n)
        elif end.hash not in self.before or not is_sealed(
            firm, self.n, end.hash, end.seal
        ):
            why = NOT_OUR_END
        else:
            return
        self.found.append(Broken(self.n, "", why))


def _not_sealed(row: Row) -> _StrPromise | str:
    if not row.unreadable:
        return NOT_SEALED
    columns = ", ".join(row.unreadable)
    unreadable = _("this row is not what was sealed: nobody can read its {columns}")
    return format_lazy(unreadable, columns=columns)
