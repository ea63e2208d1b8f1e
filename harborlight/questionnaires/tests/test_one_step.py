"""The questions of a marriage in one step: plain, and enough for the green card's form."""

import re

import pytest

from harborlight.facts.structure import flattened
from harborlight.law.packs import compose, pack_of, required_paths
from harborlight.law.tests.families import ADJUSTING, Typewriter, family
from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.tests.respondent import Respondent
from harborlight.questionnaires.tests.test_definition import (
    HARDEST_GRADE,
    MOST_QUESTIONS,
    all_words,
    grade,
    loops_of,
    screens_of,
    spoken,
)

ONE_STEP = starter("one-step-marriage")
SPOUSE = starter("i130-spouse")
DAY, FACTS = family(ADJUSTING)
I485 = pack_of("I-485", DAY)
# A lawyer's decision; of other cases than a spouse's; or told by another fact of the case.
NOT_ASKED = {
    "beneficiary.adjustment." + name
    for name in (
        *(
            "applies_as",
            "as_child_over_21",
            "asylum_date",
            "category",
            "diversity_rank",
        ),
        *("i140_relative", "i140_relative_kind", "i140_relative_status"),
        *("other_category", "principal.birth_date", "principal.family"),
        *("principal.given", "public_charge", "refugee_date", "support_exemption"),
        *("priority_date", "under_245i"),
    )
} | {
    "beneficiary." + name
    for name in (
        *("marriage.city", "marriage.country", "marriage.date", "marriage.province"),
        *("marriage.state", "spouse.applies_too", "spouse.birth_country"),
        *("spouse.birth_date", "spouse.city", "spouse.country", "spouse.family"),
        *("spouse.given", "spouse.in_military", "spouse.same_home", "spouse.state"),
        *("spouse.street", "spouse.zip"),
        *("admission.i94_name.family", "admission.i94_name.given"),
    )
}


def test_the_questions_of_the_petition_come_first():
    first = [section.id for section in SPOUSE.sections]
    assert [section.id for section in ONE_STEP.sections][: len(first)] == first
    assert (ONE_STEP.key, SPOUSE.key) == ("one-step-marriage", "i130-spouse")
    assert ONE_STEP.given["case.relationship"] == "spouse"
    assert ONE_STEP.given["case.apply.where"] == "adjust"


@pytest.mark.feature("F074")
def test_every_answer_that_the_form_requires_has_its_question():
    people = ("petitioner.", "beneficiary.", "case.")
    needed = {path for path in required_paths(I485) if path.startswith(people)}
    unasked = {path for path in needed if ONE_STEP.where(path) is None}
    assert unasked - set(ONE_STEP.given) - NOT_ASKED == set()


@pytest.mark.feature("F072")
@pytest.mark.parametrize("seed", range(12))
def test_whoever_answers_all_that_is_asked_leaves_no_required_box_empty(seed):
    respondent = Respondent(ONE_STEP, seed)
    for party in ONE_STEP.parties:
        respondent.answer_all(party, pages=900)
    facts = {**respondent.facts, "attorney": FACTS["attorney"], "firm": FACTS["firm"]}
    composed = compose(I485, facts, Typewriter(), on=DAY, client="beneficiary")
    unsure = {path for path, value in flattened(facts).items() if value == "unknown"}
    asked = {one.path for one in composed.missing} - unsure
    assert asked <= {"beneficiary.adjustment.under_245i"}


@pytest.mark.feature("F075", "F161")
def test_a_child_of_twelve_can_read_every_screen():
    grades = {
        screen.id: grade(
            spoken(
                [screen.intro]
                + [w for q in screen.questions for w in (q.ask, q.help, q.why)]
            )
        )
        for screen in screens_of(ONE_STEP)
    }
    grades |= {
        loop.id: grade(spoken([loop.title, loop.intro])) for loop in loops_of(ONE_STEP)
    }
    assert {place: g for place, g in grades.items() if g > HARDEST_GRADE} == {}


@pytest.mark.feature("F075")
def test_spanish_is_complete_and_speaks_to_an_adult_with_respect():
    familiar = re.compile(r"\b(tú|tu|tus|ti|contigo|tienes|puedes|eres|estás)\b", re.I)
    for place, words in all_words(ONE_STEP):
        if words:
            assert words["en"] != words["es"] or words["en"] == "No", place
            assert not familiar.search(words["es"]), (place, words["es"])
            assert words["es"].count("¿") == words["es"].count("?"), (place, words)


def test_no_screen_asks_more_than_six_things_even_of_whoever_says_yes_to_all():
    shared = {screen.id for screen in screens_of(SPOUSE)}
    new = [screen for screen in screens_of(ONE_STEP) if screen.id not in shared]
    assert len(new) > 50
    crowded = [one.id for one in new if len(one.questions) > MOST_QUESTIONS]
    assert crowded == []
