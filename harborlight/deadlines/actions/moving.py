"""What moves deadlines: days on which offices were closed, and texts of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from harborlight.deadlines import events
from harborlight.deadlines.actions.counting import _count_again
from harborlight.deadlines.actions.helping import AlreadyOver, check_open, said
from harborlight.deadlines.models import Basis, Buffer, Closure, Deadline, Shift
from harborlight.firm.acting import Refused, acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now

# Of a basis that can be counted.
COUNTED: dict[str, Any] = {"uncounted": "", "uncounted_since": None}


def add_closure(
    actor: Actor, *, office: str, day: date, why: str, source: str
) -> Closure:
    """Write down that an agency was closed on a day. office: "" is every one."""
    with acting(actor, events.CLOSURE_ADDED, actor.firm) as event:
        if Closure.objects.filter(office=office, day=day).exists():
            raise Refused(gettext("This day is in the list already."))
        closure = Closure.objects.create(
            firm=actor.firm,
            office=office,
            day=day,
            why=why,
            source=source,
            by_id=actor.user_id,
            at=now(),
        )
        event.made(closure)
        event.say(on=day.isoformat(), reason=why)
    return closure


def remove_closure(actor: Actor, closure: Closure) -> None:
    """Take back that an agency was closed on a day."""
    with acting(actor, events.CLOSURE_REMOVED, closure) as event:
        event.say(on=closure.day.isoformat(), reason=closure.why)
        Closure.objects.filter(pk=closure.pk).delete()


def change_buffers(actor: Actor, *, days: Mapping[str, int | None]) -> None:
    """Say how many days before a deadline the firm is to be done, by rule ("": of every
    other one). None: as of every other. Deadlines that stand already keep their day."""
    with acting(actor, events.BUFFERS_CHANGED, actor.firm):
        for rule, wanted in days.items():
            if wanted is None:
                Buffer.objects.filter(rule=rule).delete()
            else:
                Buffer.objects.update_or_create(
                    firm=actor.firm, rule=rule, defaults={"days": wanted}
                )


def propose_shift(
    clock: Actor, deadline: Deadline, *, due_on: date, version: int, book: str
) -> Shift:
    """Note that a deadline would fall on another day by the rules and closures of now."""
    with acting(clock, events.SHIFT_FOUND, deadline) as event:
        Shift.objects.filter(deadline=deadline, answer="").delete()
        shift = Shift.objects.create(
            firm=clock.firm,
            case_id=deadline.case_id,
            deadline=deadline,
            was=deadline.due_on,
            due_on=due_on,
            version=version,
            found_at=now(),
        )
        rows = Basis.objects.filter(deadline=deadline)
        rows.update(book=book, **COUNTED)
        event.note(shift)
        event.say(
            title=said(deadline), was=shift.was.isoformat(), due=due_on.isoformat()
        )
    return shift


def note_uncountable(
    clock: Actor,
    basis: Basis,
    *,
    kind: str,
    why: Mapping[str, str],
    today: date,
    book: str,
) -> None:
    """Note that a deadline can be counted no longer: its day stands, and a person looks.

    kind: of Basis.Uncounted; why: in words by language.
    """
    with acting(clock, events.UNCOUNTABLE, basis.deadline) as event:
        if basis.uncounted != kind:
            basis.uncounted_since = today
        basis.uncounted, basis.uncounted_why, basis.book = kind, dict(why), book
        basis.save()
        Shift.objects.filter(deadline=basis.deadline_id, answer="").delete()
        event.say(title=said(basis.deadline), reason=dict(why))


def note_compared(clock: Actor, *, books: Mapping[str, Sequence[UUID]]) -> None:
    """Note with which book deadlines were compared that it does not move.

    books: ids of their bases by `Outcome.book`. What was to be decided of them is not
    any more.
    """
    with acting(clock, events.COMPARED, clock.firm) as event:
        for book, several in books.items():
            rows = Basis.objects.filter(pk__in=several)
            rows.update(book=book, **COUNTED)
            shifts = Shift.objects.filter(deadline__basis__in=several, answer="")
            shifts.delete()
        event.say(count=sum(len(several) for several in books.values()))


def accept_shift(actor: Actor, shift: Shift) -> None:
    """Move the deadline to the day that was shown: it is counted once more.

    Raises AlreadyOver where the book says yet another day by now: nobody agreed to that.
    """
    with acting(actor, events.SHIFT_ACCEPTED, shift) as event:
        _check_undecided(shift)
        deadline = shift.deadline
        check_open(deadline)
        was, basis = deadline.due_on, deadline.basis
        _count_again(actor, deadline, basis, said=basis.said)
        if deadline.due_on != shift.due_on:
            raise AlreadyOver(
                gettext(
                    "By now the rule or the days of closure say another day. It did not "
                    "move: look at the list again in a few minutes."
                )
            )
        basis.save()
        _answer(actor, shift, Shift.Answer.MOVED)
        event.note(deadline, {"due_on": was.isoformat()})
        event.say(
            title=said(deadline), was=was.isoformat(), due=deadline.due_on.isoformat()
        )


def keep_day(actor: Actor, shift: Shift, *, reason: str) -> None:
    """Leave a deadline on its day, though the book says another one, and say why."""
    with acting(actor, events.DAY_KEPT, shift) as event:
        _check_undecided(shift)
        shift.reason = reason
        _answer(actor, shift, Shift.Answer.KEPT)
        event.say(title=said(shift.deadline), was=shift.was.isoformat(), reason=reason)


def _answer(actor: Actor, shift: Shift, answer: str) -> None:
    shift.answer, shift.answered_at, shift.answered_by_id = answer, now(), actor.user_id
    shift.save()


def _check_undecided(shift: Shift) -> None:
    row = Shift.objects.select_for_update().filter(pk=shift.pk, answer="").first()
    if row is None:
        raise AlreadyOver(gettext("Somebody has just decided this."))
