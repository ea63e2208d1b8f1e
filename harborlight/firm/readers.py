"""Nobody listens for events; readers read them, after they are sealed.

A reader is a function of the clock and a batch of events. Its position is saved
in the same transaction as what it did, so it hears of everything that happened,
of nothing that was undone, in order, and a crash repeats nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.utils import Error as DatabaseTrouble

from harborlight.firm.actor import Actor
from harborlight.firm.chain import seal_events
from harborlight.firm.clock import now
from harborlight.firm.models import Event, EventLog, Firm, ReaderPosition
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.trouble import where

log = logging.getLogger(__name__)
Reader = Callable[[Actor, Sequence[Event]], None]
READERS: dict[str, Reader] = {}
BATCH = 200


def reads_events(name: str) -> Callable[[Reader], Reader]:
    """Make a function a reader of the log, under a name that is kept for ever."""

    def register(reader: Reader) -> Reader:
        if name in READERS:
            raise ValueError(f"Two readers are named {name}.")
        READERS[name] = reader
        return reader

    return register


def keep_up() -> int:
    """Seal and read on, in every firm that is behind. How many events that were."""
    return sum(keep_up_in(firm) for firm in firms_behind())


def firms_behind() -> list[Firm]:
    """Firms with unsealed events, or with a reader that has not read to the end."""
    with everywhere("the clock seals and reads the log of every firm"):
        unsealed = Event.objects.filter(n__isnull=True).values_list("firm", flat=True)
        read = ReaderPosition.objects.filter(
            firm=OuterRef("firm"), reader__in=READERS, n__gte=OuterRef("last_n")
        )
        up_to_date = (
            read.order_by().values("firm").annotate(all=Count("pk")).values("all")
        )
        lagging = (
            EventLog.objects.filter(last_n__gt=0)
            .annotate(up_to_date=Coalesce(Subquery(up_to_date), 0))
            .filter(up_to_date__lt=len(READERS))
            .values_list("firm", flat=True)
        )
        behind = {*unsealed.distinct(), *lagging}
        return [*Firm.objects.filter(pk__in=behind)] if behind else []


def keep_up_in(firm: Firm) -> int:
    """Seal and read on in one firm until nothing is left."""
    done = 0
    while sealed := seal_batch(firm):
        done += sealed
    for name in READERS:
        while read := read_on(firm, name):
            done += read
    return done


def seal_batch(firm: Firm) -> int:
    """Seal the firm's next events. How many; a log that cannot be read stops no other."""
    try:
        with inside(firm):
            return seal_events(firm)
    except DatabaseTrouble:
        raise
    except Exception:
        log.exception("The log of %s cannot be sealed.", firm.pk)
        return 0


def read_on(firm: Firm, name: str) -> int:
    """Let one reader read its next batch. How many events it read."""
    try:
        with inside(firm), transaction.atomic():
            return _read_batch(firm, name)
    except Exception as error:
        log.exception("The reader %s is stuck in the log of %s.", name, firm.pk)
        with inside(firm):
            ReaderPosition.objects.filter(reader=name).update(trouble=where(error))
        return 0


def _read_batch(firm: Firm, name: str) -> int:
    ReaderPosition.objects.get_or_create(firm=firm, reader=name)
    position = ReaderPosition.objects.select_for_update().get(reader=name)
    last = EventLog.objects.values_list("last_n", flat=True).get()
    if position.n >= last:
        return 0
    events = [
        *Event.objects.filter(n__gt=position.n, n__lte=last).order_by("n")[:BATCH]
    ]
    READERS[name](Actor.clock(firm), events)
    position.n, position.moved_at, position.trouble = events[-1].n or 0, now(), ""
    position.save(update_fields=["n", "moved_at", "trouble"])
    return len(events)
