"""Asylum: what stands in which box of the I-589."""

import pytest

from harborlight.law.packs import NoEdition, pack_of
from harborlight.law.tests.families import ASYLUM
from harborlight.law.tests.making import DAY, made, printed

LINES = [
    ((1, "", "Note"), "yes"),
    ((1, "A.I", "1"), "231456780"),
    ((1, "A.I", "2"), "None"),
    ((1, "A.I", "7"), "Alesia Novik"),
    ((1, "A.I", "8"), "55 Elm Street 3 Jersey City NJ 07302 201 555-0148"),
    ((1, "A.I", "11"), "married"),
    ((1, "A.I", "13"), "Hrodna, Belarus"),
    ((1, "A.I", "18"), "never"),
    (
        (1, "A.I", "19.c"),
        "01/20/2026 Newark, NJ B2 07/19/2026 07/01/2018 New York, NY J-1",
    ),
    # The child's Item 10 follows the spouse's.
    ((2, "A.II", "10"), "Minsk, Belarus Belarus"),
    ((2, "A.II", "Children"), "1 yes"),
    ((2, "A.II", "21"), "yes"),
    (
        (4, "A.III", "1"),
        "ul. Prosta 7 Warszawa Mazowieckie Poland 11/2025 01/2026 "
        "vul. Kirava 12 Minsk Minsk Belarus 09/2009 11/2025",
    ),
    ((5, "B", "1"), "politics group yes"),
    ((7, "C", "2.b"), "Poland, eleven weeks, as a visitor. no"),
    ((9, "D", "Name"), "Alesia Mikhailauna Kavalchuk Кавальчук Алеся Міхайлаўна"),
    ((9, "D", "Preparer"), "yes"),
    ((12, "Supplement B", "Name"), "Alesia Mikhailauna Kavalchuk"),
]


def form(change=None):
    return made("I-589", ASYLUM, change=change)


def applicant(**told):
    """A change of what the applicant told."""
    return lambda facts: facts["applicant"].update(told)


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), LINES)
def test_a_teacher_seeks_asylum(place, shown):
    assert printed("I-589", form())[place] == shown


def test_nothing_is_missing_and_the_applicant_signs_first():
    composed = form()
    assert (composed.missing, composed.problems) == ((), ())
    assert [one.party for one in composed.signatures] == ["applicant", "attorney"]


def test_after_its_last_day_the_edition_is_refused():
    edition = pack_of("I-589", DAY)
    with pytest.raises(NoEdition):
        pack_of("I-589", edition.accepted_until.replace(month=9))


def test_who_is_late_must_explain_and_is_warned():
    late = form(lambda facts: facts["applicant"]["asylum"].update(late="yes"))
    assert [one.path for one in late.missing] == ["applicant.asylum.late_details"]
    assert [one.code for one in late.problems] == ["asylum_late"]


def test_a_fifth_child_stands_on_supplement_a_and_a_seventh_in_the_words_behind():
    def large(facts):
        child = facts["applicant"]["children"][0]
        facts["applicant"]["children"] = [
            {**child, "given": f"Child{number}"} for number in range(1, 8)
        ]

    composed = form(large)
    shown = printed("I-589", composed)
    assert "Child5" in shown[11, "Supplement A", "6"]
    assert shown[2, "A.II", "Children"] == "7 yes"
    assert "asylum_supplement_a" in [one.code for one in composed.problems]
    (told,) = composed.additional
    assert told.text.startswith("Child 7")
    assert told.place.part == "Supplement A"


def test_a_long_story_goes_on_in_supplement_b_under_its_part_and_question():
    story = "They came at night. " * 200
    composed = form(
        lambda facts: facts["applicant"]["asylum"].update(harmed_details=story)
    )
    values = [
        value
        for box, value in composed.values.items()
        if ".#subform[13].TextField31" in box
    ]
    assert values == ["B", "1.a"]


def test_a_name_in_roman_letters_is_written_as_it_is_signed():
    shown = printed("I-589", form(applicant(roman_script="yes")))
    assert shown[9, "D", "Name"] == " ".join(["Alesia Mikhailauna Kavalchuk"] * 2)
