"""What follows by itself: a case moves on when everything its stage waits for is there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from harborlight.cases.actions import move_case, note_joined
from harborlight.cases.models import Case, Party
from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.documents.queries import asked
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.queries import filings, standings
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.queries import course_of

MOVING = frozenset(
    {
        "questionnaire.finished",
        "document.accepted",
        "document.request-withdrawn",
        "form.filled",
        "form.approved",
        "form.sent-back",
        "filing.sent",
        "filing.receipt",
        # What happened while it was closed moved nothing.
        "case.reopened",
    }
)


@reads_events("stages")
def move_on(clock: Actor, happened: Sequence[Event]) -> None:
    """Move every case that something happened in to the stage it has reached."""
    touched = {
        event.case_id for event in happened if event.kind in MOVING and event.case_id
    }
    for case in Case.objects.filter(pk__in=touched, closed_on__isnull=True).order_by(
        "pk"
    ):
        reached = stage_reached(clock, case)
        playbook = course_of(clock, case)
        if playbook.position(reached) > playbook.position(case.stage):
            move_case(
                clock, case, stage=reached, stage_name=playbook.stage(reached).name
            )


@reads_events("joined")
def welcome(clock: Actor, happened: Sequence[Event]) -> None:
    """Note on their cases that somebody came into the portal."""
    people: set[UUID | None] = {
        event.subject_id for event in happened if event.kind == "person.joined"
    }
    for party in Party.objects.filter(
        person__in=people, joined_at__isnull=True
    ).order_by("pk"):
        note_joined(clock, party)


def stage_reached(clock: Actor, case: Case) -> str:
    """The furthest stage that the record allows."""
    filing = filings(clock, case).order_by("-planned_at").first()
    if filing is None:
        return "intake"
    if filing.state == Filing.State.ACCEPTED:
        return "pending"
    if filing.state == Filing.State.SENT:
        return "filed"
    if not everything_is_in(clock, case):
        return "intake"  # a form filled early for a look does not end the questions
    forms = [standing.filled for standing in standings(clock, filing)]
    if forms and all(
        form and form.state == FilledForm.State.APPROVED for form in forms
    ):
        return "signature"
    return "review" if any(forms) else "preparing"


def everything_is_in(clock: Actor, case: Case) -> bool:
    """Every questionnaire is finished and every required paper accepted.

    The signed pages are asked for later, once the forms are approved.
    """
    answered = all(sent.state == sent.State.FINISHED for sent in sent_to(clock, case))
    needed = [
        one
        for one in asked(clock, case)
        if one.request.need == Request.Need.REQUIRED and one.request.kind != SIGNED_FORM
    ]
    return answered and all(one.is_done for one in needed)
