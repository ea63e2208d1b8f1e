"""A new edition of a form comes out while drafts are open."""

import pytest

from harborlight.filings.actions import approve_form, fill_forms, plan_filing, type_over
from harborlight.filings.library import _hashes
from harborlight.filings.models import FilledForm, TypedOver
from harborlight.filings.queries import filings
from harborlight.firm.vault.stored import plain_of
from harborlight.law import packs
from harborlight.papers.reading import read
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_boxes import PHONE, answer, newest, pdf_of
from tests.second_edition import EDITION, lay_out

pytestmark = pytest.mark.feature("F115", "F116")
EMAIL = "HL1[0].Page1[0].Pt2Line5_Email[0]"


@pytest.fixture
def case(maria, begun):
    answer(maria, begun)
    return begun


@pytest.fixture
def filled(paul, ada, case) -> FilledForm:
    return fill_forms(paul, filings(ada, case.case).get())[0]


@pytest.fixture
def came_out(tmp_path, settings):
    """Calling it makes the new edition known."""
    settings.FORMS_FOLDER = tmp_path / "forms"

    def known():
        lay_out(tmp_path / "packs", tmp_path / "forms")
        packs.also_in(tmp_path / "packs")

    yield known
    packs.also_in()
    _hashes.cache_clear()


def moved(desk, filled, edition=EDITION):
    return desk.post(at("move-draft", filled.pk), {"edition": edition}, follow=True)


def test_the_library_lists_the_drafts_and_one_press_moves_one(ada, filled, came_out):
    came_out()
    desk = at_the_desk(ada)
    assert "1 open draft on this edition" in words(desk.get(at("library")))
    page = words(desk.get(at("form-drafts", "HL-1")))
    assert "Edition January 1, 2026" in page or "Jan" in page
    assert filled.case.number in page and "Move to" in page
    page = moved(desk, filled)
    made = newest(filled)
    assert page.redirect_chain[-1][0] == at("form-differences", made.pk)
    assert (str(made.edition), made.state) == (EDITION, "prepared")


def test_what_differs_is_told_question_by_question(ada, paul, filled, came_out):
    came_out()
    email, phone = pdf_of(filled)[EMAIL], pdf_of(filled)[PHONE]
    page = words(moved(at_the_desk(ada), filled))
    assert f"“{email}” has no place any more." in page
    assert "Part 1, Item 7</a> <span" in page and "was Part 1, Item 6" in page
    assert phone in page
    assert "Asked anew" in page and "Part 1, Item 6</a>" in page
    assert "say the same in the same place" in page
    assert "It must be approved anew" in page
    shown = read(b"".join(plain_of(newest(filled).file).pieces()))
    assert shown["HL1[0].Page1[0].Pt1Line7_Phone[0]"] == phone


def test_what_was_typed_over_goes_along_or_is_told(ada, filled, came_out):
    came_out()
    two = type_over(ada, filled, box=PHONE, value="2135550199", reason="New phone")
    three = type_over(ada, two, box=EMAIL, value="m@example.org", reason="Hers")
    page = words(moved(at_the_desk(ada), three))
    made = newest(filled)
    shown = read(b"".join(plain_of(made.file).pieces()))
    assert shown["HL1[0].Page1[0].Pt1Line7_Phone[0]"] == "2135550199"
    assert "Typed over, and without a box now" in page and "m@example.org" in page
    assert "Typed over, as before" in page
    rows = TypedOver.objects.filter(lifted_at=None, edition=EDITION)
    assert [one.item for one in rows] == ["Part 1, Item 7"]


def test_with_two_editions_taken_a_draft_stays_where_it_is(ada, paul, filled, came_out):
    came_out()
    desk = at_the_desk(paul)
    desk.post(at("fill-form", filled.needed_id))
    assert newest(filled).edition == filled.edition
    moved(at_the_desk(ada), newest(filled))
    desk.post(at("fill-form", filled.needed_id))
    assert str(newest(filled).edition) == EDITION


def test_the_first_filling_asks_which_of_two_editions(paul, ada, case, came_out):
    came_out()
    desk = at_the_desk(paul)
    page = words(desk.get(at("case-forms", case.case.pk)))
    assert "Two editions of Form HL-1 are taken today" in page
    needed = filings(ada, case.case).get().forms.get()
    desk.post(at("fill-form", needed.pk), {"edition": EDITION})
    assert str(FilledForm.objects.get().edition) == EDITION


def test_all_drafts_move_at_once_and_what_was_sent_stays(
    ada, paul, case, filled, came_out
):
    came_out()
    other = plan_filing(paul, case.case, name="Another", forms=[("HL-1", "")])
    came = FilledForm.objects.get()
    approve_form(ada, came, despite_open=True)
    sent = came.needed.filing
    type(sent).objects.filter(pk=sent.pk).update(state="sent")
    desk = at_the_desk(ada)
    desk.post(at("fill-form", other.forms.get().pk), {"edition": "2026-01-01"})
    page = desk.post(at("move-drafts", "HL-1"), {"edition": EDITION}, follow=True)
    assert "1 draft moved." in told(page)
    assert [
        str(one.edition) for one in FilledForm.objects.filter(needed__filing=sent)
    ] == ["2026-01-01"]
    assert moved(desk, came).status_code == 200
    assert newest(came) == came


@pytest.mark.parametrize("edition", ["", "nonsense", "2031-01-01"])
def test_an_edition_that_is_not_taken_moves_nothing(ada, filled, came_out, edition):
    came_out()
    page = moved(at_the_desk(ada), filled, edition)
    assert told(page) and newest(filled) == filled
