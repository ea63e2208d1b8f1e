"""What was read on what a client sent: told where it differs, offered where it is asked."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from harborlight.documents.models import Request as Asking
from harborlight.documents.reading import newest_reading, pages_of
from harborlight.documents.suggesting import Suggestion, prefilled, suggestions
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import KeyDestroyed
from harborlight.outside.storage import StorageDown

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class ReadOn:
    """differs: what it says otherwise than they had answered. known: what need not be
    said again of a new version: fields of PaperForm."""

    differs: Sequence[Suggestion] = ()
    known: Mapping[str, Any] = field(default_factory=dict)


def read_on(actor: Actor, asking: Asking) -> ReadOn:
    """What was read on the newest thing that came for it; nothing where nothing was."""
    reading = newest_reading(actor, asking)
    if reading is None:
        return ReadOn()
    version, day = reading.version, today(actor.firm.time_zone)
    try:
        pages = pages_of(actor, version, reading)
    except (StorageDown, Unreadable, KeyDestroyed):
        # The page says how the paper stands, whatever was read on it.
        log.exception("What was read on a paper is out of reach.")
        return ReadOn()
    language = get_language() or "en"
    several = suggestions(actor, version, pages, language=language, on=day)
    differs = [one for one in several if one.standing == "differs" and not one.field]
    return ReadOn(differs, prefilled(pages, day))
