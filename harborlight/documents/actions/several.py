"""The same decision about several versions: each is a deed of its own, with its event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from harborlight.documents.actions.reviewing import (
    AlreadyReviewed,
    accept_version,
    return_version,
)
from harborlight.documents.actions.routing import assign_version
from harborlight.documents.models import Version
from harborlight.documents.reasons import ready_comment
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.models import User


@dataclass
class Outcome:
    """What was decided, and what was not, with who was quicker or why."""

    done: list[Version] = field(default_factory=list)
    late: list[tuple[Version, str]] = field(default_factory=list)
    refused: list[tuple[Version, str]] = field(default_factory=list)


def accept_several(actor: Actor, versions: Iterable[Version]) -> Outcome:
    """Find several versions good, those that nobody else decided on meanwhile."""
    return _each(versions, lambda one: accept_version(actor, one))


def return_several(
    actor: Actor, versions: Iterable[Version], *, reason: str, comment: str
) -> Outcome:
    """Send several versions back for one reason.

    comment: what every client reads; "": the ready words, each in their language.
    """

    def send_back(one: Version) -> None:
        words = comment or ready_comment(reason, one.document.told_in)
        return_version(actor, one, reason=reason, comment=words)

    return _each(versions, send_back)


def assign_several(actor: Actor, versions: Iterable[Version], *, to: User) -> Outcome:
    """Give several versions that wait to somebody, where they may look at the case."""
    return _each(versions, lambda one: assign_version(actor, one, to=to))


def _each(versions: Iterable[Version], decide: Callable[[Version], object]) -> Outcome:
    outcome = Outcome()
    for one in versions:
        try:
            decide(one)
            outcome.done.append(one)
        except AlreadyReviewed as late:
            outcome.late.append((one, late.by))
        except Refused as why:
            outcome.refused.append((one, str(why)))
    return outcome
