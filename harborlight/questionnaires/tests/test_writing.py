"""Questionnaires as data that can be changed: written out, moved about, compared."""

from copy import deepcopy

import pytest

from harborlight.facts.catalogue import catalogue
from harborlight.firm.tenancy import NotFound
from harborlight.questionnaires.checking import faults
from harborlight.questionnaires.condition_forms import ConditionForm, offered_facts
from harborlight.questionnaires.condition_words import in_a_sentence
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.differences import differences
from harborlight.questionnaires.edit_forms import QuestionForm
from harborlight.questionnaires.editing import (
    add_chapter,
    add_screen,
    chapter_at,
    condition_of,
    full_fact,
    inner_fact,
    question_at,
    screen_at,
)
from harborlight.questionnaires.fact_search import askable, find_facts
from harborlight.questionnaires.fault_words import told_faults
from harborlight.questionnaires.reading import (
    read_definition,
    read_unfinished,
    starter,
    starter_keys,
)
from harborlight.questionnaires.writing import plain, plain_condition

SPOUSE = starter("i130-spouse")


def words(text):
    return {"en": text, "es": f"{text} (es)"}


@pytest.fixture
def data():
    return deepcopy(plain(SPOUSE))


@pytest.mark.parametrize("key", starter_keys())
def test_a_questionnaire_that_is_written_out_reads_the_same(key):
    """Also one that extends another: it is one definition, and nothing in it is shared."""
    written = plain(starter(key))
    assert read_definition(written) == starter(key)
    assert not {"extends", "sets", "shared"} & written.keys()
    assert "'use'" not in str(written) and "'set'" not in str(written)


def test_changing_one_partys_question_leaves_the_others(data):
    question_at(data, "petitioner-birth", 0).change({"ask": words("Your birthday?")})
    after = read_definition(data)
    assert after.index["petitioner.birth.date"].question.ask["en"] == "Your birthday?"
    theirs = after.index["beneficiary.birth.date"].question
    assert theirs == SPOUSE.index["beneficiary.birth.date"].question


def test_parts_move_and_stay_at_the_ends(data):
    question_at(data, "petitioner-birth", 0).move(up=True)
    question_at(data, "petitioner-birth", 1).move(up=True)
    facts = [
        row["fact"] for row in screen_at(data, "petitioner-birth").row["questions"]
    ]
    assert facts[:2] == ["petitioner.birth.city", "petitioner.birth.date"]
    first = data["sections"][0]["id"]
    chapter_at(data, f"petitioner-{first}").move(up=False)
    assert data["sections"][1]["id"] == first


def test_what_is_new_gets_a_name_of_its_own(data):
    before = len(data["sections"])
    name = add_chapter(data, "petitioner", {"title": words("Your name"), "intro": None})
    assert data["sections"][-1]["party"] == "beneficiary"  # behind the petitioner's own
    chapter = chapter_at(data, name)
    screens = [add_screen(data, chapter, None, {"title": words("Name")}) for _ in "ab"]
    assert len(data["sections"]) == before + 1
    assert len({*screens, "petitioner-name"}) == 3
    listed = screen_at(data, "petitioner-address-list")
    inner = add_screen(data, chapter, listed, {"title": words("The landlord")})
    assert screen_at(data, inner).group == "petitioner.addresses"
    assert (
        add_chapter(data, "petitioner", {"title": words("New")}) == "petitioner-new-2"
    )


def test_what_is_not_there_is_not_found(data):
    for find in (lambda: chapter_at(data, "petitioner-moon"),
                 lambda: screen_at(data, "petitioner-moon"),
                 lambda: question_at(data, "petitioner-birth", 99),
                 lambda: question_at(data, "petitioner-address-list", 0)):  # fmt: skip
        with pytest.raises(NotFound):
            find()


def test_what_is_not_whole_is_said_with_its_screen_and_question(data):
    screen = screen_at(data, "petitioner-birth")
    for row in screen.row["questions"]:
        row["required"] = False
    add_screen(
        data, chapter_at(data, "petitioner-you"), None, {"title": words("Empty")}
    )
    add_chapter(data, "petitioner", {"title": words("Nothing here")})
    twice = {"fact": "petitioner.name.family", "ask": words("Last name?")}
    screen_at(data, "petitioner-contact").row["questions"].append(twice)
    told = " ".join(one.words for one in told_faults(read_unfinished(data)))
    assert "Your birth” no question must be answered" in told
    assert "Empty” asks nothing yet" in told
    assert "The chapter “Nothing here” has no screen yet" in told
    assert "“What is your last name?” is asked on" in told
    assert "How to reach you" in told


# --- conditions ---------------------------------------------------------------


def conditions():
    for section in SPOUSE.sections:
        for step in section.steps:
            group = step.group if isinstance(step, Loop) else ""
            yield step.when, ""
            for screen in step.screens if isinstance(step, Loop) else (step,):
                yield screen.when, group
                for question in screen.questions:
                    yield question.when, group


def test_every_condition_of_a_starter_is_a_sentence_and_survives_its_form():
    offered = {group: offered_facts(SPOUSE, group) for _when, group in conditions()}
    for when, group in {(plain_key(one), group): (one, group)
                        for one, group in conditions() if one}.values():  # fmt: skip
        assert "petitioner." not in in_a_sentence(when, group)
        form = ConditionForm(None, now=when, offered=offered[group], group=group)
        shown = {name: box.value() for name, box in bound(form)}
        sent = {f"when-{name}": value for name, value in shown.items() if value}
        again = ConditionForm(sent, now=when, offered=offered[group], group=group)
        assert again.is_valid(), (plain_condition(when), again.errors)
        assert again.condition() == plain_condition(when)


def plain_key(condition):
    return str(plain_condition(condition)) if condition else ""


def bound(form):
    return [(name, form[name]) for name in form.fields]


def test_a_condition_says_what_is_missing():
    form = heard({"asked": "if"})
    assert "Choose what it depends on" in str(form.errors)
    form = heard({"asked": "if", "0_fact": "petitioner.marital_status", "0_test": "is"})
    assert "Choose the answers that count" in str(form.errors)
    # Its answers are there to be chosen now.
    assert "married" in dict(form.fields["0_answers"].choices)
    form = heard({"asked": "if", "0_fact": "petitioner.name.family", "0_test": "is"})
    assert "whether it was answered" in str(form.errors)
    form = heard({"asked": "always", "0_fact": "petitioner.birth.city"})
    assert "Which?" in str(form.errors)


def test_several_rows_are_joined():
    said = {"asked": "if", "joined": "any"}
    said |= {
        "0_fact": "petitioner.has_other_names",
        "0_test": "is",
        "0_answers": ["yes"],
    }
    said |= {"1_fact": "petitioner.addresses", "1_test": "at_least", "1_count": "2"}
    said |= {"2_fact": "petitioner.birth.city", "2_test": "unknown"}
    form = heard(said)
    assert form.is_valid(), form.errors
    assert form.condition() == {
        "any": [
            {"fact": "petitioner.has_other_names", "is": "yes"},
            {"at_least": "petitioner.addresses", "count": 2},
            {"not": {"known": "petitioner.birth.city"}},
        ]
    }


def heard(said):
    form = ConditionForm(
        {f"when-{name}": value for name, value in said.items()},
        now=None,
        offered=offered_facts(SPOUSE, ""),
    )
    form.is_valid()
    return form


def test_a_question_cannot_wait_for_itself():
    offered = offered_facts(SPOUSE, "", without="petitioner.sex")
    assert "petitioner.sex" not in {
        path for _title, facts in offered for path, _w in facts
    }


# --- words --------------------------------------------------------------------


def test_both_languages_are_wanted_and_what_is_hard_is_noted():
    entry = catalogue().entry("petitioner.marital_status")
    said = {"ask_en": "Provide documentation establishing the termination of relationships",
            "ask_es": "¿Tienes papeles?", "help_en": "A paper.", "options": ["married"]}  # fmt: skip
    form = QuestionForm(said, entry=entry, seen=0)
    assert not form.is_valid()
    assert form.errors.keys() == {"help_es"}
    ask, help_text, _why = form.pairs()
    assert ask.is_hard and "harder than grade 6" in " ".join(ask.notes)
    assert "The Spanish says tú" in " ".join(ask.notes)
    assert not help_text.is_hard
    form = QuestionForm(said | {"help_es": "Un papel."}, entry=entry, seen=0)
    assert form.is_valid()
    assert form.said()["required"] is False
    assert form.said()["options"] == ["married"]
    assert form.said()["why"] is None


def test_all_the_answers_offered_is_no_choice_of_answers():
    entry = catalogue().entry("petitioner.sex")
    said = {"ask_en": "Sex?", "ask_es": "¿Sexo?", "is_required": "on"}
    form = QuestionForm(said | {"options": ["male", "female"]}, entry=entry, seen=0)
    assert form.is_valid() and form.said()["options"] is None
    form = QuestionForm(said, entry=entry, seen=0)
    assert "Offer at least one answer" in str(form.errors)


# --- facts --------------------------------------------------------------------


def test_a_fact_is_found_by_its_name_in_both_languages_and_says_where_it_is_asked(data):
    part = screen_at(data, "petitioner-birth")
    found = {one.path: one for one in find_facts(SPOUSE, part, "passport number")}
    assert "petitioner.passport.number" in found
    spanish = {one.path for one in find_facts(SPOUSE, part, "número pasaporte")}
    assert "petitioner.passport.number" in spanish
    city = {one.path: one for one in find_facts(SPOUSE, part, "city birth")}
    asked = city["petitioner.birth.city"].asked
    assert asked.screen == "petitioner-birth"
    assert find_facts(SPOUSE, part, "") == find_facts(SPOUSE, part, "zzzz") == []


def test_a_screen_of_a_list_asks_for_its_entries_alone(data):
    inner = screen_at(data, "petitioner-address-place")
    assert askable(inner, "petitioner.addresses[].province")
    assert askable(inner, "petitioner.birth.city") is None
    assert askable(inner, "beneficiary.addresses[].province") is None
    outer = screen_at(data, "petitioner-birth")
    assert askable(outer, "petitioner.addresses[].province") is None
    assert askable(outer, "case.marriage.city")
    assert askable(outer, "beneficiary.birth.city") is None
    for part, fact in (
        (inner, "petitioner.addresses[].zip"),
        (outer, "petitioner.sex"),
    ):
        assert full_fact(part, inner_fact(part, fact)) == fact


# --- differences --------------------------------------------------------------


def test_the_same_is_not_different(data):
    assert differences(SPOUSE, read_definition(data)) == []


def test_what_was_added_removed_changed_and_moved_is_told(data):
    question_at(data, "petitioner-name", 0).change({"ask": words("Last name?")})
    question_at(data, "petitioner-birth", 1).change(
        {"required": False, "when": {"fact": "petitioner.sex", "is": "male"}}
    )
    question_at(data, "petitioner-birth", 3).move(up=True)
    question_at(data, "petitioner-contact", 1).remove()
    extra = {"fact": "petitioner.contact.fax", "ask": words("Fax?")}
    extra["fact"] = "petitioner.passport.number"
    screen_at(data, "petitioner-contact").row["questions"].append(extra)
    screen_at(data, "beneficiary-name").change({"title": words("Names")})
    found = {
        (one.kind, one.what): one for one in differences(SPOUSE, read_unfinished(data))
    }
    kinds = {kind for kind, _what in found}
    assert kinds == {"added", "removed", "changed", "moved"}
    last = found["changed", "Last name?"].lines
    assert [(line.was, line.now) for line in last][0] == (
        "What is your last name?",
        "Last name?",
    )
    city = found["changed", "In which city or town were you born?"].lines
    assert ("Yes", "No") in {(line.was, line.now) for line in city}
    assert any("Sex (petitioner): Male" in line.now for line in city)
    assert ("added", "Fax?") in found
    assert ("changed", "Screen “Names”") in found


def test_a_starter_asks_nothing_wrong():
    assert [*faults(SPOUSE)] == []
    assert condition_of({}) is None
