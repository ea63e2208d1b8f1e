"""The next step of a client on the page of their case, in few questions.

The first page asks for every step with all that is known of it (`workflow/homework.py`);
here one is enough, the first of the same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from harborlight.agreements.next_due import with_next
from harborlight.billing.queries import invoices
from harborlight.cases.models import Case, Milestone
from harborlight.documents.models import SIGNED_FORM, Version
from harborlight.documents.readiness import Glance, glance
from harborlight.documents.standing import OWED
from harborlight.firm.actor import Actor
from harborlight.paying.queries import with_on_its_way
from harborlight.portal.shown import first_step
from harborlight.portal.todos import Todo
from harborlight.tasks.queries import homework_of
from harborlight.workflow.homework import to_pay
from harborlight.workflow.queries import GONE_OUT, answer_steps, pressing, task_step


@dataclass(frozen=True)
class Next:
    """The one thing to do (None: nothing), and whether answers or papers are owed."""

    first: Todo | None = None
    owing: bool = False


def next_step(actor: Actor, case: Case, reached: Sequence[Milestone]) -> Next:
    """What to do next in a case that is open; in one that is over, nothing."""
    if case.closed_on:
        return Next()
    papers = [one for one in glance(actor, case) if _is_owed(one)]
    answers = answer_steps(actor, case)
    if case.stage in GONE_OUT:
        # What was asked before the case went out presses no more; the first page says so.
        sent_at = max(
            (one.noted_at for one in reached if one.kind == "filed"), default=None
        )
        if sent_at:
            papers = [one for one in papers if one.request.asked_at >= sent_at]
            answers = [one for one in answers if one.subject.sent_at >= sent_at]
    to_send = [one for one in papers if one.request.kind != SIGNED_FORM]
    owing = bool(answers or to_send)
    returned = [one for one in to_send if one.state == Version.State.RETURNED]
    if returned:
        return Next(_paper(returned[0]), owing)
    if answers:
        return Next(first_step(answers), owing)
    if papers:
        return Next(_paper((to_send or papers)[0]), owing)
    tasks = [
        one for one in homework_of(actor, [case]) if one.is_to_do and not one.is_blocked
    ]
    if tasks:
        return Next(first_step([task_step(tasks[0])]), owing)
    asked = with_on_its_way(actor, invoices(actor, case, only_open=True))
    bills = sorted(to_pay(with_next(actor, asked)), key=pressing)
    return Next(first_step(bills[:1]), owing)


def _is_owed(one: Glance) -> bool:
    return one.state in OWED and one.request.need == "required"


def _paper(one: Glance) -> Todo:
    """A paper to be sent, or again; signed pages lead to the first page of the case."""
    asked = one.request
    again = one.state == Version.State.RETURNED
    if asked.kind == SIGNED_FORM:
        home = reverse("portal:home-of-case", args=[asked.case_id])
        return Todo(asked.name, "", _("Read the form"), home, "signature")
    title = (
        _("Please send another copy: %(paper)s") if again else _("Send us: %(paper)s")
    )
    return Todo(
        title=title % {"paper": asked.name},
        text="" if again else asked.why,
        action=_("See what is wrong and send it again")
        if again
        else _("Take or upload a photo"),
        href=reverse("portal:document", args=[asked.key]),
        icon="upload" if again else "camera",
        due=asked.due_on,
    )
