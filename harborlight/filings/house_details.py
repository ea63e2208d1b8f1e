"""What a draft prints of the attorney and the firm themselves, and what of it changed.

Nobody answers these: they are the firm's own details, kept in the office. A draft keeps
what they said when it was filled, so that a new bar number or telephone marks exactly the
drafts on which it would stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from harborlight.cases.models import Case
from harborlight.facts.queries import of_attorney, of_firm
from harborlight.firm.actor import Actor
from harborlight.firm.models import Credentials
from harborlight.firm.queries import credentials_of
from harborlight.law.packs import Composed, Pack, fact_paths

HOUSE = ("attorney", "firm")


def printed_of_house(
    pack: Pack, client: str, composed: Composed, facts: Mapping[str, Any]
) -> dict[str, str]:
    """By its path, each detail that stands on the form, or would if the house knew it."""
    said = _flat({part: facts[part] for part in HOUSE if part in facts})
    printed = {path for used in composed.used.values() for path in used}
    asked = (path for path in fact_paths(pack, client) if path.startswith(_OF_HOUSE))
    return {
        path: said.get(path, "")
        for path in sorted(asked)
        if path in printed or path not in said
    }


_OF_HOUSE = tuple(f"{part}." for part in HOUSE)


def house_now(actor: Actor, case: Case) -> dict[str, str]:
    """What the details say now, by their paths, of the attorney who leads the case."""
    attorney = credentials_of(actor, case.lead_id) if case.lead_id else None
    return details_of(actor, attorney)


def details_of(actor: Actor, attorney: Credentials | None) -> dict[str, str]:
    """The same where the attorney's details were read already."""
    facts = {
        "attorney": of_attorney(actor, attorney, actor.firm),
        "firm": of_firm(actor, actor.firm),
    }
    return _flat(facts)


def _flat(known: Mapping[str, Any], head: str = "") -> dict[str, str]:
    return dict(_told(known, head))


def _told(known: Mapping[str, Any], head: str) -> Iterator[tuple[str, str]]:
    for name, value in known.items():
        if isinstance(value, Mapping):
            yield from _told(value, f"{head}{name}.")
        else:
            yield f"{head}{name}", str(value)
