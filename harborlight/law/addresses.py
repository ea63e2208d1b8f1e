"""Where an envelope to the government goes, on a given day.

    row = address_of(Envelope({"I-130", "I-485"}, by="courier"), {"beneficiary": "TX"}, on=day)

One row or none is found: where two say different things, and where the book says nothing,
there is no address, and a person must find it at the agency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from harborlight.law.book import BadBook, Dated, entries

COURIER, MAIL = "courier", "mail"


@dataclass(frozen=True)
class Address(Dated):
    """A place on paper, for whom it is meant; see the head of addresses.yaml."""

    key: str
    forms: Sequence[str]
    beside: Sequence[str]
    without: Sequence[str]
    circumstances: Sequence[str]
    lives: Sequence[str]
    states: Sequence[str]
    by: str
    lines: Sequence[str]
    checked_on: date
    not_in_court: bool = False


@dataclass(frozen=True)
class Envelope:
    """What is in it: forms as they are printed ("I-485"), each with its circumstance."""

    forms: frozenset[str]
    by: str
    circumstances: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """The place, and why: whose home decided, in which state; "" where none does."""

    row: Address
    part: str = ""
    state: str = ""


class NoAddress(LookupError):
    """The book does not say where this goes. `code`: no rule, no home, no state."""

    def __init__(self, sentence: str, code: str, **words: str) -> None:
        super().__init__(sentence)
        self.code, self.words = code, words


class TwoAddresses(LookupError):
    """The book says two places at once: a person must read it at the agency."""

    def __init__(self, sentence: str, keys: Sequence[str]) -> None:
        super().__init__(sentence)
        self.keys = keys


@cache
def addresses() -> tuple[Address, ...]:
    """Every row of the book. BadBook where one has no lines or an unknown carrier."""
    found = []
    for key, entry in entries("addresses").items():
        if not entry["lines"] or entry["by"] not in (COURIER, MAIL):
            raise BadBook(
                f"addresses.yaml, {key}: it needs lines, and courier or mail."
            )
        found.append(Address(key=key, **entry))
    return tuple(found)


def address_of(
    envelope: Envelope,
    homes: Mapping[str, str],
    *,
    on: date,
    among: Iterable[Address] | None = None,
) -> Found:
    """The one place for this envelope on that day.

    homes: by the part in the case, the two letters of the state in which they live; ""
    where they live abroad or nobody said. Raises NoAddress or TwoAddresses.
    """
    rows = addresses() if among is None else among
    meant = [row for row in rows if row.in_force(on) and _is_meant(row, envelope)]
    forms = ", ".join(sorted(envelope.forms))
    if not meant:
        raise NoAddress(
            f"The book does not say where {forms} goes by {envelope.by} on {on}.",
            "no rule",
            forms=forms,
        )
    found = [one for row in meant if (one := _at_home(row, homes)) is not None]
    if not found:
        raise _no_home(meant, homes, forms, on)
    if len(found) > 1:
        keys = [one.row.key for one in found]
        said = f"For {forms} the book has {len(found)} places on {on}: {keys}."
        raise TwoAddresses(said, keys)
    return found[0]


def _is_meant(row: Address, envelope: Envelope) -> bool:
    inside = envelope.forms
    asked = [form for form in row.forms if form in inside]
    if row.circumstances:
        said = envelope.circumstances
        asked = [form for form in asked if said.get(form) in row.circumstances]
    return (
        row.by == envelope.by
        and bool(asked)
        and (not row.beside or not inside.isdisjoint(row.beside))
        and inside.isdisjoint(row.without)
    )


def _at_home(row: Address, homes: Mapping[str, str]) -> Found | None:
    if not row.states:
        return Found(row)
    part = _decides(row, homes)
    state = homes.get(part, "")
    return Found(row, part, state) if state in row.states else None


def _decides(row: Address, homes: Mapping[str, str]) -> str:
    """Whose home it is: the first of the parts that somebody on the case has."""
    return next((part for part in row.lives if part in homes), "")


def _no_home(
    meant: Sequence[Address], homes: Mapping[str, str], forms: str, on: date
) -> NoAddress:
    part = _decides(meant[0], homes)
    state = homes.get(part, "")
    if not state:
        said = (
            f"{forms} goes by where the {part or meant[0].lives[0]} lives: not known."
        )
        return NoAddress(said, "no home", forms=forms, part=part)
    said = f"The book has no place for {forms} of somebody living in {state} on {on}."
    return NoAddress(said, "no state", forms=forms, part=part, state=state)
