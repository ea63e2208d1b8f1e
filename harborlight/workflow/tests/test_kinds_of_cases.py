"""Which kinds of cases, forms and papers the house knows, and how they differ."""

import pytest

from harborlight.documents.kinds import FILED_KINDS
from harborlight.law.packs import packs
from harborlight.law.sites import sheets_for
from harborlight.workflow.areas import by_area
from harborlight.workflow.playbook_differences import differences, with_item
from harborlight.workflow.playbooks import BadPlaybook, course, starters

# The kinds of cases that firms named, and the playbook of each that is there.
NAMED = {
    "H-1B": "h1b",
    "L-1A": "l1a",
    "PERM labor certification": "perm",
    "employment-based": "i140-perm",
    "marriage-based green card": "one-step-marriage",
    "family petition": "i130-spouse",
    "asylum": "asylum",
    "citizenship": "n400",
}


def course_of(key):
    return course(starters()[key])


def kinds_of(key):
    return {one.kind for one in course_of(key).papers}


@pytest.mark.feature("F204")
def test_each_kind_of_visa_asks_for_papers_of_its_own():
    married, worker = kinds_of("one-step-marriage"), kinds_of("h1b")
    assert {"marriage certificate", "medical exam", "shared life"} <= married - worker
    assert {"degree", "employer letter", "contract"} <= worker - married
    asked = {key: frozenset(kinds_of(key)) for key in NAMED.values()}
    assert len(set(asked.values())) == len(asked) and all(asked.values())


@pytest.mark.feature("F223", "F317")
@pytest.mark.parametrize("key", NAMED.values(), ids=NAMED)
def test_a_kind_of_case_has_steps_papers_questions_and_words_for_the_client(key):
    found = course_of(key)
    assert len(found.stages) > 3 and all(one.words for one in found.stages)
    assert found.papers and found.form_names
    assert any(one.questionnaire for one in found.parts)


@pytest.mark.feature("F316")
def test_the_forms_that_were_named_can_be_filled_or_are_typed_from_a_sheet():
    known = {one.form for one in packs()}
    assert {"I-130", "I-485", "I-140", "I-864", "I-765", "I-131", "G-28"} <= known
    assert "I-140" in course_of("i140-perm").form_names
    together = set(course_of("one-step-marriage").form_names)
    assert {"I-130", "I-130A", "I-485", "I-864", "I-765", "I-131"} <= together
    assert [one.key for one in sheets_for("DS-260")] == ["ds-260"]


@pytest.mark.feature("F318")
def test_the_kinds_of_papers_that_were_named_are_asked_for_or_filed():
    everywhere = {paper.kind for key in starters() for paper in course_of(key).papers}
    assert {
        "passport",
        "birth certificate",
        "employer letter",
        "medical exam",
        "income",
        "witness letter",
        "id card",
    } <= everywhere
    # Receipts, appointments and decisions come as notices; the firm's own letters too.
    assert {"notice", "letter", "evidence"} <= {key for key, _label in FILED_KINDS}


@pytest.mark.feature("F223")
def test_a_kind_is_looked_for_by_area_and_then_by_name():
    found = dict(by_area(map(course_of, starters())))
    assert [*found] == [
        "Family",
        "Green card and citizenship",
        "Work",
        "Protection",
        "Other",
    ]
    names = [one.name["en"] for one in found["Work"]]
    assert names == sorted(names, key=str.casefold) and len(names) > 5
    with pytest.raises(BadPlaybook, match="area: The area “sea” is none of"):
        course(starters()["n400"] | {"area": "sea"})


@pytest.mark.feature("F139")
def test_what_is_so_anyway_is_no_difference_and_what_is_put_in_place_is_one():
    first = starters()["i-751"]
    papers = [dict(one) for one in first["papers"]]
    papers[0]["need"] = "required"
    said = {"papers": papers, "area": "residence", "sensitive": False}
    assert differences(first, {**first, **said}) == []
    related = [{**first["related"][0], "form": "N-600"}, *first["related"][1:]]
    turned = {"related": related, "papers": [papers[1], papers[0], *papers[2:]]}
    found = differences(first, {**first, **turned})
    assert [(one.kind, one.item) for one in found] == [
        ("moved", "order/papers"),
        ("changed", "related/citizenship while waiting"),
    ]
    mixed = first
    for one in found:
        mixed = with_item(mixed, {**first, **turned}, one.item)
    assert differences(mixed, {**first, **turned}) == []
