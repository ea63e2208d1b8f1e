"""The forms of those who have a green card: its replacement and its conditions."""

import pytest

from harborlight.law.tests.families import WITHOUT_CARD
from harborlight.law.tests.making import made, printed


def card(change=None):
    return made("I-90", WITHOUT_CARD, client="applicant", change=change)


@pytest.mark.feature("F115")
def test_nothing_is_missing_of_a_resident_without_a_card():
    assert card().missing == ()
    assert [one.code for one in card().problems] == ["interpreter_by_hand"]


CARD = [
    ((1, "1", "1"), "061234987"),
    ((1, "1", "3.a"), "Nguyễn"),
    ((1, "1", "4"), "no"),
    ((1, "1", "6.a"), "Nguyễn Minh"),
    ((1, "1", "6.b"), "PO Box 90210"),
    ((1, "1", "7.b"), "12 apt"),
    ((1, "1", "7.h"), "United States"),
    ((2, "1", "8"), "female"),
    ((2, "1", "12"), "Thị Lan"),
    ((2, "1", "13"), "Văn Đức"),
    ((2, "1", "14"), "IR5"),
    ((2, "2", "1"), "resident"),
    ((2, "2", "2"), "lost"),
    ((3, "3", "1"), "Ho Chi Minh City, Vietnam"),
    ((3, "3", "3.a"), "San Jose, California San Francisco, CA"),
    ((3, "3", "4"), "no"),
    ((3, "3", "8"), "5 0"),
    ((3, "3", "9"), "1 0 4"),
    ((3, "3", "11"), "gray"),
    ((3, "4", "1"), "yes"),
    ((4, "4", "1.b"), "Large print, and a reader yes"),
    ((4, "5", "1"), "no"),
    ((4, "5", "1.b"), "Vietnamese"),
    ((4, "5", "4"), "N/A"),
    ((5, "7", "3.b"), "400 ste"),
    ((6, "7", "7.b"), "yes yes"),
    ((7, "8", "2"), "061234987"),
]


@pytest.mark.parametrize(("where", "words"), CARD)
def test_the_replacement_says_on_each_line_what_it_should(where, words):
    assert printed("I-90", card())[where] == words


def test_a_box_of_an_accommodation_is_on_only_with_words():
    lines = printed("I-90", card())
    assert (3, "4", "1.a") not in lines
    assert (4, "4", "1.c") not in lines


def test_a_conditional_resident_chooses_among_the_reasons_of_section_b():
    def conditional(facts):
        facts["applicant"]["resident_card"]["status"] = "conditional"

    lines = printed("I-90", card(conditional))
    assert lines[3, "2", "3"] == "lost"
    assert (2, "2", "2") not in lines


@pytest.mark.parametrize(
    ("reason", "codes"),
    [
        ("expired", {"conditions_first"}),
        ("commuter", {"reason_not_for_status"}),
        ("mutilated", set()),
    ],
)
def test_a_conditional_resident_is_told_when_another_form_is_due(reason, codes):
    def conditional(facts):
        facts["applicant"]["resident_card"] |= {"status": "conditional"}
        facts["applicant"]["resident_card"]["reason"] = reason
        facts["applicant"]["reads_english"] = "yes"

    assert {one.code for one in card(conditional).problems} == codes


def test_a_changed_name_is_given_as_the_card_has_it():
    def changed(facts):
        facts["applicant"]["resident_card"]["name_changed"] = "yes"

    assert {one.path for one in card(changed).missing} == {
        "applicant.resident_card.family",
        "applicant.resident_card.given",
    }


def test_each_yes_about_proceedings_is_explained():
    def was_in(facts):
        facts["applicant"]["in_proceedings"] = "yes"
        facts["applicant"]["in_proceedings_details"] = "Closed in 1998."

    told = [(str(one.place), one.text) for one in card(was_in).additional]
    assert told == [("Part 3, Item 4", "Closed in 1998.")]


def test_whoever_adjusted_status_names_no_port_of_entry():
    def adjusted(facts):
        facts["applicant"]["residence"] = {
            "class": "IR0",
            "date": "1999-05-02",
            "applied_at": "San Francisco",
            "granted_at": "San Francisco",
            "by_visa": "no",
        }

    composed = card(adjusted)
    assert composed.missing == ()
    assert (3, "3", "3.a") not in printed("I-90", composed)
