"""An employer's petition for a worker, from the playbook to the questions of both."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.billing.queries import invoices
from harborlight.cases.queries import parties
from harborlight.documents.queries import asked
from harborlight.filings.queries import filings, standings
from harborlight.firm.models import User
from harborlight.law.packs import pack_of_edition
from harborlight.packets.standard import ready_sets
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.workflow.actions import begin_case, bill_case
from harborlight.workflow.playbooks import course, starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.whole_case import MARIA, OMAR, begin, furnish

H1B = course(starters()["h1b"])


@pytest.fixture
def begun(clock, ada):
    furnish(clock, "h1b")
    return begin(
        ada,
        playbook="h1b",
        petitioner=replace(MARIA, family_name="Halvorsen"),
        beneficiary=replace(OMAR, family_name="Raghunathan"),
    )


@pytest.mark.feature("F029", "F033")
def test_employer_and_worker_get_their_questions_and_papers(ada, begun):
    asks = {one.party.part: one.questionnaire.key for one in sent_to(ada, begun.case)}
    assert asks == {"petitioner": "h1b", "beneficiary": "h1b"}
    assert {one.part for one in parties(ada, begun.case)} == {*asks}
    needed = [one.needed for one in standings(ada, filings(ada, begun.case).get())]
    assert [(one.form, one.client) for one in needed] == [
        ("G-28", "petitioner"),
        ("I-129", ""),
    ]
    kinds = {one.request.kind for one in asked(ada, begun.case)}
    assert kinds == {paper.kind for paper in H1B.papers}


def test_every_paper_of_the_playbook_has_its_exhibit():
    kinds = {kind for one in ready_sets()["h1b"]["entries"] for kind in one["kinds"]}
    assert kinds == {paper.kind for paper in H1B.papers}


@pytest.mark.feature("F115")
def test_the_forms_of_today_say_that_the_petition_is_not_taken_any_more(ada, begun):
    """The only I-129 whose boxes we know ended on 2026-02-26."""
    assert pack_of_edition("I-129", date(2025, 1, 20)).accepted_until < date(2026, 3, 1)
    page = text_of(sign_in(ada).get(reverse("staff:case-forms", args=[begun.case.pk])))
    assert (
        "The edition 01/20/25 of Form I-129 was taken until February 26, 2026" in page
    )


def test_the_lawyer_finds_it_among_the_kinds_of_case(clock, ada):
    furnish(clock, "h1b")
    page = text_of(sign_in(ada).get("/staff/cases/new/"))
    assert "H-1B worker (I-129)" in page
    page = text_of(sign_in(ada).get("/staff/cases/new/h1b/"))
    assert "Employer (who signs for the company)" in page


@pytest.mark.feature("F029")
def test_a_victim_of_a_crime_gets_questions_though_no_blank_of_the_form_is_held(
    clock, ada
):
    furnish(clock, "u-visa")
    case = begin_case(
        ada,
        get_playbook(ada, "u-visa"),
        newcomers={"applicant": MARIA},
        lead=User.objects.get(pk=ada.user_id),
    )
    (sent,) = sent_to(ada, case)
    assert sent.questionnaire.key == "u-visa"
    needed = [one.needed.form for one in standings(ada, filings(ada, case).get())]
    assert needed == ["G-28"]
    bill_case(ada, case, course_of(ada, case))
    kinds = {kind for one in ready_sets()["u-visa"]["entries"] for kind in one["kinds"]}
    assert kinds == {one.request.kind for one in asked(ada, case)}


@pytest.mark.feature("F033")
def test_the_employer_is_billed(ada, begun):
    bill_case(ada, begun.case, course_of(ada, begun.case))
    assert [row.cents for row in invoices(ada, begun.case).get().lines.all()] == [
        350000
    ]
