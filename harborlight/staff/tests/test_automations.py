"""A practice manager picks an automation row by row, tries it, and publishes it."""

from __future__ import annotations

import re

import pytest

from harborlight.automation.models import Automation, Cadence, Firing
from harborlight.documents.actions import request_document
from harborlight.documents.queries import asked
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.staff.tests.desk import sign_in
from tests.cast import join
from tests.whole_case import begin, furnish

AT = "/staff/office/automations/"


@pytest.fixture
def page(harbor):
    manager = join(harbor, "Mona", Role.PRACTICE_MANAGER)
    return sign_in(manager)


@pytest.fixture
def case(clock, ada):
    furnish(clock)
    return begin(ada).case


def seen(page):
    return Automation.objects.get().changes


@pytest.mark.feature("F139", "F142")
def test_an_automation_is_picked_tried_and_published_without_a_script(
    page, case, ada, clock
):
    there = page.post(AT, {"name": "Passports"}).url
    one = there.removesuffix("write/")
    page.post(f"{there}when/?on=event", {"seen": 0, "kind": "document.requested"})
    about = {"seen": seen(page), "how": "is", "value": case.kind}
    assert page.post(f"{there}if/?what=playbook", about).status_code == 302
    words = {"words_en": "Look at it.", "words_es": "Mírelo."}
    said = {"seen": seen(page), "role": "attorney", **words}
    assert page.post(f"{there}then/?do=notice", said).status_code == 302
    shown = page.get(there).content.decode()
    assert "Somebody asked … for: …" in shown and "Look at it." in shown
    tried = page.get(f"{one}publish/").content.decode()
    times = int(re.search(r"would have acted (\d+) times, in 1 case", tried)[1])
    assert times > 3 and not Firing.objects.exists()
    page.post(f"{one}publish/", {"seen": seen(page)})
    person = asked(ada, case)[0].request.person
    request_document(ada, case, person=person, kind="x", title={"en": "Another"})
    keep_up_in(clock.firm)
    shown = page.get(one).content.decode()
    assert case.number in shown and "On since" in shown


@pytest.mark.feature("F139")
def test_what_is_left_unsaid_is_asked_for_and_what_was_typed_stands(page, case):
    there = page.post(AT, {"name": "Passports"}).url
    answer = page.post(f"{there}when/?on=date", {"seen": 0, "days": "soon"})
    assert answer.status_code == 422 and 'value="soon"' in answer.content.decode()
    said = {"seen": 0, "role": "attorney", "words_en": "Only in English"}
    answer = page.post(f"{there}then/?do=notice", said)
    assert answer.status_code == 422 and "Only in English" in answer.content.decode()
    tried = page.get(there.replace("write/", "publish/")).content.decode()
    assert (
        "Say what it waits for." in tried and "Publish it and turn it on" not in tried
    )
    page.post(f"{there}when/", {"seen": 0, "kind": "form.filled"})
    late = page.post(f"{there}when/", {"seen": 0, "kind": "form.filled"})
    assert late.status_code == 422
    assert "Somebody else changed it" in late.content.decode()


@pytest.mark.feature("F139")
def test_one_that_is_ready_is_taken_off_and_turned_on(page, case):
    assert "Filing fees, once a packet is complete" in page.get(AT).content.decode()
    one = page.post(f"{AT}take/", {"key": "filing-fees"}).url
    assert not Automation.objects.get().is_on
    page.post(f"{one}on/")
    assert Automation.objects.get().is_on
    page.post(f"{one}off/")
    page.post(f"{one}remove/")
    assert Automation.objects.get().removed_at


@pytest.mark.feature("F150")
def test_the_steps_of_reminders_are_chosen_by_the_firm(page, case):
    at = "/staff/office/reminders/papers/"
    assert "after 3 days" in page.get("/staff/office/reminders/").content.decode()
    wrong = {"is_on": "on", "kind_0": "nudge", "days_0": ""}
    assert "Say after how many days." in page.post(at, wrong).content.decode()
    page.post(at, {"is_on": "on", "kind_0": "nudge", "days_0": 5, "email_0": "on"})
    row = Cadence.objects.get()
    assert row.is_on
    assert row.steps == [{"days": 5, "kind": "nudge", "ways": ["email"]}]
    assert "after 5 days" in page.get("/staff/office/reminders/").content.decode()
