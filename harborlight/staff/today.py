"""What waits for one person today, as far as they may see and do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from harborlight.billing.events import ISSUED, WITHDRAWAL_APPROVED
from harborlight.billing.queries import invoices, to_decide
from harborlight.cases.queries import Told, named_on, notices, reads_file, told
from harborlight.deadlines.queries import open_deadlines
from harborlight.documents.queries import to_review
from harborlight.filings.queries import waiting_forms
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.roles import LAWYERS
from harborlight.staff.task_desk import opened
from harborlight.tasks.queries import my_tasks
from harborlight.workflow.events import HANDED_OVER
from harborlight.workflow.queries import handed_by, handed_over

AHEAD = timedelta(days=14)
ROWS, NEWS, OF_ONE_CASE = 6, 40, 3


@dataclass
class News:
    """What happened in one case (or in the firm) that this person has not read."""

    case_id: UUID | None
    title: str
    told: list[Told] = field(default_factory=list)

    @property
    def shown(self) -> Sequence[Told]:
        return self.told[:OF_ONE_CASE]

    @property
    def more(self) -> int:
        return max(0, len(self.told) - OF_ONE_CASE)


def whats_waiting(actor: Actor, day: date) -> dict[str, Any]:
    """The lists of the page; those of nobody's business but others' are None."""
    reads = reads_file(actor)
    mine = named_on(actor, "case")
    return {
        "today": day,
        "tasks": _tasks(actor, day),
        "papers": _some(to_review(actor).filter(mine)) if reads else None,
        "forms": _some(waiting_forms(actor).filter(mine)) if reads else None,
        "invoices": _some(invoices(actor).filter(state="draft"))
        if may(actor, ISSUED)
        else None,
        "handed": _some(handed_over(actor)) if actor.plays(LAWYERS) else None,
        "asked": _some(handed_by(actor, only_waiting=True))
        if may(actor, HANDED_OVER) and not actor.plays(LAWYERS)
        else None,
        "withdrawals": _some(to_decide(actor))
        if may(actor, WITHDRAWAL_APPROVED)
        else None,
        "deadlines": _some(open_deadlines(actor, until=day + AHEAD, mine=True))
        if reads
        else None,
        "news": news(actor),
    }


def _tasks(actor: Actor, day: date) -> Some:
    """Their first tasks; of those in somebody's own words the keys are asked for at once."""
    found = _some(my_tasks(actor, day))
    opened(actor, [one for one in found.rows if not one.texts])
    return found


def news(actor: Actor) -> list[News]:
    """Unread notices, case by case, the case with the latest first."""
    found: dict[UUID | None, News] = {}
    for one in told(actor, [*notices(actor, only_new=True)[:NEWS]]):
        key = one.notice.case_id
        found.setdefault(key, News(key, one.case_title)).told.append(one)
    return [*found.values()]


@dataclass(frozen=True)
class Some:
    """The first few of a list, and whether there are more."""

    rows: Sequence[Any]
    more: bool


def _some(rows: Any) -> Some:
    found = [*rows[: ROWS + 1]]
    return Some(found[:ROWS], len(found) > ROWS)
