"""The firm's access to the agency's service, and what it answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from harborlight.agency import events
from harborlight.agency.actions.seeing import Besides, observe
from harborlight.agency.allowed import why_not_now
from harborlight.agency.models import Line, Source, Tracked
from harborlight.agency.queries import line_of
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.outside.case_status import Failed, Status

# So many failures in a row, and the service is left alone for a while.
OPENS_AFTER = 5
# Unasked for so long, and the case is told once it is asked about again.
LONG_UNASKED = timedelta(days=4)


class NotNow(Exception):
    """The service is asked only when it may be, and about what it may be."""


@dataclass(frozen=True)
class Answer:
    """What came of one question. again: when it is asked next."""

    tracked: Tracked
    said: Status | Failed
    again: datetime


@dataclass(frozen=True)
class After:
    """How the line stands after some questions. asked: on `day`, by the service's clock."""

    token: str
    token_until: datetime | None
    day: date
    asked: int
    failures: int
    retry_at: datetime | None
    trouble: str


def change_line(
    actor: Actor,
    *,
    is_on: bool,
    door: str,
    client: str,
    secret: str,
    per_second: int,
    per_day: int,
) -> Line:
    """Set up the access to the service. client, secret: empty ones stay as they are."""
    with acting(actor, events.LINE_CHANGED, actor.firm) as event:
        line = line_of(actor) or Line(firm=actor.firm)
        line.is_on, line.door = is_on, door
        line.client, line.secret = client or line.client, secret or line.secret
        line.per_second, line.per_day = per_second, per_day
        line.changed_at, line.changed_by_id = now(), actor.user_id
        line.token, line.token_until = "", None
        line.failures, line.open_since, line.retry_at, line.trouble = 0, None, None, ""
        line.save()
        event.made(line)
    return line


def ask_now(actor: Actor, tracked: Tracked) -> None:
    """Have the service asked about this number before its day. Raises NotNow."""
    with acting(actor, events.ASK_WANTED, tracked) as event:
        moment = now()
        if why := why_not_now(line_of(actor), tracked, moment):
            raise NotNow(why)
        tracked.ask_at = min(tracked.ask_at or moment, moment)
        tracked.save(update_fields=["ask_at"])
        event.say(number=tracked.number)


def note_answers(
    clock: Actor, line: Line, *, answers: Sequence[Answer], after: After | None
) -> int:
    """Keep what the service answered; of how many numbers something was new.

    after: how the line stands now; None where another access was set up meanwhile.
    A status that is as before moves only the moment at which it was checked.
    """
    with acting(clock, events.ASKED, line) as event:
        new = sum(_note(clock, line, one) for one in answers)
        line.asking_until = None
        if after:
            _note_line(clock, line, after)
        line.save()
        event.say(count=len(answers), new=new)
    return new


def _note(clock: Actor, line: Line, answer: Answer) -> bool:
    tracked, said = answer.tracked, answer.said
    _note_silence(clock, line, answer)
    seen = None
    if isinstance(said, Status):
        tracked.tries, tracked.trouble = 0, ""
        tracked.what = tracked.what or said.form[:60]
        besides = Besides(said.text_es, said.detail, said.detail_es, said.raw)
        seen = observe(
            clock, tracked, source=Source.SERVICE, text=said.text, besides=besides
        )
    else:
        tracked.tries += 1
        tracked.trouble = f"{said.kind}: {said.said}"[:300]
    tracked.ask_at = answer.again
    tracked.save(update_fields=["ask_at", "tries", "trouble", "what"])
    return seen is not None


def _note_silence(clock: Actor, line: Line, answer: Answer) -> None:
    """That a number was not asked about for days, where it was asked about now."""
    tracked, moment = answer.tracked, now()
    if tracked.ask_at is None or answer.again <= moment:
        return
    silent = moment - line.unasked_since(tracked.ask_at, tracked.checked_at)
    if silent >= LONG_UNASKED:
        with acting(clock, events.ASKED_AGAIN, tracked) as event:
            event.say(number=tracked.number, days=silent.days)


def _note_line(clock: Actor, line: Line, after: After) -> None:
    was_open = line.open_since is not None
    for name in ("token", "token_until", "day", "asked", "failures", "retry_at"):
        setattr(line, name, getattr(after, name))
    line.trouble = after.trouble[:300]
    is_open = after.failures >= OPENS_AFTER
    line.open_since = (line.open_since or now()) if is_open else None
    if is_open and not was_open:
        with acting(clock, events.UNREACHABLE, line) as event:
            event.say(reason=line.trouble)
    if was_open and not is_open:
        with acting(clock, events.REACHABLE, line):
            pass
