"""A walk through questions that nobody is asked yet."""

import json

from harborlight.questionnaires.reading import starter
from harborlight.questionnaires.trying import MOST_SAID, begin_walk

SPOUSE = starter("i130-spouse")


def pages(walk):
    return {step.screen for step in walk.steps}


def at(walk, place):
    walk.go_to(place)
    return walk.page()


def test_conditions_are_tried_by_what_is_answered():
    walk = begin_walk(SPOUSE, "petitioner")
    assert walk.page().screen.id == SPOUSE.of_party("petitioner")[0].steps[0].id
    assert "petitioner-other-name-list" not in pages(walk)
    page = at(walk, "petitioner-other-names|")
    walk.take(page, {"petitioner.has_other_names": "yes"})
    walk.go_on(page)
    assert walk.page().loop.id == "petitioner-other-name-list"
    # The next page brings it along, and nothing else does.
    again = begin_walk(SPOUSE, "petitioner", walk.said)
    assert "petitioner-other-name-list" in pages(again)
    assert "petitioner-other-name-list" not in pages(begin_walk(SPOUSE, "petitioner"))


def test_lists_are_added_to_and_taken_from():
    walk = begin_walk(SPOUSE, "petitioner")
    page = at(walk, "petitioner-address-list|")
    walk.add(page.loop)
    page = walk.page()
    assert (page.screen.id, page.step.entry) == ("petitioner-address-place", 0)
    walk.take(page, {"petitioner.addresses[].country": "US"})
    assert walk.facts["petitioner"]["addresses"] == [{"country": "US"}]
    page = at(walk, "petitioner-address-list|")
    walk.remove(page.loop, 0)
    assert walk.facts["petitioner"]["addresses"] == []


def test_an_answer_that_opens_a_question_of_the_same_page_stays_there():
    walk = begin_walk(SPOUSE, "petitioner")
    page = at(walk, "petitioner-language|")
    if page.screen and page.screen.id == "petitioner-language":
        walk.take(page, {"petitioner.reads_english": "no"})
        walk.go_on(page)
        assert walk.page().screen.id == "petitioner-language"


def test_behind_the_last_page_is_the_end():
    walk = begin_walk(SPOUSE, "petitioner")
    for _ in range(400):
        page = walk.page()
        if page is None:
            break
        walk.go_on(page)
    assert walk.page() is None
    assert walk.place == "end|"


def test_what_is_hidden_says_when_it_would_be_asked():
    hidden = {
        one.title["en"]: one.when for one in begin_walk(SPOUSE, "petitioner").hidden()
    }
    assert "Other names used (petitioner): Yes" in hidden["Your other names"] or hidden[
        "Your other names"
    ].endswith(": Yes")


def test_what_is_no_walk_begins_anew():
    for said in ("{", "[]", '{"moon": {}}', '{"petitioner": {"name": 3}}', "[" * 9000,
                 json.dumps({"case": {"x": "y" * MOST_SAID}})):  # fmt: skip
        walk = begin_walk(SPOUSE, "petitioner", said)
        assert walk.facts["case"] == {"relationship": "spouse"}
    assert begin_walk(SPOUSE, "nobody").party == "petitioner"
