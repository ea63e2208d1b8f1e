"""The I-360: widows, juveniles, abused family and religious workers."""

import pytest

from harborlight.law.tests.families import WIDOW
from harborlight.law.tests.making import made, printed


def form(change=None):
    return made("I-360", WIDOW, client="applicant", change=change)


def lines(change=None):
    return printed("I-360", form(change))


LINES = [
    ((1, "1", "1"), "Okoye Ifeoma Grace"),
    ((2, "2", "1"), "widow"),
    ((3, "3", "2"), "18 Harbor Road 2 Providence RI 02903 United States flr"),
    ((3, "3", "7"), "widowed"),
    ((3, "3", "15"), "10/29/2021"),
    ((4, "4", "4.b"), "2"),
    ((7, "7", "1"), "Whitcomb Daniel"),
    ((7, "7", "4"), "11/20/2025"),
    ((8, "7", "5"), "born_here"),
    ((8, "7", "8.b"), "Providence, RI"),
    ((14, "11", "2"), "Adaeze Okafor yes"),
    ((19, "15", "1"), "Okoye Ifeoma Grace"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("place", "shown"), LINES)
def test_a_widow_petitions_for_herself(place, shown):
    assert lines()[place] == shown


def test_her_child_stands_from_person_two_on():
    assert lines()[5, "5", "3"].startswith("Okoye Amara 09/09/2014 Nigeria")
    assert (4, "5", "2") not in lines()


def test_whoever_petitions_alone_signs_once():
    composed = form()
    assert (composed.missing, composed.problems) == ((), ())
    assert [one.party for one in composed.signatures] == ["client", "attorney"]
    assert {one.spared for one in composed.spared} == {
        "no_religious_worker",
        "petitions_alone",
    }


def of(category):
    def change(facts):
        facts["case"]["special"]["category"] = category

    return change


@pytest.mark.parametrize(
    ("category", "part"),
    [("amerasian", "6"), ("juvenile", "8"), ("religious", "9"), ("vawa_spouse", "10")],
)
def test_each_classification_asks_its_own_part_only(category, part):
    composed = form(of(category))
    asked = {one.place.part for one in composed.missing}
    assert part in asked
    assert not asked & ({"6", "7", "8", "9", "10"} - {part})


def test_a_juvenile_is_not_asked_about_work():
    assert (4, "4", "6") in lines()
    assert (4, "4", "6") not in lines(of("juvenile"))


def test_no_marriage_is_told_of_an_abusive_parent():
    shown = lines(of("vawa_child"))
    assert (shown[14, "10", "8.a"], shown[14, "10", "8.b"]) == ("N/A", "N/A")


def test_mail_may_go_to_a_safe_address():
    def safe(facts):
        facts["applicant"]["wants_safe_address"] = "yes"
        facts["applicant"]["safe_address"] = {
            "street": "P.O. Box 5",
            "city": "Warwick",
            "state": "RI",
            "zip": "02886",
            "country": "US",
        }

    assert "P.O. Box 5" in lines(safe)[2, "1", "7"]
    assert (2, "1", "7") not in lines()
