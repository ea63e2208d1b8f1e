"""Cards, deferred action and the other forms of one person: what stands in which box."""

import pytest

from harborlight.law.tests.families import (
    CARD,
    COMPANY,
    DREAMER,
    ENGAGED,
    HARDSHIP,
    PROTECTED,
    STUDENT,
)
from harborlight.law.tests.making import made, printed

# (form, case, client) and the codes of what a person must still see to.
WHOLE = [
    ("I-90", CARD, "applicant", []),
    ("I-821D", DREAMER, "", []),
    ("I-129F", ENGAGED, "", []),
    ("I-539", STUDENT, "", []),
    ("AR-11", CARD, "applicant", []),
    ("I-140", COMPANY, "", []),
    ("I-907", COMPANY, "petitioner", []),
    ("I-601A", HARDSHIP, "beneficiary", ["interpreter_by_hand"]),
    ("I-290B", HARDSHIP, "beneficiary", ["interpreter_by_hand"]),
    ("I-821", PROTECTED, "", ["interpreter_by_hand"]),
    ("I-912", CARD, "applicant", []),
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
    alone = {"AR-11": [], "I-907": []}
    assert signers[1:] == alone.get(form, ["attorney"])


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
    ((2, "2", "1"), "resident"),
    ((2, "2", "2"), "changed"),
    ((3, "3", "4"), "no"),
    ((3, "3", "9"), "1 3 1"),
    (
        (3, "4", "1.a"),
        "A sign-language interpreter (Portuguese Sign Language, LGP) yes",
    ),
    ((7, "8", "2"), "058765432"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), CARD_LINES)
def test_a_resident_who_renews_her_card(place, shown):
    assert lines("I-90", CARD, "applicant")[place] == shown


def test_a_card_asks_only_what_its_holder_is_asked():
    shown = lines("I-90", CARD, "applicant")
    for place in [(3, "2", "3"), (2, "2", "2.h1"), (3, "3", "3.a"), (4, "4", "1.b")]:
        assert place not in shown

    def conditional(facts):
        facts["applicant"]["resident_card"] |= {
            "status": "conditional",
            "reason": "expired",
        }

    composed = made("I-90", CARD, client="applicant", change=conditional)
    assert [one.code for one in composed.problems] == ["conditions_first"]


def test_proceedings_are_explained():
    def in_court(facts):
        facts["applicant"]["in_proceedings"] = "yes"

    missing = [
        one.path
        for one in made("I-90", CARD, client="applicant", change=in_court).missing
    ]
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


STUDENT_LINES = [
    ((1, "1", "4"), "Lúcia Prado 8260 Northwest 27th Terrace 1010 Doral FL 33122 ste"),
    ((1, "1", "6"), "455 Brickell Avenue 2104 Miami FL 33131 apt"),
    ((2, "1", "11"), "03/20/2026 12345678901 FX111222 N/A Brazil 04/30/2026"),
    ((2, "1", "12"), "B2 09/19/2026"),
    ((2, "2", "1"), "change"),
    ((2, "2", "2"), "F1 08/17/2026"),
    ((2, "2", "4"), "1"),
    ((2, "2", "6"), "N0034567890"),
    ((2, "3", "1"), "D/S"),
    ((3, "3", "3"), "no"),
    ((3, "4", "1"), "GB987654 Brazil 05/11/2036"),
    ((3, "4", "4"), "yes"),
    ((4, "4", "7.a"), "no"),
    ((4, "4", "8.a"), "no"),
    ((4, "4", "13"), "no"),
    ((4, "4", "14"), "no"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), STUDENT_LINES)
def test_a_visitor_asks_to_become_a_student(place, shown):
    assert lines("I-539", STUDENT)[place] == shown


def test_a_question_of_two_is_yes_when_one_of_them_is_so():
    def recruit(facts):
        facts["applicant"]["eligibility"]["armed_group"] = "yes"
        facts["applicant"]["eligibility"].pop("genocide")

    composed = made("I-539", STUDENT, change=recruit)
    assert printed("I-539", composed)[4, "4", "8.a"] == "yes"
    assert [one.path for one in composed.missing] == [
        "applicant.eligibility.genocide",
        "applicant.eligibility.armed_group_details",
    ]


def test_a_longer_stay_with_family_that_hangs_on_a_petition():
    def dependents(facts):
        applicant = facts["applicant"]
        applicant["stay"] = {
            "request": "extension",
            "with_family": "yes",
            "people": "3",
            "school": "none",
            "until": "2027-03-01",
            "family_was_granted": "no",
            "family_asks": "pending",
            "family_form": "i129",
        }
        applicant["sevis_number"] = "none"
        applicant["admission"] = {"date": "2026-03-20", "i94": "12345678901"}
        applicant["admission"]["document"] = "passport"
        applicant["in_proceedings"] = "yes"

    composed = made("I-539", STUDENT, change=dependents)
    shown = printed("I-539", composed)
    assert [one.path for one in composed.missing] == [
        "applicant.stay.family_receipt",
        "applicant.stay.family_name.given",
        "applicant.stay.family_name.family",
        "applicant.stay.family_filed_on",
        "applicant.in_proceedings_outcome",
    ]
    assert [one.code for one in composed.problems] == ["co_applicants"]
    assert [shown[2, "2", item] for item in ("3", "4", "5")] == ["yes", "3", "N/A"]
    assert [shown[3, "3", item] for item in ("3", "4")] == ["pending", "i129"]
    assert (2, "2", "2") not in shown
    assert (2, "2", "6") not in shown


def test_a_change_of_address_tells_where_from_and_where_to():
    shown = lines("AR-11", CARD, "applicant")
    assert shown[1, "", "Present physical address"] == (
        "41 Prospect Street 2 Gloucester MA 01930 apt"
    )
    assert shown[1, "", "Previous physical address"] == (
        "1207 Commonwealth Avenue 5 Boston MA 02134 flr"
    )
    assert shown[1, "", "Mailing address"] == "P.O. Box 88 Gloucester MA 01930"


def test_a_first_address_and_a_court_are_remembered():
    def in_court(facts):
        facts["applicant"]["in_proceedings"] = "yes"
        del facts["applicant"]["addresses"][1]

    composed = made("AR-11", CARD, client="applicant", change=in_court)
    assert [one.code for one in composed.problems] == [
        "no_previous_address",
        "court_has_its_own_form",
    ]


WAIVER_LINES = [
    ((1, "1", "1.a"), "yes"),
    ((1, "1", "1.c"), "yes"),
    ((1, "2", "2"), "Ferreira Whitcombe Inês Luísa"),
    ((2, "2", "8"), "married"),
    ((2, "4", "1"), "Clara Whitcombe Daughter Mass. DTA SNAP 03/15/2026 03/14/2027"),
    ((3, "5", "2.a"), "02/27/2026"),
    ((3, "5", "5"), "Thomas Whitcombe"),
    ((3, "5", "8"), "23,150"),
    ((4, "6", "2"), "Checking account 310 Savings account 1,200 1,510"),
    ((4, "6", "3"), "2,315 Monthly payment for hearing aids rent food utilities medical other"),
]  # fmt: skip


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), WAIVER_LINES)
def test_a_fee_waiver_is_asked_for_with_all_three_reasons(place, shown):
    assert lines("I-912", CARD, "applicant")[place] == shown


def test_only_the_part_of_a_reason_that_is_given_is_filled():
    def poor(facts):
        facts["applicant"]["fee_waiver"] |= {"by_benefit": "no", "by_hardship": "no"}

    composed = made("I-912", CARD, client="applicant", change=poor)
    parts = {place[1] for place in printed("I-912", composed)}
    assert parts == {"1", "2", "3", "5", "7", "9", "10"}

    def none(facts):
        poor(facts)
        facts["applicant"]["fee_waiver"]["by_income"] = "no"

    composed = made("I-912", CARD, client="applicant", change=none)
    assert [one.code for one in composed.problems] == ["no_basis_for_waiver"]


WORKER_LINES = [
    ((1, "1", "2"), "Great Lakes Turbine Works Inc."),
    ((1, "1", "3.c"), "3 flr"),
    ((1, "1", "4"), "381234567"),
    ((1, "2", "1"), "eb2"),
    ((2, "3", "11.b"), "09/30/2028"),
    ((2, "4", "2.a"), "yes"),
    ((3, "4", "2.b"), "Bulgaria"),
    ((3, "4", "3.e"), "1504"),
    ((3, "4", "5.g"), "България"),
    ((3, "4", "6.b"), "i485 i765"),
    ((3, "5", "5"), "96,500,000"),
    ((3, "5", "8"), "See Part 11"),
    ((4, "6", "2"), "17 2141"),
    ((4, "6", "8"), "118,400 year"),
    ((4, "6", "9.c"), "River Rouge"),
    ((4, "7", "5"), "yes"),
    ((4, "7", "6"), "no"),
    ((4, "7", "11"), "no"),
    ((4, "7", "12"), "yes"),
    ((5, "7", "17"), "no"),
    ((6, "8", "2"), "Director of Human Resources"),
    ((8, "11", "2"), "381234567"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), WORKER_LINES)
def test_a_company_petitions_for_its_engineer(place, shown):
    assert lines("I-140", COMPANY)[place] == shown


def test_a_worker_who_petitions_alone_is_asked_as_a_person():
    def alone(facts):
        facts["petitioner"] = {
            "is_company": "no",
            **facts.pop("beneficiary"),
            "marital_status": "single",
            "ssn": "123456789",
            "income": {"current": "98000"},
            "jobs": [{"kind": "job", "occupation": "Engineer", "current": "yes"}],
            "contact": {"phone_day": "+13135550199"},
        }
        facts["case"]["worker"] |= {
            "category": "niw",
            "petitioner_kind": "self",
            "certification": "none",
        }

    composed = made("I-140", COMPANY, change=alone)
    shown = printed("I-140", composed)
    assert composed.missing == ()
    assert shown[1, "1", "1.a"] == "Dimitrov"
    assert shown[1, "2", "1"] == "niw"
    assert shown[3, "5", "8"] == "N/A"
    assert shown[4, "5", "12"] == "98,000"
    assert shown[4, "7", "1.a"] == "N/A"
    assert (4, "7", "5") not in shown
    assert (1, "1", "4") not in shown


def test_a_category_that_rests_on_a_certification_needs_one():
    def uncertified(facts):
        facts["case"]["worker"]["certification"] = "none"

    composed = made("I-140", COMPANY, change=uncertified)
    assert [one.code for one in composed.problems] == ["labor_certification_missing"]


PREMIUM_LINES = [
    ((1, "1", "3"), "Okafor Adaeze"),
    ((1, "1", "4"), "Great Lakes Turbine Works Inc."),
    ((2, "1", "8"), "petitioner"),
    ((2, "2", "5"), "Dimitrov Stoyan Kirilov"),
    ((2, "2", "6"), "Vandenberg Ruth Ann Director of Human Resources"),
    ((3, "3", "5"), "5125550102"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), PREMIUM_LINES)
def test_the_attorney_requests_premium_processing(place, shown):
    assert lines("I-907", COMPANY, "petitioner")[place] == shown


def test_whoever_requests_premium_processing_signs_for_it():
    composed = made("I-907", COMPANY, client="petitioner")
    assert [one.place.part for one in composed.signatures] == ["3"]
    assert not [place for place in printed("I-907", composed) if place[1] == "5"]

    def by_company(facts):
        facts["case"]["premium"]["requestor"] = "client"

    composed = made("I-907", COMPANY, client="petitioner", change=by_company)
    shown = printed("I-907", composed)
    assert [one.party for one in composed.signatures] == ["client", "attorney"]
    assert shown[1, "1", "3"] == "Vandenberg Ruth Ann"
    assert shown[3, "3", "2"] == "Adaeze Okafor yes"
    assert shown[5, "5", "1"] == "Okafor Adaeze"


HARDSHIP_LINES = [
    ((1, "1", "5.a"), "N/A"),
    ((1, "1", "9.b"), "B4 apt"),
    ((2, "1", "15.b"), "Juana"),
    ((2, "1", "19"), "Without inspection"),
    ((2, "1", "20.a"), "Miami"),
    ((2, "1", "24.b"), "12/2010"),
    ((2, "1", "26"), "yes"),
    ((2, "1", "27"), "yes"),
    ((2, "1", "28"), "closed"),
    ((3, "1", "34"), "yes"),
    ((4, "1", "40.a"), "no"),
    ((4, "2", "5"), "green"),
    ((5, "3", "3.c"), "Holloway"),
    ((5, "4", "2"), "citizen_spouse"),
    ((6, "6", "1.b"), "K'iche'"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), HARDSHIP_LINES)
def test_a_husband_asks_for_a_waiver_before_he_leaves(place, shown):
    assert lines("I-601A", HARDSHIP, "beneficiary")[place] == shown


def test_what_makes_ineligible_for_the_waiver_is_said():
    def under_order(facts):
        him = facts["beneficiary"]
        him["in_proceedings_outcome"] = "final_order"
        him["reapply_receipt"] = "none"
        him["eligibility"] |= {"under_final_order": "yes", "reinstatement_notice": "no"}

    composed = made("I-601A", HARDSHIP, client="beneficiary", change=under_order)
    shown = printed("I-601A", composed)
    assert "waiver_ineligible" in [one.code for one in composed.problems]
    assert shown[2, "1", "27"] == "no"
    assert shown[3, "1", "29.a"] == "yes"
    assert (2, "1", "28") not in shown
    assert (3, "1", "30.b") not in shown


def test_two_earlier_entries_have_their_boxes_and_a_third_is_told():
    composed = made("I-601A", HARDSHIP, client="beneficiary")
    told = {str(one.place): one.text for one in composed.additional}
    assert told["Part 1, Item 26"].startswith("Entry 3: Houston; TX; From: 03/2007")

    def twice(facts):
        facts["beneficiary"]["earlier_entries"].pop()

    composed = made("I-601A", HARDSHIP, client="beneficiary", change=twice)
    assert printed("I-601A", composed)[2, "1", "26"] == "no"


APPEAL_LINES = [
    ((1, "1", "1.a"), "Xicará Batz"),
    ((1, "1", "6.c"), "12 ste"),
    ((2, "2", "2"), "both"),
    ((2, "2", "5"), "N/A"),
    ((2, "2", "7"), "4"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), APPEAL_LINES)
def test_a_motion_names_one_decision(place, shown):
    assert lines("I-290B", HARDSHIP, "beneficiary")[place] == shown


def test_an_appeal_and_a_motion_are_never_asked_for_together():
    shown = lines("I-290B", HARDSHIP, "beneficiary")
    assert (2, "2", "1") not in shown

    def later(facts):
        facts["case"]["motion"]["kind"] = "appeal_later"

    composed = made("I-290B", HARDSHIP, client="beneficiary", change=later)
    shown = printed("I-290B", composed)
    assert shown[2, "2", "1"] == "appeal_later"
    assert (2, "2", "2") not in shown
    assert "brief_within_30_days" in [one.code for one in composed.problems]


def test_a_company_appeals_by_its_name():
    def refused(facts):
        facts["case"]["motion"] = {
            "kind": "appeal_brief",
            "form": "I-140",
            "receipt": "SRC2690123456",
            "decided_on": "2026-06-01",
            "office": "texas_service_center_src",
            "statement": "The degree is the equivalent of a master's degree.",
        }

    composed = made("I-290B", COMPANY, client="petitioner", change=refused)
    shown = printed("I-290B", composed)
    assert composed.missing == ()
    assert shown[1, "1", "3"] == "Great Lakes Turbine Works Inc."
    assert shown[2, "2", "7"] == "TSC"
    assert (1, "1", "1.a") not in shown


PROTECTED_LINES = [
    ((1, "1", "1"), "initial"),
    ((1, "1", "3"), "yes"),
    ((1, "1", "4"), "Haiti"),
    ((2, "2", "11.a"), "07/14/1987"),
    ((2, "2", "15.b"), "Dominican Republic"),
    ((3, "2", "18"), "05/21/2022"),
    ((3, "2", "20"), "Paroled"),
    ((3, "2", "27"), "PP3344556"),
    ((3, "2", "33"), "court"),
    ((3, "2", "36.c"), "yes"),
    ((3, "3", "2"), "black"),
    ((4, "4", "4.c"), "Santo Domingo"),
    ((4, "4", "10.d"), "yes"),
    ((4, "4", "11"), "unknown"),
    ((5, "5", "7"), "Divorce"),
    ((5, "5", "9.a"), "08/03/2021"),
    ((5, "5", "9.c"), "yes"),
    ((5, "5", "10"), "unknown"),
    ((6, "6", "5.h"), "Haiti"),
    ((7, "7", "3.a"), "09/2021"),
    ((9, "7", "30.a"), "no"),
    ((10, "7", "34"), "yes"),
    ((13, "11", "2"), "221456789"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), PROTECTED_LINES)
def test_a_late_applicant_for_protection(place, shown):
    assert lines("I-821", PROTECTED)[place] == shown


def test_only_a_late_first_application_tells_of_the_family():
    def again(facts):
        facts["applicant"]["tps"] |= {"request": "again", "granted_by": "uscis"}

    composed = made("I-821", PROTECTED, change=again)
    shown = printed("I-821", composed)
    assert composed.missing == ()
    assert shown[1, "1", "2"] == "uscis"
    assert not [place for place in shown if place[1] in ("4", "5", "6")]


def test_a_removal_asks_for_what_came_after_it():
    def removed(facts):
        facts["applicant"]["eligibility"] |= {"removed": "yes"}

    composed = made("I-821", PROTECTED, change=removed)
    assert [one.path for one in composed.missing] == [
        "applicant.eligibility.reentered_after_removal",
        "applicant.eligibility.removed_details",
    ]

    def unsure(facts):
        removed(facts)
        facts["applicant"]["eligibility"] |= {
            "removed_details": "Removed at Miami on 05/05/2015.",
            "reentered_after_removal": "yes",
            "order_reinstated": "unknown",
            "felony": "yes",
            "felony_details": "Burglary, Miami, 2014.",
        }

    composed = made("I-821", PROTECTED, change=unsure)
    assert printed("I-821", composed)[9, "7", "20.d"] == "unknown"
    assert "tps_bar" in [one.code for one in composed.problems]
