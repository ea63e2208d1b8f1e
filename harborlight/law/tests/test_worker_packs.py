"""An employer's petition for a worker, and the job that is to be certified first."""

from datetime import date

import pytest

from harborlight.law.packs import compose, pack_of, pack_of_edition
from harborlight.law.tests.families import PROGRAMMER, Typewriter, family

EDITION = {
    "I-129": date(2025, 1, 20),
    "ETA-9089": date(2020, 7, 16),
    "ETA-9089-A": date(2020, 7, 16),
}


def made(form, change=None):
    day, facts = family(PROGRAMMER)
    if change:
        change(facts)
    return compose(pack_of_edition(form, EDITION[form]), facts, Typewriter(), on=day)


def box(composed, name):
    """What stands in the one box whose name ends so."""
    (found,) = [
        value
        for full, value in composed.values.items()
        if full == name or full.endswith(f".{name}")
    ]
    return found


@pytest.mark.feature("F115")
@pytest.mark.parametrize("form", EDITION)
def test_nothing_is_missing_of_a_whole_case(form):
    assert made(form).missing == ()


def test_the_petition_was_taken_on_its_day_and_is_not_any_more():
    day, _ = family(PROGRAMMER)
    assert pack_of("I-129", day).edition == EDITION["I-129"]
    assert not pack_of("I-129", day).accepted(date(2026, 2, 27))


@pytest.mark.feature("F115")
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Line3_CompanyorOrgName[0]", "Pecan Street Robotics LLC"),
        ("Part2_ClassificationSymbol[0]", "H-1B"),
        ("Line1_ReceiptNumber[0]", "None"),
        ("Line11g_CurrentNon[0]", "F1"),
        ("Line11h_DateStatusExpires[0]", "D/S"),
        ("P5Line13_YearEstablished[0]", "2011"),
        ("Line8_Per[0]", "year"),
        ("Line1a_PetitionerLastName[1]", "Chief Operating Officer"),
        ("Line2_BeneficiaryName[0]", "Meenakshi Raghunathan"),
        ("P5Line3b_ThirdpartyOrganization2[0]", "Lone Star Freight Inc."),
        ("H1bSec3Line2b_DateDegreeAwarded[0]", "05/23/2025"),
        ("Cap[1]", True),
        ("H1BSec2Line9_No[0]", True),
    ],
)
def test_a_specialty_occupation(name, shown):
    assert box(made("I-129"), name) == shown


def other(kind, **more):
    def change(facts):
        facts["case"]["temporary"] |= {"class": kind, **more}

    return change


def signed(composed):
    return [one.place.page for one in composed.signatures if one.party == "petitioner"]


def test_each_supplement_is_filled_and_signed_for_its_classification_only():
    assert signed(made("I-129")) == [7, 14, 15]
    assert signed(made("I-129", other("h2b"))) == [7, 18]
    assert signed(made("I-129", other("l1b"))) == [7]
    assert signed(made("I-129", other("o1a"))) == [7, 30]
    manager = made("I-129", other("l1a"))
    assert box(manager, "Line1_FamilyName[4]") == "Pecan Street Robotics LLC"
    assert not any("SubHLine4" in name for name, on in manager.values.items() if on)


def test_what_a_supplement_needs_is_missing_only_for_its_classification():
    needs = {one.path for one in made("I-129", other("l1a")).missing}
    assert "case.l1.kind" in needs
    assert not any(path.startswith(("case.h2", "case.o1", "case.h3")) for path in needs)
    needs = {one.path for one in made("I-129", other("h2a")).missing}
    assert {"case.h2.employment", "case.h2.agrees_damages"} <= needs


def several(facts):
    facts["case"]["temporary"]["workers"] = "4"
    facts["petitioner"]["other_workers"] = [
        {"family": name, "given": "Ravi", "sex": "male", "birth_date": "1990-01-02",
         "birth_country": "IN", "nationality": "IN", "in_us": "no",
         "abroad": {"street": "1 Main", "city": "Pune", "country": "IN"}}
        for name in ("Deshmukh", "Kulkarni", "Patil")
    ]  # fmt: skip


@pytest.mark.feature("F115")
def test_further_workers_stand_on_the_attached_sheets_and_whoever_has_no_sheet_is_told():
    composed = made("I-129", several)
    assert composed.missing == ()
    assert box(composed, "Line3_FamilyName1[1]") == "Deshmukh"
    assert box(composed, "Line3_FamilyName1[3]") == "Kulkarni"
    told = [*composed.additional, *composed.continued]
    (third,) = [one.text for one in told if "Patil" in one.text]
    assert third.startswith("Worker 4: Family name: Patil; Given name: Ravi")
    assert "Pune" in third
    assert box(composed, "Line2_TtlNumberofBeneficiaries[0]") == "4"
    assert "Line2_BeneficiaryName" not in str(
        [name for name, shown in composed.values.items() if shown]
    )


def test_somebody_else_who_signs_is_not_forgotten():
    def agent(facts):
        other("h2a")(facts)
        facts["case"]["h2"] = {"has_joint": "yes", "is_agent": "yes"}
        facts["petitioner"]["joint_employers"] = [{"family": "A"}, {"family": "B"}]

    codes = [one.code for one in made("I-129", agent).problems]
    assert codes == ["others_sign_too", "separate_part_c"]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(
    ("form", "name", "shown"),
    [
        ("ETA-9089", "undefined_2", "No_2"),
        ("ETA-9089", "undefined_3", "Yes_3"),
        ("ETA-9089", "undefined_12", "NA_2"),
        ("ETA-9089", "undefined_35", "NA_11"),
        ("ETA-9089", "Not Applicable PWD", True),
        ("ETA-9089", "6 StateDistrictTerritory", "Texas"),
        ("ETA-9089", "Job Fair Check Box", True),
        ("ETA-9089", "undefined_9", "00"),
        ("ETA-9089-A", "Masters", True),
        ("ETA-9089-A", "Bachelors_2", True),
        ("ETA-9089-A", "1j  Present", "No"),
        ("ETA-9089-A", "1i  End date mmyyyy", "06/2023"),
    ],
)
def test_a_permanent_job(form, name, shown):
    assert box(made(form), name) == shown


@pytest.mark.parametrize("form", ["ETA-9089", "ETA-9089-A"])
def test_what_is_filed_in_the_agencys_own_system_says_that_it_is_a_worksheet(form):
    composed = made(form)
    assert composed.problems[0].code == "worksheet"
    assert composed.signatures == ()


def test_boxes_that_the_blank_ties_together_are_left_to_a_person():
    composed = made("ETA-9089")
    assert [one.code for one in composed.problems] == ["worksheet", "tied_boxes"]
    for tied in ("undefined_14", "undefined_15", "undefined_16"):
        assert tied not in composed.values
