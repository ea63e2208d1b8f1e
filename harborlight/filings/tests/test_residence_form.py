"""The I-485 on the agency's own blank: filled, read back, and seen.

The blank is never part of this repository: HARBORLIGHT_FORMS names the folder that holds
those of this machine.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from harborlight.filings.composing import OnPaper, make
from harborlight.filings.library import NoBlank, blank_of
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import ADJUSTING, family
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on

A_NUMBER = "212345678"


def told():
    """(day, facts) of the husband who adjusts; he has an A-Number by now."""
    day, facts = family(ADJUSTING)
    facts["beneficiary"]["a_number"] = A_NUMBER
    return day, facts


@cache
def filled():
    """(pack, blank, what was made) of his form."""
    day, facts = told()
    pack = pack_of("I-485", day)
    blank = blank_of(pack)
    return pack, blank, make(pack, blank, facts, on=day, client="beneficiary")


@pytest.fixture
def made(settings):
    """The same; skips without the blank."""
    folder = Path(os.environ.get("HARBORLIGHT_FORMS", "") or "/nowhere")
    if not folder.is_dir():
        pytest.skip("HARBORLIGHT_FORMS names no folder of blanks.")
    settings.FORMS_FOLDER = folder
    try:
        return filled()
    except NoBlank as error:
        pytest.skip(str(error))


@pytest.fixture
def found(made):
    """Box, without what all of them begin with -> what stands in it."""
    *_, form = made
    return {
        name.removeprefix("form1[0].#subform"): value
        for name, value in read(form.pdf).items()
    }


@pytest.mark.feature("F115", "F116")
def test_every_answer_stands_in_its_box_and_signatures_stay_for_ink(made):
    pack, blank, form = made
    day, facts = told()
    composed = compose(pack, facts, OnPaper(blank), on=day, client="beneficiary")
    assert form.not_printed == ()
    said = read(form.pdf)
    wrong = {
        box: (said[box], value)
        for box, value in composed.values.items()
        if said[box] != value
    }
    assert wrong == {}
    for one in pack.signatures:
        assert (said[one.box], said[one.date_box]) == ("", "")


@pytest.mark.feature("F119")
def test_the_number_on_top_of_every_page_is_filled_though_it_is_read_only(made, found):
    pack, _, form = made
    copies = [value for name, value in found.items() if ".AlienNumber[" in name]
    assert copies == [A_NUMBER] * pack.pages
    for page in range(1, pack.pages + 1):
        assert A_NUMBER in "".join(words_on(form.pdf, page).split()), page


BOXES = [
    # Yes and No, sex, and units are pairs without a group: one of them only.
    ("[0].Pt1Line3_YN[1]", True),  # its tooltip says Yes; it is printed No
    ("[0].Pt1Line3_YN[0]", False),
    ("[1].Pt1Line4_YN[0]", True),
    ("[1].Pt1Line4_YN[1]", False),
    ("[1].Pt1Line6_CB_Sex[1]", True),
    ("[1].Pt1Line6_CB_Sex[0]", False),
    # "When I last arrived": told apart by place alone.
    ("[1].Pt2Line11_CB[0]", True),
    ("[1].Pt2Line11_CB[1]", False),
    ("[1].Pt2Line11_CB[2]", False),
    ("[1].Pt1Line10_VisaNum[0]", "M1234567"),
    ("[1].Pt1Line10_Passport[0]", "Philippines"),
    ("[2].P1Line12_I94[0]", "987654321B2"),
    # Apt. has index 2 here, index 0 elsewhere.
    ("[2].Pt1Line18US_Unit[2]", True),
    ("[2].Pt1Line18US_Unit[0]", False),
    ("[2].Pt1Line18_YN[1]", True),
    ("[2].Pt1Line18_CurrentStreetNumberName[0]", "PO Box 8842"),
    ("[3].Pt1Line18_PriorAddress_Unit[2]", True),
    ("[3].Pt1Line18_last5yrs_YN[1]", True),
    ("[3].Pt1Line18PriorDateTo[0]", "10/10/2025"),
    # Here No has the lower index.
    ("[3].Pt1Line19_YN[0]", True),
    ("[3].Pt1Line19_YN[1]", False),
    ("[3].Pt1Line19_Consent_YN[0]", True),
    ("[4].Pt2Line3a_CB[0]", True),
    ("[4].Pt2Line3a_CB[9]", False),
    ("[5].Pt2Line3b_CB140[0]", False),
    ("[6].Pt2Line3g_CB[4]", False),
    ("[7].Pt3Line1_CB[5]", True),
    ("[7].Pt4Line7_EmployerName[1]", "Unemployed"),
    ("[8].Part4Line7_StreetName[0]", "N/A"),
    ("[8].Part4Line7_StreetName[1]", "My wife's wages"),
    ("[8].Pt4Line8_EmployerName[0]", "Visayan Shipping Corporation"),
    # One name for a birth, a wedding and another birth.
    ("[9].Pt5Line8_DateofBirth[0]", "1955"),
    ("[9].Pt5Line8_DateofBirth[1]", "11/05/1986"),
    ("[10].Pt5Line8_DateofBirth[2]", "01/24/2026"),
    ("[10].Pt5Line8_DateofBirth[3]", ""),
    ("[9].Pt6Line1_MaritalStatus[3]", True),
    ("[9].Pt5Line2_YNNA[0]", True),
    ("[11].Pt6Line1_TotalChildren[0]", "None"),
    ("[12].Pt7Line2_Race[0]", True),
    ("[12].Pt7Line2_Race[4]", True),
    ("[12].Pt7Line3_HeightInches[0]", "7"),
    ("[13].Pt8Line18_YesNo[1]", True),  # Item 14: the names are of an older edition
    ("[13].Pt9Line11_YesNo[0]", True),
    ("[15].Pt8Line42\\.a_YesNo[1]", True),
    ("[15].Pt8Line43fYesNo[1]", True),
    ("[17].Pt9Line56_CB[1]", False),  # refugees, whatever its tooltip says
    ("[18].Pt9Line56_CB[23]", True),
    ("[18].Pt9Line53_CB[2]", True),  # Item 58
    ("[18].Table1[0].Row1[0].TextField1[0]", "Marine Engineer Officer licence (Philippines)"),
    # There is no subform 19.
    ("[20].Pt9Line75_YesNo[1]", True),
    ("[21].Pt9Line76_YesNo[1]", True),
    ("[22].Pt3Line3_DaytimePhoneNumber1[0]", "4195550177"),
    ("[22].Part11_NameofLanguage[0]", ""),
    ("[23].Pt12Line1_PreparerFamilyName[0]", "Okafor"),
    ("[23].Pt13_Corrections2[1]", ""),
    ("[24].Pt1Line1_FamilyName[1]", "Dela Peña"),
    ("[24].Pt9Line3a_PageNumber[0]", "8"),
    ("[24].Pt9Line3b_PartNumber[0]", "4"),
    ("[24].Pt9Line3c_ItemNumber[0]", "7"),
]  # fmt: skip


@pytest.mark.parametrize(("box", "value"), BOXES)
def test_the_traps_of_the_blank_are_known(found, box, value):
    assert found[box] == value


def test_what_the_blank_has_no_room_for_stands_on_page_24_and_behind_it(made, found):
    pack, _, form = made
    blocks = [
        found[f"[24].P14_Line{number}_AdditionalInfo[0]"] for number in (2, 3, 4, 5)
    ]
    assert blocks[0].startswith("Employment or school 2: Employer; Visayan Shipping")
    assert "section 214(b)" in blocks[1]
    assert form.pages > pack.pages
    behind = words_on(form.pdf, pack.pages + 1)
    assert "unlawful" in behind or "04/11/2026" in behind
