"""The forms of one person on the agency's own blanks, filled and read back.

The blanks are never part of this repository: HARBORLIGHT_FORMS names the folder that
holds those of this machine.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest

from harborlight.filings.composing import OnPaper, make
from harborlight.filings.library import NoBlank, blank_of
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import (
    CARD,
    COMPANY,
    DREAMER,
    ENGAGED,
    HARDSHIP,
    PROTECTED,
    STUDENT,
    family,
)
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on

FORMS = [
    ("I-90", CARD, "applicant"),
    ("I-821D", DREAMER, ""),
    ("I-129F", ENGAGED, ""),
    ("I-539", STUDENT, ""),
    ("AR-11", CARD, "applicant"),
    ("I-140", COMPANY, ""),
    ("I-907", COMPANY, "petitioner"),
    ("I-601A", HARDSHIP, "beneficiary"),
    ("I-290B", HARDSHIP, "beneficiary"),
    ("I-821", PROTECTED, ""),
    ("I-912", CARD, "applicant"),
]


@cache
def filled(form, case, client):
    """(pack, blank, facts, what was made) of the case's form; skips without its blank."""
    day, facts = family(case)
    pack = pack_of(form, day)
    blank = blank_of(pack)
    return pack, blank, facts, make(pack, blank, facts, on=day, client=client)


@pytest.fixture
def at_hand(settings):
    """The folder of this machine's blanks; skips where there is none."""
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", "") or "/nowhere")
    if not folder.is_dir():
        pytest.skip("HARBORLIGHT_FORMS names no folder of blanks.")
    settings.FORMS_FOLDER = folder
    cases = {form: (form, case, client) for form, case, client in FORMS}

    def form(name):
        try:
            return filled(*cases[name])
        except NoBlank as error:
            pytest.skip(str(error))

    return form


@pytest.mark.feature("F115", "F116")
@pytest.mark.parametrize(("form", "case", "client"), FORMS)
def test_every_answer_stands_in_its_box_and_signatures_stay_for_ink(
    at_hand, form, case, client
):
    pack, blank, facts, made = at_hand(form)
    composed = compose(pack, facts, OnPaper(blank), on=family(case)[0], client=client)
    assert made.not_printed == ()
    found = read(made.pdf)
    assert [
        (box, found[box], value)
        for box, value in composed.values.items()
        if bare(found[box]) != bare(value)
    ] == []
    for one in pack.signatures:
        assert [found[box] for box in (one.box, one.date_box) if box] in (
            ["", ""],
            [""],
        )


@pytest.mark.parametrize(("form", "case", "client"), FORMS)
def test_check_boxes_are_what_the_blank_prints_beside_them(at_hand, form, case, client):
    """Apt., Ste. and Flr. from left to right; Yes and No as their tooltips say."""
    pack, blank, *_ = at_hand(form)
    boxes = {box.name: box for box in blank.boxes}
    for row in pack.choices:
        if set(row.boxes) == {"apt", "ste", "flr"}:
            kinds = [boxes[row.boxes[kind]] for kind in ("apt", "ste", "flr")]
            lefts = [box.rect[0] for box in kinds]
            assert lefts == sorted(lefts), row.place
        if {"yes", "no"} <= set(row.boxes):
            said = [boxes[row.boxes[word]].tooltip for word in ("yes", "no")]
            ends = [re.findall(r"(?:Select|box for) ?(Yes|No)\b", one) for one in said]
            assert ends in ([["Yes"], ["No"]], [[], []]), (row.place, said)


def bare(value):
    """Without the blanks that some lists have before a state."""
    return value.strip() if isinstance(value, str) else value


BOXES = [
    # The file's order of reasons is not the printed one: 2.e has index 0.
    ("I-90", "#subform[1].P2_checkbox2[0]", True),
    ("I-90", "#subform[1].P2_checkbox2[4]", False),
    # Locked until an answer of Yes: the name on the card, the accommodation.
    ("I-90", "#subform[0].P1_Line5a_FamilyName[0]", "Ferreira"),
    ("I-90", "#subform[2].P4_checkbox1a[0]", True),
    # Repeats that the agency's own script filled.
    ("I-90", "#subform[6].P1_Line3a_FamilyName[1]", "Ferreira Whitcombe"),
    ("I-90", "#subform[6].#area[3].P1_Line1_AlienNumber[1]", "058765432"),
    # Three boxes a number: a weight under boxes that are named after inches.
    ("I-90", "#subform[2].P3_Line9_HeightInches3[0]", "1"),
    # Apt. has index 2 on page 1; Ste. index 0 for the preparer.
    ("I-821D", "#subform[0].P1_Line4c_Unit[2]", True),
    ("I-821D", "#subform[0].P1_Line4c_Unit[0]", False),
    ("I-821D", "#subform[5].P7_Line3b_Unit[0]", True),
    ("I-821D", "#subform[3].P4_Line3_Checkbox[0]", True),
    ("I-821D", "#subform[3].P4_Line1_Checkbox[0]", True),
    # The item of a block has three characters.
    ("I-821D", "#subform[6].P8_Line3c_Item[0]", "15a"),
    ("I-821D", "#subform[6].Line4_ANumber[1].P1_Line7_ANumber[1]", "205123456"),
    # The box printed Apt. carries FLR, and Gray carries the value of green.
    ("I-129F", "#subform[0].Pt1Line8_Unit[1]", True),
    ("I-129F", "#subform[6].Pt2Line47_Unit[0]", True),
    ("I-129F", "#subform[8].Pt4Line5_Checkbox[1]", True),
    ("I-129F", "#subform[8].Pt4Line5_Checkbox[5]", False),
    ("I-129F", "#subform[3].Pt1Line49a_Age[0]", "11"),
    ("I-129F", "#subform[7].Pt2Line53_Checkboxes[2]", True),
    ("I-129F", "#subform[6].Pt2Line28f_Country[0]", "Україна"),
    # Extension is on-value B with index 0, printed between A and C.
    ("I-539", "#subform[1].P2_checkbox[1]", True),
    ("I-539", "#subform[1].P2_checkbox[0]", False),
    # A list that is locked until a change is asked for.
    ("I-539", "#subform[1].Pt2Line2a_NewStatus[0]", "F1"),
    # Named after a passport: the school and the SEVIS number.
    ("I-539", "#subform[1].SupA_Line1k_Passport[1]", "Miami Dade College"),
    ("I-539", "#subform[1].SupA_Line1k_Passport[2]", "N0034567890"),
    ("I-539", "#subform[2].P4_Line1a_CountryOfIssuance[1]", "GB987654"),
    ("I-539", "#subform[3].P4_checkbox14_No[0]", True),
    # Addresses lettered B, A, C; the suite has index 2.
    ("AR-11", "#subform[0].S2A_CityOrTown[0]", "Boston"),
    ("AR-11", "#subform[0].S2B__Unit[0]", True),
    ("AR-11", "#subform[0].S2A_Unit[1]", True),
    # A column of relationships named after dates; a list with a blank before each state.
    ("I-912", "#subform[1].Part3_Line1_DateofBirth2[0]", "Daughter"),
    ("I-912", "#subform[1].Part4_Line2a_RelationshipToYou1[0]", "Self"),
    ("I-912", "#subform[6].P10_L3d_State[0]", " TX"),
    # Sums that the file's own script made.
    ("I-912", "#subform[2].Total[0]", "23,150"),
    ("I-912", "#subform[3].TotalAssets[0]", "1,510"),
    ("I-912", "#subform[3].P6_Line3_Checkbox[8]", True),
    ("I-912", "#subform[0].P1_Line1_Checkbox[1]", False),
    # Categories a to h on two pages, out of order.
    ("I-140", "#subform[0].prt2PetitionType[4]", True),
    ("I-140", "#subform[1].prt2PetitionType[6]", False),
    # The province has the letter of the postal code, and the second child's country
    # another index than its name.
    ("I-140", "#subform[2].Line2d_PostalCode[0]", "1504"),
    ("I-140", "#subform[4].Line2e_CountryOfBirth[1]", "United States"),
    ("I-140", "#subform[7].#area[6].Pt1Line3_TaxNumber[1]", "381234567"),
    ("I-140", "#subform[2].Line3a_FamilyName2[0]", "Димитров"),
    ("I-907", "#subform[1].Part1_Line8_CheckBox[3]", True),
    ("I-907", "#subform[1].Part1_Line8_CheckBox[2]", False),
    # 28.a and 28.b stand on two pages; Item 34 is called 33.
    ("I-601A", "#subform[1].Pt1Checkbox28[0]", True),
    ("I-601A", "#subform[2].Pt1Checkbox28[1]", False),
    ("I-601A", "#subform[2].Pt1Checkbox33_Checkbox[0]", True),
    ("I-601A", "#subform[3].Pt2Checkbox5[5]", True),
    ("I-601A", "#subform[8].Pt1Line4a_FamilyName[1]", "Xicará Batz"),
    # Suite has index 2, floor 0; a list whose values are codes.
    ("I-290B", "#subform[0].Pt1Line6_Unit[2]", True),
    ("I-290B", "#subform[1].P2_Line2_checkbox[2]", True),
    ("I-290B", "#subform[3].P6_L8b_PrepSignature[0]", ""),
    # A page within a page; a race whose value is that of a marital status.
    ("I-821", "Page04[0].Page04[0].Part4_Item10e_IDK[0]", True),
    ("I-821", "Page03[0].Part3_Item2_RaceB[0]", True),
    ("I-821", "Page02[0].Part2_Item11_DateOfBirth[1]", "07/14/1987"),
    ("I-821", "Page03[0].Part2_Item10_DateOfBirth[0]", "05/21/2022"),
    ("I-821", "Page11[0].Part6_Item12_Province[0]", ""),
    ("I-821", "Page13[0].Part2_Item1_FamilyName[0]", "Dorcélus"),
    # The second mobile number is printed "Fax Number".
    ("I-907", "#subform[2].P3_Line5_MobileTelePhoneNumber[1]", "5125550102"),
]


@pytest.mark.parametrize(("form", "box", "value"), BOXES)
def test_the_traps_of_the_blanks_are_known(at_hand, form, box, value):
    *_, made = at_hand(form)
    assert read(made.pdf)[f"form1[0].{box}"] == value


WORDS = [
    ("I-90", 1, "Ferreira Whitcombe"),
    ("I-821D", 7, "15a"),
    ("I-129F", 8, "Kraków"),
    ("I-539", 2, "F1 - STUDENT - ACADEMIC"),
    ("AR-11", 1, "1207 Commonwealth Avenue"),
    ("I-140", 8, "G-100-25123-654321"),
    ("I-907", 1, "Great Lakes Turbine Works Inc."),
    ("I-601A", 6, "Hospital and pay the rent"),
    ("I-290B", 2, "National Benefits Center (NBC)"),
    ("I-821", 13, "Rifle training"),
    ("I-912", 4, "Savings account"),
]


@pytest.mark.parametrize(("form", "page", "words"), WORDS)
def test_the_answers_are_printed(at_hand, form, page, words):
    *_, made = at_hand(form)
    assert words in words_on(made.pdf, page)
