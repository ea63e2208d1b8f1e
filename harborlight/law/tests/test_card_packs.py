"""The forms of those who have a green card: its replacement and its conditions."""

import pytest

from harborlight.law.tests.families import CONDITIONAL, WITHOUT_CARD
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


def conditions(change=None):
    return made("I-751", CONDITIONAL, change=change)


@pytest.mark.feature("F115")
def test_nothing_is_missing_of_a_couple_that_files_together():
    composed = conditions()
    assert composed.missing == ()
    assert composed.problems == ()
    parties = [one.party for one in composed.signatures]
    assert parties == ["beneficiary", "petitioner", "attorney"]


CONDITIONS = [
    ((1, "", "Attorney box"), "24099999 012345678901 yes"),
    ((1, "1", "1.a"), "Albuquerque Whitfield"),
    ((1, "1", "2.a"), "Albuquerque"),
    ((1, "1", "6"), "Brazil, Portugal"),
    ((1, "1", "10"), "married"),
    ((1, "1", "12"), "Savannah, GA, United States"),
    ((1, "1", "13"), "N/A"),
    ((1, "1", "14"), "07/20/2026"),
    ((2, "1", "15.c"), "8C apt"),
    ((2, "1", "16"), "no"),
    ((2, "1", "20"), "no"),
    ((2, "1", "21"), "no"),
    ((2, "1", "22"), "yes"),
    ((2, "2", "2"), "white black"),
    ((2, "2", "4"), "1 3 9"),
    ((3, "3", "1"), "with_spouse"),
    ((3, "4", "1"), "spouse"),
    ((3, "4", "2.a"), "Whitfield"),
    ((3, "4", "6.d"), "GA"),
    ((3, "5", "1.b"), "Sofia"),
    ((3, "5", "4"), "no"),
    ((3, "5", "5"), "no"),
    ((4, "5", "6.a"), "Rua da Aurora 1259"),
    ((4, "5", "6.h"), "Brazil"),
    ((4, "5", "7.b"), "Miles"),
    ((4, "5", "10"), "yes"),
    ((4, "5", "12.a"), "350 Peachtree Hills Avenue"),
    ((5, "6", "1"), "no"),
    ((6, "7", "1"), "yes"),
    ((6, "7", "2"), "Adaeze Okafor yes yes"),
    ((6, "7", "ASC"), "Luciana Ferreira Albuquerque Whitfield"),
    ((7, "8", "1"), "yes"),
    ((7, "8", "3"), "7705550140"),
    ((8, "8", "ASC"), "Marcus Leon Whitfield"),
    ((9, "10", "3.a"), "901 Congress Avenue"),
    ((9, "10", "5"), "5125550102"),
    ((11, "11", "2"), "219887766"),
]


@pytest.mark.parametrize(("where", "words"), CONDITIONS)
def test_the_petition_to_remove_conditions_says_what_it_should(where, words):
    assert printed("I-751", conditions())[where] == words


def test_the_addresses_since_residence_began_are_told_but_the_present_one():
    told = {str(one.place): one.text for one in conditions().additional}
    assert told["Part 1, Item 22"].startswith("Address 1: 77 Abercorn Street, Savannah")
    assert "350 Peachtree" not in told["Part 1, Item 22"]


def test_whoever_files_alone_signs_alone_and_says_why():
    def alone(facts):
        facts["beneficiary"]["marital_status"] = "divorced"
        facts["beneficiary"]["conditional"] |= {
            "filed": "waiver",
            "waivers": "divorced hardship",
            "marriage_ended_on": "2025-12-01",
            "through": "spouse",
            "spouse": {
                **facts["petitioner"]["name"],
                "birth_date": "1983-04-22",
                "address_known": "no",
            },
        }
        # The other is no party of the case.
        del facts["petitioner"]

    composed = conditions(alone)
    lines = printed("I-751", composed)
    assert composed.missing == ()
    assert [one.party for one in composed.signatures] == ["beneficiary", "attorney"]
    assert {one.spared for one in composed.spared} == {"filed_alone"}
    assert lines[3, "3", "1"] == "divorced hardship"
    assert lines[1, "1", "13"] == "12/01/2025"
    assert {(2, "1", "21"), (7, "8", "1"), (8, "8", "ASC")} & set(lines) == set()


def test_while_nobody_said_how_it_is_filed_both_sign():
    def unsaid(facts):
        del facts["beneficiary"]["conditional"]["filed"]

    composed = conditions(unsaid)
    assert len(composed.signatures) == 3
    assert [one.path for one in composed.missing] == ["beneficiary.conditional.filed"]


def test_a_sixth_child_is_told_behind():
    def six(facts):
        facts["beneficiary"]["children"] *= 3

    composed = conditions(six)
    told = {str(one.place): one.text for one in composed.additional}
    assert told["Part 5, Item 25.a"].startswith("Child 6: Family name: Whitfield")
    assert printed("I-751", composed)[5, "5", "28"] == "no"


def test_an_accommodation_for_the_spouse_is_described():
    def deaf(facts):
        facts["beneficiary"]["accommodation"] |= {"for_spouse": "yes"}
        facts["beneficiary"]["accommodation"] |= {"hearing": "ASL interpreter"}
        facts["beneficiary"]["accommodation"] |= {"sight": "none", "other": "none"}

    lines = printed("I-751", conditions(deaf))
    assert lines[5, "6", "4.a"] == "ASL interpreter yes"
    assert (5, "6", "4.b") not in lines


def test_each_of_five_children_has_boxes_of_its_own():
    def five(facts):
        facts["beneficiary"]["children"] = [
            {"family": "Lima", "given": name, "birth_date": "2010-01-09"}
            | {"residence": where, "applies_too": "yes" if where == "with" else "no"}
            | {"street": f"Rua {name}", "city": "Recife", "country": "BR"}
            for name, where in zip("ABCDE", ("with", "elsewhere") * 3, strict=False)
        ]

    composed = conditions(five)
    lines = printed("I-751", composed)
    assert composed.missing == ()
    for page, item, name in ((3, 1, "A"), (4, 7, "B"), (4, 13, "C"), (4, 19, "D")):
        assert lines[page, "5", f"{item}.b"] == name
    answers = [lines[4, "5", item] for item in ("10", "11", "16", "17", "22", "23")]
    assert answers == ["no", "no", "yes", "yes", "no", "no"]
    assert [lines[5, "5", item] for item in ("28", "29")] == ["yes", "yes"]
    assert lines[5, "5", "24.a"] == "Rua D"
    assert lines[5, "5", "30.a"] == "350 Peachtree Hills Avenue"
