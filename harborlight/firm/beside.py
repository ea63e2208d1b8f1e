"""Slow work that a request needs: done beside Django's thread, which serves everybody.

A view that finds such work raises `Needs`. The entrance (config/asgi.py) does the work
in a thread for it, and asks Django the same once more, with what came of it. Where
no entrance stands before Django (tests, commands) the work is done on the spot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# What the entrance tells Django besides the request; no header can set these.
CAN = "harborlight.works-beside"
CAME = "harborlight.came"
ABOUT = "harborlight.about"


@dataclass(frozen=True)
class Work:
    """What is to be done, without any database; the same `about` is done once at a time.

    What comes of it is plain data, and not None. whose: the account that it is done
    for; each has one thing done at a time, so that nobody's many keep others waiting.
    watched: somebody sits before a page that waits for it. large: it takes so long that
    it must not keep the small ones waiting.
    """

    about: str
    do: Callable[[], Any]
    whose: str = ""
    watched: bool = False
    large: bool = False


class Needs(Exception):
    """The request goes on when this work is done; what it kept so far stays."""

    def __init__(self, work: Work) -> None:
        super().__init__(work.about)
        self.work = work


def came_of(request: Any, about: str) -> Any | None:
    """What came of the work that was needed; None if it was not done for this request."""
    if request.META.get(ABOUT) != about:
        return None
    return request.META[CAME]


def is_possible(request: Any) -> bool:
    """Whether somebody stands before Django who does such work."""
    return CAN in request.META


def done(request: Any, work: Work) -> Any:
    """What comes of the work. Raises Needs where it is to be done beside us first."""
    came = came_of(request, work.about)
    if came is None and is_possible(request):
        raise Needs(work)
    return work.do() if came is None else came
