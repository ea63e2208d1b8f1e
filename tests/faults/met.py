"""How two meet: the deeds that come before, how both ended, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from harborlight.firm.models import Event
from tests.faults.deeds import DEEDS
from tests.faults.dying import at_once, done
from tests.faults.playing import behind_a_door

told: dict[str, Any] = {}


def meet(
    name: str,
    opens: list[Callable[[], Callable[[], Any]]],
    kept: Callable[[], Any],
) -> None:
    """What both come back with, and what is kept; each behind a door of their own."""

    def opened(one: Callable[[], Callable[[], Any]]) -> Callable[[], Callable[[], Any]]:
        return lambda: behind_a_door(behind_a_door(one)())

    ends = at_once([opened(one) for one in opens])
    told[name] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "words": [end.words for end in ends if end.raised],
        "kept": done(behind_a_door(kept)),
    }


def happened(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def play(*names: str) -> None:
    """Those deeds, undisturbed, each with what stands before it."""
    for deed in DEEDS:
        if deed.name in names:
            given = done(behind_a_door(deed.prepare))
            done(behind_a_door(lambda deed=deed, given=given: deed.act(given)))


def prepare(name: str) -> Any:
    deed = next(deed for deed in DEEDS if deed.name == name)
    return done(behind_a_door(deed.prepare))


def play_acts(name: str) -> None:
    """The deed alone: what stands before it does already."""
    deed = next(deed for deed in DEEDS if deed.name == name)
    done(behind_a_door(lambda: deed.act(None)))
