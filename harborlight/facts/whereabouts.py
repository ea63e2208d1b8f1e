"""Where somebody lives, was born and became a citizen, and what does not fit in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from harborlight.facts.catalogue import catalogue
from harborlight.facts.days import before, people_in
from harborlight.facts.findings import Finding, put_in_order
from harborlight.facts.told import Facts, at, rows_of
from harborlight.law.countries import UNITED_STATES
from harborlight.law.zip_areas import states_of

# Countries of birth that make citizens: the states and the territories.
BIRTHPLACES = frozenset({"US", "PR", "GU", "VI", "MP", "AS"})


def whereabouts(facts: Facts, on: date) -> Iterator[Finding]:
    """Where somebody is, was born and became a citizen."""
    for part in people_in(facts):
        now, how = at(facts, f"{part}.us.now"), at(facts, f"{part}.citizenship.how")
        for row in rows_of(facts, part, "addresses"):
            country = at(facts, f"{part}.addresses[].country", row["entry"])
            is_here = country.value == UNITED_STATES
            is_told = row.get("current") == "yes" and country.value and now.value
            if is_told and is_here != (now.value == "yes"):
                yield Finding("lives_elsewhere", put_in_order([country, now]))
        born = at(facts, f"{part}.birth.country")
        if how.value == "birth" and born.value and born.value not in BIRTHPLACES:
            yield Finding("born_abroad", put_in_order([born, how]))
        paper = at(facts, f"{part}.citizenship.certificate_date")
        since = at(facts, f"{part}.residence.date")
        if how.value == "naturalization" and before(paper.value, since.value):
            yield Finding("citizen_before_resident", put_in_order([paper, since]))


def zip_codes(facts: Facts, on: date) -> Iterator[Finding]:
    """A ZIP code that lies in another state than the address says."""
    for part in facts:
        for path, entry in _addresses(facts, part):
            code, state = (
                at(facts, f"{path}.zip", entry),
                at(facts, f"{path}.state", entry),
            )
            lies_in = states_of(code.value)
            if state.value and lies_in and state.value not in lies_in:
                words = {"zip": code.value}
                yield Finding("zip_elsewhere", put_in_order([code, state]), words)


def _addresses(facts: Facts, part: str) -> Iterator[tuple[str, str]]:
    for of, path in catalogue().entries:
        if path.endswith(".zip") and of == ("case" if part == "case" else "person"):
            group, several, _rest = path.partition("[].")
            rows = rows_of(facts, part, group) if several else [{"entry": ""}]
            for row in rows:
                yield f"{part}.{path.removesuffix('.zip')}", row["entry"]
