"""Letters that a playbook names, as they are offered to whoever writes them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import formats
from django.utils.translation import override

from harborlight.cases.models import Case
from harborlight.cases.queries import milestones, parties
from harborlight.documents.models import Request
from harborlight.documents.queries import asked
from harborlight.firm.actor import Actor
from harborlight.firm.words import telephone
from harborlight.people.models import Person
from harborlight.tasks.models import Task
from harborlight.workflow.playbook_moments import Letter
from harborlight.workflow.playbooks import Course
from harborlight.workflow.queries import course_of

# How the task of a letter, and that of an invoice, are named among the tasks of a case.
LETTERS, INVOICES = "letters/", "invoices/"


def letter_of(actor: Actor, task: Task) -> Letter | None:
    """The letter that this task is to write, as its case has it; None: it is no letter."""
    if not task.of_playbook.startswith(LETTERS) or task.case is None:
        return None
    name = task.of_playbook.removeprefix(LETTERS)
    letters = course_of(actor, task.case).letters
    return next((one for one in letters if one.id == name), None)


def recipient(actor: Actor, case: Case, letter: Letter) -> Person | None:
    rows = {row.part: row.person for row in parties(actor, case)}
    return rows.get(letter.to)


def draft_of(actor: Actor, task: Task) -> str:
    """The letter in the words of the playbook and the language of whom it is for; it is
    made anew each time, so that nothing of the case lies about. "" for no letter."""
    letter = letter_of(actor, task)
    if letter is None or task.case is None:
        return ""
    person = recipient(actor, task.case, letter)
    if person is None:
        return ""
    language = person.reads_in if person.reads_in in letter.text else "en"
    with override(language):
        words = _words(actor, task.case, person, language)
        return letter.text[language].format_map(words)


def _words(
    actor: Actor, case: Case, person: Person, language: str
) -> Mapping[str, str]:
    course, firm = course_of(actor, case), actor.firm
    reached = {one.kind: one for one in milestones(actor, case)}
    filed, receipt = reached.get("filed"), reached.get("receipt")
    return {
        "name": person.full_name,
        "firm": firm.name,
        "phone": telephone(firm.phone) or firm.email or "…",
        "case": case.number,
        "stages": _stages(course, language),
        "missing": "\n".join(f"- {one}" for one in missing(actor, case, person))
        or "- …",
        "filing": course.filing,
        "filed_on": formats.date_format(filed.on, "DATE_FORMAT") if filed else "…",
        "number": str(receipt.words.get("number", "…")) if receipt else "…",
    }


def _stages(course: Course, language: str) -> str:
    names = [one.name[language] for one in course.stages]
    return "\n".join(f"{n}. {name}" for n, name in enumerate(names, 1))


def missing(actor: Actor, case: Case, person: Person) -> list[str]:
    """What this person was asked for, needs to send and did not."""
    return [
        one.request.name
        for one in asked(actor, case)
        if one.request.person_id == person.pk
        and one.waits_for_client
        and one.request.need == Request.Need.REQUIRED
    ]
