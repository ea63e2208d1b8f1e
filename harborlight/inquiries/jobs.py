"""What happens to inquiries by itself: that answers came is told."""

from __future__ import annotations

from collections.abc import Sequence

from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.inquiries.actions import note_answers
from harborlight.inquiries.models import Inquiry


@reads_events("inquiries")
def hear_of_answers(clock: Actor, happened: Sequence[Event]) -> None:
    """Tell whoever handles an inquiry that its first questions are answered."""
    done = {one.case_id for one in happened if one.kind == "questionnaire.finished"}
    rows = Inquiry.objects.filter(case__in=done, outcome="").select_related("person")
    for inquiry in rows.order_by("pk"):
        note_answers(clock, inquiry)
