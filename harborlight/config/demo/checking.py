"""Two people check a filing of an invented case, as the preflight asks them to."""

from __future__ import annotations

from datetime import date

from harborlight.cases.models import Case
from harborlight.filings.actions import (
    answer_finding,
    certify_filing,
    lift_stop,
    say_prepared,
)
from harborlight.filings.certificates import check
from harborlight.filings.models import Certificate, Filing
from harborlight.firm.actor import Actor
from harborlight.firm.readers import keep_up_in
from harborlight.tasks.actions import accept_task, check_item, submit_task
from harborlight.tasks.models import Task

SEEN = "Looked at with the file in hand."


def certify(
    preparer: Actor, attorney: Actor, filing: Filing, *, on: date
) -> Certificate:
    """Answer for all that is found, lift what stops it, and certify it for that day."""
    say_prepared(preparer, filing)
    for one in check(attorney, filing, on=on).open:
        answering = lift_stop if one.finding.is_hard else answer_finding
        answering(attorney, filing, key=one.finding.key, words=SEEN, on=on)
    seen = check(attorney, filing, on=on).sha256
    return certify_filing(attorney, filing, over=seen, on=on)


def accept_packet(preparer: Actor, attorney: Actor, case: Case) -> None:
    """One assembles the packet, another reads it: nothing goes out before that."""
    # What readers do in turn is read the next time.
    for _round in range(3):
        keep_up_in(case.firm)
    for task in Task.objects.filter(case=case, of_playbook="assemble"):
        for place in range(len(task.items)):
            check_item(preparer, task, item=place, done=True)
        submit_task(preparer, task)
        accept_task(attorney, task)
