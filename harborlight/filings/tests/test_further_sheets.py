"""What a form has no room for is neither lost nor overlooked."""

import re
from datetime import date

import pytest

from harborlight.filings.actions import fill_forms
from harborlight.filings.composing import make
from harborlight.filings.library import blank_of
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import filings
from harborlight.law.packs import pack_of
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from tests.whole_case import begin, family, furnish

DAY = date(2026, 6, 15)
MANY = 60


def talkative() -> dict:
    """Somebody who has petitioned so often that no form has the room."""
    facts = {**family(), "attorney": {}, "firm": {}}
    petitioner = facts["petitioner"] | {
        "a_number": "012345678",
        "has_earlier_petitions": "yes",
        "earlier_petitions": [
            {
                "filed_on": f"{1960 + number}-03-04",
                "family": f"Ñandú{number}",
                "given": "José",
                "result": "It was withdrawn before anybody had decided on it",
            }
            for number in range(MANY)
        ],
    }
    return facts | {"petitioner": petitioner}


@pytest.fixture(scope="module")
def made():
    pack = pack_of("HL-1", on=DAY)
    return make(pack, blank_of(pack), talkative(), on=DAY, client="")


def text_of(made) -> str:
    pages = [words_on(made.pdf, number) for number in range(1, made.pages + 1)]
    return " ".join(" ".join(pages).split())


@pytest.mark.feature("F119")
def test_every_answer_without_room_stands_on_a_sheet_behind_the_form(made):
    assert made.composed.continued
    assert made.pages > 2
    text = text_of(made)
    for number in range(MANY):
        assert f"Ñandú{number}" in text, number


def test_each_sheet_bears_the_name_the_number_and_a_line_to_sign(made):
    for number in range(3, made.pages + 1):
        page = " ".join(words_on(made.pdf, number).split())
        assert "HL-1" in page and "A-012345678" in page
        assert "Rivas Peña" in page
        assert "Signature" in page and "Date" in page
        assert re.search(r"Part.*Item", page)


def test_the_boxes_and_barcodes_of_the_form_stay_as_they_were(made):
    pack = pack_of("HL-1", on=DAY)
    blank = blank_of(pack)
    found = read(made.pdf)
    assert set(found) == set(read(blank.pdf))
    for box, value in made.composed.values.items():
        assert isinstance(value, bool) or found[box] == value


@pytest.mark.feature("F119")
def test_the_list_and_the_decision_say_that_a_sheet_must_be_read_and_signed(
    clock, ada, paul
):
    furnish(clock)
    case = begin(ada, playbook="practice-spouse").case
    filled = fill_forms(paul, filings(ada, case).get())[0]
    beyond = [{"item": f"Part 2, Item {n}", "on": "beyond"} for n in (3, 4)]
    FilledForm.objects.filter(pk=filled.pk).update(
        missing=[], problems=[], continued=beyond
    )
    desk = at_the_desk(ada)
    said = "2 answers stand on a further sheet"
    assert said in words(desk.get(f"/staff/cases/{case.key}/forms/"))
    page = words(desk.get(f"/staff/cases/forms/{filled.key}/"))
    assert page.index(said) < page.index("Approve</button>")
    assert "signed and dated too: Part 2, Item 3; Part 2, Item 4." in page
