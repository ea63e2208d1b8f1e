"""How a paper stands: what is needed of it, what came, and whether that is enough.

The one rule for it. Whoever counts papers, lists them or asks whether a case is complete
asks here, with the rows that their own query found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from harborlight.documents.models import Document, Slot, Version

ENGLISH = "en"
# Nobody sent it; a part of it is still to come; they say that they cannot get it.
ASKED, PARTLY, CANNOT = "asked", "partly", "cannot"
# It is the client's move.
OWED = (ASKED, PARTLY, Version.State.RETURNED)
_LOOKED_AT = (Version.State.RECEIVED, Version.State.CHECKING)


class Sent(Protocol):
    """One file that came, as the rule sees it: a Version, or a row of a query."""

    @property
    def slot(self) -> str: ...
    @property
    def with_translation(self) -> bool: ...
    @property
    def with_certificate(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def uploaded_at(self) -> datetime: ...


SentOne = TypeVar("SentOne", bound=Sent)


@dataclass(frozen=True)
class Row:
    """A `Sent` that is only read."""

    pk: UUID
    slot: str
    with_translation: bool
    with_certificate: bool
    state: str
    number: int
    uploaded_at: datetime


Said = tuple[str, bool]


def said_of_papers(documents: Iterable[Document]) -> list[Said]:
    """Of each: its language, and whether somebody here found all of it in English too."""
    return [(one.language, one.in_english_too) for one in documents]


def slots(papers: Iterable[Said], came: Iterable[Sent]) -> Sequence[Slot]:
    """What is needed of a paper (8 CFR 103.2(b)(3)): any language but English, all three.

    Where nobody said the language yet, a translation that came says that it is another.
    """
    translated = any(one.slot != Slot.ORIGINAL for one in came)
    foreign = any(
        not in_english_too and (language != ENGLISH if language else translated)
        for language, in_english_too in papers
    )
    return [*Slot] if foreign else [Slot.ORIGINAL]


def fills(sent: Sent, slot: str) -> bool:
    """Whether a file is this part of the paper; one file may be all three.

    One whose pages were put in order is none: what was made of it is.
    """
    return sent.state != Version.State.ARRANGED and (
        sent.slot == slot
        or (sent.with_translation and slot == Slot.TRANSLATION)
        or (sent.with_certificate and slot == Slot.CERTIFICATE)
    )


def newest_of(came: Iterable[SentOne]) -> SentOne | None:
    return max(came, key=lambda one: (one.uploaded_at, one.number), default=None)


def slot_state(came: Iterable[Sent], slot: str) -> str:
    """ "asked", or the state of the newest file that is this part.

    Where a later one was sent back, an accepted one is as good as it was before.
    """
    those = [one for one in came if fills(one, slot)]
    newest = newest_of(those)
    if newest is None:
        return ASKED
    is_returned = newest.state == Version.State.RETURNED
    kept = is_returned and any(one.state == Version.State.ACCEPTED for one in those)
    return Version.State.ACCEPTED if kept else newest.state


def state_of(
    papers: Iterable[Said], came: Sequence[Sent], *, cannot: bool = False
) -> str:
    """How all of a paper stands: as its part stands that is furthest from accepted.

    "cannot" where they say so, "asked" where nothing came, "partly" where a part is
    missing, else a `Version.State`: what was sent back comes before all that waits.
    """
    if cannot:
        return CANNOT
    states = {slot_state(came, slot) for slot in slots(papers, came)}
    if states == {ASKED}:
        return ASKED
    if Version.State.RETURNED in states:
        return Version.State.RETURNED
    if ASKED in states:
        return PARTLY
    waits = [state for state in _LOOKED_AT if state in states]
    return waits[0] if waits else Version.State.ACCEPTED


def waiting_of(came: Iterable[SentOne]) -> SentOne | None:
    """The newest file that somebody here has to look at."""
    return newest_of(one for one in came if one.state == Version.State.RECEIVED)
