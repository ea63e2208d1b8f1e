"""People are warned of a deadline, say that they saw it, and somebody looks that it is so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import said
from harborlight.deadlines.ladder import next_day
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Notice
from harborlight.firm.words import in_every_language

# Nobody who works here may open the case: the log of the firm says so.
NOBODY = _("nobody")


def warn_of_deadline(
    clock: Actor,
    deadline: Deadline,
    *,
    rung: int,
    people: Mapping[UUID, str],
    names: str,
    today: date,
) -> list[Warning]:
    """Warn these people (account, level) of a deadline; each once for a rung.

    names: what they are called. They find a notice on their page; the letter is written
    afterwards.
    """
    with acting(clock, events.WARNED, deadline) as event:
        about: Any = {"firm": clock.firm, "case_id": deadline.case_id}
        about |= {"deadline": deadline, "aim_on": deadline.aim_on, "rung": rung}
        rows = [
            Warning(**about, user_id=user, level=level, warned_at=now())
            for user, level in people.items()
        ]
        Warning.objects.bulk_create(rows)
        Notice.objects.bulk_create(
            [Notice.of(event.event, row.user_id) for row in rows]
        )
        deadline.warn_on = next_day(deadline.aim_on, today)
        deadline.save(update_fields=["warn_on"])
        who = names or in_every_language(NOBODY)
        event.say(title=said(deadline), due=deadline.due_on.isoformat(), name=who)
    return rows


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
