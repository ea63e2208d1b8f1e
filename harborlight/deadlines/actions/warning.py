"""People are warned of a deadline, say that they saw it, and somebody looks that it is so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import said
from harborlight.deadlines.ladder import next_day
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Notice, User


def warn_of_deadline(
    clock: Actor,
    deadline: Deadline,
    *,
    rung: int,
    people: Mapping[UUID, str],
    today: date,
) -> list[Warning]:
    """Warn these people (account, level) of a deadline; each once for a rung.

    They find a notice on their page; the letter is written afterwards.
    """
    with acting(clock, events.WARNED, deadline) as event:
        rows = _rows(deadline, rung, people)
        Warning.objects.bulk_create(rows)
        Notice.objects.bulk_create(
            [Notice.of(event.event, row.user_id) for row in rows]
        )
        deadline.warn_on = next_day(deadline.aim_on, today)
        deadline.save(update_fields=["warn_on"])
        names = User.objects.filter(pk__in=people).values_list("name", flat=True)
        event.say(
            title=said(deadline),
            due=deadline.due_on.isoformat(),
            name=", ".join(sorted(names)),
        )
    return rows


def _rows(deadline: Deadline, rung: int, people: Mapping[UUID, str]) -> list[Warning]:
    """Not kept yet; nobody is warned of the same rung twice."""
    about: Any = {"deadline": deadline, "aim_on": deadline.aim_on, "rung": rung}
    known = Warning.objects.filter(**about, user__in=people)
    knows = {*known.values_list("user_id", flat=True)}
    about |= {"firm_id": deadline.firm_id, "case_id": deadline.case_id}
    return [
        Warning(**about, user_id=user, level=level, warned_at=now())
        for user, level in people.items()
        if user not in knows
    ]


def see_warning(actor: Actor, deadline: Deadline) -> None:
    """Say that one saw the warnings of a deadline: it reached somebody."""
    with acting(actor, events.WARNING_SEEN, deadline) as event:
        mine = Warning.objects.filter(deadline=deadline, user=actor.user_id)
        mine.filter(seen_at__isnull=True).update(seen_at=now())
        event.say(title=said(deadline))


def tell_of_silence(clock: Actor, watch: Watch) -> None:
    """Tell the administrators that nobody has looked through the deadlines; once."""
    with acting(clock, events.SILENT, clock.firm) as event:
        Watch.objects.filter(pk=watch.pk).update(told_at=now())
        event.say(since=watch.swept_at.isoformat(timespec="minutes"))
