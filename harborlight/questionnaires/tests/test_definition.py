"""The questionnaires that we ship: whole, plain, and enough for their forms."""

import json

import pytest

from harborlight.facts.catalogue import LANGUAGES, catalogue
from harborlight.law.packs import packs, required_paths
from harborlight.law.tests.families import CITIZEN, RESIDENT, SETTLED, WIFE, family
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.plain_words import (
    HARDEST_GRADE,
    grade,
    is_familiar,
    opens_as_spanish,
    spoken,
)
from harborlight.questionnaires.progress import visible
from harborlight.questionnaires.reading import (
    BadQuestionnaire,
    read_definition,
    starter,
    starter_data,
    starter_keys,
)
from harborlight.questionnaires.tests.enough_family import ENOUGH as FAMILY
from harborlight.questionnaires.tests.enough_relief import ENOUGH as RELIEF
from harborlight.questionnaires.tests.enough_work import ENOUGH as WORK
from harborlight.questionnaires.tests.enough_work import OTHERS
from harborlight.questionnaires.tests.settled import (
    OF_A_SPOUSE,
    OF_ONE_STEP,
    of,
)

SPOUSE = starter("i130-spouse")
each = pytest.mark.parametrize(
    "definition", [starter(key) for key in starter_keys()], ids=starter_keys()
)
# key -> the forms that it must be enough for, and what it need not ask: other relatives
# than a spouse, or what is settled by whom the form is made for.
ENOUGH_FOR = {
    "i130-spouse": (
        {"G-28", "I-130", "I-130A", "HL-1"},
        OF_A_SPOUSE | {"beneficiary.adjustment.petition_receipt"},
    ),
    "one-step-marriage": (
        {"G-28", "I-130", "I-130A", "I-485", "HL-1"},
        OF_ONE_STEP,
    ),
    # Before there is a case no form is filled.
    "intake": (set(), set()),
    "n400": ({"G-28", "N-400"}, {"case.appearance_forms", "case.apply.where"}),
    # No pack fills the I-918: its questions stand here, and its appearance form.
    "u-visa": (
        {"G-28"},
        {
            *("case.appearance_forms", "case.apply.where"),
            *of("applicant.addresses[]", "city country state street zip"),
        },
    ),
    **FAMILY,
    **RELIEF,
    **WORK,
}
MOST_QUESTIONS = 6


def screens_of(definition):
    for section in definition.sections:
        for part in section.steps:
            yield from part.screens if isinstance(part, Loop) else (part,)


def loops_of(definition):
    for section in definition.sections:
        yield from (part for part in section.steps if isinstance(part, Loop))


def all_words(definition):
    """(place, words) of everything that the questionnaire says."""
    yield "title", definition.title
    for section in definition.sections:
        yield section.id, section.title
        yield section.id, section.intro
    for loop in loops_of(definition):
        for words in (loop.title, loop.intro, loop.entry, loop.add_another):
            yield loop.id, words
        for need in loop.needs:
            yield loop.id, need.says
    for screen in screens_of(definition):
        yield screen.id, screen.title
        yield screen.id, screen.intro
        for question in screen.questions:
            for words in (question.ask, question.help, question.why):
                yield screen.id, words


def test_the_measure_of_reading_tells_easy_from_hard():
    easy = "Where do you live now? Write the street and the town."
    hard = (
        "Provide documentation establishing the termination of previous matrimonial "
        "relationships, notwithstanding jurisdictional considerations."
    )
    assert grade(easy) < 1.5
    assert grade(hard) > 20


@each
@pytest.mark.feature("F075", "F161")
def test_a_child_of_twelve_can_read_every_screen(definition):
    grades = {
        screen.id: grade(
            spoken(
                [screen.intro]
                + [w for q in screen.questions for w in (q.ask, q.help, q.why)]
            )
        )
        for screen in screens_of(definition)
    }
    grades |= {
        loop.id: grade(spoken([loop.title, loop.intro]))
        for loop in loops_of(definition)
    }
    grades |= {
        section.id: grade(spoken([section.intro])) for section in definition.sections
    }
    assert {place: g for place, g in grades.items() if g > HARDEST_GRADE} == {}


@each
@pytest.mark.feature("F075")
def test_everything_is_said_in_english_and_in_spanish(definition):
    same = {"No", "Fax"}
    for place, words in all_words(definition):
        if words is None:
            continue
        assert set(words) == set(LANGUAGES), place
        assert words["en"] != words["es"] or words["en"] in same, (place, words)


@each
def test_spanish_speaks_to_an_adult_with_respect(definition):
    said = [(place, words["es"]) for place, words in all_words(definition) if words]
    assert [(place, text) for place, text in said if is_familiar(text)] == []


@each
def test_every_question_of_spanish_opens_as_spanish_does(definition):
    for place, words in all_words(definition):
        if words:
            assert opens_as_spanish(words["es"]), (place, words)


@each
@pytest.mark.feature("F074")
def test_every_answer_that_a_form_requires_has_its_question(definition):
    forms, not_asked = ENOUGH_FOR[definition.key]
    filled = [pack for pack in packs() if pack.form in forms]
    needed = {path for pack in filled for path in required_paths(pack)}
    people = {*definition.parties, "case"}
    asked = {path for path in needed if path.partition(".")[0] in people}
    unasked = {path for path in asked if definition.where(path) is None}
    others = OTHERS.get(definition.key, ())
    unasked = {one for one in unasked if not one.startswith(others)}
    assert unasked - set(definition.given) == not_asked


@each
def test_every_question_asks_for_a_fact_of_the_catalogue(definition):
    for one in definition.asked():
        assert catalogue().knows(one.question.fact)
        subject = one.question.fact.partition(".")[0]
        assert subject in (one.party, "case")


@each
def test_secrets_and_delicate_questions_say_why(definition):
    numbers = {"ssn", "a_number"}
    delicate = {"admission.class", "us.now", "in_proceedings", "race", "ethnicity"}
    for one in definition.asked():
        name = one.question.fact.partition(".")[2]
        if name in delicate:
            assert one.question.why or name == "race", name
        if name in numbers:
            assert one.question.why or one.question.help, name


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("i130-spouse", CITIZEN),
        ("i130-spouse", RESIDENT),
        ("n400", SETTLED),
        ("n400", WIFE),
    ],
)
def test_no_screen_asks_more_than_six_things_at_once(key, name):
    _, facts = family(name)
    everywhere = [{"country": "US", "unit_kind": "apt", "kind": "job", "current": "no"}]
    everywhere += [
        {"country": "SV", "unit_kind": "apt", "kind": "own", "current": "no"}
    ]
    for screen in screens_of(starter(key)):
        for entry in (None, {}, *everywhere):
            assert len(visible(screen, facts, entry)) <= MOST_QUESTIONS, screen.id


@pytest.mark.parametrize(
    ("path", "screen", "loop"),
    [
        ("petitioner.birth.date", "petitioner-birth", ""),
        ("beneficiary.birth.date", "beneficiary-birth", ""),
        ("case.marriage.city", "petitioner-wedding", ""),
        ("petitioner.addresses[3].from", "petitioner-address-time", "petitioner-address-list"),
        ("beneficiary.jobs[0].employer", "beneficiary-job-work", "beneficiary-job-list"),
        ("beneficiary.children", "beneficiary-child", "beneficiary-child-list"),
    ],
)  # fmt: skip
def test_a_missing_answer_leads_to_its_question(path, screen, loop):
    found = SPOUSE.where(path)
    assert (found.screen, found.loop) == (screen, loop)


def test_what_nobody_asks_leads_nowhere():
    assert SPOUSE.where("petitioner.proceedings[0].kind") is None


@each
def test_the_plain_data_travels_as_json_and_reads_the_same(definition):
    kept = json.loads(json.dumps(starter_data(definition.key)))
    assert read_definition(kept) == definition


def broken(change):
    data = json.loads(json.dumps(starter_data("i130-spouse")))
    change(data)
    return data


def first_screen(data):
    return data["shared"]["name"]


BROKEN = [
    (lambda d: d.pop("title"), "lacks 'title'"),
    (lambda d: first_screen(d).pop("title"), "petitioner-name: lacks 'title'"),
    (lambda d: first_screen(d)["title"].pop("es"), "needs words in en, es"),
    (
        lambda d: first_screen(d)["questions"][0].update(fact="shoe.size"),
        "petitioner-name: there is no fact petitioner.shoe.size",
    ),
    (
        lambda d: first_screen(d)["questions"][0].update(when={"known": "shoe"}),
        "petitioner-name: the condition asks for petitioner.shoe, which is no fact",
    ),
    (
        lambda d: first_screen(d)["questions"][0].update(when={"maybe": 1}),
        "petitioner-name: no such condition",
    ),
    (
        lambda d: d["shared"]["birth"]["questions"][3].update(options=["neither"]),
        "petitioner-birth: petitioner.sex has no answer neither",
    ),
    (
        lambda d: d["sections"][0]["screens"].append({"use": "name"}),
        "petitioner-name stands twice",
    ),
    (
        lambda d: d["shared"]["parents"].update(at_most=3),
        "petitioner-parent-list: at most 2",
    ),
    (
        lambda d: [q.update(required=False) for q in first_screen(d)["questions"]],
        "petitioner-name: at least one question must be required",
    ),
    (lambda d: d["parties"].pop(), "beneficiary is not one of the parties"),
]


@pytest.mark.parametrize(("change", "reason"), BROKEN)
def test_a_questionnaire_that_is_not_whole_is_refused_with_its_place(change, reason):
    with pytest.raises(BadQuestionnaire) as refused:
        read_definition(broken(change))
    assert reason in str(refused.value)
    assert str(refused.value).startswith("i130-spouse: ")
