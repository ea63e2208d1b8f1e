"""What one press for all forms of a case did, as its page tells it (views/filling.py)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from harborlight.cases.models import Case
from harborlight.filings.filling_all import (
    FILLED,
    TO_FILL,
    FilingFates,
    Pressed,
    fates,
)
from harborlight.filings.standing import envelopes
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.ids import read, shown


def pressed_in(said: Any) -> Pressed:
    """Read from an address or from what a page sent; what nobody can read counts nothing."""
    try:
        since = datetime.fromisoformat(said.get("since", ""))
    except ValueError:
        since = None
    if since is None or since.tzinfo is None:
        return Pressed()
    return Pressed(since, frozenset(_ids(said.get("failed", ""))))


def _ids(text: str) -> list[UUID]:
    found = []
    for word in filter(None, text.split(",")):
        try:
            found.append(read(word))
        except ValueError:
            continue
    return found


def how_it_stands(actor: Actor, case: Case, pressed: Pressed) -> list[FilingFates]:
    several = envelopes(actor, case, on=today(actor.firm.time_zone))
    return fates(several, pressed)


def address_of(case: Case, pressed: Pressed) -> str:
    """Where it is told what came of it."""
    said = {"since": pressed.since.isoformat() if pressed.since else ""}
    if pressed.failed:
        said["failed"] = _failed(pressed)
    return f"{reverse('staff:all-forms', args=[case.pk])}?{urlencode(said)}"


def _failed(pressed: Pressed) -> str:
    return ",".join(sorted(map(shown, pressed.failed)))


def told(found: list[FilingFates], pressed: Pressed) -> dict[str, Any]:
    """What the page shows: how many are done, and what still comes by itself."""
    codes = [one.code for row in found for one in row.forms]
    done, waits = codes.count(FILLED), codes.count(TO_FILL)
    return {
        "filings": found,
        "pressed": pressed,
        "failed": _failed(pressed),
        "done": done,
        "waits": waits,
        "total": done + waits,
        "refused": sum(one.is_refused for row in found for one in row.forms),
        "goes_on": bool(pressed.since and waits),
    }
