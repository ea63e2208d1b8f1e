"""What happens to inquiries by itself: that answers came is told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from harborlight.cases.gates import GateClosed
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.inquiries.actions import AlreadyDecided, erase_inquiry, note_answers
from harborlight.inquiries.models import Inquiry
from harborlight.inquiries.queries import to_erase

log = logging.getLogger(__name__)


@reads_events("inquiries")
def hear_of_answers(clock: Actor, happened: Sequence[Event]) -> None:
    """Tell whoever handles an inquiry that its first questions are answered."""
    done = {one.case_id for one in happened if one.kind == "questionnaire.finished"}
    rows = Inquiry.objects.filter(case__in=done, outcome="").select_related("person")
    for inquiry in rows.order_by("pk"):
        note_answers(clock, inquiry)


def erase_old(clock: Actor, day: date) -> int:
    """Destroy what was answered in inquiries that were declined long enough ago, as the
    firm decided; how many those were."""
    count = 0
    for inquiry in to_erase(clock, day):
        try:
            erase_inquiry(clock, inquiry)
            count += 1
        except GateClosed:
            log.info("An inquiry is kept, since money moved in it.")
        except AlreadyDecided:
            log.info("An inquiry was destroyed by somebody else at the same moment.")
    return count
