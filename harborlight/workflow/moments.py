"""What a playbook has happen at moments of a case: a letter to write, an invoice to issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from harborlight.billing.actions import CaseIsClosed
from harborlight.cases.models import Access, Case, Milestone
from harborlight.cases.queries import parties
from harborlight.firm.actor import Actor
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.readers import reads_events
from harborlight.firm.roles import Role
from harborlight.firm.words import in_every_language, in_words, money
from harborlight.people.models import Person
from harborlight.tasks.actions import Planned, set_task
from harborlight.tasks.models import Needs, Task
from harborlight.workflow.actions import bill_moment, give_letter
from harborlight.workflow.letters import (
    INVOICES,
    LETTERS,
    letter_of,
    missing,
    recipient,
)
from harborlight.workflow.playbook_moments import BEGUN, SILENT, Letter, MilestoneBill
from harborlight.workflow.playbook_tasks import Due
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_of
from harborlight.workflow.task_plans import day_of

AT_ONCE = {"case.begun": BEGUN, "reminder.escalated": SILENT}
REACHED = "case.milestone"
WRITTEN = frozenset({"task.accepted", "task.done"})
SOON = Due(days=2, business=True)
People = Mapping[str, Person]


@reads_events("playbook-moments")
def act_at_moments(clock: Actor, happened: Sequence[Event]) -> None:
    """Have written and drafted what the playbooks name for what has just happened.

    Each once in a case: its task is what is remembered of it.
    """
    moments = _moments(happened)
    rows = Case.objects.filter(pk__in=moments, closed_on__isnull=True)
    for case in rows.exclude(access=Access.INQUIRY).order_by("pk"):
        try:
            course = course_of(clock, case)
        except KeyError:  # its kind has no playbook here
            continue
        _act(clock, case, course, moments[case.pk])


def _moments(happened: Sequence[Event]) -> dict[UUID, set[str]]:
    """By case, what it came to in these events."""
    found: dict[UUID, set[str]] = {}
    noted = [it.subject_id for it in happened if it.kind == REACHED and it.subject_id]
    if noted:
        rows = Milestone.objects.filter(pk__in=noted)
        for case, kind in rows.values_list("case_id", "kind"):
            found.setdefault(case, set()).add(kind)
    for event in happened:
        if event.case_id and (moment := AT_ONCE.get(event.kind)):
            found.setdefault(event.case_id, set()).add(moment)
    return found


def _act(clock: Actor, case: Case, course: Course, moments: set[str]) -> None:
    letters = [one for one in course.letters if one.at in moments]
    bills = [one for one in course.invoices if one.at in moments]
    if not letters and not bills:
        return
    rows = Task.objects.filter(case=case).exclude(of_playbook="")
    there = {*rows.values_list("of_playbook", flat=True)}
    people = {row.part: row.person for row in parties(clock, case)}
    for letter in letters:
        if LETTERS + letter.id in there or letter.to not in people:
            continue
        if letter.at != SILENT or missing(clock, case, people[letter.to]):
            _have_written(clock, case, letter)
    for bill in bills:
        if INVOICES + bill.id not in there and course.payer in people:
            _have_issued(clock, case, course, bill, people[course.payer])


def _have_written(clock: Actor, case: Case, letter: Letter) -> None:
    due_on, because = day_of(SOON, today(clock.firm.time_zone), None)
    title = in_every_language(_letter(letter))
    words = in_every_language(_how_to_write())
    set_task(
        clock,
        case,
        role=letter.role,
        review=letter.review,
        due_on=due_on,
        needs=Needs.WORDS,
        plan=Planned(LETTERS + letter.id, {"title": title, "words": words}, because),
    )


def _have_issued(
    clock: Actor, case: Case, course: Course, bill: MilestoneBill, payer: Person
) -> None:
    """The draft, and a task for whoever looks after invoices to issue it."""
    try:
        bill_moment(clock, case, course, bill=bill, payer=payer)
    except CaseIsClosed:
        return
    due_on, because = day_of(SOON, today(clock.firm.time_zone), None)
    title = in_every_language(_issue(bill))
    set_task(
        clock,
        case,
        role=Role.FINANCE,
        due_on=due_on,
        plan=Planned(INVOICES + bill.id, {"title": title}, because),
    )


@reads_events("playbook-letters")
def give_letters(clock: Actor, happened: Sequence[Event]) -> None:
    """Put each letter on its reader's page once it is written and, where the playbook
    says so, accepted by a second person."""
    done = [it.subject_id for it in happened if it.kind in WRITTEN and it.subject_id]
    if not done:
        return
    rows = Task.objects.filter(pk__in=done, of_playbook__startswith=LETTERS)
    for task in rows.select_related("case").order_by("ended_at", "pk"):
        letter = letter_of(clock, task)
        if letter is None or task.case is None or not task.answer:
            continue
        person = recipient(clock, task.case, letter)
        if person is not None:
            give_letter(
                clock, task.case, letter=letter, person=person, words=task.answer
            )


def _say_letter(letter: Letter) -> str:
    return _("Letter: %(title)s") % {"title": in_words(letter.title)}


def _say_how() -> str:
    return _(
        "Read the draft below and change it for this client. Once a second person has "
        "accepted it, the client finds it on their page."
    )


def _say_issue(bill: MilestoneBill) -> str:
    said = _("Look at the draft of an invoice and issue it: %(what)s, %(amount)s")
    return said % {"what": in_words(bill.words), "amount": money(bill.cents)}


_letter: Callable[[Letter], str] = lazy(_say_letter, str)
_how_to_write: Callable[[], str] = lazy(_say_how, str)
_issue: Callable[[MilestoneBill], str] = lazy(_say_issue, str)
