"""No letter goes where it is not safe, whoever writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.automation.cadence import EMAIL
from harborlight.automation.reaching import unsafe
from harborlight.cases.silence import keeps_silent

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.people.models import Person


@keeps_silent
def is_unsafe(clock: Actor, person: Person) -> bool:
    """By what they said, and by all their open cases."""
    return bool(unsafe(clock, person, EMAIL))
