"""Days that are ahead of a client once their case is over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.follow_ups import follow_ups_of

Texts = Mapping[str, str]


def days_ahead(actor: Actor, case: Case, *, after: date) -> list[tuple[date, Texts]]:
    """The days after this one that the playbook of the case counts, the next one first."""
    found = [
        (day, _titled(one.what.title, name))
        for one in follow_ups_of(actor, case)
        for name, day in one.days
        if day > after
    ]
    return sorted(found, key=lambda one: one[0])


def _titled(title: Texts, name: Texts) -> Texts:
    """What comes, and which of several days of it this is."""
    if not name:
        return title
    return {code: f"{text}: {name.get(code, '')}" for code, text in title.items()}
