"""What the box at the top of the desk finds: cases, people, receipts and papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harborlight.cases.models import Case
from harborlight.cases.queries import cases, people, reads_file
from harborlight.documents.found import Hit, papers_found
from harborlight.filings.models import Filing
from harborlight.filings.queries import receipts_like
from harborlight.firm.actor import Actor
from harborlight.firm.roles import CASE_READERS
from harborlight.firm.vault.fields import normal
from harborlight.people.models import Person
from harborlight.search.asked import heard
from harborlight.staff.searching import is_somebodys, named_exactly

# Of each kind so many are shown; the list of that kind has the rest.
SHOWN, MOST_NAMED = 6, 50
# How a receipt number begins: EAC, IOE ..., then digits.
_RECEIPT = re.compile(r"[A-Z]{3}[0-9]{1,10}")


@dataclass(frozen=True)
class FoundThings:
    """What was found, each kind by itself; more_cases: whether the list has others."""

    cases: Sequence[Case] = ()
    people: Sequence[Person] = ()
    receipts: Sequence[Filing] = ()
    papers: Sequence[Hit] = ()
    more_cases: bool = False
    more_people: bool = False

    @property
    def only_case(self) -> Case | None:
        """The one case that is meant, where nothing else can be."""
        others = self.people or self.receipts or self.papers
        return self.cases[0] if len(self.cases) == 1 and not others else None

    @property
    def is_empty(self) -> bool:
        return not (self.cases or self.people or self.receipts or self.papers)


def find(actor: Actor, words: str) -> FoundThings:
    """Everything that these words may mean, of what is open to the actor.

    Somebody's number or address is compared whole, and names cases only.
    """
    if not words:
        return FoundThings()
    if is_somebodys(words):
        return FoundThings(cases=_named(actor, words))
    found = [*cases(actor, closed=True, archived=True, words=words)[: SHOWN + 1]]
    known = [*people(actor, words=words)[: SHOWN + 1]] if _meets(actor) else []
    reads = reads_file(actor)
    number = normal(words).upper()
    return FoundThings(
        cases=found[:SHOWN],
        people=known[:SHOWN],
        receipts=[*receipts_like(actor, number)[:SHOWN]]
        if reads and _RECEIPT.fullmatch(number)
        else (),
        papers=papers_found(actor, heard(words)).hits[:SHOWN] if reads else (),
        more_cases=len(found) > SHOWN,
        more_people=len(known) > SHOWN,
    )


def _meets(actor: Actor) -> bool:
    return actor.plays(CASE_READERS)


def _named(actor: Actor, words: str) -> list[Case]:
    """The cases that are named; else those whose own number is meant."""
    if named := named_exactly(actor, words):
        rows = cases(actor, closed=True, archived=True).filter(pk__in=named)
        return [*rows[:MOST_NAMED]]
    return [*cases(actor, closed=True, archived=True, words=words)[:MOST_NAMED]]
