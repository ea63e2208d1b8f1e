"""What follows by itself: a case moves on when everything its stage waits for is there."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from harborlight.cases.actions import move_case, note_joined
from harborlight.cases.gates import GateClosed
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import people_on
from harborlight.documents.models import SIGNED_FORM, Request
from harborlight.documents.queries import asked
from harborlight.filings.actions import note_changed, note_same_again
from harborlight.filings.models import Filing, FilledForm
from harborlight.filings.queries import filings, standings
from harborlight.filings.since_sent import forms_changed
from harborlight.firm.actor import Actor
from harborlight.firm.models import Event, Notice
from harborlight.firm.readers import reads_events
from harborlight.questionnaires.queries import sent_to
from harborlight.workflow.events import TAKEN_UP, TURNED_DOWN
from harborlight.workflow.models import HandedOver
from harborlight.workflow.queries import course_of

MOVING = frozenset(
    {
        "questionnaire.finished",
        "document.accepted",
        "document.request-withdrawn",
        "form.filled",
        "form.approved",
        "form.approved-alone",
        "form.sent-back",
        "filing.sent",
        "filing.receipt",
        # What happened while it was closed moved nothing.
        "case.reopened",
        # A stage that a task kept closed is open now.
        "task.accepted",
        "task.lifted",
    }
)
BEFORE_SIGNATURE = ("intake", "preparing", "review")


@reads_events("stages")
def move_on(clock: Actor, happened: Sequence[Event]) -> None:
    """Move every case that something happened in to the stage it has reached.

    A case goes on and never back, except from the signatures to the second pair of eyes.
    """
    touched = {
        event.case_id for event in happened if event.kind in MOVING and event.case_id
    }
    for case in Case.objects.filter(pk__in=touched, closed_on__isnull=True).order_by(
        "pk"
    ):
        reached = stage_reached(clock, case)
        playbook = course_of(clock, case)
        if case.stage == "signature" and reached in BEFORE_SIGNATURE:
            # A form was made anew: nobody signs what a second person has not checked.
            reached = "review"
        elif playbook.position(reached) <= playbook.position(case.stage):
            continue
        with suppress(GateClosed):  # it moves on once that is accepted
            move_case(
                clock, case, stage=reached, stage_name=playbook.stage(reached).name
            )


ANSWERING = frozenset(
    {
        "facts.learned",
        "facts.entered",
        "facts.corrected",
        "facts.entry-removed",
        "facts.entry-taken-back",
        # What was answered between the filling and this was heard of before.
        "filing.sent",
    }
)


@reads_events("since-sent")
def compare_with_sent(clock: Actor, happened: Sequence[Event]) -> None:
    """Mark the forms that were sent with an answer that changed afterwards."""
    touched = {
        event.case_id for event in happened if event.kind in ANSWERING and event.case_id
    }
    gone = Filing.objects.filter(case__in=touched, sent_on__isnull=False)
    by_case: dict[UUID, list[Filing]] = {}
    for filing in gone.select_related("case").order_by("case", "planned_at", "pk"):
        by_case.setdefault(filing.case_id, []).append(filing)
    for several in by_case.values():
        changed = forms_changed(clock, several[0].case, several)
        for filing in several:
            _mark(clock, filing, changed.get(filing.pk, []))


def _mark(clock: Actor, filing: Filing, changed: Sequence[FilledForm]) -> None:
    marked = [
        *FilledForm.objects.filter(needed__filing=filing, changed_at__isnull=False)
    ]
    fresh = [one for one in changed if one.changed_at is None]
    same = [one for one in marked if one not in changed]
    if fresh:
        note_changed(clock, filing, forms=fresh)
    if same:
        note_same_again(clock, filing, forms=same)


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


@reads_events("handed-over")
def tell_who_asked(clock: Actor, happened: Sequence[Event]) -> None:
    """Write a notice of the decision to whoever handed a new case to a lawyer.

    Not if they decided themselves, and not if the case that was opened is kept from them.
    """
    wanted = [one for one in happened if one.kind in (TAKEN_UP.name, TURNED_DOWN.name)]
    if not wanted:
        return
    rows = HandedOver.objects.filter(pk__in=[event.subject_id for event in wanted])
    askers: dict[UUID | None, UUID] = {row.pk: row.by_id for row in rows}
    on_case = people_on(clock, [event.case_id for event in wanted if event.case_id])
    notices = []
    for event in wanted:
        asker = askers[event.subject_id]
        is_kept_from = event.case_id and asker not in on_case.get(event.case_id, ())
        if asker != event.user_id and not is_kept_from:
            notices.append(Notice.of(event, asker))
    Notice.objects.bulk_create(notices, ignore_conflicts=True, batch_size=200)


def stage_reached(clock: Actor, case: Case) -> str:
    """The furthest stage that the record allows."""
    filing = filings(clock, case).order_by("-planned_at").first()
    if filing is None:
        return "intake"
    if filing.state == Filing.State.ACCEPTED:
        return "pending"
    if filing.state in Filing.ON_ITS_WAY:
        return "filed"
    forms = [standing.filled for standing in standings(clock, filing)]
    if forms and all(
        form and form.state == FilledForm.State.APPROVED for form in forms
    ):
        return "signature"  # clients are asked to sign, whatever else is open
    if not everything_is_in(clock, case):
        return "intake"  # a form filled early for a look does not end the questions
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
