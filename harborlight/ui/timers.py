"""The timer that somebody has running, as every page of the desk shows it.

Which it is stands in the session: no page asks the database for it. A timer that was
started or stopped in another browser is noted on the page of the case's time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

_NAME = "timer"


@dataclass(frozen=True)
class Running:
    """key: its id as it stands in addresses. number: of its case."""

    key: str
    number: str
    since: datetime


def note_timer(request: HttpRequest, running: Running | None) -> None:
    """Remember what runs, or that nothing does."""
    if running is None:
        if _NAME in request.session:
            del request.session[_NAME]
        return
    told = [running.key, running.number, running.since.isoformat()]
    if request.session.get(_NAME) != told:
        request.session[_NAME] = told


def running_timer(request: HttpRequest) -> Running | None:
    told = request.session.get(_NAME)
    if not told:
        return None
    key, number, since = told
    return Running(key, number, datetime.fromisoformat(since))
