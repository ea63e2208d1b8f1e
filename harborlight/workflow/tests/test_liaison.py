"""An employer, its HR liaison and the worker: each sees only their part."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.billing.actions import issue_invoice
from harborlight.billing.queries import invoices
from harborlight.cases.models import Party
from harborlight.documents.actions import About, receive_document
from harborlight.documents.queries import asked
from harborlight.facts.queries import current_facts
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from harborlight.people.models import Person
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.actions import answer
from harborlight.questionnaires.queries import get_sent, page, sent_to, standing
from harborlight.staff.tests.desk import sign_in
from harborlight.workflow.actions import (
    Newcomer,
    PartiesMissing,
    begin_case,
    bill_case,
)
from harborlight.workflow.queries import course_of, get_playbook, payers
from tests.cast import join
from tests.pages import text
from tests.whole_case import MARIA, OMAR, begin, furnish, paper

HELEN = Newcomer(
    family_name="Raghunathan",
    given_name="Helen",
    birth_date=date(1980, 1, 2),
    email="helen@example.org",
    language="en",
)
THREE = {"petitioner": MARIA, "beneficiary": OMAR, "liaison": HELEN}


@pytest.fixture
def helen(harbor):
    return join(harbor, "Helen", Role.CLIENT)


@pytest.fixture
def case(clock, ada, maria, omar, helen):
    """An H-1B with all three, each in the portal."""
    furnish(clock, "h1b")
    lead = User.objects.get(pk=ada.user_id)
    playbook = get_playbook(ada, "h1b")
    found = begin_case(ada, playbook, newcomers=THREE, lead=lead)
    who = {"petitioner": maria, "beneficiary": omar, "liaison": helen}
    for party in Party.objects.filter(case=found).select_related("person"):
        party.person.login_id = who[party.part].user_id
        party.person.save(update_fields=["login"])
    return found


def kinds(actor, case):
    return {one.request.kind for one in asked(actor, case)}


@pytest.mark.feature("F223")
def test_the_liaison_is_asked_what_the_company_is_asked(ada, maria, omar, helen, case):
    assert kinds(helen, case) == {
        "labor condition application",
        "employer letter",
        "company records",
        "contract",
        "earlier approval",
    }
    assert not kinds(maria, case) and "degree" in kinds(omar, case)
    theirs = {one.person.given_name: one.party.part for one in sent_to(ada, case)}
    assert theirs == {"Helen": "petitioner", "Omar": "beneficiary"}
    assert not sent_to(maria, case)


@pytest.mark.feature("F223")
def test_each_of_the_three_sees_only_their_part(ada, maria, omar, helen, case):
    (sent,) = sent_to(helen, case)
    stands = standing(helen, get_sent(helen, sent.pk))
    step = stands.steps[0]
    first = page(helen, stands, step.screen, step.entry).questions[0]
    fact = first.question.fact
    assert fact.startswith("petitioner.")
    answer(helen, stands.sent, screen=step.screen, answers={fact: "Halvorsen Labs"})
    # It stands where the forms look for it: with the employer.
    said = current_facts(ada, case).filter(name=fact.partition(".")[2])
    values = {one.person.given_name: one.value for one in said}
    assert values["María"] == "Halvorsen Labs" and values["Omar"] != values["María"]
    for client in (omar, helen):
        names = {
            one.person.given_name for one in current_facts(client, case) if one.person
        }
        assert names == {client.name}
    letter = next(
        one for one in asked(helen, case) if one.request.kind == "employer letter"
    )
    sent_paper = paper(case.firm, case.pk)
    receive_document(helen, letter.request, checked=sent_paper, about=About())
    assert not [
        one for one in asked(omar, case) if one.request.kind == "employer letter"
    ]
    # The company pays, by law; nobody else reads what.
    may_pay, nobody_else = payers(ada, case)
    assert nobody_else and {one.login_id for one in may_pay} == {maria.user_id}
    issue_invoice(ada, bill_case(ada, case, course_of(ada, case)))
    assert invoices(maria, case).count() == 1
    assert not invoices(helen, case).exists() and not invoices(omar, case).exists()


@pytest.mark.feature("F029", "F223")
def test_a_case_begins_without_a_liaison_but_not_without_the_worker(clock, ada):
    furnish(clock, "h1b")
    found = begin(ada, playbook="h1b")
    assert "employer letter" in kinds(ada, found.case)
    assert Party.objects.filter(case=found.case).count() == 2
    with pytest.raises(PartiesMissing, match="beneficiary"):
        begin_case(
            ada,
            get_playbook(ada, "h1b"),
            newcomers={"petitioner": replace(MARIA, email=""), "liaison": HELEN},
            lead=User.objects.get(pk=ada.user_id),
        )


@pytest.mark.feature("F029")
def test_the_page_of_a_new_case_asks_for_a_liaison_if_there_is_one(clock, ada):
    furnish(clock, "h1b")
    desk = sign_in(ada)
    assert "HR liaison (if there is one)" in text(desk.get("/staff/cases/new/h1b/"))
    typed = {"step": "check", "lead": str(ada.user_id)}
    for part, one in (("petitioner", MARIA), ("beneficiary", replace(OMAR))):
        born = one.birth_date
        typed |= {
            f"{part}-family_name": one.family_name,
            f"{part}-birth_date_day": born.day,
            f"{part}-birth_date_month": born.month,
            f"{part}-birth_date_year": born.year,
            f"{part}-language": "en",
        }
    typed |= {"liaison-language": "en"}
    asked_for = desk.post("/staff/cases/new/h1b/", typed)
    assert asked_for.status_code == 200 and "HR liaison" not in text(asked_for)
    half = desk.post("/staff/cases/new/h1b/", {**typed, "liaison-given_name": "Helen"})
    assert "Enter the family name" in text(half)


@pytest.mark.feature("F223")
def test_a_liaison_joins_later_and_is_asked_what_is_still_open(clock, ada, paul):
    furnish(clock, "h1b")
    found = begin(ada, playbook="h1b")
    case, page_of = (
        found.case,
        reverse("staff:part-joins", args=[found.case.pk, "liaison"]),
    )
    desk = sign_in(ada)
    run = text(desk.get(reverse("staff:case-course", args=[case.pk])))
    assert "Add to the case: HR liaison" in run
    letter = next(
        one for one in asked(ada, case) if one.request.kind == "employer letter"
    )
    checked = paper(case.firm, case.pk)
    receive_document(ada, letter.request, checked=checked, about=About())
    typed = {
        "family_name": OMAR.family_name,
        "given_name": OMAR.given_name,
        "birth_date_day": OMAR.birth_date.day,
        "birth_date_month": OMAR.birth_date.month,
        "birth_date_year": OMAR.birth_date.year,
        "language": "en",
    }
    twin = desk.post(page_of, typed)
    assert twin.status_code == 422 and "The conflict check found somebody" in text(twin)
    assert "An attorney or a partner has to decide" in text(
        sign_in(paul).post(page_of, {**typed, "reason": "Fine"})
    )
    new = {**typed, "family_name": "Quist", "given_name": "Helen"}
    assert desk.post(page_of, new).status_code == 302
    helen = Party.objects.get(case=case, part="liaison").person
    theirs = {
        one.request.kind for one in asked(ada, case) if one.request.person == helen
    }
    assert theirs == {
        "labor condition application",
        "company records",
        "contract",
        "earlier approval",
    }
    (sent,) = [one for one in sent_to(ada, case) if one.party.part == "petitioner"]
    assert sent.person == helen
    # The part is taken: nobody joins as it twice.
    again = desk.post(page_of, new, follow=True)
    assert "This part is taken" in text(again)
    assert Party.objects.filter(case=case, part="liaison").count() == 1


@pytest.mark.feature("F223")
def test_a_liaison_says_how_we_write_to_them(harbor, case):
    """Also one whom the office gave the liaison's role."""
    office = join(harbor, "Nora", Role.HR_LIAISON)
    Person.objects.filter(given_name="Helen").update(login=office.user_id)
    page = browser_of(office)
    assert page.get("/portal/reaching/").status_code == 200
    said = page.post("/portal/reaching/", {"no_texts": "on", "zone": ""}, follow=True)
    assert "Saved. We keep to it from now on." in text(said)
