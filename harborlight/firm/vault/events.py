"""What an event says, under the key of its case, or of the person it tells of.

The ciphertext begins with two bytes: 0, and the key is that of the event's case; the
version of the firm's key; or HELD, and sixteen bytes follow which say whose key it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from harborlight.firm.models import Event, Firm
from harborlight.firm.vault.ciphers import Unreadable, derive, seal, unseal
from harborlight.firm.vault.keys import (
    NoKey,
    firm_key,
    newest_firm_key,
    record_key,
    record_keys,
)

_VERSION = 2
_HELD = b"\xff\xff"
_HOLDER = 16


def sealed_words(
    firm: Firm, event: Event, text: str, *, holder: UUID | None = None
) -> bytes:
    """The ciphertext for `event.words`. holder: whose key, where it has no case."""
    return words_sealer(firm, event.case_id, holder=holder)(event.pk, text)


def holder_of(event: Event) -> UUID | None:
    """Whose key an event without a case was sealed under; None: the firm's."""
    words = bytes(event.words)
    if event.case_id is not None or not words.startswith(_HELD):
        return None
    return UUID(bytes=words[_VERSION : _VERSION + _HOLDER])


class words_sealer:
    """Seals many events of one case, for histories written in bulk."""

    def __init__(
        self,
        firm: Firm,
        case_id: UUID | None,
        key: bytes | None = None,
        *,
        holder: UUID | None = None,
    ) -> None:
        self.prefix = b"\x00\x00"
        if case_id is not None:
            self.key = key or record_key(firm, case_id)
        elif holder is not None:
            self.prefix = _HELD + holder.bytes
            self.key = key or record_key(firm, holder)
        else:
            version, wrapping = newest_firm_key(firm)
            self.prefix = version.to_bytes(_VERSION, "big")
            self.key = derive(wrapping, "events")

    def __call__(self, event_id: UUID, text: str) -> bytes:
        return self.prefix + seal(self.key, text.encode(), f"event|{event_id}")


def words_of(firm: Firm, events: Iterable[Event]) -> dict[UUID, dict[str, Any]]:
    """What each event says; an empty dict where nobody can read it.

    Then its key was destroyed, or the row was changed: the proof of the log names it,
    and until somebody looks, the pages that show the rest of the log go on.
    """
    events = list(events)
    holders = (event.case_id or holder_of(event) for event in events)
    keys = record_keys(firm, {holder for holder in holders if holder})
    said: dict[UUID, dict[str, Any]] = {}
    for event in events:
        try:
            said[event.pk] = _opened(firm, event, keys)
        except (NoKey, Unreadable, TypeError, ValueError):
            said[event.pk] = {}
    return said


def _opened(firm: Firm, event: Event, keys: Mapping[UUID, bytes]) -> dict[str, Any]:
    words, holder = bytes(event.words), holder_of(event)
    if holder is not None:
        key, words = keys.get(holder, b""), words[_HOLDER:]
    elif event.case_id is None:
        version = int.from_bytes(words[:_VERSION], "big")
        key = derive(firm_key(firm, version), "events")
    else:
        key = keys.get(event.case_id, b"")
    if not key:
        return {}
    opened = json.loads(unseal(key, words[_VERSION:], f"event|{event.pk}"))
    return dict(opened)
