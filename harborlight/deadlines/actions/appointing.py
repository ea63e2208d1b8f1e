"""Appointments: set, changed, called off."""

from __future__ import annotations

from datetime import date, time

from django.utils.translation import gettext

from harborlight.cases.models import Case
from harborlight.deadlines import events
from harborlight.deadlines.actions.helping import AlreadyOver
from harborlight.deadlines.models import Appointment
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.words import in_every_language


def set_appointment(
    actor: Actor,
    case: Case,
    appointment: Appointment | None,
    *,
    kind: str,
    day: date,
    time: time,
    zone: str,
    place: str,
    bring: str,
    is_shown: bool,
) -> Appointment:
    """Put an appointment into the calendar, or say anew when and where it is.

    appointment: the one that is changed. time: on the clocks of zone. is_shown: the client
    sees it, and is told that there is one.
    """
    made = appointment or Appointment(firm=actor.firm, case=case, set_at=now())
    happened = events.APPOINTED_FOR_CLIENT if is_shown else events.APPOINTED
    with acting(actor, happened, appointment or case) as event:
        if appointment and appointment.cancelled_at:
            raise AlreadyOver(gettext("It was called off: set a new one."))
        made.kind, made.day, made.time, made.zone = kind, day, time, zone
        made.place, made.bring, made.is_shown = place, bring, is_shown
        made.save()
        if appointment is None:
            event.made(made)
        title = in_every_language(Appointment.Kind(kind).label)
        event.say(title=title, on=day.isoformat())
    return made


def cancel_appointment(actor: Actor, appointment: Appointment, *, reason: str) -> None:
    """Say that it does not take place, and why; the client is told where they saw it."""
    shown = appointment.is_shown
    happened = events.CALLED_OFF_FOR_CLIENT if shown else events.CALLED_OFF
    with acting(actor, happened, appointment) as event:
        if appointment.cancelled_at:
            raise AlreadyOver(gettext("It was called off already."))
        appointment.cancelled_at, appointment.cancelled_why = now(), reason
        appointment.save(update_fields=["cancelled_at", "cancelled_why"])
        title = in_every_language(Appointment.Kind(appointment.kind).label)
        event.say(title=title, on=appointment.day.isoformat(), reason=reason)
