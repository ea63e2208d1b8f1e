"""Questions of families and residents: whoever answers them has filled the forms."""

import pytest

from harborlight.facts.structure import flattened
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import (
    CARD,
    CONDITIONAL,
    ENGAGED,
    HARDSHIP,
    Typewriter,
    family,
)
from harborlight.questionnaires.progress import progress, steps, visible
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent
from harborlight.questionnaires.tests.test_definition import MOST_QUESTIONS, screens_of

ALONE = CONDITIONAL
# Key -> the invented family; whose forms; what they say beforehand, so that the kind fits;
# and what stays open: the lawyer decides it.
KINDS = {
    "i-129f": (
        ENGAGED,
        [("G-1145", "petitioner"), ("G-28", "petitioner"), ("I-129F", "")],
        {"petitioner": {"status": "us_citizen"}},
        {"case.fiance.waiver"},
    ),
    "i-751": (
        CONDITIONAL,
        [("G-1145", "beneficiary"), ("G-28", "beneficiary"), ("I-751", "")],
        {},
        set(),
    ),
    "i-90": (CARD, [("G-28", "applicant"), ("I-90", "applicant")], {}, set()),
    "i-601a": (
        HARDSHIP,
        [("G-1145", "beneficiary"), ("G-28", "beneficiary"), ("I-601A", "beneficiary")],
        {},
        set(),
    ),
    **{
        key: (ALONE, [("G-28", "beneficiary"), ("I-751", "")], {}, set())
        for key in ("i-751-waiver", "i-751-abuse")
    },
}
each = pytest.mark.parametrize("key", KINDS)
seeds = pytest.mark.parametrize("seed", range(6))


def still_open(key, facts):
    """What the forms of a kind still need, without what somebody is unsure of."""
    name, forms, _, by_the_lawyer = KINDS[key]
    day, whole = family(name)
    facts = {**facts, "attorney": whole["attorney"], "firm": whole["firm"]}
    unsure = {path for path, value in flattened(facts).items() if value == "unknown"}
    missing = set()
    for form, client in forms:
        pack = pack_of(form, day)
        composed = compose(pack, facts, Typewriter(), on=day, client=client)
        missing |= {(form, one.path) for one in composed.missing}
    return {
        (form, path)
        for form, path in missing
        if path not in unsure | by_the_lawyer and not path.startswith("attorney.")
    }


@each
@seeds
@pytest.mark.feature("F072")
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(key, seed):
    respondent = Respondent(starter(key), seed)
    for subject, said in KINDS[key][2].items():
        respondent.facts.setdefault(subject, {}).update(said)
    for party in respondent.definition.parties:
        respondent.answer_all(party, pages=900)
        for screen in screens_of(respondent.definition):
            seen = visible(screen, respondent.facts, None)
            assert len(seen) <= MOST_QUESTIONS, screen.id
    assert still_open(key, respondent.facts) == set()


@each
def test_the_family_of_the_tests_has_hardly_anything_left_to_answer(key):
    """Their facts were written for the form: the questions ask little besides."""
    _, facts = family(KINDS[key][0])
    definition = starter(key)
    asked = [len([*steps(definition, one, facts)]) for one in definition.parties]
    done = [progress(definition, one, facts).screens_done for one in definition.parties]
    assert sum(done) >= 0.8 * sum(asked)
