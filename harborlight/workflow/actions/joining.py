"""Somebody takes a part that the case began without: an HR liaison, say."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from harborlight.cases.models import Case, Party
from harborlight.documents.actions import withdraw_request
from harborlight.documents.models import Document, Request
from harborlight.firm.acting import acting
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.people.actions import decide_conflict
from harborlight.people.conflicts import as_kept
from harborlight.people.models import ConflictCheck, Person
from harborlight.questionnaires.actions import send_questionnaire, send_through
from harborlight.questionnaires.models import Sent
from harborlight.workflow import events
from harborlight.workflow.actions.following import _ask_for, _join
from harborlight.workflow.actions.newcomers import Newcomer, _check_addresses
from harborlight.workflow.actions.opening import NotChecked
from harborlight.workflow.playbooks import Course, Part
from harborlight.workflow.queries import course_of, free_parts


class PartTaken(Exception):
    """Only a part that a case can be without, and that nobody has yet, is taken later."""


def join_later(
    actor: Actor,
    case: Case,
    *,
    part: str,
    newcomer: Newcomer,
    check: ConflictCheck,
    reason: str,
) -> Party:
    """Find that nothing stands against somebody, and let them take a part in the case.

    Whoever acts for another part is asked what is still open for it. Raises PartTaken,
    NotChecked, EmailTaken.
    """
    if check.about != [as_kept(newcomer.asked)]:
        raise NotChecked(_("Check these people for conflicts first."))
    with transaction.atomic():
        Case.objects.select_for_update(no_key=True).get(pk=case.pk)
        free = {one.id: one for one in free_parts(actor, case)}
        if part not in free:
            raise PartTaken(_("Somebody took this part meanwhile."))
        _check_addresses(actor, {part: newcomer}, {})
        decide_conflict(actor, check, decision="clear", reason=reason)
        with acting(actor, events.PART_TAKEN, case) as event:
            party = _join(actor, case, free[part], newcomer, None)
            _ask(actor, case, course_of(actor, case), free[part], party)
            name = party.person.full_name
            event.say(name=name, part=dict(free[part].name))
    return party


def _ask(actor: Actor, case: Case, course: Course, part: Part, party: Party) -> None:
    day = today(actor.firm.time_zone)
    if part.questionnaire:
        due = day + timedelta(days=course.questions_due_days)
        send_questionnaire(actor, party, key=part.questionnaire, due_on=due)
    for paper in course.papers:
        if paper.who == part.id:
            _ask_for(actor, case, paper, party.person, day)
    if part.acts_for:
        _act_for(actor, case, course, part.acts_for, party.person)


def _act_for(
    actor: Actor, case: Case, course: Course, other: str, person: Person
) -> None:
    """What is open for the other part is asked of them; what came stays where it is."""
    rows = Sent.objects.filter(case=case, party__part=other, state=Sent.State.OPEN)
    for sent in rows.order_by("sent_at", "pk"):
        send_through(actor, sent, person=person)
    theirs = Party.objects.filter(case=case, part=other).values("person")
    asked = Request.objects.filter(case=case, person__in=theirs, withdrawn_at=None)
    known = {paper.kind: paper for paper in course.papers if paper.who == other}
    for request in asked.order_by("position", "pk"):
        is_here = Document.objects.filter(request=request).exists()
        if request.kind in known and not is_here:
            withdraw_request(actor, request)
            day = today(actor.firm.time_zone)
            _ask_for(actor, case, known[request.kind], person, day)
