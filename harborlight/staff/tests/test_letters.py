"""Letters, invoices and tasks that a playbook names for a moment of its cases."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from harborlight.automation.actions.reminding import turn_to_team
from harborlight.automation.cadence import Step
from harborlight.automation.waiting import matters
from harborlight.billing.models import Invoice
from harborlight.cases.actions import close_case, put_on_team, reach_milestone
from harborlight.firm.models import Event, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.people.models import Person
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.tasks.models import Task
from harborlight.workflow.actions import keep_playbook
from harborlight.workflow.playbook_moments import ESCALATE
from harborlight.workflow.playbooks import starters
from tests.whole_case import begin, furnish

FILED, ACCEPTED = date(2026, 3, 2), date(2026, 3, 20)


@pytest.fixture
def case(clock, ada, paul, maria, harbor):
    """Of the family petition, with Paul on its team, and Maria as its client."""
    furnish(clock)
    begun = begin(ada)
    person = begun.petitioner.person
    person.login_id = maria.user_id
    person.save()
    User.objects.filter(pk=maria.user_id).update(language="es")
    put_on_team(
        ada, begun.case, user=User.objects.get(pk=paul.user_id), part="paralegal"
    )
    keep_up_in(harbor)
    return begun.case


def task_of(case, name):
    return Task.objects.filter(case=case, of_playbook=name).first()


def write(desk, task, words):
    return desk.post(at("submit-task", task.pk), {"answer": words}, follow=True)


@pytest.mark.feature("F036", "F160", "F223")
def test_a_client_learns_at_the_start_how_it_goes_once_two_people_read_the_letter(
    case, ada, paul, maria, omar, harbor
):
    task = task_of(case, "letters/welcome")
    assert task.user_id == paul.user_id and task.called.startswith(
        "Letter: How your case"
    )
    desk = sign_in(paul)
    page = text_of(desk.get(at("task", task.pk)))
    # In the language of whom it is for, with the steps of this case and no more promised.
    assert "Estimado/a María Rivas Peña" in page and "1. Sus respuestas" in page
    assert "no podemos prometerlo" in page
    assert "Write what came of it" in text_of(write(desk, task, ""))
    write(desk, task, "Estimada María:\n\nBienvenida.")
    keep_up_in(harbor)
    client = browser_of(maria, "es")
    hers = reverse("portal:case-of", args=[case.key])
    assert "Bienvenida" not in text_of(client.get(hers))
    sign_in(ada).post(at("accept-task", task.pk), {"remark": ""})
    keep_up_in(harbor)
    keep_up_in(harbor)
    said = text_of(client.get(hers))
    assert "Bienvenida" in said
    # What is for one client is read by no other.
    assert Event.objects.filter(kind="case.letter").count() == 1
    assert Task.objects.filter(of_playbook="letters/welcome").count() == 1


@pytest.mark.feature("F329")
def test_after_the_receipt_the_letter_says_when_it_was_filed_and_the_number(
    case, ada, paul, harbor
):
    reach_milestone(ada, case, kind="filed", on=FILED)
    # Four forms, four receipts: one letter.
    for number in ("IOE0912345678", "IOE0912345686"):
        reach_milestone(ada, case, kind="receipt", on=ACCEPTED, number=number)
    keep_up_in(harbor)
    assert Task.objects.filter(of_playbook="letters/accepted").count() == 1
    task = task_of(case, "letters/accepted")
    page = text_of(sign_in(paul).get(at("task", task.pk)))
    assert "Su I-130, I-130A se presentó el 2 de marzo de 2026." in page
    assert "IOE0912345686" in page


@pytest.mark.feature("F327")
def test_what_is_missing_is_listed_once_reminders_found_no_answer(
    case, clock, ada, paul, harbor
):
    matter = next(one for one in matters(clock, "papers", case=case.pk))
    turn_to_team(
        clock, case, person=Person.objects.get(pk=matter.person), matter=matter,
        place=2, step=Step(12, ESCALATE),
    )  # fmt: skip
    keep_up_in(harbor)
    task = task_of(case, "letters/missing")
    page = text_of(sign_in(paul).get(at("task", task.pk)))
    assert "Aún necesitamos" in page and "- Acta de matrimonio" in page
    # What a client need not send is not pressed for.
    assert "- Prueba de su vida en común" not in page
    assert "No puedo conseguir este documento" in page


@pytest.mark.feature("F030", "F042", "F223")
def test_a_milestone_drafts_the_invoice_that_its_playbook_names_once(
    case, ada, ben, harbor
):
    for day in (FILED, ACCEPTED):
        reach_milestone(ada, case, kind="evidence", on=day)
        keep_up_in(harbor)
        keep_up_in(harbor)
    bill = Invoice.objects.get(case=case)
    assert (bill.state, bill.cents) == ("draft", 75000)
    assert [line.words for line in bill.lines.all()] == [
        "Honorario fijo: respuesta a una solicitud de pruebas"
    ]
    task = task_of(case, "invoices/evidence")
    assert task.role == "finance" and "$750.00" in task.called
    kinds = Notice.objects.filter(user=ben.user_id).values_list("kind", flat=True)
    assert "task.set" in {*kinds}


@pytest.mark.feature("F123", "F140", "F223")
def test_a_task_opens_when_its_milestone_is_reached_and_in_no_closed_case(
    case, ada, harbor
):
    assert task_of(case, "interview") is None
    reach_milestone(ada, case, kind="interview", on=ACCEPTED)
    keep_up_in(harbor)
    assert task_of(case, "interview").called == "Prepare the client for the interview"
    close_case(ada, case, on=ACCEPTED)
    reach_milestone(ada, case, kind="decision", on=ACCEPTED)
    keep_up_in(harbor)
    assert task_of(case, "letters/approved") is None is task_of(case, "decision")


@pytest.mark.feature("F223")
def test_a_letter_for_a_party_that_is_not_there_is_written_to_nobody(
    clock, ada, harbor
):
    furnish(clock)
    found = dict(starters()["practice-spouse"])
    to = {**found["letters"][-1], "id": "lost", "at": "begun", "to": "liaison"}
    part = {"id": "liaison", "name": to["title"], "optional": True}
    found |= {"key": "ours", "letters": [to], "parts": [*found["parts"], part]}
    keep_playbook(clock, definition=found)
    begun = begin(ada, playbook="ours")
    keep_up_in(harbor)
    assert task_of(begun.case, "letters/lost") is None
