"""Days that are ahead of a client once their case is over, from whoever knows of any.

SOURCES is open: each says for a case the days it knows of, with words in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor

Texts = Mapping[str, str]
Source = Callable[[Actor, Case], Sequence[tuple[date, Texts]]]
SOURCES: list[Source] = []


def days_ahead(actor: Actor, case: Case, *, after: date) -> list[tuple[date, Texts]]:
    """The days after this one, the next one first."""
    found = [one for source in SOURCES for one in source(actor, case)]
    return sorted((one for one in found if one[0] > after), key=lambda one: one[0])
