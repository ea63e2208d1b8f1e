"""People are warned of a deadline, say that they saw it, and somebody looks that it is so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import said
from harborlight.deadlines.ladder import ONE, next_day
from harborlight.deadlines.models import Deadline, Warning, Watch
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Notice
from harborlight.firm.words import in_every_language

# Nobody who works here may open the case: the log of the firm says so.
NOBODY = _("nobody")
WENT, WENT_NOT = _("it went out"), _("it did not go out, and is written again")


# A mail server may take so long to answer.
STILL_GOING = timedelta(minutes=10)


class Settled(Exception):
    """A letter is uncertain until somebody says what became of it, once."""


def warn_of_deadline(
    clock: Actor,
    deadline: Deadline,
    *,
    rung: int,
    people: Mapping[UUID, str],
    names: str,
    today: date,
    nobody: bool = False,
) -> list[Warning]:
    """Warn these people (account, level) of a deadline; each once for a rung.

    names: what they are called. nobody: there is none who could be warned. They find a notice on their page; the letter is written
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
        if not nobody:
            deadline.unwarned_since = None
            deadline.warn_on = next_day(deadline.aim_on, today)
        else:
            # Nobody could be told: looked at again each day, until somebody can.
            deadline.unwarned_since = deadline.unwarned_since or today
            deadline.warn_on = today + ONE
        deadline.save(update_fields=["warn_on", "unwarned_since"])
        who = names or in_every_language(NOBODY)
        event.say(title=said(deadline), due=deadline.due_on.isoformat(), name=who)
    return rows


def tell_of_nobody(clock: Actor, deadlines: Collection[Deadline]) -> None:
    """Tell administrators and partners that nobody can be warned of these deadlines.

    They are told the numbers of the cases and no more: not all of them may open these.
    """
    with acting(clock, events.UNWARNED, clock.firm) as event:
        numbers = sorted({one.case.number for one in deadlines})
        event.say(numbers=", ".join(numbers))


def see_warning(actor: Actor, deadline: Deadline) -> None:
    """Say that one saw the warnings of a deadline: it reached somebody."""
    with acting(actor, events.WARNING_SEEN, deadline) as event:
        mine = Warning.objects.filter(deadline=deadline, user=actor.user_id)
        mine.filter(seen_at__isnull=True).update(seen_at=now())
        event.say(title=said(deadline))


def settle_warning(actor: Actor, warning: Warning, *, was_sent: bool) -> None:
    """Say whether a letter went out that broke off; if not, it is written once more.

    All warnings of which that letter told are settled with it. Raises Settled.
    """
    with acting(actor, events.WARNING_SETTLED, warning.deadline) as event:
        same = Warning.objects.select_for_update().filter(
            user=warning.user_id,
            begun_at=warning.begun_at,
            mailed_at__isnull=True,
            settled_at__isnull=True,
        )
        held = [*same.values_list("pk", flat=True)]
        if warning.begun_at is None or not held:
            raise Settled(gettext("Somebody has settled it already."))
        if now() - warning.begun_at < STILL_GOING:
            raise Settled(gettext("It may be going out now. Look again in a while."))
        if was_sent:
            Warning.objects.filter(pk__in=held).update(
                settled_at=now(), settled_by=actor.user_id
            )
        else:
            Warning.objects.filter(pk__in=held).update(begun_at=None)
        outcome = in_every_language(WENT if was_sent else WENT_NOT)
        event.say(title=said(warning.deadline), name=warning.user.name, outcome=outcome)


def tell_of_silence(clock: Actor, watch: Watch) -> None:
    """Tell the administrators that nobody has looked through the deadlines; once."""
    with acting(clock, events.SILENT, clock.firm) as event:
        Watch.objects.filter(pk=watch.pk).update(told_at=now())
        event.say(since=watch.swept_at.isoformat(timespec="minutes"))
