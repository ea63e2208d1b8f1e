"""What happens to deadlines by itself: they are compared with the book of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q
from django_tasks import task

from harborlight.deadlines.actions import (
    note_compared,
    note_uncountable,
    propose_shift,
)
from harborlight.deadlines.counted import book_of, outcome, why_uncounted
from harborlight.deadlines.models import Basis, Shift
from harborlight.deadlines.queries import closures_of
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today as today_in
from harborlight.firm.queue import SLOW
from harborlight.firm.tenancy import current_firm
from harborlight.firm.vault.case_fields import open_together
from harborlight.law.deadlines.reading import rules
from harborlight.law.deadlines.types import Closures, NotCounted

BATCH = 200
OPEN = Q(deadline__met_on__isnull=True, deadline__dropped_because="")


def compare_soon(actor: Actor) -> None:
    """Have the open deadlines compared with the rules and closures of now."""
    compare_deadlines.enqueue()


@task(queue_name=SLOW)
def compare_deadlines() -> None:
    compare_with_book(Actor.clock(current_firm()))


def compare_with_book(clock: Actor) -> int:
    """List every open deadline that would move; how many were compared.

    Only what was counted with another book is. Each batch is kept before the next one,
    so it may be stopped and begun again.
    """
    done, day = 0, today_in(clock.firm.time_zone)
    for rule in rules().values():
        closures = closures_of(clock, rule.office)
        book = book_of(rule, closures)
        for batch in _batches(rule.id, book):
            _compare(clock, batch, book, closures, day)
            done += len(batch)
    return done


def _batches(rule: str, book: str) -> Iterator[list[Basis]]:
    last: UUID | None = None
    while True:
        rows = Basis.objects.filter(OPEN, rule=rule).exclude(book=book)
        rows = rows.filter(pk__gt=last) if last else rows
        batch = [*rows.select_related("deadline__case").order_by("pk")[:BATCH]]
        if not batch:
            return
        yield batch
        last = batch[-1].pk


def _compare(
    clock: Actor,
    batch: Sequence[Basis],
    book: str,
    closures: Closures,
    today: date,
) -> None:
    open_together(clock.firm, [basis.case_id for basis in batch])
    kept = _kept(batch)
    same: dict[str, list[UUID]] = defaultdict(list)
    for basis in batch:
        try:
            found = outcome(basis.rule, basis.texts, closures)
        except NotCounted as trouble:
            _note_uncountable(clock, basis, trouble, today, book)
            continue
        day, deadline = found.day(basis.named), basis.deadline
        if day is None or day == deadline.due_on or (deadline.pk, day) in kept:
            same[book].append(basis.pk)
        else:
            propose_shift(clock, deadline, due_on=day, version=found.version, book=book)
    if same:
        note_compared(clock, books=same)


def _note_uncountable(
    clock: Actor, basis: Basis, trouble: NotCounted, today: date, book: str
) -> None:
    """The day stands as it was, and everybody sees that it is not counted any more.

    Where the key of the case is destroyed, nobody can say what it was counted from.
    """
    if basis.said:
        kind, why = why_uncounted(trouble)
        note_uncountable(clock, basis, kind=kind, why=why, today=today, book=book)


def _kept(batch: Sequence[Basis]) -> set[tuple[UUID, object]]:
    """Days that somebody has decided against already."""
    rows = Shift.objects.filter(
        deadline__in=[basis.deadline_id for basis in batch], answer=Shift.Answer.KEPT
    )
    return {*rows.values_list("deadline_id", "due_on")}
