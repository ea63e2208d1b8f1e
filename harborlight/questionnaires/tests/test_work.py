"""The questions about work, beside the H-1B: enough for their forms, and no more."""

from datetime import date

import pytest

from harborlight.law.packs import compose, pack_of_edition
from harborlight.law.tests.families import PROGRAMMER, Typewriter, family
from harborlight.questionnaires.progress import steps
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent

# A day on which the edition of the I-129 that we can fill was taken.
DAY = date(2026, 1, 15)
# Questionnaire -> the forms that it must be enough for, with their editions.
FORMS = {
    "l1a": {"I-129": date(2025, 1, 20)},
    "o1": {"I-129": date(2025, 1, 20)},
}


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("key", FORMS)
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(key, seed):
    definition = starter(key)
    respondent = Respondent(definition, seed)
    for party in definition.parties:
        respondent.answer_all(party, pages=600)
    _, whole = family(PROGRAMMER)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    for form, edition in FORMS[key].items():
        pack = pack_of_edition(form, edition)
        composed = compose(pack, facts, Typewriter(), on=DAY)
        assert composed.missing == (), form


def seen(key, facts, party):
    return {step.screen for step in steps(starter(key), party, facts)}


def test_only_somebody_in_film_is_asked_for_the_letters_of_film():
    facts = {
        "petitioner": {},
        "case": {
            "temporary": {"class": "o1b"},
            "o1": {"film": "yes", "consultation": "no"},
        },
    }
    assert "petitioner-management" in seen("o1", facts, "petitioner")
    assert "petitioner-peer" not in seen("o1", facts, "petitioner")
    facts["case"]["temporary"]["class"] = "o1a"
    assert "petitioner-management" not in seen("o1", facts, "petitioner")
    assert "petitioner-peer" in seen("o1", facts, "petitioner")
