"""No letter goes where it is not safe, whoever writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harborlight.automation.reaching import said_no, unsafe
from harborlight.cases.silence import SAID, UNSAID, keeps_silent
from harborlight.workflow.playbook_moments import EMAIL

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.people.models import Person


@keeps_silent
def why_unsafe(clock: Actor, person: Person) -> str:
    """By what they said, and by all their open cases."""
    if said_no(clock, person, EMAIL):
        return SAID
    return UNSAID if unsafe(clock, person, EMAIL) else ""
