"""Kinds of case about work: who is asked what, the forms, the exhibits and the bill."""

from dataclasses import replace

import pytest
from django.urls import reverse

from harborlight.billing.queries import invoices
from harborlight.cases.queries import parties
from harborlight.documents.queries import asked
from harborlight.filings.queries import filings, standings
from harborlight.firm.models import User
from harborlight.packets.standard import ready_sets
from harborlight.questionnaires.plain_words import (
    HARDEST_GRADE,
    grade,
    is_familiar,
    spoken,
)
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.desk import sign_in
from harborlight.workflow.actions import begin_case, bill_case
from harborlight.workflow.playbooks import course, starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.whole_case import MARIA, OMAR, furnish

PEOPLE = {"petitioner": replace(MARIA, family_name="Halvorsen"), "beneficiary": OMAR}
G28_I129 = [("G-28", "petitioner"), ("I-129", "")]
G28_I140 = [("G-28", "petitioner"), ("I-140", "")]
# Playbook -> its forms, and what its first invoice asks for, in cents.
KINDS = {
    "l1a": (G28_I129, [450000]),
    "o1": (G28_I129, [500000]),
    "perm": ([("ETA-9089", ""), ("ETA-9089-A", "")], [400000]),
    "i140-perm": (G28_I140, [250000, 71500]),
    # Whoever petitions alone pays the Asylum Program fee as a small employer does.
    "eb1a": (G28_I140, [700000, 71500, 30000]),
    "eb1a-employer": (G28_I140, [700000, 71500]),
    "niw": (G28_I140, [600000, 71500, 30000]),
    "niw-employer": (G28_I140, [600000, 71500]),
}
each = pytest.mark.parametrize("key", KINDS)
# One of each sort of people; the others only where everything is tested.
DAILY = ("l1a", "perm", "eb1a")
some = pytest.mark.parametrize(
    "key",
    [
        one if one in DAILY else pytest.param(one, marks=pytest.mark.everything)
        for one in KINDS
    ],
)


def always(playbook):
    """The parts that every such case has: an HR liaison may come later."""
    return [part for part in playbook.parts if not part.optional]


@some
@pytest.mark.feature("F029", "F033")
def test_a_case_about_work_begins_with_its_questions_papers_forms_and_bill(
    clock, ada, key
):
    furnish(clock, key)
    playbook = course(starters()[key])
    case = begin_case(
        ada,
        get_playbook(ada, key),
        newcomers={part.id: PEOPLE[part.id] for part in always(playbook)},
        lead=User.objects.get(pk=ada.user_id),
    )
    asks = {one.party.part: one.questionnaire.key for one in sent_to(ada, case)}
    assert asks == {part.id: part.questionnaire for part in always(playbook)}
    assert {one.part for one in parties(ada, case)} == {*asks}
    kinds = {one.request.kind for one in asked(ada, case)}
    assert kinds == {paper.kind for paper in playbook.papers}
    forms, cents = KINDS[key]
    needed = [one.needed for one in standings(ada, filings(ada, case).get())]
    assert [(one.form, one.client) for one in needed] == forms
    bill_case(ada, case, course_of(ada, case))
    assert [row.cents for row in invoices(ada, case).get().lines.all()] == cents


@pytest.mark.feature("F029")
def test_what_a_certification_costs_is_never_asked_of_the_worker(clock, ada):
    furnish(clock, "perm")
    lead = User.objects.get(pk=ada.user_id)
    case = begin_case(ada, get_playbook(ada, "perm"), newcomers=PEOPLE, lead=lead)
    employer, worker = (
        next(one.person for one in parties(ada, case) if one.part == part)
        for part in ("petitioner", "beneficiary")
    )
    desk, url = sign_in(ada), reverse("staff:new-invoice", args=[case.pk])
    page = desk.get(url).content.decode()
    assert employer.full_name in page and "nobody else pay" in page
    assert f'value="{worker.key}"' not in page
    said = {"payer": worker.key, "due_on": "2099-01-02"}
    assert desk.post(url, said).status_code == 422
    assert not invoices(ada, case)


@each
def test_every_paper_of_the_playbook_has_its_exhibit(key):
    kinds = {kind for one in ready_sets()[key]["entries"] for kind in one["kinds"]}
    assert kinds == {paper.kind for paper in course(starters()[key]).papers}


@each
def test_a_child_of_twelve_can_read_what_is_asked_for(key):
    grades = {}
    for paper in course(starters()[key]).papers:
        words = [paper.title, paper.example, paper.purpose, paper.advice]
        grades[paper.kind, paper.who] = grade(spoken(words))
        assert not is_familiar(spoken(words, "es")), paper.kind
    assert {paper: g for paper, g in grades.items() if g > HARDEST_GRADE} == {}
