"""Boxes that go by an amount or by how long ago; what a box with company is called."""

from datetime import date

import pytest

from harborlight.law.pack_conditions import read_condition, undecided
from harborlight.law.pack_formats import answered
from harborlight.law.packs import compose
from harborlight.law.tests.families import Typewriter
from harborlight.law.tests.test_pack_reading import pack_in

DAY = date(2026, 6, 15)
ROWS = """
  - {item: 2, choose: {bracket: petitioner.household_income, up_to: [0, 100]},
     boxes: {1: Nothing, 2: Little, 3: Much}, required: true}
  - {item: 3, choose: {since: petitioner.birth.date, years: 18}, required: true,
     boxes: {yes: Adult, no: Child}}
  - {item: 4, box: Town, fact: petitioner.birth.city, label: City or town}
  - {item: 5, choose: petitioner.sex,
     boxes: {male: Here, female: "=form[0].page[1].There[0]"}}
  - {item: 6, box: Said, first: [
       {fact: petitioner.birth.city, when: {all: [
         {fact: petitioner.sex, is: male}, {fact: petitioner.eye_color, is: blue}]}}],
     required: true}
"""


def composed(tmp_path, **told):
    pack = pack_in(tmp_path, more=ROWS)
    facts = {"petitioner": {"name": {"family": "Peña"}, **told}}
    return compose(pack, facts, Typewriter(), on=DAY)


def ticked(made):
    return [box for box, value in made.values.items() if value is True]


@pytest.mark.parametrize(
    ("amount", "box"),
    [("0", "Nothing"), ("1", "Little"), ("100", "Little"), ("101", "Much")],
)
def test_an_amount_lies_in_one_bracket(tmp_path, amount, box):
    assert ticked(composed(tmp_path, household_income=amount)) == [box]


@pytest.mark.parametrize(
    ("born", "box"),
    [("2008-06-15", "Adult"), ("2008-06-16", "Child"), ("2007", "Adult"),
     ("2008", "Child"), ("2008-05", "Adult")],
)  # fmt: skip
def test_years_are_full_on_their_day(tmp_path, born, box):
    assert ticked(composed(tmp_path, birth={"date": born})) == [box]


def test_whoever_does_not_know_the_day_has_no_box_for_it(tmp_path):
    made = composed(tmp_path, birth={"date": "unknown"})
    assert ticked(made) == []
    assert [(one.code, one.place.item) for one in made.problems] == [
        ("answer_unknown", "3")
    ]


@pytest.mark.parametrize("path", ["household_income", "birth.date"])
def test_an_amount_or_a_day_that_is_not_there_is_missing(tmp_path, path):
    asked = [one.path for one in composed(tmp_path).missing]
    assert f"petitioner.{path}" in asked


def test_what_does_not_fit_says_what_it_is(tmp_path):
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    made = composed(tmp_path, birth={"city": long})
    assert [one.text for one in made.continued] == [f"City or town: {long}"]


def test_one_choice_may_have_boxes_on_two_pages(tmp_path):
    assert ticked(composed(tmp_path, sex="female")) == ["form[0].page[1].There[0]"]


def test_a_value_asks_only_for_what_still_decides_whether_it_applies(tmp_path):
    made = composed(tmp_path, sex="male")
    assert "petitioner.eye_color" in [one.path for one in made.missing]
    made = composed(tmp_path, sex="female")
    assert "petitioner.eye_color" not in [one.path for one in made.missing]


def test_what_is_sure_already_asks_for_nothing():
    """The second of the two is surely not so: nobody asks for what else it hangs on."""
    condition = read_condition(
        {"any": [
            {"fact": "a", "is": "yes"},
            {"all": [{"fact": "b", "is": "yes"}, {"fact": "c", "is": "yes"}]},
        ]}
    )  # fmt: skip
    assert undecided(condition, {"c": "no"}.get) == ("a",)
    assert undecided(condition, {}.get) == ("a", "b", "c")


def test_what_stands_in_a_box_is_read_back_as_the_answer_it_tells_whole():
    for form, text, answer in (
        ("text", "Mariana", "Mariana"),
        ("date", "04/12/1988", "1988-04-12"),
        ("date", "4/1988", "1988-04"),
        ("date", "1988", "1988"),
        ("date", "in spring", "in spring"),
        ("country", "Mexico", "MX"),
        ("country", "Atlantis", ""),
        ("state_name", "california", "CA"),
        ("money", "12,500", "12500"),
        ("feet", "5", ""),
        ("area_code", "(213)", ""),
        ("last_4", "1234", ""),
        ("year", "1988", ""),
    ):
        assert answered(form, text) == answer, (form, text)
