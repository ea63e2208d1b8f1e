"""How far a party has come, and whether what is asked is enough for the forms."""

from datetime import date

import pytest

from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import CITIZEN, RESIDENT, Typewriter, family
from harborlight.questionnaires.progress import progress, steps
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent

DAY = date(2026, 6, 15)
SPOUSE = starter("i130-spouse")


@pytest.mark.parametrize("name", [CITIZEN, RESIDENT])
def test_a_whole_family_has_answered_everything(name):
    _, facts = family(name)
    for party in SPOUSE.parties:
        done = progress(SPOUSE, party, facts)
        assert done.next is None
        assert done.screens == done.screens_done
        assert done.answers == done.answered


def test_progress_counts_what_is_asked_and_leads_to_the_first_open_page():
    nothing = progress(SPOUSE, "petitioner", {})
    assert (nothing.screens_done, nothing.answered) == (0, 0)
    assert nothing.next.screen == "petitioner-name"

    _, facts = family(CITIZEN)
    before = progress(SPOUSE, "petitioner", facts)
    del facts["petitioner"]["addresses"][1]["from"]
    after = progress(SPOUSE, "petitioner", facts)
    assert after.answers == before.answers
    assert after.answered == before.answered - 1
    assert (after.next.screen, after.next.entry) == ("petitioner-address-time", 1)


def test_what_a_condition_hides_is_not_asked():
    _, facts = family(RESIDENT)
    seen = {step.screen for step in steps(SPOUSE, "petitioner", facts)}
    assert "petitioner-residence" in seen
    assert "petitioner-certificate" not in seen
    facts["petitioner"]["status"] = "us_citizen"
    seen = {step.screen for step in steps(SPOUSE, "petitioner", facts)}
    assert "petitioner-residence" not in seen


def test_a_history_needs_its_present_and_what_the_form_asks_of_it():
    _, facts = family(CITIZEN)
    for address in facts["beneficiary"]["addresses"]:
        address["current"] = "no"
        address.setdefault("to", "2025-01-01")
        address["country"] = "US"
        address.update(state="TX", zip="78701")
    step = progress(SPOUSE, "beneficiary", facts).next
    assert (step.screen, step.entry) == ("beneficiary-address-list", None)
    assert [need.says["en"] for need in step.unmet] == [
        "Please add the place where you live now.",
        "Please add the last place outside the U.S. where you lived for more than a year.",
    ]


def test_i_do_not_know_is_an_answer():
    _, facts = family(CITIZEN)
    facts["beneficiary"]["parents"][0]["birth_date"] = "unknown"
    assert progress(SPOUSE, "beneficiary", facts).done


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(40))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(seed):
    respondent = Respondent(SPOUSE, seed)
    for party in SPOUSE.parties:
        respondent.answer_all(party)
    _, whole = family(CITIZEN)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    made = [("I-130", ""), ("I-130A", ""), ("HL-1", "")]
    made += [("G-28", client) for client in SPOUSE.parties]
    for form, client in made:
        composed = compose(
            pack_of(form, DAY), facts, Typewriter(), on=DAY, client=client
        )
        assert composed.missing == (), form
