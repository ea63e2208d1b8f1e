"""What the people of the demonstration firm have to do, and did."""

from __future__ import annotations

from datetime import timedelta

from harborlight.cases.models import Case
from harborlight.cases.queries import parties
from harborlight.config.demo.office import Office
from harborlight.firm.clock import standing_at, today
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.tasks.actions import (
    accept_task,
    check_item,
    note_absence,
    say_languages,
    set_task,
    submit_task,
)
from harborlight.tasks.models import Task

NOTE = "Nothing in the answers stands against it."


def do_the_work(office: Office, sent: Case, going: Case) -> None:
    """All is done in the case that was sent; in Maria's some of it, and some waits."""
    _do_everything(office, sent, days=24)
    _work_on(office, going)
    _of_the_office(office)
    keep_up_in(office.firm)


def _do_everything(office: Office, case: Case, *, days: int) -> None:
    """Until nothing is left: what one task waits for opens it."""
    for later in range(4):
        with standing_at(office.days_later(days + later)):
            keep_up_in(office.firm)
            for task in Task.objects.filter(case=case, ended_at=None).order_by("pk"):
                _do(office, task)
            keep_up_in(office.firm)


def _do(office: Office, task: Task) -> None:
    who = "ada" if task.role == Role.ATTORNEY else "paul"
    for place in range(len(task.items)):
        check_item(office[who], task, item=place, done=True)
    submit_task(office[who], task, answer=NOTE if task.needs else "")
    if task.review:
        accept_task(office["ada"], task)


def _work_on(office: Office, case: Case) -> None:
    ada, paul = office["ada"], office["paul"]
    maria = next(row.person for row in parties(ada, case) if row.part == "petitioner")
    with standing_at(office.days_later(54)):
        day = today(office.firm.time_zone)
        identities = Task.objects.get(case=case, of_playbook="identities")
        check_item(paul, identities, item=0, done=True)
        set_task(
            ada,
            case,
            title="Pida a su arrendador una carta",
            words="Que diga desde cuándo viven ustedes dos en el apartamento, con su "
            "firma y su teléfono. Escríbanos qué día se la dará.",
            person=maria,
            due_on=day + timedelta(days=9),
            needs="words",
        )
        set_task(
            ada,
            case,
            title="Find out whether Omar’s first marriage ended before this one",
            words="The decree he showed has no date. Ask the court in San Salvador.",
            user=_account(office, "paul"),
            due_on=day + timedelta(days=4),
            review=Role.ATTORNEY,
            gate="send",
        )
        letter = set_task(
            ada,
            case,
            title="Draft the cover letter",
            user=_account(office, "paul"),
            review=Role.ATTORNEY,
        )
        submit_task(paul, letter, answer="Two pages; the exhibits are named A to F.")


def _of_the_office(office: Office) -> None:
    pat, ben = office["pat"], office["ben"]
    with standing_at(office.days_later(55)):
        day = today(office.firm.time_zone)
        say_languages(pat, _account(office, "paul"), languages=["en", "es"])
        set_task(
            pat,
            None,
            title="Renew the malpractice insurance",
            user=_account(office, "ines"),
            due_on=day + timedelta(days=20),
            every="year",
        )
        set_task(
            ben,
            None,
            title="Reconcile the trust account",
            user=_account(office, "ben"),
            due_on=day + timedelta(days=6),
            every="month",
        )
        note_absence(
            pat,
            _account(office, "pat"),
            stand_in=_account(office, "ada"),
            from_on=day + timedelta(days=4),
            until_on=day + timedelta(days=11),
        )


def _account(office: Office, name: str) -> User:
    return User.objects.get(pk=office[name].account)
