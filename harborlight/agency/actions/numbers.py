"""Months of the Visa Bulletin, places in its line, and how long forms take."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from harborlight.agency import events
from harborlight.agency.models import Bulletin, Chart, Move, PriorityDate, Times
from harborlight.cases.models import Case
from harborlight.firm.acting import Refused, acting, must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.membership import is_behind
from harborlight.firm.roles import LAWYERS
from harborlight.firm.words import in_every_language
from harborlight.people.models import Person


class NotYourOwn(Refused):
    """Nobody confirms what they entered themselves, under whatever account."""


class NothingToConfirm(Exception):
    """What was seen is not what stands there now, or it is confirmed."""


def enter_bulletin(
    actor: Actor,
    *,
    month: date,
    final: dict[str, dict[str, str]],
    filing: dict[str, dict[str, str]],
    source: str,
) -> Bulletin:
    """Enter a month of the bulletin, or correct one: a second person then confirms it."""
    with acting(actor, events.BULLETIN_ENTERED, actor.firm) as event:
        made, _new = Bulletin.objects.update_or_create(
            firm=actor.firm,
            month=month,
            defaults={
                "final": final,
                "filing": filing,
                "source": source,
                "entered_at": now(),
                "entered_by_id": actor.user_id,
                "confirmed_at": None,
                "confirmed_by_id": None,
            },
        )
        event.made(made)
        event.say(month=month.strftime("%Y-%m"))
    return made


def confirm_bulletin(actor: Actor, bulletin: Bulletin, *, seen: str) -> None:
    """Find a month right, as the second person. seen: the mark of what they compared.

    Raises NotYourOwn or NothingToConfirm.
    """
    must(actor, events.BULLETIN_CONFIRMED)
    own = bulletin.entered_by_id and is_behind(actor, bulletin.entered_by_id)
    alone = actor.firm.waives_second_pair and actor.plays(LAWYERS)
    if own and not alone:
        raise NotYourOwn(_("A second person must confirm it: you entered it yourself."))
    with acting(actor, events.BULLETIN_CONFIRMED, bulletin) as event:
        rows = Bulletin.objects.filter(
            pk=bulletin.pk, confirmed_at=None, entered_at=bulletin.entered_at
        )
        is_same = seen == bulletin.mark
        if not is_same or not rows.update(
            confirmed_at=now(), confirmed_by_id=actor.user_id
        ):
            raise NothingToConfirm(
                _(
                    "Somebody has just confirmed or changed this month. Look at it again."
                )
            )
        bulletin.refresh_from_db()
        event.say(month=bulletin.month.strftime("%Y-%m"))


def set_priority_date(
    actor: Actor,
    case: Case,
    *,
    person: Person,
    category: str,
    area: str,
    on: date,
    source: str,
) -> PriorityDate:
    """Write down somebody's place in the line, or correct it."""
    with acting(actor, events.PRIORITY_SET, case) as event:
        made, _new = PriorityDate.objects.update_or_create(
            firm=actor.firm,
            case=case,
            person=person,
            defaults={
                "category": category,
                "area": area,
                "on": on,
                "source": source,
                "set_at": now(),
                "set_by_id": actor.user_id,
            },
        )
        event.made(made)
        event.say(name=person.full_name, category=category, on=on.isoformat())
    return made


def note_move(
    clock: Actor, priority: PriorityDate, *, month: date, chart: str, became: str
) -> Move | None:
    """Note that a place in the line became current, or no longer is; once a month."""
    about: dict[str, Any] = {"priority": priority, "month": month, "chart": chart}
    if Move.objects.filter(**about).exists():
        return None
    with acting(clock, events.PRIORITY_MOVED, priority) as event:
        made = Move.objects.create(
            firm=clock.firm,
            case_id=priority.case_id,
            became=became,
            found_at=now(),
            **about,
        )
        event.note(made)
        event.say(
            name=priority.person.full_name,
            month=month.strftime("%Y-%m"),
            chart=in_every_language(Chart(chart).label),
            became=in_every_language(Move.Became(became).label),
        )
    return made


def finish_move(actor: Actor, move: Move, *, done: str) -> None:
    """Say what one did about it."""
    with acting(actor, events.MOVE_DONE, move) as event:
        move.done, move.done_at, move.done_by_id = done, now(), actor.user_id
        move.save(update_fields=["done", "done_at", "done_by"])
        event.say(name=move.priority.person.full_name, done=done)


def enter_times(
    actor: Actor,
    *,
    form: str,
    office: str,
    low: int,
    high: int,
    published_on: date,
    source: str,
) -> Times:
    """Write down how long a form takes, by what the agency published that day.

    low, high: tenths of a month.
    """
    with acting(actor, events.TIMES_ENTERED, actor.firm) as event:
        made, _new = Times.objects.update_or_create(
            firm=actor.firm,
            form=form,
            office=office,
            published_on=published_on,
            defaults={
                "low": low,
                "high": high,
                "source": source,
                "entered_at": now(),
                "entered_by_id": actor.user_id,
            },
        )
        event.made(made)
        event.say(form=form, low=f"{low / 10:g}", high=f"{high / 10:g}")
    return made
