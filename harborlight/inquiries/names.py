"""Every name that an inquiry holds, for its conflict check; and which hit is which."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.facts.catalogue import catalogue
from harborlight.facts.known_names import FAMILY
from harborlight.facts.queries import Sheet
from harborlight.inquiries.models import Inquiry
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.people.conflicts import Asked, asked_in
from harborlight.people.models import ConflictCheck, Person
from harborlight.people.names import folded

# Names of companies, which are one value.
COMPANIES = frozenset(
    {"people_involved[].company", "jobs[].employer", "spouse.employer"}
)
# What somebody is called themselves is asked by their card.
OWN = ("name", "native_name")


@dataclass(frozen=True)
class Given:
    """A name that was given: whose (in words, by language) and what is known of them."""

    whose: Mapping[str, str] | str
    asked: Asked


def names_given(inquiry: Inquiry, sheet: Sheet) -> list[Given]:
    """Whoever asks, everybody they named, the company, and whom staff added; each once."""
    found = [_themselves(inquiry.person)]
    found += _people(sheet)
    found += _companies(sheet)
    if inquiry.company:
        found.append(Given(gettext("Company"), Asked(inquiry.company)))
    found += [Given(gettext("Added by staff"), as_asked(one)) for one in inquiry.also]
    each = {_key(one.asked): one for one in reversed(found)}
    return [one for one in found if each[_key(one.asked)] is one]


def as_asked(kept: Mapping[str, Any]) -> Asked:
    """What an inquiry keeps of a name, as a conflict check asks about it."""
    born = kept.get("birth_date")
    day = date.fromisoformat(born) if born else None
    return Asked(kept["name"], day, kept.get("email", ""), kept.get("phone", ""))


def unchecked(check: ConflictCheck | None, asked: Iterable[Asked]) -> list[Asked]:
    """Those of these whom the check was not about."""
    about = [_key(one) for one in asked_in(check)] if check else []
    return [one for one in asked if _key(one) not in about]


def hit_of(check: ConflictCheck, match: Mapping[str, Any]) -> str:
    """A word for somebody found, the same whichever check of the inquiry found them."""
    about = check.about[match["about"]]["name"]
    whom = match["person"] or match["member"] or match["check"] or ""
    said = [folded(about), str(whom), folded(match["name"]), match["place"]]
    return hashlib.sha256("|".join(said).encode()).hexdigest()


def hits_of(check: ConflictCheck | None) -> dict[str, Mapping[str, Any]]:
    """Everybody found, each by their word."""
    return {hit_of(check, one): one for one in check.matches} if check else {}


def _key(one: Asked) -> tuple[str, date | None]:
    return folded(one.name), one.birth_date


def _themselves(person: Person) -> Given:
    asked = Asked(person.full_name, person.birth_date, person.email, person.phone)
    return Given(gettext("Asks for help"), asked)


def _people(sheet: Sheet) -> Iterator[Given]:
    for (name, entry), fact in sheet.values.items():
        where, _dot, end = name.rpartition(".")
        if end in FAMILY and where not in OWN and fact.plain:
            said = [sheet.get(f"{where}.{one}", entry) for one in ("given", "middle")]
            parts = [
                one for one in (*said, fact.plain) if one not in ("", NONE, UNKNOWN)
            ]
            if parts and fact.plain not in (NONE, UNKNOWN):
                born = _day(sheet.get(f"{where}.birth_date", entry))
                yield Given(_whose(sheet, where, entry), Asked(" ".join(parts), born))


def _companies(sheet: Sheet) -> Iterator[Given]:
    for (name, _entry), fact in sheet.values.items():
        if name in COMPANIES and fact.plain not in ("", NONE, UNKNOWN):
            yield Given(gettext("Company"), Asked(fact.plain))


def _whose(sheet: Sheet, where: str, entry: UUID | None) -> Mapping[str, str]:
    """Their part in the matter, where it was said; else the name of the place."""
    known = catalogue()
    if part := sheet.get(f"{where}.part", entry):
        options = known.entries["person", f"{where}.part"].options
        for one in options:
            if one.value == part:
                return one.labels
    group = known.groups.get(("person", where.removesuffix("[]")))
    return group.labels if group else known.entries["person", f"{where}.family"].labels


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
