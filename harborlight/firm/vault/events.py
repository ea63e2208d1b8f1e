"""What an event says, under the key of its case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from harborlight.firm.models import Event, Firm
from harborlight.firm.vault.ciphers import derive, seal, unseal
from harborlight.firm.vault.keys import case_key, case_keys, firm_key, newest_firm_key

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
    """What each event says; an empty dict where the key was destroyed."""
    events = list(events)
    keys = case_keys(firm, {event.case_id for event in events if event.case_id})
    said: dict[UUID, dict[str, Any]] = {}
    office: dict[int, bytes] = {}
    for event in events:
        words = bytes(event.words)
        if event.case_id is None:
            version = int.from_bytes(words[:_VERSION], "big")
            if version not in office:
                office[version] = derive(firm_key(firm, version), "events")
            key: bytes | None = office[version]
        else:
            key = keys.get(event.case_id)
        said[event.pk] = (
            json.loads(unseal(key, words[_VERSION:], f"event|{event.pk}"))
            if key
            else {}
        )
    return said
