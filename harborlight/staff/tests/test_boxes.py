"""Each box of a form is pressed: where its value is from, and changed there."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.cases.queries import activity
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.facts.versions import version
from harborlight.filings.actions import approve_form, fill_form, fill_forms
from harborlight.filings.models import FilledForm, TypedOver
from harborlight.filings.preflight import preflight, record_of
from harborlight.filings.provenance import provenance
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.reading import read
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from tests.questions import MOST, questions

PAGE_1 = "HL1[0].Page1[0]."
GIVEN, PHONE = f"{PAGE_1}Pt1Line2b_GivenName[0]", f"{PAGE_1}Pt1Line6_Phone[0]"
MIDDLE = f"{PAGE_1}Pt1Line2c_MiddleName[0]"
NUMBER, MALE = f"{PAGE_1}Pt1Line1_AlienNumber[0]", f"{PAGE_1}Pt1Line4_Sex[0]"
FEMALE, RELATION = f"{PAGE_1}Pt1Line4_Sex[1]", f"{PAGE_1}Pt2Line1_Relation[0]"
WHY = "Her passport says so"

pytestmark = pytest.mark.feature("F116", "F118")


ANSWERS = {
    "name.family": "Rivas Peña",
    "name.given": "María",
    "name.middle": "Guadalupe",
    "birth.date": "1988-04-12",
    "sex": "female",
    "a_number": "A123456789",
    "contact.phone_day": "+12135550123",
    "contact.email": "maria@example.org",
}


def answer(client, begun) -> None:
    """What the practice petition asks of a petitioner, as she answered it herself."""
    source = Source(Fact.Source.ANSWER, language="es")
    values = {(name, None): value for name, value in ANSWERS.items()}
    person = begun.petitioner.person
    learn(client, begun.case, person=person, values=values, source=source)


@pytest.fixture
def case(maria, begun):
    answer(maria, begun)
    return begun


@pytest.fixture
def filled(paul, ada, case) -> FilledForm:
    return fill_forms(paul, filings(ada, case.case).get())[0]


def pdf_of(filled) -> dict:
    return read(b"".join(plain_of(filled.file).pieces()))


def newest(filled) -> FilledForm:
    rows = FilledForm.objects.filter(needed=filled.needed)
    return rows.order_by("-number").first()


def press(desk, filled, box):
    return desk.get(at("form-box", filled.pk), {"box": box})


def typed(desk, filled, box, value, reason=WHY):
    said = {"box": box, "value": value, "reason": reason}
    return desk.post(at("type-over", filled.pk), said, follow=True)


def change(actor, case, name, value):
    correct_answer(
        actor, case.case, person=case.petitioner.person, place=(name, None),
        value=value, reason="She said so", over=None,
    )  # fmt: skip


def test_every_box_of_the_page_is_a_link_that_says_what_stands_in_it(ada, filled):
    page = words(at_the_desk(ada).get(at("filled-form", filled.pk)))
    assert 'aria-label="Part 1, Item 2.b: ' in page
    assert "Pt1Line2b_GivenName" in page
    # What opens doors is on the picture, and not said beside it.
    assert 'aria-label="Part 1, Item 1: ' in page
    shown = pdf_of(filled)[NUMBER]
    assert shown and shown not in page
    signature = "Pt3Line2a_Signature"
    assert signature not in words(
        at_the_desk(ada).get(at("form-box", filled.pk), {"page": 2})
    )


def test_a_box_tells_its_answer_who_gave_it_and_when(ada, filled):
    page = words(press(at_the_desk(ada), filled, MIDDLE))
    assert "Part 1, Item 2.c" in page and "Guadalupe" in page
    assert "Maria ·" in page and "in Spanish" in page
    assert "Change the answer" in page and "Type over this box alone" in page


def test_a_box_is_looked_at_with_few_questions(ada, filled):
    desk = at_the_desk(ada)
    typed(desk, filled, GIVEN, "Mariana")
    last = newest(filled)
    for page in (at("form-box", last.pk), at("filled-form", last.pk)):
        desk.get(page, {"box": GIVEN})
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(page, {"box": GIVEN}).status_code == 200
        asked = questions(queries)
        assert len(asked) <= MOST, "\n".join(asked)


def test_an_answer_is_put_right_from_its_box_and_comes_back_to_it(ada, case, filled):
    desk = at_the_desk(ada)
    page = press(desk, filled, GIVEN)
    where = re.search(r'action="([^"]+/answers/[^"]+)"', page.content.decode())[1]
    fact = Fact.objects.get(
        person=case.petitioner.person, name="name.given", replaced_at=None
    )
    over = version(case.case.pk, "name.given", None, fact.value)
    said = {"value": "Mariana", "reason": WHY, "over": over}
    page = desk.post(where.replace("&amp;", "&"), said, follow=True)
    assert at("form-box", filled.pk) in page.redirect_chain[-1][0]
    assert "Answered otherwise since: Mariana" in words(page)
    now = Fact.objects.get(
        person=case.petitioner.person, name="name.given", replaced_at=None
    )
    assert (now.value, now.source, now.reason) == ("Mariana", "form", WHY)


def test_an_attorney_types_over_a_box_and_every_later_filling_says_so(
    ada, paul, filled
):
    page = typed(at_the_desk(ada), filled, GIVEN, "Mariana Núñez")
    assert "Typed over. The form was filled again (number 2)" in words(page)
    two = newest(filled)
    assert pdf_of(two)[GIVEN] == "Mariana Núñez"
    assert "Typed over" in words(page) and WHY in words(page)
    assert pdf_of(fill_form(paul, filled.needed))[GIVEN] == "Mariana Núñez"
    row = TypedOver.objects.get()
    assert (row.reason, row.typed_by_id, row.item) == (
        WHY,
        ada.user_id,
        "Part 1, Item 2.b",
    )
    paper = {one.item: one for one in provenance(ada, two)}["Part 1, Item 2.b"]
    assert paper.value == "Mariana Núñez" and WHY in paper.sources[0].said
    happened = [
        one for one in activity(ada, filled.case) if one.event.kind == "form.typed-over"
    ]
    assert happened and "Mariana" not in str(happened[0].event.__dict__)


def test_what_is_typed_over_is_sealed_under_the_key_of_the_case(ada, filled):
    typed(at_the_desk(ada), filled, GIVEN, "Mariana")
    with connection.cursor() as cursor:
        cursor.execute("SELECT value, reason, instead FROM filings_typedover")
        (row,) = cursor.fetchall()
    assert all(
        b"Mar" not in bytes(one) and WHY.encode() not in bytes(one) for one in row
    )


def test_only_an_attorney_types_over(paul, filled):
    desk = at_the_desk(paul)
    assert "Type over this box alone" not in words(press(desk, filled, GIVEN))
    said = {"box": GIVEN, "value": "X", "reason": WHY}
    assert desk.post(at("type-over", filled.pk), said).status_code == 403
    assert not TypedOver.objects.exists()


@pytest.mark.parametrize(
    ("box", "value", "sentence"),
    [
        (f"{PAGE_1}Pt1Line5e_Zip[0]", "902101", "takes 5 characters; these are 6"),
        (GIVEN, "瑪利亞", "cannot be printed in this box"),
        (GIVEN, "Guadalupe " * 20, "too long for the box"),
        (RELATION, "Z", "is not one of the available choices"),
    ],
)
def test_what_a_box_cannot_take_is_refused_and_nothing_is_lost(
    ada, filled, box, value, sentence
):
    page = typed(at_the_desk(ada), filled, box, value)
    assert page.status_code == 422 and sentence in words(page)
    assert WHY in words(page)
    assert not TypedOver.objects.exists() and newest(filled) == filled


def test_a_reason_is_needed_and_the_words_stay(ada, filled):
    page = typed(at_the_desk(ada), filled, GIVEN, "Mariana", reason="")
    assert page.status_code == 422
    assert "Write why this stands there." in words(page) and "Mariana" in words(page)


@pytest.mark.parametrize(
    "box", ["", "no such box", "x" * 5000, "HL1[0].Page2[0].Pt3Line2a_Signature[0]"]
)
def test_a_box_that_is_none_is_no_error(ada, filled, box):
    desk = at_the_desk(ada)
    assert press(desk, filled, box).status_code == 200
    page = typed(desk, filled, box, "X")
    assert "Nothing can be typed into this box." in told(page)


def test_of_two_boxes_one_is_ticked_and_the_other_gives_way(ada, filled):
    before = pdf_of(filled)
    other, on = (FEMALE, MALE) if before[MALE] else (MALE, FEMALE)
    typed(at_the_desk(ada), filled, other, "on")
    after = pdf_of(newest(filled))
    assert (after[other], after[on]) == (True, False)
    typed(at_the_desk(ada), newest(filled), other, "off")
    after = pdf_of(newest(filled))
    assert (after[other], after[on]) == (False, False)


def test_an_approved_form_must_be_approved_anew(ada, paul, filled):
    approve_form(ada, filled, despite_open=True)
    typed(at_the_desk(ada), filled, GIVEN, "Mariana")
    filled.refresh_from_db()
    assert (filled.state, newest(filled).state) == ("replaced", "prepared")


def test_the_answer_stands_again_when_an_attorney_says_so(ada, filled):
    desk = at_the_desk(ada)
    typed(desk, filled, GIVEN, "Mariana")
    page = desk.post(at("lift-typed", newest(filled).pk), {"box": GIVEN}, follow=True)
    assert "The answer stands there again." in words(page)
    assert pdf_of(newest(filled))[GIVEN] == pdf_of(filled)[GIVEN]
    page = desk.post(at("lift-typed", newest(filled).pk), {"box": GIVEN}, follow=True)
    assert "Nothing is typed over this box any more." in told(page)


def test_what_was_typed_is_offered_as_the_answer_and_then_settled(ada, case, filled):
    desk = at_the_desk(ada)
    typed(desk, filled, GIVEN, "Mariana")
    page = press(desk, newest(filled), GIVEN)
    assert "Use what was typed as the answer?" in words(page)
    assert page.context["correcting"]["value"].value() == "Mariana"
    assert page.context["correcting"]["reason"].value() == WHY
    change(ada, case, "name.given", "Mariana")
    last = fill_form(ada, filled.needed)
    assert pdf_of(last)[GIVEN] == "Mariana" and last.problems == newest(filled).problems
    assert not TypedOver.objects.filter(lifted_at=None).exists()


BORN = f"{PAGE_1}Pt1Line3_DateOfBirth[0]"


@pytest.mark.parametrize(
    ("box", "given", "offered", "name"),
    [
        (BORN, "05/06/1989", "1989-05-06", "birth.date"),
        (MALE, "on", "male", "sex"),
        (GIVEN, "Mariana", "Mariana", "name.given"),
        (PHONE, "2135550199", "2135550199", "contact.phone_day"),
    ],
)
def test_the_offer_is_taken_as_it_stands_and_every_form_says_it(
    ada, case, filled, box, given, offered, name
):
    """From the box to the answer, and back onto the form, without typing it twice."""
    desk = at_the_desk(ada)
    typed(desk, filled, box, given)
    page = press(desk, newest(filled), box)
    form = page.context["correcting"]
    assert (form["value"].value(), form["reason"].value()) == (offered, WHY)
    said = {one: form[one].value() for one in ("value", "reason", "over")}
    saved = desk.post(page.context["answer_at"], said, follow=True)
    assert "Corrected. What stood before is in its history." in told(saved)
    last = fill_form(ada, filled.needed)
    assert pdf_of(last)[box] == (True if given == "on" else given)
    assert not TypedOver.objects.filter(lifted_at=None).exists()


@pytest.mark.parametrize("day", ["02/30/1989", "13/01/1989", "in spring", "1/1/2199"])
def test_an_offer_that_is_no_answer_is_refused_in_words_and_nothing_is_lost(
    ada, case, filled, day
):
    desk = at_the_desk(ada)
    typed(desk, filled, BORN, day)
    page = press(desk, newest(filled), BORN)
    form = page.context["correcting"]
    said = {one: form[one].value() for one in ("value", "reason", "over")}
    again = desk.post(page.context["answer_at"], said)
    assert again.status_code == 422 and again.context["form"].errors["value"]
    assert WHY in words(again) and said["value"] in words(again)
    assert pdf_of(fill_form(ada, filled.needed))[BORN] == day


def test_of_a_question_left_without_a_tick_nothing_is_offered(ada, case, filled):
    desk = at_the_desk(ada)
    typed(desk, filled, FEMALE, "off")
    page = press(desk, newest(filled), FEMALE)
    assert "Use what was typed as the answer?" not in words(page)


def test_an_answer_that_changes_below_is_told_and_found_by_the_preflight(
    ada, case, filled
):
    desk = at_the_desk(ada)
    typed(desk, filled, GIVEN, "Mariana")
    change(ada, case, "name.given", "Marisol")
    page = words(press(desk, newest(filled), GIVEN))
    assert "The answer changed after this box was typed over" in page
    assert "Fill all again" in words(desk.get(at("case-forms", case.case.pk)))
    last = fill_form(ada, filled.needed)
    assert pdf_of(last)[GIVEN] == "Mariana"
    shown = words(desk.get(at("filled-form", last.pk)))
    assert "Typed over by an attorney" in shown and "The answer changed since" in shown
    assert "The answer changed after an attorney typed over this box." in shown
    filing, day = last.needed.filing, today(ada.firm.time_zone)
    found = preflight(record_of(ada, filing, on=day), on=day)
    assert any("attorney typed over this box" in one.what for one in found)
    # To type it again is to have looked.
    typed(desk, last, GIVEN, "Mariana", reason="Asked her again")
    assert all("typed over" not in str(row) for row in newest(filled).problems)


def test_a_filling_that_was_replaced_or_sent_is_only_looked_at(ada, filled):
    desk = at_the_desk(ada)
    typed(desk, filled, GIVEN, "Mariana")
    page = words(press(desk, filled, GIVEN))
    assert "nothing is changed on it any more" in page and "Type over" not in page
    page = typed(desk, filled, GIVEN, "Other")
    assert "This form was filled again meanwhile." in words(page)


def test_two_fillings_are_compared_question_by_question(ada, case, filled):
    desk = at_the_desk(ada)
    assert "Nothing to compare it with" in words(
        desk.get(at("form-differences", filled.pk))
    )
    typed(desk, filled, GIVEN, "Mariana")
    page = words(desk.get(at("form-differences", newest(filled).pk)))
    before = pdf_of(filled)[GIVEN]
    assert f"from “{before}” to “Mariana”" in page and "Typed over" in page


def test_a_protected_number_over_a_missing_answer_is_told_nowhere(ada, case, filled):
    Fact.objects.filter(person=case.petitioner.person, name="a_number").delete()
    desk = at_the_desk(ada)
    typed(desk, filled, NUMBER, "987654321")
    last = newest(filled)
    assert pdf_of(last)[NUMBER] == "987654321"
    typed(desk, last, GIVEN, "Mariana")
    for page in (
        desk.get(at("filled-form", last.pk)),
        press(desk, newest(filled), NUMBER),
        press(desk, newest(filled), GIVEN),
        desk.get(at("form-differences", newest(filled).pk)),
        desk.get(at("form-differences", last.pk)),
    ):
        assert page.status_code == 200
        assert "987654321" not in page.content.decode()
    page = words(press(desk, newest(filled), NUMBER))
    assert "A protected number" in page
    assert "Item 1: a protected number" in page
