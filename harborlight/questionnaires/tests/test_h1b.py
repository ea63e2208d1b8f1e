"""The questions for an H-1B, and for a victim of a crime: enough, and no more."""

from datetime import date

import pytest

from harborlight.law.blankless import blankless
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import PROGRAMMER, Typewriter, family
from harborlight.questionnaires.progress import progress, steps
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent

# A day on which the edition of the I-129 that we can fill was taken.
DAY = date(2026, 1, 15)
H1B, VICTIM = starter("h1b"), starter("u-visa")


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(12))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(seed):
    respondent = Respondent(H1B, seed)
    for party in H1B.parties:
        respondent.answer_all(party, pages=600)
    _, whole = family(PROGRAMMER)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    composed = compose(pack_of("I-129", DAY), facts, Typewriter(), on=DAY)
    assert composed.missing == ()


@pytest.mark.parametrize("party", H1B.parties)
def test_a_whole_case_has_answered_everything(party):
    done = progress(H1B, party, family(PROGRAMMER)[1])
    assert done.next is None
    assert (done.screens, done.answers) == (done.screens_done, done.answered)


def seen(facts, party):
    return {step.screen for step in steps(H1B, party, facts)}


def test_only_a_case_under_the_masters_cap_is_asked_for_the_degree():
    _, facts = family(PROGRAMMER)
    assert "petitioner-us-degree" in seen(facts, "petitioner")
    facts["case"]["h1b"]["cap"] = "exempt"
    assert "petitioner-us-degree" not in seen(facts, "petitioner")


def test_only_a_worker_who_is_here_is_asked_about_the_stay():
    _, facts = family(PROGRAMMER)
    assert "beneficiary-status" in seen(facts, "beneficiary")
    facts["beneficiary"]["us"]["now"] = "no"
    assert "beneficiary-status" not in seen(facts, "beneficiary")


@pytest.mark.feature("F072")
def test_forms_without_a_blank_have_their_questions():
    """I-918 with its supplements, and EOIR-28: facts and questions, and no pack."""
    forms = {row.form: row for row in blankless()}
    assert {"I-918", "I-918, Supplement A", "I-918, Supplement B", "EOIR-28"} == {
        *forms
    }
    for row in forms.values():
        assert starter(row.asked_in).parties == ("applicant",)
    for fact in (
        "case.crime.kinds",
        "case.crime.help",
        "case.crime.agency",
        "applicant.crime_family[].relationship",
        "case.court.city",
        "case.court.next_hearing",
    ):
        assert VICTIM.where(fact.replace("[]", "[0]")) is not None, fact


@pytest.mark.parametrize("seed", range(4))
def test_a_victim_can_come_to_the_end(seed):
    respondent = Respondent(VICTIM, seed)
    respondent.answer_all("applicant", pages=200)
    assert progress(VICTIM, "applicant", respondent.facts).next is None
