"""The questions for naturalization: who is asked what, and whether it is enough."""

from datetime import date

import pytest

from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import CITIZEN, SETTLED, WIFE, Typewriter, family
from harborlight.questionnaires.progress import progress, steps, visible
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent
from harborlight.questionnaires.tests.test_definition import screens_of

DAY = date(2026, 6, 15)
N400 = starter("n400")


def seen(facts):
    """The screens that these answers lead to, without the party's name before them."""
    return {
        step.screen.removeprefix("applicant-")
        for step in steps(N400, "applicant", facts)
    }


@pytest.mark.parametrize("name", [SETTLED, WIFE])
def test_a_whole_applicant_has_answered_everything(name):
    done = progress(N400, "applicant", family(name)[1])
    assert done.next is None
    assert (done.screens, done.answers) == (done.screens_done, done.answered)


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(20))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(seed):
    respondent = Respondent(N400, seed)
    respondent.answer_all("applicant", pages=600)
    _, whole = family(CITIZEN)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    for form, client in (("N-400", ""), ("G-28", "applicant")):
        composed = compose(
            pack_of(form, DAY), facts, Typewriter(), on=DAY, client=client
        )
        assert composed.missing == (), form


def test_only_the_spouse_of_a_citizen_is_asked_about_the_spouse():
    _, facts = family(WIFE)
    of_the_spouse = {"spouse", "spouse-citizen", "spouse-place", "spouse-region"}
    assert seen(facts) >= of_the_spouse
    facts["applicant"]["spouse"]["same_home"] = "yes"
    assert seen(facts) & of_the_spouse == {"spouse", "spouse-citizen"}
    facts["case"]["naturalization"]["basis"] = "general"
    assert seen(facts) & of_the_spouse == set()


def test_only_men_are_asked_whether_they_signed_up_and_soldiers_of_their_service():
    _, facts = family(SETTLED)
    assert "draft" in seen(facts)
    assert "military-now" not in seen(facts)
    facts["applicant"] |= {"sex": "female"}
    facts["applicant"]["military"]["served"] = "yes"
    assert "draft" not in seen(facts)
    assert seen(facts) >= {"military-now", "military-past"}


def test_whoever_is_divorced_is_asked_for_the_marriage_that_ended():
    _, facts = family(SETTLED)
    del facts["applicant"]["former_spouses"]
    step = progress(N400, "applicant", facts).next
    assert step.screen == "applicant-former-spouse-list"


def test_an_arrest_leads_to_its_story_and_none_to_nothing():
    _, facts = family(WIFE)
    assert "arrest-list" not in seen(facts)
    facts["applicant"]["eligibility"]["arrested"] = "yes"
    facts["applicant"]["eligibility"]["had_sentence"] = "no"
    assert progress(N400, "applicant", facts).next.screen == "applicant-arrest-list"


def test_even_whoever_says_yes_to_everything_gets_six_questions_at_most():
    _, facts = family(SETTLED)
    for group in ("eligibility", "military", "taxes", "oath"):
        facts["applicant"][group] = dict.fromkeys(facts["applicant"][group], "yes")
    facts["applicant"]["military"]["serves_now"] = "yes"
    most = {len(visible(screen, facts, {})) for screen in screens_of(N400)}
    assert max(most) == 6


def test_a_yes_is_asked_to_be_explained_at_once():
    _, facts = family(WIFE)
    facts["applicant"]["eligibility"]["smuggling"] = "yes"
    step = progress(N400, "applicant", facts).next
    assert step.screen == N400.where("applicant.eligibility.smuggling").screen


def test_those_who_do_not_take_the_oath_are_not_asked_what_they_promise():
    _, facts = family(WIFE)
    assert "oath-promises" in seen(facts)
    facts["applicant"]["oath"]["unable"] = "yes"
    assert "oath-promises" not in seen(facts)
