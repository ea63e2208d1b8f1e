"""What a file may be sent for: who reaches that, whose key wraps it, how large it is.

A purpose is a name; its reference is the key of the thing that the file is for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.cases.queries import get_case, get_case_file
from harborlight.documents.helping import PURPOSE as HELPERS
from harborlight.documents.helping import get_helper
from harborlight.documents.queries import get_request
from harborlight.documents.taking import taken
from harborlight.filings.queries import get_filing, get_signing
from harborlight.firm.acting import Refused
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound
from harborlight.firm.vault.uploads import Purpose

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

FindCase = Callable[["Actor", UUID], UUID | None]


@dataclass(frozen=True)
class Known:
    """One purpose: how the case is found."""

    case_of: FindCase


def _case_itself(actor: Actor, pk: UUID) -> UUID:
    """A paper that nobody was asked for: staff alone file one."""
    if not actor.at_desk:
        raise NotFound
    return get_case_file(actor, pk).pk


def _own_case(actor: Actor, pk: UUID) -> UUID:
    """A paper that nobody was asked for, of a client."""
    return get_case(actor, pk).pk


def _of_the_link(actor: Actor, pk: UUID) -> UUID:
    """What somebody without an account sends: `found` takes no link but their own."""
    return get_helper(actor, pk).case_id


PURPOSES: dict[str, Known] = {
    # A paper that was asked for, or a new version of it.
    "document-version": Known(lambda actor, pk: get_request(actor, pk).case_id),
    # The same of somebody without an account, by a link.
    HELPERS: Known(_of_the_link),
    # A photo of several that are put together (documents/pieces.py).
    "document-piece": Known(lambda actor, pk: get_request(actor, pk).case_id),
    # Papers that a client sends of their own accord.
    "client-paper": Known(_own_case),
    "case-paper": Known(_case_itself),
    # The scan of a form that somebody signed in ink.
    "signed-form": Known(lambda actor, pk: get_signing(actor, pk).case_id),
    # A notice of the government about what was filed.
    "filing-notice": Known(lambda actor, pk: get_filing(actor, pk).case_id),
}


def largest(actor: Actor) -> int:
    """The largest file that any purpose takes."""
    return max(taken(actor.firm, name).largest for name in PURPOSES)


def found(actor: Actor, name: str, reference: str) -> tuple[Purpose, int]:
    """The purpose, and the largest file it takes. NotFound if it is not theirs."""
    if bool(actor.errand) != (name == HELPERS):
        raise NotFound
    reference = actor.errand or reference
    try:
        known, pk = PURPOSES[name], read(reference)
        purpose = Purpose(name, reference, known.case_of(actor, pk))
        return purpose, taken(actor.firm, name).largest
    except (KeyError, ValueError, Refused):
        raise NotFound from None
