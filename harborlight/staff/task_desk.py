"""What the pages about tasks show and offer, as far as somebody may see and do it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from harborlight.cases.models import Case
from harborlight.cases.queries import able, parties, reads_file
from harborlight.deadlines.queries import open_deadlines
from harborlight.firm.acting import may
from harborlight.firm.actor import Actor
from harborlight.firm.models import User
from harborlight.firm.queries import colleagues
from harborlight.firm.roles import Role
from harborlight.firm.vault.case_fields import open_together
from harborlight.people.models import Person
from harborlight.tasks.events import DOERS, HOMEWORK_SET, MEMBERS
from harborlight.tasks.labels import part
from harborlight.tasks.models import State, Task
from harborlight.tasks.queries import aged, my_tasks, open_tasks, to_review, untaken

if TYPE_CHECKING:
    from datetime import datetime

ROWS = 100
SOON = timedelta(days=7)
# Parts that tasks of a case are usually for.
PARTS = (
    Role.PARALEGAL, Role.ATTORNEY, Role.PARTNER, Role.CASE_MANAGER, Role.INTAKE,
    Role.CLIENT_SERVICES, Role.FINANCE, Role.PRACTICE_MANAGER,
)  # fmt: skip


def opened(actor: Actor, rows: Iterable[Task]) -> list[Task]:
    """These tasks, with the keys of all their cases asked for at once."""
    found = [*rows]
    if not found:
        return found
    open_together(actor.firm, {row.case_id or row.firm_id for row in found})
    return found


@dataclass(frozen=True)
class Stretch:
    """Tasks under one heading."""

    title: str
    rows: list[Task]
    tone: str = ""


def day_of(actor: Actor, day: date, moment: datetime) -> dict[str, Any]:
    """What one person's day holds: their tasks, what nobody took, reviews, deadlines."""
    mine = opened(actor, my_tasks(actor, day)[:ROWS])
    stretches = [
        Stretch(_("Late"), [one for one in mine if one.is_late(day)], "attention"),
        Stretch(_("Today"), [one for one in mine if one.due_on == day]),
        Stretch(
            _("In the next seven days"),
            [one for one in mine if one.due_on and day < one.due_on <= day + SOON],
        ),
        Stretch(
            _("Later, or on no day"),
            [one for one in mine if not one.due_on or one.due_on > day + SOON],
        ),
    ]
    waiting = opened(actor, to_review(actor)[: ROWS // 4])
    reads = reads_file(actor)
    soon = open_deadlines(actor, until=day + SOON, mine=True)[:ROWS] if reads else []
    return {
        "today": day,
        "stretches": [one for one in stretches if one.rows],
        "untaken": opened(actor, untaken(actor)[: ROWS // 4]),
        "reviews": aged(actor, waiting, moment),
        "deadlines": [*soon],
        "me": actor.user_id,
    }


KINDS = {
    "staff": Q(person__isnull=True, case__isnull=False),
    "clients": Q(person__isnull=False),
    "firm": Q(case__isnull=True),
}


@dataclass(frozen=True)
class Wanted:
    """What the address of the board asks for. who: a key, "none", "me" or ""."""

    who: str = ""
    kind: str = ""
    state: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wanted:
        return cls(*(asked.get(name, "")[:60] for name in ("who", "kind", "state")))

    @property
    def query(self) -> str:
        pairs = (("who", self.who), ("kind", self.kind), ("state", self.state))
        return "".join(f"&{name}={value}" for name, value in pairs if value)

    def rows(self, actor: Actor, people: Iterable[User], day: date) -> QuerySet[Task]:
        """The open tasks that it asks for."""
        rows = open_tasks(actor)
        known = {one.pk.hex: one.pk for one in people}
        if self.who == "none":
            rows = rows.filter(user__isnull=True, person__isnull=True)
        elif self.who in known:
            rows = rows.filter(user=known[self.who])
        if self.kind in KINDS:
            rows = rows.filter(KINDS[self.kind])
        if self.state == "late":
            rows = rows.filter(due_on__lt=day).exclude(state=State.SUBMITTED)
        elif self.state in State.values:
            rows = rows.filter(state=self.state)
        return rows


def choices(people: Iterable[User]) -> dict[str, list[tuple[str, str]]]:
    """What the board may be narrowed by: name of the box, and (value, words)."""
    return {
        "who": [
            ("", _("Everybody")),
            ("none", _("Nobody yet")),
            *((one.pk.hex, one.name) for one in people),
        ],
        "kind": [
            ("", _("Every task")),
            ("staff", _("Of the firm, in cases")),
            ("clients", _("Homework of clients")),
            ("firm", _("Of no case")),
        ],
        "state": [
            ("", _("Everything open")),
            ("late", _("Late")),
            (State.ASSIGNED, _("To do")),
            (State.SUBMITTED, _("Waits for review")),
            (State.RETURNED, _("Sent back")),
        ],
    }


def staff(actor: Actor) -> list[User]:
    return [*colleagues(actor, DOERS)]


def whom(actor: Actor, case: Case | None) -> dict[str, tuple[str, User | Person | str]]:
    """Who may be given a task: parts of the firm, people, and the parties of the case."""
    found: dict[str, tuple[str, User | Person | str]] = {}
    if case is not None:
        for one in PARTS:
            words = _("%(part)s: by the rules") % {"part": part(one)}
            found[f"part {one}"] = (words, str(one))
    for user in may_get(actor, case):
        found[f"user {user.pk.hex}"] = (user.name, user)
    if case is not None and may(actor, HOMEWORK_SET):
        for row in parties(actor, case):
            words = _("Client: %(name)s") % {"name": row.person.full_name}
            found[f"person {row.person_id.hex}"] = (words, row.person)
    return found


def may_get(actor: Actor, case: Case | None) -> list[User]:
    """The people of the firm who may open this case, by name."""
    there = able(Actor.clock(actor.firm), case, DOERS if case else MEMBERS)
    return [*User.objects.filter(pk__in=there).order_by("name", "pk")]
