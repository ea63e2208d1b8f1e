"""The application for naturalization: which boxes, which years, and what is told behind."""

import pikepdf
import pytest

from harborlight.law.countries import field_offices
from harborlight.law.packs import pack_of
from harborlight.law.tests.families import SETTLED, WIFE
from harborlight.law.tests.making import DAY, made, printed
from harborlight.law.tests.test_packs import blank_of, fields_of, full_name

BASES = {
    "general": "A",
    "spouse": "B",
    "vawa": "C",
    "spouse_abroad": "D",
    "hostilities": "E",
    "one_year_military": "F",
    "other": "G",
}
SETTLED_LINES = [
    ((1, "1", "A-Number"), "061234567"),
    ((1, "1", "1"), "general"),
    ((1, "2", "1"), "Quispe Núñez Wilfredo Ángel"),
    ((1, "2", "2"), "Quispe Wilfredo Quispe Nuñez Willy"),
    ((2, "2", "3"), "Quispe Wilfred Angel yes"),
    ((2, "2", "6"), "02/29/1996"),
    ((2, "2", "7"), "03/04/2019"),
    ((2, "2", "9"), "Peru"),
    ((2, "2", "12.b"), "123456789"),
    ((2, "2", "12.c"), "yes"),
    ((3, "3", "2"), "american_indian white"),
    ((3, "3", "4"), "0 9 8"),
    ((3, "4", "2"), "no"),
    ((4, "4", "3"), "Rosa Núñez P.O. Box 1207 Round Rock TX 78664 United States"),
    ((4, "5", "1"), "divorced"),
    ((4, "5", "3"), "1"),
    ((5, "6", "1"), "4"),
    ((6, "9", "3"), "yes"),
    ((7, "9", "8.a"), "yes"),
    ((7, "9", "8.b"), "no"),
    ((8, "9", "15.a"), "no"),
    ((8, "9", "16"), "yes"),
    ((9, "9", "22.c"), "05/20/2019 9612345678"),
    ((11, "10", "2"), "41000"),
    ((11, "10", "5.a"), "yes"),
    ((11, "11", "1"), "5125550143"),
    ((11, "11", "2"), "N/A"),
    ((12, "13", "1"), "Okafor Adaeze"),
    ((12, "13", "4"), "5125550101"),
    ((13, "14", "1"), "Quispe Núñez Wilfredo Ángel"),
]
WIFE_LINES = [
    ((1, "1", "1"), "spouse"),
    ((1, "2", "2"), "N/A"),
    ((2, "2", "12.a"), "no"),
    ((4, "5", "2"), "no"),
    ((4, "5", "3"), "2"),
    ((4, "5", "4.a"), "Whitfield Daniel James"),
    ((4, "5", "4.c"), "06/12/2021"),
    ((4, "5", "5.a"), "other"),
    ((4, "5", "5.b"), "07/02/2015"),
    ((5, "5", "7"), "1"),
    ((5, "6", "1"), "0"),
    ((5, "6", "2"), "N/A"),
    ((6, "8", "1"), "N/A"),
    ((8, "9", "15.b"), "N/A no"),
    ((9, "9", "22.a"), "no"),
    ((11, "10", "1"), "no"),
]


def box(composed, name):
    """What stands in the box with this name on whichever page it is."""
    found = [
        value for key, value in composed.values.items() if key.endswith(f".{name}")
    ]
    return found[0] if found else ""


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), SETTLED_LINES)
def test_an_applicant_with_a_long_history_stands_on_the_form(place, shown):
    assert printed("N-400", made("N-400", SETTLED))[place] == shown


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), WIFE_LINES)
def test_the_wife_of_a_citizen_stands_on_the_form(place, shown):
    assert printed("N-400", made("N-400", WIFE))[place] == shown


@pytest.mark.parametrize(
    ("name", "reminders"), [(SETTLED, []), (WIFE, ["interpreter_by_hand"])]
)
def test_nothing_is_missing_of_a_whole_application(name, reminders):
    composed = made("N-400", name)
    assert composed.missing == ()
    assert [one.code for one in composed.problems] == reminders
    assert [one.party for one in composed.signatures] == ["applicant", "attorney"]


def test_what_was_not_asked_for_stays_empty():
    lines = printed("N-400", made("N-400", WIFE))
    for place in [(2, "2", "12.b"), (4, "4", "3"), (8, "9", "16"), (9, "9", "22.b")]:
        assert place not in lines
    assert (4, "5", "4.a") not in printed("N-400", made("N-400", SETTLED))


def test_a_number_of_the_spouse_that_nobody_knows_is_left_out():
    def unknown(facts):
        facts["applicant"]["spouse"]["a_number"] = "unknown"

    def unsaid(facts):
        del facts["applicant"]["spouse"]["a_number"]

    composed = made("N-400", WIFE, change=unknown)
    assert (box(composed, "P7_Line6_ANumber[0]"), composed.missing) == ("", ())
    asked = [one.path for one in made("N-400", WIFE, change=unsaid).missing]
    assert asked == ["applicant.spouse.a_number"]


def test_a_history_goes_back_as_far_as_the_reason_for_filing_asks():
    homes, work = "P4_Line3_CityTown{}[0]", "P5_EmployerName{}[0]"

    def told(basis):
        def change(facts):
            facts["case"]["naturalization"]["basis"] = basis

        composed = made("N-400", SETTLED, change=change)
        shown = [box(composed, homes.format(n)) for n in (1, 2, 3)]
        shown += [box(composed, work.format(n)) for n in (1, 2, 3)]
        shown += [box(composed, f"P8_Line1_DateLeft{n}[0]") for n in (1, 5)]
        return [text.partition(" ")[0] for text in shown]

    five = ["Austin", "Ayacucho", "San", "Lone", "Austin", "Unemployed"]
    assert told("general") == [*five, "12/18/2025", "01/15/2023"]
    assert told("vawa") == [
        *("Austin", "", "", "Lone", "Austin", "Unemployed"),
        *("12/18/2025", ""),
    ]
    assert told("spouse_abroad") == [
        *("", "", "", "Lone", "Austin", "Unemployed"),
        *("N/A", ""),
    ]
    assert told("hostilities") == ["", "", "", "Lone", "N/A", "", "N/A", ""]


def test_a_day_trip_is_not_listed_and_the_seventh_is_told_behind():
    composed = made("N-400", SETTLED)
    left = [box(composed, f"P8_Line1_DateLeft{n}[0]") for n in range(1, 7)]
    assert left == [
        *("12/18/2025", "12/20/2024", "06/01/2024"),
        *("12/19/2023", "01/15/2023", "07/01/2022"),
    ]
    behind = [one.text for one in (*composed.additional, *composed.continued)]
    seventh = "Trip 7: Left: 12/10/2021; Returned: 01/02/2022; Countries: Peru."
    assert any(seventh in text for text in behind)
    assert [one.path for one in composed.left_out] == [
        "applicant.addresses[5]",
        "applicant.trips[8]",
    ]


def test_only_children_who_are_not_yet_eighteen_are_counted():
    def a_day_younger(facts):
        facts["applicant"]["children"][4]["birth_date"] = "2008-06-16"

    assert box(made("N-400", SETTLED), "P11_Line1_TotalChildren[0]") == "4"
    younger = made("N-400", SETTLED, change=a_day_younger)
    assert box(younger, "P11_Line1_TotalChildren[0]") == "5"


def test_a_childs_row_says_what_the_form_allows_and_its_home_is_told():
    composed = made("N-400", SETTLED)
    rows = [
        [box(composed, f"P7_OccupationFieldStudy{n}[{column}]") for column in (0, 1)]
        for n in (1, 2, 3)
    ]
    assert rows == [
        ["does not reside with me", "biological son or daughter"],
        ["resides with me", "stepchild"],
        ["unknown/missing", "biological son or daughter"],
    ]
    told = {
        str(one.place): one.text for one in (*composed.additional, *composed.continued)
    }
    assert "Lucía Quispe Salas lives at: 77 Medina Street" in told["Part 6, Item 2"]
    assert "Son or daughter 4: Ana Quispe Salas" in told["Part 6, Item 2"]


def test_an_offense_stands_in_its_own_columns():
    composed = made("N-400", SETTLED)
    columns = (
        "why2",
        "Date2",
        "DateOfConv2",
        "Outcome2[1]",
        "Outcome2[0]",
        "Outcome2[2]",
    )
    names = [f"P12_Line29_{one}" + ("" if "[" in one else "[0]") for one in columns]
    assert [box(composed, name) for name in names] == [
        "Driving while intoxicated",
        "11/06/2021",
        "02/15/2022",
        "Austin, TX, United States",
        "Pled guilty; probation",
        "6 months probation",
    ]
    assert box(composed, "P12_Line29_DateOfConv1[0]") == "N/A"


def test_a_yes_without_its_explanation_is_missing():
    def silent(facts):
        del facts["applicant"]["eligibility"]["weapons_training_details"]
        facts["applicant"]["eligibility"]["drugs"] = "yes"
        facts["applicant"]["eligibility"]["group_with_weapons"] = "yes"

    assert {
        (one.item, one.path) for one in made("N-400", SETTLED, change=silent).missing
    } == {
        ("Part 9, Item 10.a", "applicant.eligibility.group_with_weapons_details"),
        ("Part 9, Item 10.b", "applicant.eligibility.used_weapon_in_group"),
        ("Part 9, Item 10.c", "applicant.eligibility.threatened_in_group"),
        ("Part 9, Item 12", "applicant.eligibility.weapons_training_details"),
        ("Part 9, Item 17.b", "applicant.eligibility.drugs_details"),
    }


@pytest.mark.parametrize(
    ("back", "basis", "codes"),
    [
        ("2024-11-28", "general", []),
        ("2024-12-02", "general", ["half_year_away"]),
        ("2025-06-01", "general", ["year_away"]),
        ("2024-12-02", "spouse", ["half_year_away"]),
        ("2025-06-01", "spouse_abroad", []),
    ],
)
def test_a_long_time_away_is_said(back, basis, codes):
    def away(facts):
        facts["applicant"]["trips"][3] |= {"from": "2024-06-01", "to": back}
        facts["case"]["naturalization"]["basis"] = basis

    found = made("N-400", SETTLED, change=away).problems
    assert [one.code for one in found] == codes


def test_what_a_lawyer_must_look_at_is_said():
    def troubled(facts):
        applicant = facts["applicant"]
        applicant["parent_was_citizen"] = applicant["test_exception"] = "yes"
        applicant["social_security"]["consents"] = "no"
        applicant["eligibility"]["sentence_completed"] = "no"
        applicant["selective_service"] = {"was_required": "yes", "registered": "no"}
        applicant["oath"] |= {"bear_arms": "no", "unable": "yes"}

    composed = made("N-400", SETTLED, change=troubled)
    assert [one.code for one in composed.problems] == [
        "may_be_citizen",
        "needs_medical_certificate",
        "card_without_consent",
        "sentence_not_completed",
        "not_registered_for_service",
        "no_to_the_oath",
        "oath_waiver",
    ]
    lines = printed("N-400", composed)
    assert [place for place in lines if place[1:] in (("9", "34"), ("9", "35"))] == []


def test_nobody_is_asked_for_children_or_trips_that_there_are_not():
    def untold(facts):
        for name in ("has_trips", "trips", "has_children", "children"):
            facts["applicant"].pop(name, None)

    missing = [one.path for one in made("N-400", SETTLED, change=untold).missing]
    assert missing == ["applicant.has_children", "applicant.has_trips"]


def test_trips_and_children_that_were_answered_with_yes_are_asked_for():
    def announced(facts):
        facts["applicant"] |= {"has_trips": "yes", "has_children": "yes"}

    missing = [one.path for one in made("N-400", WIFE, change=announced).missing]
    assert missing == ["applicant.children[0].given", "applicant.trips[0].from"]


# ------------------------------------------------------------- against the blank itself


def marks():
    """Field name -> (value when on, left, foot) of the check boxes of the blank."""
    found = {}
    with pikepdf.open(blank_of(pack_of("N-400", DAY))) as pdf:
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                states = note.get("/AP", {}).get("/N", {})
                if note.get("/FT") == "/Btn":
                    on = next(str(key)[1:] for key in states if key != "/Off")
                    left, foot = (float(note.Rect[corner]) for corner in (0, 1))
                    found[full_name(note)] = (on, left, foot)
    return found


def test_the_box_of_each_reason_for_filing_is_known_by_its_value_not_its_number():
    found, pack = marks(), pack_of("N-400", DAY)
    row = next(row for row in pack.choices if row.value.path.endswith(".basis"))
    values = {basis: found[name][0] for basis, name in row.boxes.items()}
    assert values == BASES
    feet = [found[row.boxes[basis]][2] for basis in BASES]
    assert feet == sorted(feet, reverse=True)


def test_yes_and_no_are_what_the_blank_says_and_where_it_prints_them():
    found, pack = marks(), pack_of("N-400", DAY)
    pairs = [row for row in pack.choices if set(row.boxes) == {"yes", "no"}]
    assert len(pairs) == 75
    for row in pairs:
        yes, no = found[row.boxes["yes"]], found[row.boxes["no"]]
        assert (yes[0], no[0]) == ("Y", "N"), row.place
        assert yes[1] < no[1] or yes[2] > no[2], row.place


def test_every_office_that_we_know_is_on_the_list_of_the_blank():
    options = fields_of(pack_of("N-400", DAY))["form1[0].#subform[0].DropDownList1[0]"][
        2
    ]
    assert [row["printed"] for row in field_offices().values()] == [
        one for one in options if one.strip()
    ]
