"""A case by what names it exactly: a number on a notice, a protected number, an address."""

from __future__ import annotations

from uuid import UUID

from harborlight.agency.queries import cases_following
from harborlight.cases.queries import cases_reached_by
from harborlight.docket.queries import cases_taken_over
from harborlight.facts.queries import cases_with_number
from harborlight.filings.queries import cases_with_receipt
from harborlight.firm.actor import Actor
from harborlight.firm.vault.fields import normal

# No number that is searched for whole is shorter: an A-number has at least seven.
LEAST_DIGITS = 7


def is_somebodys(words: str) -> bool:
    """Whether this may be somebody's number or address: it must not stand in an URL."""
    return "@" in words or sum(one.isdigit() for one in words) >= LEAST_DIGITS


def named_exactly(actor: Actor, words: str) -> list[UUID]:
    """The cases, of those this actor may open, that this names; often none or one."""
    if "@" in words:
        return cases_reached_by(actor, words)
    if not is_somebodys(words):
        return []
    found = cases_with_receipt(actor, normal(words).upper())
    found += cases_following(actor, words)
    found += cases_taken_over(actor, normal(words).upper())
    found += cases_with_number(actor, words)
    found += cases_reached_by(actor, words)
    return [*dict.fromkeys(found)]
