"""The I-485: what it says of a husband who adjusts, and of everybody else at its turns."""

from datetime import date

import pytest

from harborlight.law.packs import NoEdition, compose, pack_of, pack_of_edition
from harborlight.law.tests.families import ADJUSTING, Typewriter, family
from harborlight.law.tests.making import made, printed

EDITION = pack_of_edition("I-485", date(2025, 1, 20))
ANSWERS = [
    row
    for row in EDITION.more
    if row.value.path.endswith("_details") and row.required is True
]


def form(change=None):
    """The husband's form, composed."""
    return made("I-485", ADJUSTING, client="beneficiary", change=change)


def lines(change=None):
    """(page, part, item) -> what stands there."""
    return printed("I-485", form(change))


def husband(**told):
    """A change of what the husband told."""
    return lambda facts: facts["beneficiary"].update(told)


def missing(change):
    return [one.path for one in form(change).missing]


def more(change=None):
    """Item -> the words about it in the additional information, or beyond it."""
    composed = form(change)
    texts = {}
    for one in (*composed.additional, *composed.continued):
        texts[one.place.item] = f"{texts.get(one.place.item, '')} {one.text}".strip()
    return texts


@pytest.mark.feature("F115")
def test_nothing_is_missing_of_a_husband_who_adjusts():
    composed = form()
    assert composed.missing == ()
    assert composed.problems == ()
    assert [one.party for one in composed.signatures] == ["client", "attorney"]


WHOLE = [
    ((1, "", "Attorney box"), "24099999 012345678901 yes"),
    ((1, "1", "1"), "Dela Peña Ramón Ignacio"),
    ((1, "1", "2"), "Dela Peña Monching de la Peña Ocampo Ramón Ignacio"),
    ((1, "1", "3"), "07/31/1984 no"),
    ((2, "1", "4"), "no"),
    ((2, "1", "6"), "male"),
    ((2, "1", "8"), "Philippines"),
    ((2, "1", "10"), "P7654321A 03/14/2030 Philippines M1234567 06/02/2025 Detroit MI 10/11/2025"),
    ((2, "1", "11"), "B2 admitted"),
    ((3, "1", "12"), "Dela Peña Ramón 987654321B2 04/10/2026 B2"),
    ((3, "1", "13"), "yes"),
    ((3, "1", "14"), "N/A"),
    ((3, "1", "15"), "N/A"),
    ((3, "1", "16"), "yes"),
    ((3, "1", "18"), "2218 Maplewood Avenue 4B Toledo OH 43610 10/12/2025 Theresa Brandt Núñez PO Box 8842 Toledo OH 43612 apt no"),
    ((4, "1", "18"), "77 Mango Avenue 3 Cebu City Cebu 6000 Philippines 2012 10/10/2025 N/A no flr"),
    ((4, "1", "19"), "no yes yes"),
    ((5, "2", "2"), "N/A N/A N/A principal"),
    ((5, "2", "3"), "citizens_spouse"),
    ((7, "2", "5"), "no"),
    ((8, "3", "1"), "required"),
    ((8, "4", "7"), "Unemployed N/A Unemployed"),
    ((9, "4", "7"), "N/A 10/12/2025 PRESENT My wife's wages"),
    ((9, "4", "8"), "Visayan Shipping Corporation Marine engineer Pier 4 Cebu City Cebu Philippines 2010 09/30/2025 N/A"),
    ((9, "5", "2"), "Ocampo Luz Reyes"),
    ((10, "5", "7"), "1955"),
    ((10, "6", "2"), "no"),
    ((10, "6", "3"), "1"),
    ((10, "6", "4"), "Brandt Núñez Theresa Anne"),
    ((10, "6", "6"), "11/05/1986"),
    ((11, "6", "9"), "Toledo Ohio United States 01/24/2026"),
    ((11, "6", "10"), "no"),
    ((11, "6", "11"), "N/A"),
    ((12, "7", "1"), "None"),
    ((12, "7", "2"), "N/A"),
    ((13, "8", "2"), "asian pacific_islander"),
    ((13, "8", "3"), "5 7"),
    ((13, "8", "4"), "1 5 8"),
    ((14, "9", "11"), "yes"),
    ((18, "9", "56"), "not_exempt"),
    ((19, "9", "58"), "3"),
    ((19, "9", "61"), "bachelor"),
    ((21, "9", "86"), "N/A"),
    ((22, "10", "1"), "4195550177"),
    ((23, "12", "2"), "Okafor Immigration Law PLLC"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "words"), WHOLE)
def test_each_item_of_the_husbands_form(place, words):
    assert lines()[place] == words


def test_an_a_number_stands_on_every_page():
    composed = form(husband(a_number="212345678"))
    copies = [value for box, value in composed.values.items() if ".AlienNumber[" in box]
    assert copies == ["212345678"] * 24
    assert printed("I-485", composed)[2, "1", "4"] == "212345678 yes"


@pytest.mark.feature("F117")
@pytest.mark.parametrize("day", [date(2026, 9, 18), date(2026, 11, 23)])
def test_the_edition_is_refused_since_the_next_one_is_mandatory(day):
    assert pack_of("I-485", date(2026, 9, 17)).edition == date(2025, 1, 20)
    with pytest.raises(NoEdition, match=f"I-485 that is accepted on {day}"):
        pack_of("I-485", day)


# ------------------------------------------------------------- who, and on what ground


def test_the_spouse_of_a_resident_has_another_category():
    def resident(facts):
        facts["petitioner"]["status"] = "lpr"

    assert lines(resident)[5, "2", "3"] == "residents_spouse"


def test_a_category_that_was_answered_counts():
    def engaged(facts):
        facts["beneficiary"]["adjustment"]["category"] = "fiance"

    assert lines(engaged)[5, "2", "3"] == "fiance"
    assert lines(engaged)[8, "3", "1"] == "required"


def alone(**told):
    """The form of somebody for whom nobody petitions: an applicant."""
    day, facts = family(ADJUSTING)
    applicant = facts["beneficiary"]
    applicant["adjustment"].update(told)
    known = {"applicant": applicant, "attorney": facts["attorney"]}
    return compose(EDITION, known, Typewriter(), on=day, client="applicant")


def test_an_applicant_is_asked_what_a_petition_would_tell():
    asked = {one.path.removeprefix("applicant.") for one in alone().missing}
    assert asked == {
        "adjustment.applies_as",
        "adjustment.category",
        "adjustment.as_child_over_21",
        "adjustment.support_exemption",
        "adjustment.public_charge",
        "adjustment.under_245i",
        "marriage.city",
        "marriage.country",
        "marriage.date",
        "spouse.applies_too",
        "spouse.birth_country",
        "spouse.birth_date",
        "spouse.family",
        "spouse.given",
        "spouse.in_military",
        "spouse.same_home",
    }


def test_an_asylee_says_since_when_and_is_exempt_from_public_charge():
    told = {
        "applies_as": "derivative",
        "category": "asylum",
        "support_exemption": "not_required",
        "public_charge": "asylee",
    }
    composed = alone(**told)
    asked = [one.path for one in composed.missing]
    assert "applicant.adjustment.asylum_date" in asked
    assert "applicant.adjustment.principal.family" in asked
    said = printed("I-485", composed)
    assert (said[5, "2", "3"], said[18, "9", "56"]) == ("asylum", "asylee")
    assert [place for place in said if place[2] in map(str, range(57, 67))] == []


def test_a_worker_says_whether_a_relative_petitioned():
    asked = [one.path for one in alone(category="skilled").missing]
    assert "applicant.adjustment.i140_relative" in asked
    asked = [one.path for one in alone(category="skilled", i140_relative="yes").missing]
    assert "applicant.adjustment.i140_relative_kind" in asked


# ------------------------------------------------------------------- yes, and explained


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row.place.item)
@pytest.mark.parametrize("answer", ["yes", "unknown"])
def test_whoever_says_yes_or_is_unsure_explains(row, answer):
    details = row.value.path.removeprefix("client.")
    group, question = details.removesuffix("_details").split(".")

    def answered(facts):
        facts["beneficiary"][group].pop(f"{question}_details", None)
        if row.place.item == "35.b":
            facts["beneficiary"]["eligibility"]["foreign_official"] = "yes"
        facts["beneficiary"][group][question] = answer

    composed = form(answered)
    assert f"beneficiary.{details}" in [one.path for one in composed.missing]
    codes = [one.code for one in composed.problems if one.place == row.place]
    assert ("answer_unknown" in codes) == (answer == "unknown")


def test_part_9_is_explained_from_the_first_question_to_the_last():
    assert len(ANSWERS) > 70
    assert more()["43.a"] == "Basic rifle training in the navy reserve, Cebu, 2003."


def test_an_arrest_is_told_whole_and_the_first_must_be_there():
    def arrested(facts):
        facts["beneficiary"]["eligibility"]["arrested"] = "yes"

    assert missing(arrested) == ["beneficiary.arrests[0].charge"]

    def told(facts):
        arrested(facts)
        facts["beneficiary"]["arrests"] = [
            {"charge": "Speeding", "date": "2025-12-01", "city": "Toledo", "state": "OH",
             "country": "US", "outcome": "Fined", "sentence": "none"},
            {"charge": "Parking", "date": "2026-02", "city": "Toledo"},
        ]  # fmt: skip

    assert missing(told) == []
    assert more(told)["22"] == (
        "Arrest 1: Parking; Date: 02/2026; Place: Toledo.\n"
        "Arrest 2: Speeding; Date: 12/01/2025; Place: Toledo, OH, United States; "
        "Outcome: Fined."
    )


def test_proceedings_are_told_and_asked_for():
    in_court = husband(in_proceedings="yes")
    assert missing(in_court) == ["beneficiary.proceedings[0].kind"]
    known = [{"kind": "removal", "city": "Cleveland", "state": "OH", "date": "2026-05"}]
    assert more(husband(in_proceedings="yes", proceedings=known))["14"] == (
        "Proceedings 1: Removal; Place: Cleveland, OH; Date: 05/2026."
    )


FOLLOW_UPS = [
    ("two_year_rule", "two_year_rule_met"),
    ("family_drug_benefit", "family_drug_benefit_known"),
    ("foreign_official", "religious_violations"),
    ("family_trafficking_benefit", "family_trafficking_benefit_known"),
]


@pytest.mark.parametrize(("first", "then"), FOLLOW_UPS)
def test_a_question_hangs_on_the_one_before(first, then):
    def yes(facts):
        facts["beneficiary"]["eligibility"] |= {first: "yes", f"{first}_details": "So."}

    assert missing(yes) == [f"beneficiary.eligibility.{then}"]


def test_a_waiver_matters_only_where_the_rule_was_not_met():
    def met(answer):
        return lambda facts: facts["beneficiary"]["eligibility"].update(
            two_year_rule="yes", two_year_rule_details="So.", two_year_rule_met=answer
        )

    assert missing(met("yes")) == []
    assert missing(met("no")) == ["beneficiary.eligibility.two_year_rule_waived"]


# ----------------------------------------------------------------- amounts, and histories

BRACKETS = [
    ("household_income", "27000", (19, "9", "58"), "1"),
    ("household_income", "27001", (19, "9", "58"), "2"),
    ("household_income", "141001", (19, "9", "58"), "5"),
    ("household_assets", "707100", (19, "9", "59"), "4"),
    ("household_debts", "0", (19, "9", "60"), "1"),
    ("household_debts", "1", (19, "9", "60"), "2"),
    ("household_debts", "186801", (19, "9", "60"), "5"),
]


@pytest.mark.parametrize(("fact", "amount", "place", "bracket"), BRACKETS)
def test_an_amount_ticks_the_bracket_that_it_lies_in(fact, amount, place, bracket):
    assert lines(husband(**{fact: amount}))[place] == bracket


@pytest.mark.parametrize(
    ("since", "said"),
    [("2021-06-15", "yes"), ("2021-06-16", "no"), ("2020", "yes"), ("2021-06", "no")],
)
def test_five_years_at_an_address_end_on_their_day(since, said):
    def lives(facts):
        facts["beneficiary"]["addresses"] = facts["beneficiary"]["addresses"][:1]
        facts["beneficiary"]["addresses"][0]["from"] = since

    assert said in lines(lives)[4, "1", "18"].split()


def test_the_last_home_abroad_is_asked_for_where_none_stands_above():
    def here_since_long(facts):
        homes = facts["beneficiary"]["addresses"]
        homes[0]["from"] = "2016-01-01"
        homes[1].update({"from": "1984", "to": "2015-12-31"})

    said = lines(here_since_long)[4, "1", "18"]
    assert said.startswith("N/A 77 Mango Avenue 3 Cebu City Cebu 6000 Philippines")


def test_what_has_no_slot_is_told():
    def long_life(facts):
        him = facts["beneficiary"]
        him["other_names"].append({"family": "Peña", "given": "Ray"})
        him["has_children"] = "yes"
        him["children"] = [
            {"family": "Dela Peña", "given": name, "relationship": "stepson",
             "birth_date": "2010-01-02", "birth_country": "PH", "applies_too": "no",
             "a_number": "none"}
            for name in ("Uno", "Dos", "Tres")
        ]  # fmt: skip

    told = more(long_life)
    assert told["2"] == "Other name 3: Family name: Peña; Given name: Ray."
    assert told["3"] == (
        "Child 3: Family name: Dela Peña; Given name: Tres; Date of birth: 01/02/2010; "
        "Country of birth: Philippines; Relationship: Stepchild; "
        "Applying now on a separate Form I-485: No."
    )
    assert lines(long_life)[12, "7", "1"] == "3"


def test_a_prior_marriage_is_told_from_its_wedding_to_its_end():
    ended = {
        "family": "Cruz", "given": "Ana", "middle": "none", "birth_date": "1985-02-03",
        "birth_country": "PH", "nationality": "PH", "married_on": "2008-05-06",
        "married_city": "Cebu City", "married_region": "Cebu", "married_country": "PH",
        "ended_on": "2019-07-08", "ended_city": "Manila", "ended_region": "none",
        "ended_country": "PH", "ended_how": "annulment",
    }  # fmt: skip
    said = lines(husband(married_before="yes", former_spouses=[ended]))
    assert said[10, "6", "3"] == "2"
    assert said[11, "6", "11"] == "Cruz Ana"
    assert said[11, "6", "15"] == "05/06/2008"
    assert said[11, "6", "17"] == "Manila Philippines 07/08/2019"
    assert said[11, "6", "18"] == "annulment"


STATUSES = [("single", "None"), ("widowed", "0"), ("divorced", "0")]


@pytest.mark.parametrize(("status", "times"), STATUSES)
def test_whoever_is_not_married_has_no_spouse_to_tell_about(status, times):
    said = lines(husband(marital_status=status))
    assert (said[10, "6", "2"], said[10, "6", "4"]) == ("not_married", "N/A")
    assert (10, "6", "8") not in said
    assert said[10, "6", "3"] == times


def test_a_student_names_the_school():
    job = {"kind": "student", "school": "Owens College", "current": "yes",
           "from": "2025-11-01", "street": "1 Oregon Road", "city": "Toledo",
           "state": "OH", "zip": "43615", "country": "US"}  # fmt: skip

    said = lines(husband(jobs=[job], worked_abroad="no"))
    assert said[8, "4", "7"] == "School Owens College Student"
    assert said[9, "4", "7"].endswith("11/01/2025 PRESENT N/A")
    assert said[9, "4", "8"] == "N/A"


# ------------------------------------------------------------------------------ warnings

WARNED = [
    ("adjusts_from_abroad", {"us": {"ever": "yes", "now": "no"}}),
    (
        "card_needs_consent",
        {"social_security": {"wants_card": "yes", "consents": "no"}},
    ),
    ("interpreter_by_hand", {"reads_english": "no"}),
]


@pytest.mark.parametrize(("code", "told"), WARNED)
def test_what_a_person_must_see_to_is_said(code, told):
    assert [one.code for one in form(husband(**told)).problems] == [code]


def test_two_answers_about_the_same_arrival_must_agree():
    def walked_in(facts):
        facts["beneficiary"]["admission"]["how"] = "without"

    composed = form(walked_in)
    assert [one.code for one in composed.problems] == ["entry_contradicts_answer"]
    assert printed("I-485", composed)[2, "1", "11"] == "without"


def test_nothing_known_is_a_long_list_of_missing_answers_and_no_failure():
    day, _ = family(ADJUSTING)
    composed = compose(EDITION, {}, Typewriter(), on=day, client="beneficiary")
    assert len(composed.missing) > 130
    assert set(composed.values.values()) == {False}
