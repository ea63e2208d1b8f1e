"""Cards, deferred action and the other forms of one person: what stands in which box."""

import pytest

from harborlight.law.tests.families import CARD, DREAMER, ENGAGED
from harborlight.law.tests.making import made, printed

# (form, case, client) and the codes of what a person must still see to.
WHOLE = [
    ("I-90", CARD, "", []),
    ("I-821D", DREAMER, "", []),
    ("I-129F", ENGAGED, "", []),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("form", "case", "client", "reminders"), WHOLE)
def test_nothing_is_missing_of_a_whole_case(form, case, client, reminders):
    composed = made(form, case, client=client)
    assert composed.missing == ()
    assert [one.code for one in composed.problems] == reminders


@pytest.mark.parametrize(("form", "case", "client", "reminders"), WHOLE)
def test_whoever_signs_signs_before_the_preparer(form, case, client, reminders):
    signers = [one.party for one in made(form, case, client=client).signatures]
    assert signers[-1] == "attorney"


def lines(form, case, client=""):
    return printed(form, made(form, case, client=client))


CARD_LINES = [
    ((1, "1", "1"), "058765432"),
    ((1, "1", "3.a"), "Ferreira Whitcombe"),
    ((1, "1", "4"), "yes"),
    ((1, "1", "5.a"), "Ferreira"),
    ((1, "1", "6.b"), "P.O. Box 88"),
    ((1, "1", "7.b"), "2 apt"),
    ((2, "1", "12"), "Maria da Graça"),
    ((2, "1", "13"), "Joaquim"),
    ((2, "2", "1"), "lpr"),
    ((2, "2", "2"), "changed"),
    ((3, "3", "4"), "no"),
    ((3, "3", "9"), "1 3 1"),
    ((3, "4", "1.a"), "A sign-language interpreter (Portuguese Sign Language, LGP) yes"),
    ((4, "5", "1.a"), "yes"),
    ((7, "8", "2"), "058765432"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), CARD_LINES)
def test_a_resident_who_renews_her_card(place, shown):
    assert lines("I-90", CARD)[place] == shown


def test_a_card_asks_only_what_its_holder_is_asked():
    shown = lines("I-90", CARD)
    for place in [(3, "2", "3"), (2, "2", "2.h1"), (3, "3", "3.a"), (4, "4", "1.b")]:
        assert place not in shown

    def conditional(facts):
        facts["applicant"]["card"] |= {"holder": "conditional", "reason": "expired"}

    composed = made("I-90", CARD, change=conditional)
    assert [one.code for one in composed.problems] == [
        "no_such_choice",
        "conditional_card_expires",
    ]
    assert (2, "2", "2") not in printed("I-90", composed)


def test_proceedings_are_explained():
    def in_court(facts):
        facts["applicant"]["in_proceedings"] = "yes"

    missing = [one.path for one in made("I-90", CARD, change=in_court).missing]
    assert missing == ["applicant.in_proceedings_details"]


DREAMER_LINES = [
    ((1, "1", "Detention"), "no"),
    ((1, "1", "2"), "10/20/2026 yes"),
    ((1, "1", "5"), "yes"),
    ((2, "1", "6"), "closed"),
    ((2, "1", "6.g"), "Seattle, WA"),
    ((2, "1", "14"), "married"),
    ((2, "1", "15.a"), "Ixcoy"),
    ((3, "2", "2.a"), "04/01/2025"),
    ((3, "2", "3.a"), "07/01/2022 03/31/2025"),
    ((3, "2", "3.c"), "2 flr"),
    ((3, "2", "6.c"), "Grandmother's funeral (parole)"),
    ((4, "4", "1"), "yes"),
    ((4, "4", "7"), "no"),
    ((6, "7", "5"), "5125550102"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), DREAMER_LINES)
def test_a_dreamer_asks_again(place, shown):
    assert lines("I-821D", DREAMER)[place] == shown


def test_a_renewal_tells_only_what_came_since_the_last_request():
    composed = made("I-821D", DREAMER)
    assert [one.path for one in composed.left_out] == [
        "applicant.addresses[2]",
        "applicant.trips[1]",
    ]
    assert not [place for place in printed("I-821D", composed) if place[:2] == (4, "3")]


def test_a_first_request_tells_everything_and_fills_part_3():
    def first(facts):
        facts["applicant"]["daca"]["request"] = "initial"
        facts["applicant"]["military"] = {
            "served": "yes",
            "branch": "army",
            "from": "2016-02-01",
            "to": "2019-02-01",
            "discharge": "honorable",
        }

    composed = made("I-821D", DREAMER, change=first)
    shown = printed("I-821D", composed)
    assert composed.missing == ()
    assert composed.left_out == ()
    assert shown[3, "2", "4.a"] == "09/2009 06/30/2022"
    assert shown[3, "2", "7.a"] == "05/02/2019"
    assert shown[4, "3", "4"] == "1"
    assert shown[4, "3", "9.a"] == "Army "
    assert (1, "1", "2") not in shown


ENGAGED_LINES = [
    ((1, "1", "4"), "k1"),
    ((1, "1", "7.a"), "N/A"),
    ((1, "1", "8.c"), "3C apt"),
    ((2, "1", "11.b"), "2 flr"),
    ((2, "1", "16.b"), "PRESENT"),
    ((2, "1", "17"), "N/A"),
    ((3, "1", "31.a"), "Deceased"),
    ((3, "1", "38.a"), "Oaks"),
    ((4, "1", "45.b"), "Ximena"),
    ((4, "1", "48"), "yes"),
    ((4, "1", "49.a"), "11"),
    ((4, "1", "49.b"), "9"),
    ((4, "1", "50.b"), "Mexico"),
    ((4, "1", "51.a"), "OH"),
    ((4, "2", "6"), "widowed"),
    ((5, "2", "16"), "Self-employed"),
    ((6, "2", "20"), "Lviv Municipal Library"),
    ((6, "2", "37"), "no"),
    ((7, "2", "43"), "yes"),
    ((7, "2", "45.a"), "2750 Mayfield Road"),
    ((7, "2", "46"), "2165550177"),
    ((7, "2", "47.f"), "Ukraine"),
    ((7, "2", "50.c"), "Львів"),
    ((8, "2", "53"), "yes"),
    ((8, "2", "62.a"), "Kyiv"),
    ((9, "3", "4.b"), "Fined $650 on 03/03/2012 in Parma, Ohio, for speeding."),
    ((9, "3", "5"), "not_needed"),
    ((9, "4", "5"), "gray"),
    ((12, "8", "2"), "061222333"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), ENGAGED_LINES)
def test_a_citizen_petitions_for_his_fiancee(place, shown):
    assert lines("I-129F", ENGAGED)[place] == shown


def test_only_children_under_eighteen_are_told_with_their_ages():
    composed = made("I-129F", ENGAGED)
    told = {str(one.place): one.text for one in composed.additional}
    assert told["Part 1, Item 49.b"] == "Child 3: Age: 6."

    def grown(facts):
        facts["petitioner"]["children"] = facts["petitioner"]["children"][1:2]

    shown = printed("I-129F", made("I-129F", ENGAGED, change=grown))
    assert shown[4, "1", "48"] == "no"
    assert (4, "1", "49.a") not in shown


def test_a_spouse_is_neither_related_nor_met():
    def spouse(facts):
        facts["case"]["fiance"] = {"visa": "k3", "filed_i130": "yes"}

    composed = made("I-129F", ENGAGED, change=spouse)
    shown = printed("I-129F", composed)
    assert composed.missing == ()
    assert [shown[8, "2", item] for item in ("51", "53")] == ["spouse", "spouse"]
    assert shown[9, "3", "5"] == "not_needed"
    assert (8, "2", "54") not in shown


def test_a_marriage_broker_is_named_and_her_consent_remembered():
    def broker(facts):
        facts["case"]["broker"] |= {"used": "yes", "name": "Slavic Hearts"}

    composed = made("I-129F", ENGAGED, change=broker)
    assert [one.code for one in composed.problems] == ["broker_consent"]
    assert [one.item for one in composed.missing] == [
        f"Part 2, Item {item}"
        for item in ("57.a", "57.b", "58", "59", "60.a", "60.c", "60.f", "61")
    ]
