"""The questions of a marriage in one step: the petition's, and then the green card's."""

import pytest

from harborlight.facts.structure import flattened
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import ADJUSTING, Typewriter, family
from harborlight.questionnaires.progress import steps
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent
from harborlight.questionnaires.tests.test_definition import MOST_QUESTIONS, screens_of

ONE_STEP = starter("one-step-marriage")
SPOUSE = starter("i130-spouse")
FORMS = [("I-130", ""), ("I-130A", ""), ("I-864", "petitioner")]
FORMS += [(form, "beneficiary") for form in ("I-485", "I-765", "I-131")]
DAY, FACTS = family(ADJUSTING)


def test_the_questions_of_the_petition_come_first():
    first = [section.id for section in SPOUSE.sections]
    assert [section.id for section in ONE_STEP.sections][: len(first)] == first
    assert (ONE_STEP.key, SPOUSE.key) == ("one-step-marriage", "i130-spouse")
    assert ONE_STEP.given["case.relationship"] == "spouse"
    assert ONE_STEP.given["case.apply.where"] == "adjust"
    assert "case.apply.where" not in SPOUSE.given


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(12))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(seed):
    """Only what somebody is unsure of, and a lawyer's decision, are still open."""
    respondent = Respondent(ONE_STEP, seed)
    for party in ONE_STEP.parties:
        respondent.answer_all(party, pages=900)
    facts = {**respondent.facts, "attorney": FACTS["attorney"], "firm": FACTS["firm"]}
    unsure = {path for path, value in flattened(facts).items() if value == "unknown"}
    for form, client in FORMS:
        composed = compose(
            pack_of(form, DAY), facts, Typewriter(), on=DAY, client=client
        )
        asked = {one.path for one in composed.missing} - unsure
        assert asked <= {"beneficiary.adjustment.under_245i"}, form


def test_no_screen_asks_more_than_six_things_even_of_whoever_says_yes_to_all():
    shared = {screen.id for screen in screens_of(SPOUSE)}
    new = [screen for screen in screens_of(ONE_STEP) if screen.id not in shared]
    assert len(new) > 50
    crowded = [one.id for one in new if len(one.questions) > MOST_QUESTIONS]
    assert crowded == []


def test_whoever_has_said_no_is_asked_nothing_further():
    """The husband of the tests answered all; a child or a group adds its own pages."""
    pages = {step.screen for step in steps(ONE_STEP, "beneficiary", FACTS)}
    assert "beneficiary-child-papers" not in pages
    assert "beneficiary-arrest" not in pages
    assert "beneficiary-arrest-list" not in pages
    assert {"beneficiary-group-role", "beneficiary-job-support"} <= pages
    assert all(step.done for step in steps(ONE_STEP, "beneficiary", FACTS))


def test_more_about_what_another_list_gathered_has_no_list_of_its_own():
    """Of a job that leaves nothing to ask there is no page; none is added or removed."""
    found = [*steps(ONE_STEP, "beneficiary", FACTS)]
    assert "beneficiary-job-more" not in {step.screen for step in found}
    told = [one.entry for one in found if one.screen == "beneficiary-job-support"]
    idle = ("unemployed", "home", "retired", "student")
    jobs = FACTS["beneficiary"]["jobs"]
    assert told == [n for n, job in enumerate(jobs) if job["kind"] in idle]
    assert 0 < len(told) < len(jobs)
