"""An employer, its HR liaison and the worker in one case: who reads and does what of whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from harborlight.billing.actions import issue_invoice
from harborlight.cases.models import Case, Party
from harborlight.deadlines.actions import set_deadline, show_to_client
from harborlight.docket.actions import give_final_letter
from harborlight.documents.queries import asked
from harborlight.firm.models import User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.queries import sent_to
from harborlight.tasks.actions import set_task
from harborlight.tasks.models import Task
from harborlight.workflow.actions import Newcomer, begin_case, bill_case, decide_need
from harborlight.workflow.models import NeedDecision
from harborlight.workflow.needs import get_need
from harborlight.workflow.queries import course_of, get_playbook
from tests.cast import join
from tests.pages import text
from tests.whole_case import MARIA, OMAR, furnish

HELEN = Newcomer(
    family_name="Quist",
    given_name="Helen",
    birth_date=date(1980, 1, 2),
    email="helen@example.org",
    language="en",
)
PARTS = ("petitioner", "liaison", "beneficiary")
PAGES = ("/portal/", "/portal/todo/", "/portal/case/", "/portal/documents/")
PAGES += ("/portal/questions/", "/portal/payments/")


@pytest.fixture
def three(clock, ada, maria, omar, harbor):
    """The case, and each of the three in a browser of their own."""
    furnish(clock, "h1b")
    who = {"petitioner": maria, "beneficiary": omar}
    who["liaison"] = join(harbor, "Helen", Role.CLIENT)
    case = begin_case(
        ada,
        get_playbook(ada, "h1b"),
        newcomers={"petitioner": MARIA, "beneficiary": OMAR, "liaison": HELEN},
        lead=User.objects.get(pk=ada.user_id),
    )
    for party in Party.objects.filter(case=case).select_related("person"):
        party.person.login_id = who[party.part].user_id
        party.person.save(update_fields=["login"])
    return case, {part: browser_of(one) for part, one in who.items()}, who


def person(case: Case, part: str):
    return Party.objects.select_related("person").get(case=case, part=part).person


def reads(browser, case: Case) -> str:
    """All that stands on their own pages."""
    more = (f"/portal/case/{case.key}/", f"/portal/case/{case.key}/dates/")
    found = [browser.get(page, follow=True) for page in (*PAGES, *more)]
    assert {one.status_code for one in found} == {200}
    return "".join(map(text, found))


@pytest.mark.feature("F029", "F223", "F138")
def test_each_reads_their_own_homework_dates_and_letter_alone(three, ada, clock):
    case, browsers, _who = three
    for part in PARTS:
        whom = {"person": person(case, part)}
        set_task(ada, case, title=f"Homework zq{part}", **whom)
        due = set_deadline(ada, case, title="x", due_on=date(2030, 1, 2), because="x")
        said = {"title": f"Date zq{part}", "we_do": "We", "you_do": "You"}
        show_to_client(ada, due, **said, by=date(2030, 1, 2), **whom)
    issue_invoice(ada, bill_case(ada, case, course_of(ada, case)))
    Case.objects.filter(pk=case.pk).update(closed_on=date(2030, 1, 3))
    case.refresh_from_db()
    for part in PARTS:
        words = f"Letter zq{part}"
        give_final_letter(
            ada, case, person=person(case, part), language="en", words=words
        )
    keep_up_in(clock.firm)
    for part, browser in browsers.items():
        page = reads(browser, case)
        for other in PARTS:
            for what in ("Homework", "Date", "Letter"):
                there = f"{what} zq{other}" in page
                assert there == (other == part), (part, what, other)
        # The company pays, and nobody else reads that it does.
        assert ("We sent you invoice" in page) == (part == "petitioner"), part


@pytest.mark.feature("F029", "F223", "F141")
def test_nobody_does_what_another_was_asked_to_do(three, ada):
    case, browsers, who = three
    tasks = {
        part: set_task(ada, case, title=part, items=["One"], person=person(case, part))
        for part in PARTS
    }
    papers = {part: {one.request for one in asked(who[part], case)} for part in PARTS}
    sheets = {part: {*sent_to(who[part], case)} for part in PARTS}
    for part, browser in browsers.items():
        for other in set(PARTS) - {part}:
            there = reverse("portal:task", args=[tasks[other].pk])
            foreign = [there, f"{there}tick/"]
            for paper in papers[other]:
                at = f"/portal/documents/{paper.key}/"
                foreign += [at, f"{at}cannot/", f"{at}helper/", f"{at}messages/"]
            for sheet in sheets[other]:
                at = f"/portal/questions/{sheet.key}/"
                foreign += [at, f"{at}finish/", f"{at}keep/", f"{at}helpers/"]
            for address in foreign:
                assert browser.post(address, {"item": "0"}).status_code == 404, address
                assert browser.get(address).status_code in (404, 405), address
    assert {one.state for one in Task.objects.all()} == {"assigned"}
    assert not any(one.checked for one in Task.objects.all())


@pytest.mark.feature("F033", "F223")
def test_what_was_weighed_at_the_desk_is_told_to_none_of_them(three, ada, clock):
    case, browsers, _who = three
    need = get_need(ada, case, "faster decision")
    weighed = {"decision": NeedDecision.Decision.NOT_NEEDED, "words": "zqweighed"}
    decide_need(ada, case, need=need, **weighed, opened=None)
    keep_up_in(clock.firm)
    for browser in browsers.values():
        assert "zqweighed" not in reads(browser, case)
        for page in (
            "overview/",
            "agency/",
            "tasks/board/",
            "archive/",
            "office/automations/",
        ):
            assert browser.get(f"/staff/{page}").status_code == 404
