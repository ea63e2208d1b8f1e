"""The invented families of the tests: their facts, and the day on which they file."""

from datetime import date
from pathlib import Path

import yaml

CASES = Path(__file__).with_name("cases")
CITIZEN = "citizen_and_salvadoran_wife"
RESIDENT = "resident_and_chinese_husband"
ADJUSTING = "citizen_and_filipino_husband"
WITHOUT_CARD = "resident_with_a_lost_card"
CONDITIONAL = "couple_with_conditions"
SETTLED = "resident_of_seven_years"
WIFE = "wife_of_a_citizen"
CARD = "resident_renews_a_card"
DREAMER = "dreamer_renews"
STUDENT = "visitor_becomes_student"
COMPANY = "company_and_engineer"
HARDSHIP = "husband_with_unlawful_presence"
PROTECTED = "late_applicant_for_protection"
ENGAGED = "citizen_and_ukrainian_fiance"
ASYLUM = "teacher_seeks_asylum"
WIDOW = "widow_of_a_citizen"
PROGRAMMER = "company_and_programmer"


def family(name):
    """(day, facts) of a family; a new copy each time, so that a test may change it."""
    data = yaml.load(
        (CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return data.pop("day"), strings(data)


def strings(node):
    """Every value as facts keep it: a string."""
    if isinstance(node, dict):
        return {key: strings(inner) for key, inner in node.items()}
    if isinstance(node, list):
        return [strings(inner) for inner in node]
    return node.isoformat() if isinstance(node, date) else str(node)


class Typewriter:
    """Measures boxes by characters: as many as a line of the forms' ten-point type holds.

    Lengths by the end of a box's name; blocks hold ten lines.
    """

    LENGTHS = (
        ("StreetNumberName[0]", 27),
        ("AdditionalInfo[0]", 380),
        ("Narrative[0]", 380),
        ("Describe[0]", 380),
        ("Explanation[0]", 380),
        ("Situation[0]", 380),
        ("ApplicantStatement[0]", 600),
        ("FillableField[0]", 600),
        ("JobDescription[0]", 120),
        ("LaborCertification[0]", 15),
        ("_TextField[0]", 900),
        ("TextField14[0]", 900),
        ("TextField15[0]", 900),
        ("TextField32[0]", 3000),
        ("AccomodationRequested[0]", 140),
        ("Line9_DaytimeTelephoneNumber[0]", 10),
        ("Line10_MobileTelephoneNumber[0]", 10),
        ("AptSteFlrNumber[0]", 6),
        *((f"P11_Line{number}D[0]", 300) for number in "3456"),
    )

    def room(self, box):
        """How many characters a box holds."""
        return next((room for end, room in self.LENGTHS if box.endswith(end)), 38)

    def fits(self, box, text):
        return len(text) <= self.room(box)

    def divide(self, box, text):
        cut = text.rfind(" ", 0, self.room(box) + 1)
        cut = cut if cut > 0 else self.room(box)
        return text[:cut], text[cut:].lstrip()
