"""Which answers a filled form lacks, and which of them do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from harborlight.facts.queries import Sheet, sheets
from harborlight.facts.structure import get
from harborlight.filings.models import FilledForm
from harborlight.filings.spots import Spot, _group, _labels, _place
from harborlight.firm.actor import Actor
from harborlight.law.pack_conditions import is_known
from harborlight.people.models import Person


def missing(
    actor: Actor, filled: FilledForm, persons: Mapping[str, Person]
) -> list[Spot]:
    """What the form asks and nobody had answered; what has been since is `is_known`."""
    case = filled.case
    known = sheets(actor, case, [*persons.values(), None])
    found: dict[tuple[str, str], Spot] = {}
    for row in filled.missing:
        # An A-Number at the head of four pages is asked for once.
        if (same := (row["item"], row["path"])) in found:
            continue
        subject = row["path"].partition(".")[0]
        person = persons.get(subject)
        at = person.pk if person else case.pk if subject == "case" else None
        sheet = known[person.pk if person else None] if at else Sheet()
        found[same] = _missing(row, person, at, sheet)
    return [*found.values()]


def _missing(
    row: Mapping[str, Any], person: Person | None, at: UUID | None, sheet: Sheet
) -> Spot:
    subject, _, rest = row["path"].partition(".")
    name, entry, number = _place(row["path"], sheet)
    return Spot(
        item=row["item"],
        of=subject,
        whose=person.full_name if person else "",
        labels=_labels(row["path"]),
        subject=at,
        name=name,
        entry=entry,
        number=number,
        is_known=is_known(get({subject: sheet.plain()}, row["path"])),
        group=_group(row["path"]),
        also=row.get("also", ()),
    )


def to_look_at(
    filled: FilledForm, persons: Mapping[str, Person]
) -> list[tuple[Mapping[str, Any], list[Spot]]]:
    """What does not fit on a form, each with the answers that it is about, if any."""
    return [
        (row, [_told(path, row["entry"], filled, persons) for path in row["places"]])
        if "places" in row
        else (row, [])
        for row in filled.problems
    ]


def _told(
    path: str, entry: str, filled: FilledForm, persons: Mapping[str, Person]
) -> Spot:
    """The answer at a path; entry: of which of several, where it is of one."""
    subject, _, name = path.partition(".")
    person = persons.get(subject)
    return Spot(
        item="",
        of=subject,
        whose=person.full_name if person else "",
        labels=_labels(path),
        subject=person.pk if person else filled.case_id if subject == "case" else None,
        name=name.replace("[]", ""),
        entry=UUID(entry) if "[]" in name else None,
        group=_group(path),
    )
