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
    "perm": {"ETA-9089": date(2020, 7, 16), "ETA-9089-A": date(2020, 7, 16)},
    "i140-perm": {"I-140": date(2024, 6, 7)},
    "eb1a": {"I-140": date(2024, 6, 7)},
    "eb1a-employer": {"I-140": date(2024, 6, 7)},
}

# A request for faster processing needs no answer of its own.
FASTER = {"I-907": date(2024, 4, 1)}


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("key", FORMS)
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(key, seed):
    definition = starter(key)
    respondent = Respondent(definition, seed)
    if key == "perm":
        # Until the search is over, its part is empty by design.
        respondent.facts["case"]["perm"] = {"searched": "yes"}
        respondent.facts["petitioner"]["mailing"]["country"] = "US"
    for party in definition.parties:
        respondent.answer_all(party, pages=600)
    _, whole = family(PROGRAMMER)
    facts = {**respondent.facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    forms = FORMS[key] if key == "perm" else {**FORMS[key], **FASTER}
    for form, edition in forms.items():
        pack = pack_of_edition(form, edition)
        composed = compose(pack, facts, Typewriter(), on=DAY, client="petitioner")
        lacking = {one.path for one in composed.missing} - respondent.did_not_know()
        assert lacking == set(), form


@pytest.mark.feature("F074")
def test_until_the_search_is_over_nobody_is_asked_how_it_was_done():
    facts = {
        "petitioner": {},
        "case": {"perm": {"occupation": "professional", "searched": "no"}},
    }
    assert "petitioner-order" not in seen("perm", facts, "petitioner")
    facts["case"]["perm"]["searched"] = "yes"
    assert {"petitioner-order", "petitioner-further-5"} <= seen(
        "perm", facts, "petitioner"
    )
    facts["case"]["perm"]["occupation"] = "other"
    assert "petitioner-further-5" not in seen("perm", facts, "petitioner")


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
