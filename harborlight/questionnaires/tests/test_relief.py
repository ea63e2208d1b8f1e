"""The questions for protection and for stays: enough, kind, and no more than is needed."""

from datetime import date

import pytest

from harborlight.facts.structure import flattened
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import (
    ASYLUM,
    DREAMER,
    PROTECTED,
    STUDENT,
    Typewriter,
    family,
)
from harborlight.questionnaires.progress import steps, visible
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent

DAY = date(2026, 6, 15)
# key -> the forms made from its answers: form, client
FORMS = {
    "asylum": [("I-589", ""), ("G-28", "applicant")],
    "daca": [("I-821D", ""), ("I-765", "applicant"), ("G-28", "applicant")],
    "i-290b": [("I-290B", "applicant"), ("G-28", "applicant")],
    "i-539": [("I-539", ""), ("G-28", "applicant")],
    "vawa": [("I-360", "applicant"), ("G-28", "applicant")],
    "sij": [("I-360", "applicant"), ("G-28", "applicant")],
    "tps": [("I-821", ""), ("I-765", "applicant"), ("G-28", "applicant")],
}
each = pytest.mark.parametrize("key", FORMS)


@each
@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(4))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(key, seed):
    """What somebody does not know is still open, and nothing else."""
    definition = starter(key)
    respondent = Respondent(definition, seed)
    respondent.answer_all("applicant", pages=600)
    _, whole = family(ASYLUM)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    unsure = {path for path, value in flattened(facts).items() if value == "unknown"}
    for form, client in FORMS[key]:
        composed = compose(
            pack_of(form, DAY), facts, Typewriter(), on=DAY, client=client
        )
        assert {one.path for one in composed.missing} <= unsure, form


def seen(key, facts):
    """The screens that these answers lead to, without the party's name before them."""
    return {
        step.screen.removeprefix("applicant-")
        for step in steps(starter(key), "applicant", facts)
    }


@pytest.mark.feature("F072")
def test_the_year_for_asylum_is_told_where_the_day_of_the_arrival_is_asked():
    asked = starter("asylum").where("applicant.admission.date")
    (section,) = [
        one for one in starter("asylum").sections if one.id == "applicant-arrival"
    ]
    assert asked.screen in {step.id for step in section.steps}
    assert "one year" in section.intro["en"] and "un año" in section.intro["es"]


def test_who_was_harmed_is_asked_for_it_in_a_page_of_its_own_and_may_leave_it():
    _, facts = family(ASYLUM)
    del facts["applicant"]["asylum"]["harmed_details"]
    asked = starter("asylum").where("applicant.asylum.harmed_details")
    assert asked.screen in {
        step.screen
        for step in steps(starter("asylum"), "applicant", facts)
        if not step.done
    }
    facts["applicant"]["asylum"]["harmed"] = "no"
    assert asked.screen in {
        step.screen
        for step in steps(starter("asylum"), "applicant", facts)
        if step.done
    }


def test_a_child_far_away_is_asked_where_it_is_and_a_child_here_how_it_came():
    _, facts = family(ASYLUM)
    assert {"child-entry", "child-now"} <= seen("asylum", facts)
    facts["applicant"]["children"][0]["in_us"] = "no"
    assert not {"child-entry", "child-now"} & seen("asylum", facts)
    facts["applicant"]["marital_status"] = "single"
    assert not {"wedding", "spouse", "spouse-papers"} & seen("asylum", facts)


def test_only_a_late_first_application_for_protection_asks_of_the_family():
    _, facts = family(PROTECTED)
    asked = {"spouse", "spouse-tps", "child-list"}
    assert facts["applicant"]["tps"]["late"] == "yes"
    assert asked & seen("tps", facts)
    facts["applicant"]["tps"] |= {"request": "again"}
    assert not asked & seen("tps", facts)
    assert "tps" in seen("tps", facts)


def test_who_renews_is_asked_of_the_time_since_the_last_request_only():
    _, facts = family(DREAMER)
    facts["applicant"]["has_trips"] = "no"
    assert "trip-list" not in seen("daca", facts)
    daca = starter("daca")
    assert daca.where("applicant.daca.school") is None
    intro = next(
        part.intro
        for section in daca.sections
        for part in section.steps
        if part.id == "applicant-address-list"
    )
    assert "since your last DACA request" in intro["en"]


def test_a_longer_stay_asks_of_the_school_and_of_the_family_only_where_they_matter():
    _, facts = family(STUDENT)
    assert "relative-name" not in seen("i-539", facts)
    facts["applicant"]["stay"]["family_asks"] = "pending"
    assert "relative-name" in seen("i-539", facts)


@pytest.mark.parametrize("key", ["vawa", "sij"])
def test_who_must_be_safe_is_asked_for_no_home_but_for_an_address_that_is_safe(key):
    definition = starter(key)
    assert definition.where("applicant.addresses[0].street") is None
    assert definition.where("applicant.mailing.street") is not None
    assert definition.where("applicant.contact.is_safe") is not None


def test_only_a_husband_or_wife_is_asked_for_the_wedding_with_who_abused_them():
    facts = {"case": {"special": {"category": "vawa_spouse"}}, "applicant": {}}
    married = starter("vawa").where("applicant.abuser.married_on")
    asked = {
        one.fact
        for section in starter("vawa").sections
        for screen in section.steps
        if screen.id == married.screen
        for one in visible(screen, facts, None)
    }
    assert "applicant.abuser.married_on" in asked
