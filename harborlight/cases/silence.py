"""Whether somebody may be sent a letter at all: rooms above know what is safe for them.

Whoever lives with the person who hurt them may have their mail read. What is new stands on
their page in any case; the letter that says so is left out (8 U.S.C. 1367).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor
    from harborlight.people.models import Person

# They said so themselves; or nobody said that it is safe where somebody has to.
SAID, UNSAID = "said", "unsaid"
# Given the clock and a person: why no e-mail goes to them, as above; "": it may.
Silence = Callable[["Actor", "Person"], str]
SILENCES: list[Silence] = []


class NotSafe(Exception):
    """They said that e-mail is not safe for them."""


def keeps_silent(found: Silence) -> Silence:
    """Ask this before any letter to a client."""
    SILENCES.append(found)
    return found


def why_silent(clock: Actor, person: Person) -> str:
    """Why no letter goes to this person; "" where one may."""
    return next(filter(None, (one(clock, person) for one in SILENCES)), "")


def must_be_safe(clock: Actor, person: Person) -> None:
    """Raises NotSafe. What nobody asked them yet does not keep the first letter back."""
    if why_silent(clock, person) == SAID:
        said = gettext(
            "%(name)s said that e-mail is not safe, so no invitation was sent. Agree on a "
            "safe address, and write down the new answer first."
        )
        raise NotSafe(said % {"name": person.full_name})
