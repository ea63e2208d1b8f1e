"""Kinds of families and residents, begun from their playbooks."""

from datetime import date

import pytest

from harborlight.billing.queries import invoices
from harborlight.cases.queries import parties
from harborlight.documents.queries import asked
from harborlight.facts.catalogue import catalogue
from harborlight.filings.queries import filings, standings
from harborlight.firm.models import User
from harborlight.law.fees import fee
from harborlight.law.pack_conditions import paths_of, read_condition
from harborlight.packets.standard import ready_sets
from harborlight.questionnaires.queries import sent_to
from harborlight.questionnaires.reading import starter
from harborlight.workflow.actions import begin_case, bill_case
from harborlight.workflow.playbooks import course, starters
from harborlight.workflow.queries import course_of, get_playbook
from tests.whole_case import MARIA, OMAR, furnish

# Key -> its forms with their clients, and what the first invoice asks for.
KINDS = {
    "i-129f": (
        [("G-1145", "petitioner"), ("G-28", "petitioner"), ("I-129F", "")],
        [67500, 200000],
    ),
    "i-90": (
        [("G-1145", "applicant"), ("G-28", "applicant"), ("I-90", "applicant")],
        [46500, 60000],
    ),
    "i-601a": (
        [("G-1145", "beneficiary"), ("G-28", "beneficiary"), ("I-601A", "beneficiary")],
        [79500, 400000],
    ),
    "i-751": (
        [("G-1145", "beneficiary"), ("G-28", "beneficiary"), ("I-751", "")],
        [75000, 160000],
    ),
    "i-751-waiver": (
        [("G-1145", "beneficiary"), ("G-28", "beneficiary"), ("I-751", "")],
        [75000, 250000],
    ),
    "i-751-abuse": (
        # The agency is not asked to write to a phone that somebody else may read.
        [("G-28", "beneficiary"), ("I-751", "")],
        [250000],
    ),
}
each = pytest.mark.parametrize("key", KINDS)


def course_named(key):
    return course(starters()[key])


@each
@pytest.mark.feature("F029", "F033", "F076")
def test_a_case_begun_with_it_offers_what_it_should(clock, ada, key):
    found = course_named(key)
    furnish(clock, *{part.questionnaire for part in found.parts} - {""})
    case = begin_case(
        ada,
        get_playbook(ada, key),
        newcomers={
            part.id: who for part, who in zip(found.parts, (MARIA, OMAR), strict=False)
        },
        lead=User.objects.get(pk=ada.user_id),
    )
    assert case.is_sensitive == found.sensitive
    assert {one.part for one in parties(ada, case)} == {one.id for one in found.parts}
    sent = {one.party.part: one.questionnaire.key for one in sent_to(ada, case)}
    assert sent == {one.id: one.questionnaire for one in found.parts}
    needed = [one.needed for one in standings(ada, filings(ada, case).get())]
    assert [(one.form, one.client) for one in needed] == KINDS[key][0]
    kinds = {one.request.kind for one in asked(ada, case)}
    assert kinds == {paper.kind for paper in found.papers}
    bill_case(ada, case, course_of(ada, case))
    lines = [line.cents for line in invoices(ada, case).get().lines.all()]
    assert sorted(lines) == KINDS[key][1]


@pytest.mark.feature("F029")
def test_in_a_sensitive_case_the_agency_writes_to_no_phone():
    sensitive = [one for one in map(course, starters().values()) if one.sensitive]
    assert len(sensitive) > 4
    forms = {form for one in sensitive for form, *_ in one.forms}
    assert "I-751" in forms and "G-1145" not in forms


@each
def test_every_paper_of_the_playbook_has_its_exhibit(key):
    kinds = {kind for one in ready_sets()[key]["entries"] for kind in one["kinds"]}
    assert {paper.kind for paper in course_named(key).papers} <= kinds


@each
@pytest.mark.feature("F225")
def test_what_decides_about_a_paper_is_asked_of_somebody(key):
    """A condition on an answer that nobody gives would never ask for the paper."""
    found = course_named(key)
    paths = {
        path
        for paper in found.papers
        if paper.when
        for path in paths_of(read_condition(paper.when))
    }
    asks = [starter(one) for one in {part.questionnaire for part in found.parts}]
    for path in paths:
        assert catalogue().knows(path), path
        assert any(one.where(path) or path in one.given for one in asks), path


def test_the_fee_of_each_is_in_the_book_of_fees():
    day = date(2026, 6, 15)
    assert fee("i-129f", channel="paper", on=day).cents == 67500
