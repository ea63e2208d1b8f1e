"""Two whole families on their forms, line by line."""

import pytest

from harborlight.law.tests.families import CITIZEN, RESIDENT
from harborlight.law.tests.making import made, printed

CITIZEN_LINES = [
    ((1, "1", "1"), "spouse"),
    ((1, "1", "4"), "no"),
    ((1, "2", "1"), "075123456"),
    ((1, "2", "3"), "123456789"),
    ((1, "2", "4.a"), "Rivas Peña"),
    ((2, "2", "5.b"), "Oscar"),
    ((2, "2", "7"), "El Salvador"),
    ((2, "2", "8"), "03/09/1984"),
    ((2, "2", "9"), "male"),
    ((2, "2", "10.b"), "7204 Blessing Avenue"),
    ((2, "2", "10.c"), "214 apt"),
    ((2, "2", "11"), "yes"),
    ((2, "2", "12.d"), "TX"),
    ((2, "2", "13.a"), "08/01/2023"),
    ((2, "2", "14.e"), "78753"),
    ((2, "2", "15.a"), "02/2020"),
    ((2, "2", "15.b"), "07/31/2023"),
    ((2, "2", "16"), "2"),
    ((2, "2", "17"), "married"),
    ((3, "2", "18"), "12/21/2024"),
    ((3, "2", "19.c"), "San Salvador"),
    ((3, "2", "20.a"), "Orellana de Rivas"),
    ((3, "2", "21"), "N/A"),
    ((3, "2", "22.a"), "Lozano"),
    ((3, "2", "23"), "05/21/2019"),
    ((3, "2", "25"), "1958"),
    ((3, "2", "26"), "female"),
    ((3, "2", "34"), "Deceased"),
    ((3, "2", "35"), "N/A"),
    ((3, "2", "36"), "us_citizen"),
    ((3, "2", "37"), "naturalization"),
    ((3, "2", "38"), "yes"),
    ((3, "2", "39.c"), "09/17/2021"),
    ((4, "2", "42"), "Lone Star Electrical Contractors"),
    ((4, "2", "46"), "Unemployed"),
    ((4, "2", "48"), "N/A"),
    ((4, "3", "2"), "white american_indian"),
    ((4, "3", "3"), "5 8"),
    ((4, "3", "4"), "1 7 2"),
    ((4, "3", "5"), "brown"),
    ((5, "3", "6"), "black"),
    ((5, "4", "10"), "no"),
    ((5, "4", "12.a"), "7204 Blessing Avenue"),
    ((5, "4", "13.a"), "SAME"),
    ((6, "4", "17"), "2"),
    ((6, "4", "21.b"), "Óscar"),
    ((6, "4", "23.a"), "Menjívar"),
    ((6, "4", "24"), "07/04/2018"),
    ((6, "4", "26"), "Spouse"),
    ((6, "4", "30"), "Son"),
    ((6, "4", "35"), "01/15/2023"),
    ((7, "4", "37.a"), "N/A"),
    ((7, "4", "45"), "no"),
    ((7, "4", "47"), "B01234567"),
    ((7, "4", "48"), "N/A"),
    ((7, "4", "52"), "06/01/2023"),
    ((7, "4", "53"), "no"),
    ((8, "4", "60.b"), "01/11/2025"),
    ((8, "4", "62.a"), "San Salvador"),
    ((8, "5", "4"), "03/2016"),
    ((8, "5", "5"), "Withdrawn"),
    ((8, "5", "7"), "Stepdaughter"),
    ((9, "6", "1"), "yes"),
    ((9, "6", "2"), "Adaeze Okafor yes"),
    ((9, "6", "3"), "5125550143"),
    ((10, "8", "2"), "Okafor Immigration Law PLLC"),
    ((11, "8", "7.b"), "yes yes"),
    ((12, "9", "1.a"), "Rivas Peña"),
    ((12, "9", "2"), "075123456"),
]
RESIDENT_LINES = [
    ((2, "2", "5.a"), "N/A"),
    ((2, "2", "10.a"), "Lin Chen"),
    ((2, "2", "10.b"), "PO Box 540219"),
    ((2, "2", "11"), "no"),
    ((2, "2", "12.a"), "41-25 Kissena Boulevard"),
    ((2, "2", "14.a"), "N/A"),
    ((2, "2", "16"), "1"),
    ((3, "2", "19.b"), "NY"),
    ((3, "2", "22.a"), "N/A"),
    ((3, "2", "25"), "04/1965"),
    ((3, "2", "36"), "lpr"),
    ((3, "2", "38"), "no"),
    ((4, "2", "40.a"), "IR2"),
    ((4, "2", "41"), "no"),
    ((4, "2", "42"), "Self-employed"),
    ((4, "2", "46"), "N/A"),
    ((4, "3", "4"), "0 9 8"),
    ((5, "4", "1"), "209876543"),
    ((5, "4", "10"), "unknown"),
    ((5, "4", "12.a"), "SAME"),
    ((5, "4", "13.a"), "112 Wuyi Middle Road"),
    ((6, "4", "29.a"), "N/A"),
    ((7, "4", "45"), "yes"),
    ((7, "4", "46.a"), "F1"),
    ((7, "4", "46.b"), "123456789A1"),
    ((7, "4", "46.d"), "D/S"),
    ((7, "4", "51.a"), "Unemployed"),
    ((7, "4", "54"), "removal"),
    ((7, "4", "56"), "11/04/2025"),
    ((8, "4", "57.a"), "赵"),
    ((8, "4", "58.f"), "中国"),
    ((8, "4", "60.b"), "PRESENT"),
    ((8, "4", "61.b"), "NY"),
    ((9, "6", "1"), "no"),
    ((9, "6", "1.b"), "Mandarin Chinese"),
    ((9, "6", "4"), "N/A"),
]
# Conditional items that the form itself tells such a petitioner to leave out.
CITIZEN_BLANK = [
    (1, "1", "2"), (4, "2", "40.a"), (4, "2", "41"), (7, "4", "46.a"), (7, "4", "54"),
    (8, "4", "57.a"), (8, "4", "61.a"), (5, "4", "1"), (3, "2", "19.b"), (9, "6", "1.b"),
]  # fmt: skip
RESIDENT_BLANK = [
    (3, "2", "37"), (3, "2", "39.a"), (4, "2", "47.a"), (8, "4", "62.a"),
    (8, "5", "2.a"), (1, "2", "4.c"), (2, "2", "15.a"), (7, "4", "52"),
]  # fmt: skip


@pytest.mark.feature("F116")
@pytest.mark.parametrize(("line", "words"), CITIZEN_LINES)
def test_the_citizen_s_petition_says_on_each_line(line, words):
    assert printed("I-130", made("I-130"))[line] == words


@pytest.mark.parametrize(("line", "words"), RESIDENT_LINES)
def test_the_resident_s_petition_says_on_each_line(line, words):
    assert printed("I-130", made("I-130", RESIDENT))[line] == words


def test_what_the_form_tells_them_to_leave_out_stays_empty():
    citizen = printed("I-130", made("I-130"))
    resident = printed("I-130", made("I-130", RESIDENT))
    assert [line for line in CITIZEN_BLANK if line in citizen] == []
    assert [line for line in RESIDENT_BLANK if line in resident] == []


SUPPLEMENT_LINES = [
    (CITIZEN, (1, "1", "7.b"), "01/31/2024"),
    (CITIZEN, (1, "1", "8.c"), "San Salvador"),
    (CITIZEN, (2, "1", "9.b"), "PRESENT"),
    (CITIZEN, (2, "1", "10.a"), "Cruz Benítez"),
    (CITIZEN, (2, "1", "18"), "Unknown"),
    (CITIZEN, (2, "1", "20"), "Unknown"),
    (CITIZEN, (2, "2", "5"), "Self-employed"),
    (CITIZEN, (3, "3", "1"), "N/A"),
    (CITIZEN, (3, "4", "1.b"), "Spanish"),
    (RESIDENT, (1, "1", "8.a"), "112 Wuyi Middle Road"),
    (RESIDENT, (2, "1", "9.a"), "2012"),
    (RESIDENT, (2, "2", "1"), "Unemployed"),
    (RESIDENT, (2, "2", "3"), "Student"),
    (RESIDENT, (2, "2", "6.h"), "China"),
]


@pytest.mark.parametrize(("name", "line", "words"), SUPPLEMENT_LINES)
def test_the_supplement_of_the_spouse_says_on_each_line(name, line, words):
    assert printed("I-130A", made("I-130A", name))[line] == words
