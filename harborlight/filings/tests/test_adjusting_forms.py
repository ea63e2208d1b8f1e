"""The forms of a family that adjusts on the agency's own blanks, filled and read back.

The blanks are never part of this repository: HARBORLIGHT_FORMS names the folder that
holds those of this machine.
"""

import os
from functools import cache
from pathlib import Path

import pytest

from harborlight.filings.composing import OnPaper, make
from harborlight.filings.library import NoBlank, blank_of
from harborlight.law.packs import compose, pack_of
from harborlight.law.tests.families import (
    ADJUSTING,
    CONDITIONAL,
    WITHOUT_CARD,
    family,
)
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on

FORMS = [
    ("I-765", "beneficiary"),
    ("G-1145", "petitioner"),
    ("G-1450", "beneficiary"),
    ("I-864", "petitioner"),
    ("I-131", "beneficiary"),
    ("I-90", "applicant"),
    ("I-751", ""),
]
# Whose form it is, where it is not of the family that adjusts.
WHOSE = {"I-90": WITHOUT_CARD, "I-751": CONDITIONAL}


@cache
def filled(form, client):
    """(pack, blank, what was made) of the family's form; skips without its blank."""
    day, facts = family(WHOSE.get(form, ADJUSTING))
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

    def form(name, client):
        try:
            return filled(name, client)
        except NoBlank as error:
            pytest.skip(str(error))

    return form


@pytest.mark.feature("F115", "F116")
@pytest.mark.parametrize(("form", "client"), FORMS)
def test_every_answer_stands_in_its_box_and_signatures_stay_for_ink(
    at_hand, form, client
):
    pack, blank, facts, made = at_hand(form, client)
    day, _ = family(WHOSE.get(form, ADJUSTING))
    composed = compose(pack, facts, OnPaper(blank), on=day, client=client)
    assert made.not_printed == ()
    found = read(made.pdf)
    assert [
        (box, found[box], value)
        for box, value in composed.values.items()
        if found[box] != value
    ] == []
    for one in pack.signatures:
        assert [found[box] for box in (one.box, one.date_box) if box] in (
            ["", ""],
            [""],
        )


BOXES = [
    # Two pages repeat the name, in boxes that the agency's own script filled.
    ("I-765", "beneficiary", "Page7[0].Line1a_FamilyName[0]", "Dela Peña"),
    # Male is on-value Y of a pair; the other stays off.
    ("I-765", "beneficiary", "Page2[0].Line9_Checkbox[1]", True),
    ("I-765", "beneficiary", "Page2[0].Line9_Checkbox[0]", False),
    # The second of three names stands in the box with index 1.
    ("I-765", "beneficiary", "Page1[0].Line3a_FamilyName[1]", "de la Peña Ocampo"),
    ("I-765", "beneficiary", "Page1[0].Line3a_FamilyName[0]", ""),
    # The preparer's suite: the box that is printed Ste. carries the value APT.
    ("I-765", "beneficiary", "Page5[0].Pt6Line3b_Unit[2]", True),
    ("I-765", "beneficiary", "Page5[0].Pt6Line3b_Unit[0]", False),
    ("I-765", "beneficiary", "Page3[0].#area[1].section_1[0]", "c"),
    ("I-765", "beneficiary", "Page3[0].#area[1].section_2[0]", "9"),
    ("I-765", "beneficiary", "Page3[0].#area[1].section_3[0]", ""),
    ("G-1145", "petitioner", "#subform[0].LastName[0]", "Brandt Núñez"),
    # Apartment has index 1, suite 0.
    ("G-1450", "beneficiary", "#subform[0].CCHolderAptSteFlr_Unit[1]", True),
    ("G-1450", "beneficiary", "#subform[0].CCHolderAptSteFlr_Unit[0]", False),
    # The code on the back of a card has the name of the last four digits.
    ("G-1450", "beneficiary", "#subform[0].CreditCardNumber_4[1]", ""),
    ("G-1450", "beneficiary", "#subform[0].AuthorizedPaymentAmt[0]", "675"),
    # The blank has the sponsor counted already; the sums were its own script's.
    ("I-864", "petitioner", "#subform[4].P5_Line2_Yourself[0]", "1"),
    ("I-864", "petitioner", "#subform[4].Override[0]", "4"),
    ("I-864", "petitioner", "#subform[5].P6_Line15_TotalHouseholdIncome[0]", "79,650"),
    # One name for "Employed" on page 5 and the two statements of page 10.
    ("I-864", "petitioner", "#subform[4].P6_Line1_Checkbox[0]", True),
    ("I-864", "petitioner", "#subform[9].P6_Line1_Checkbox[1]", True),
    ("I-864", "petitioner", "#subform[9].P6_Line1_Checkbox[2]", False),
    ("I-864", "petitioner", "#subform[11].P4_Line1a_FamilyName[1]", "Brandt Núñez"),
    # The fifth field of the first page is Item 5.A; five more pages share its name.
    ("I-131", "beneficiary", "P1[0].CB_AppType[4]", True),
    ("I-131", "beneficiary", "P2[0].CB_AppType[4]", False),
    ("I-131", "beneficiary", "P5[0].Part2_Line8_Gender[1]", True),
    ("I-131", "beneficiary", "P5[0].Part2_Line8_Gender[0]", False),
    ("I-131", "beneficiary", "P5[0].Part2_Line4_Unit[1]", True),
    ("I-131", "beneficiary", "P7[0].P3_Line6_HairColor[8]", True),
    ("I-131", "beneficiary", "#subform[9].P7_Line5_ExpectedLengthTrip[0]", "21"),
    ("I-131", "beneficiary", "#subform[13].Part2_Line1_FamilyName[0]", "Dela Peña"),
    # Letters that the blank's own font lacks are drawn with another.
    ("I-90", "applicant", "#subform[0].P1_Line3a_FamilyName[0]", "Nguyễn"),
    ("I-90", "applicant", "#subform[6].P1_Line3a_FamilyName[1]", "Nguyễn"),
    # Lost is index 5 of Section A, index 4 of Section B.
    ("I-90", "applicant", "#subform[1].P2_checkbox2[5]", True),
    ("I-90", "applicant", "#subform[2].P2_checkbox3[4]", False),
    # "No" has index 0 here.
    ("I-90", "applicant", "#subform[2].P3_checkbox4[0]", True),
    ("I-90", "applicant", "#subform[2].P3_checkbox4[1]", False),
    # Children 2 to 5 share their fields' names; the second is index 0.
    ("I-751", "", "#subform[3].Line13b_GivenName[0]", "Miles"),
    ("I-751", "", "#subform[3].Line13b_GivenName[1]", ""),
    # The question is whether the addresses differ: No has index 0.
    ("I-751", "", "#subform[1].Line16_Checkbox[0]", True),
    ("I-751", "", "#subform[1].Line16_Checkbox[1]", False),
    # The preparer's street has the name of the interpreter's part.
    ("I-751", "", "#subform[8].Pt9Line3_StreetNumberName[0]", "901 Congress Avenue"),
    ("I-751", "", "#subform[7].P6_Line3a_StreetNumberName[0]", ""),
    # Both names that the agency's script put into the acknowledgements.
    ("I-751", "", "#subform[5].P7_Name[0]", "Luciana Ferreira Albuquerque Whitfield"),
    ("I-751", "", "#subform[7].Pt8_Name[0]", "Marcus Leon Whitfield"),
]


@pytest.mark.parametrize(("form", "client", "box", "value"), BOXES)
def test_the_traps_of_the_blanks_are_known(at_hand, form, client, box, value):
    *_, made = at_hand(form, client)
    assert read(made.pdf)[f"form1[0].{box}"] == value


WORDS = [
    ("I-765", "beneficiary", 1, "Dela Peña"),
    ("G-1145", "petitioner", 1, "Brandt Núñez"),
    ("G-1450", "beneficiary", 1, "2218 Maplewood Avenue"),
    ("I-864", "petitioner", 6, "79,650"),
    ("I-131", "beneficiary", 10, "Philippines, Japan"),
    ("I-90", "applicant", 1, "PO Box 90210"),
    ("I-751", "", 4, "Rua da Aurora 1259"),
]


@pytest.mark.parametrize(("form", "client", "page", "words"), WORDS)
def test_the_answers_are_printed(at_hand, form, client, page, words):
    *_, made = at_hand(form, client)
    assert words in words_on(made.pdf, page)
