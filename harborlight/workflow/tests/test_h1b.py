"""An employer's petition for a worker, from the playbook to the questions of both."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from harborlight.cases.queries import parties
from harborlight.documents.queries import asked
from harborlight.filings.queries import filings, standings
from harborlight.law.packs import pack_of_edition
from harborlight.packets.standard import ready_sets
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.desk import sign_in, text_of
from harborlight.workflow.playbooks import course, starters
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
    assert "I-129" in page


def test_the_lawyer_finds_it_among_the_kinds_of_case(clock, ada):
    furnish(clock)
    page = text_of(sign_in(ada).get("/staff/cases/new/"))
    assert "H-1B worker (I-129)" in page
    page = text_of(sign_in(ada).get("/staff/cases/new/h1b/"))
    assert "Employer (who signs for the company)" in page
