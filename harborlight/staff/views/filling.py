"""All forms of the open filings of a case, filled by one press, a stretch at a time.

Filling is done while somebody waits (decision 15). However many forms there are, no
request takes longer than a stretch, and the page that came of it asks for the next.
"""

from __future__ import annotations

import logging
import time
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from harborlight.cases.models import Case
from harborlight.cases.queries import get_case_file
from harborlight.filings.actions import fill_as_seen
from harborlight.filings.events import FILLED
from harborlight.filings.filling_all import Pressed, to_fill
from harborlight.firm.acting import must
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.doors import Request, staff_page
from harborlight.firm.sightings import note_sighting
from harborlight.staff.filling_all import (
    address_of,
    how_it_stands,
    pressed_in,
    told,
)

# Seconds; a form that is begun is finished.
STRETCH = 1.5
log = logging.getLogger(__name__)


@staff_page
def all_forms(request: Request, case_id: UUID) -> HttpResponse:
    """What a press would fill, and after it what became of every form."""
    case = get_case_file(request.actor, case_id)
    note_sighting(request.actor, case)
    pressed = pressed_in(request.GET)
    found = how_it_stands(request.actor, case, pressed)
    shown = {"case": case, **told(found, pressed)}
    return render(request, "staff/forms/all.html", shown)


@require_POST
@staff_page
def fill_all(request: Request, case_id: UUID) -> HttpResponse:
    case = get_case_file(request.actor, case_id)
    must(request.actor, FILLED)
    pressed = _fill_stretch(request.actor, case, pressed_in(request.POST))
    return redirect(address_of(case, pressed))


def _fill_stretch(actor: Actor, case: Case, pressed: Pressed) -> Pressed:
    """Fill what is to be filled until the stretch is over: one event a form."""
    begun, failed = time.monotonic(), set(pressed.failed)
    since = pressed.since or now()
    for fate in to_fill(how_it_stands(actor, case, pressed)):
        needed, seen = fate.row.standing.needed, fate.row.standing.filled
        try:
            # What somebody approves in this very moment is left as they approved it.
            fill_as_seen(actor, needed, seen=seen)
        except Exception:
            # One that cannot be filled keeps no other from it, and is not tried again.
            log.exception("A form could not be filled with the others.")
            failed.add(needed.pk)
        if time.monotonic() - begun > STRETCH:
            break
    return Pressed(since, frozenset(failed))
