"""Where the answer at a path is given, for what is no filled form: a filing sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from harborlight.cases.models import Case
from harborlight.facts.queries import Sheet
from harborlight.filings.spots import Spot, _group, _labels, _place
from harborlight.people.models import Person


def spot_at(
    path: str,
    case: Case,
    persons: Mapping[str, Person],
    facts: Mapping[str, Mapping[str, Any]],
) -> Spot:
    """The place of an answer ("applicant.addresses[1].street") that nobody gave.

    persons: by their part. facts: of the case, as packs read them.
    """
    subject = path.partition(".")[0]
    person = persons.get(subject)
    at = person.pk if person else case.pk if subject == "case" else None
    name, entry, number = _place(path, _ids(facts.get(subject, {})) if at else Sheet())
    return Spot(
        item="",
        of=subject,
        whose=person.full_name if person else "",
        labels=_labels(path),
        subject=at,
        name=name,
        entry=entry,
        number=number,
        group=_group(path),
    )


def _ids(known: Mapping[str, Any]) -> Sheet:
    """The ids of each group's entries, read from the facts themselves."""
    groups = {name: rows for name, rows in known.items() if isinstance(rows, list)}
    return Sheet(
        entries={
            name: [UUID(row["entry"]) for row in rows] for name, rows in groups.items()
        }
    )
