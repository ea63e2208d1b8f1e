"""Whether somebody may be sent a letter at all: rooms above know what is safe for them.

Whoever lives with the person who hurt them may have their mail read. What is new stands on
their page in any case; the letter that says so is left out (8 U.S.C. 1367).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.people.models import Person

# Given the clock and a person: whether no e-mail goes to them.
Silence = Callable[["Actor", "Person"], bool]
SILENCES: list[Silence] = []


def keeps_silent(found: Silence) -> Silence:
    """Ask this before any letter to a client."""
    SILENCES.append(found)
    return found


def is_silent(clock: Actor, person: Person) -> bool:
    """Whether no letter goes to this person."""
    return any(one(clock, person) for one in SILENCES)
