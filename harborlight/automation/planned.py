"""By which steps the clients of each case are reminded: its playbook's, else the firm's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from harborlight.automation.cadence import Step, read
from harborlight.automation.models import Cadence
from harborlight.cases.models import Case
from harborlight.firm.actor import Actor
from harborlight.workflow.queries import courses_in_use

Kind = tuple[str, int]


@dataclass(frozen=True)
class Steps:
    """Of one thing that is reminded of. own: by kind of case and version, where it says."""

    firm: tuple[Step, ...]
    own: Mapping[Kind, tuple[Step, ...]]

    @property
    def widest(self) -> list[Step]:
        """Every step that there is, to know since when something must be waited for."""
        return [*self.firm, *(one for steps in self.own.values() for one in steps)]

    def of(self, kind: Kind | None) -> tuple[Step, ...]:
        return self.own.get(kind, self.firm) if kind else self.firm


def steps_of(clock: Actor, cadence: Cadence) -> Steps:
    """What the firm chose, and what the playbooks of its open cases say otherwise."""
    own: dict[Kind, tuple[Step, ...]] = {}
    for kind, course in courses_in_use(clock).items():
        for one in course.reminders:
            if one.about == cadence.about and one.steps is not None:
                own[kind] = tuple(Step(it.days, it.kind, it.ways) for it in one.steps)
    return Steps(read(cadence.steps), own)


def kinds_of(clock: Actor, steps: Steps, cases: Iterable[UUID]) -> dict[UUID, Kind]:
    """Which of these cases follow steps of their own."""
    if not steps.own:
        return {}
    rows = Case.objects.filter(
        pk__in=[*cases], kind__in={kind for kind, _v in steps.own}
    )
    named = rows.values_list("pk", "kind", "kind_version")
    return {pk: (kind, version) for pk, kind, version in named}
