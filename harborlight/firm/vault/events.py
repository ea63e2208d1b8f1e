"""What an event says, under the key of its case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from harborlight.firm.models import Event, Firm
from harborlight.firm.vault.ciphers import Unreadable, derive, seal, unseal
from harborlight.firm.vault.keys import (
    NoKey,
    case_key,
    case_keys,
    firm_key,
    newest_firm_key,
)

# An event without a case is sealed under the key that the firm had then.
_VERSION = 2


def sealed_words(firm: Firm, event: Event, text: str) -> bytes:
    """The ciphertext for `event.words`."""
    return words_sealer(firm, event.case_id)(event.pk, text)


class words_sealer:  # noqa: N801 - used as a function that keeps its key
    """Seals many events of one case, for histories written in bulk."""

    def __init__(
        self, firm: Firm, case_id: UUID | None, key: bytes | None = None
    ) -> None:
        self.prefix = b"\x00\x00"
        if case_id is not None:
            self.key = key or case_key(firm, case_id)
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
    keys = case_keys(firm, {event.case_id for event in events if event.case_id})
    said: dict[UUID, dict[str, Any]] = {}
    for event in events:
        try:
            said[event.pk] = _opened(firm, event, keys)
        except (NoKey, Unreadable, TypeError, ValueError):
            said[event.pk] = {}
    return said


def _opened(firm: Firm, event: Event, keys: Mapping[UUID, bytes]) -> dict[str, Any]:
    words = bytes(event.words)
    if event.case_id is None:
        version = int.from_bytes(words[:_VERSION], "big")
        key = derive(firm_key(firm, version), "events")
    else:
        key = keys.get(event.case_id, b"")
    if not key:
        return {}
    opened = json.loads(unseal(key, words[_VERSION:], f"event|{event.pk}"))
    return dict(opened)
