"""Which forms the agency takes in its own account, on a given day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from harborlight.law.book import Dated, entries

UPLOAD, TYPED = "upload", "typed"


@dataclass(frozen=True)
class Online(Dated):
    """A form that is taken online; see the head of online.yaml."""

    form: str
    how: str
    beside: Sequence[str]
    waiver: bool
    circumstances: Sequence[str]


@cache
def online_forms() -> dict[str, Online]:
    """Every row of the book, by its form."""
    found = entries("online").items()
    return {form: Online(form=form, **entry) for form, entry in found}


def not_online(
    form: str,
    *,
    beside: Collection[str],
    circumstance: str,
    with_waiver: bool,
    on: date,
) -> str:
    """Why a form cannot be filed online on that day, as a code; "" where it can.

    "paper only", "not alone", "no waiver" or "not this one" (its circumstance).
    """
    row = online_forms().get(form)
    if row is None or not row.in_force(on):
        return "paper only"
    if row.beside and not set(row.beside) & set(beside):
        return "not alone"
    if with_waiver and not row.waiver:
        return "no waiver"
    other = row.circumstances and circumstance and circumstance not in row.circumstances
    return "not this one" if other else ""
