"""What the parties answered, read and put right at the desk."""

import pytest
from django.urls import reverse

from harborlight.facts.models import Fact
from harborlight.facts.queries import sheet
from harborlight.firm.models import Event
from harborlight.firm.roles import Role
from harborlight.questionnaires.queries import sent_to
from harborlight.staff.tests.at_the_desk import answered, at_the_desk, told, words
from tests.cast import join
from tests.whole_case import begin, furnish


@pytest.fixture
def begun(clock, ada):
    furnish(clock)
    return begin(ada)


@pytest.fixture
def answers(clock, ada, maria, omar):
    furnish(clock)
    return answered(ada, maria, omar, playbook="i130-spouse")


def one(begun, name, *entry, page="answer"):
    of = begun.petitioner.person_id
    page = f"{page}-in" if entry else page
    return reverse(f"staff:{page}", args=[begun.case.pk, of, name, *entry])


@pytest.mark.feature("F068", "F117")
def test_every_answer_stands_with_who_gave_it_and_in_which_language(paul, answers):
    page = at_the_desk(paul).get(reverse("staff:case-answers", args=[answers.case.pk]))
    text = words(page)
    assert "Family name (last name)" in text
    assert "Maria · <time" in text
    assert "in English" in text
    of = answers.beneficiary.person_id
    page = at_the_desk(paul).get(
        reverse("staff:answers-of", args=[answers.case.pk, of])
    )
    assert "Omar · <time" in words(page)


@pytest.mark.feature("F078")
def test_what_is_missing_is_marked_and_counted(paul, begun):
    page = at_the_desk(paul).get(reverse("staff:case-answers", args=[begun.case.pk]))
    assert "answers missing" in words(page)
    assert "Missing" in words(page)
    assert "Rivas Peña" in words(page)


@pytest.mark.feature("F117")
def test_staff_correct_an_answer_and_say_why(paul, begun):
    desk = at_the_desk(paul)
    said = {"value": "Rivas Peña de Haddad", "reason": "Marriage certificate"}
    page = desk.post(one(begun, "name.family"), said, follow=True)
    assert "Corrected." in told(page)[0]
    known = sheet(paul, begun.case, begun.petitioner.person)
    assert known.get("name.family") == "Rivas Peña de Haddad"
    page = desk.get(one(begun, "name.family"))
    assert "“Marriage certificate”" in words(page)
    assert "Rivas Peña</p>" in words(page)
    assert Event.objects.filter(kind="facts.corrected").count() == 1


def test_a_first_answer_is_not_called_a_correction(paul, begun):
    said = {"value": "Austin", "reason": "Said by phone"}
    page = at_the_desk(paul).post(one(begun, "birth.city"), said, follow=True)
    assert told(page) == ["Saved"]


def test_a_correction_without_a_reason_comes_back_with_its_words(paul, begun):
    page = at_the_desk(paul).post(one(begun, "name.family"), {"value": "Ñandú Łuk"})
    assert page.status_code == 422
    assert "Write where you have this from." in words(page)
    assert "Ñandú Łuk" in words(page)


def test_a_value_of_the_wrong_shape_says_what_to_do(paul, begun):
    said = {"value": "next year", "reason": "Passport"}
    page = at_the_desk(paul).post(one(begun, "birth.date"), said)
    assert page.status_code == 422
    known = sheet(paul, begun.case, begun.petitioner.person)
    assert known.get("birth.date") == "1988-04-12"


@pytest.mark.feature("F248")
def test_a_protected_number_is_masked_until_somebody_asks_and_that_is_recorded(
    paul, begun
):
    desk = at_the_desk(paul)
    desk.post(one(begun, "ssn"), {"value": "123-45-6789", "reason": "Card"})
    page = desk.get(one(begun, "ssn"))
    assert "6789" in words(page)
    assert "123-45-6789" not in words(page)
    page = desk.post(one(begun, "ssn", page="reveal-answer"))
    assert "123-45-6789" in words(page)
    assert Event.objects.filter(kind="facts.revealed").count() == 1


def test_one_of_several_is_corrected_in_its_own_place(paul, answers):
    known = sheet(paul, answers.case, answers.petitioner.person)
    entry = known.entries["addresses"][0]
    said = {"value": "9 Ñuñoa Street", "reason": "Lease"}
    at_the_desk(paul).post(one(answers, "addresses.street", entry), said)
    fact = Fact.objects.get(entry=entry, name="addresses[].street", replaced_at=None)
    assert fact.value == "9 Ñuñoa Street"


def test_staff_open_the_questions_again(paul, answers):
    sent = sent_to(paul, answers.case)[0]
    assert sent.state == "finished"
    page = at_the_desk(paul).post(reverse("staff:reopen", args=[sent.pk]), follow=True)
    assert "Open again" in told(page)[0]
    sent.refresh_from_db()
    assert sent.state == "open"


def test_names_and_people_that_are_not_of_the_case_are_not_there(paul, begun):
    desk = at_the_desk(paul)
    assert desk.get(one(begun, "no.such.fact")).status_code == 404
    assert desk.get(one(begun, "addresses.street")).status_code == 404
    nobody = reverse("staff:answers-of", args=[begun.case.pk, paul.user_id])
    assert desk.get(nobody).status_code == 404


def test_another_firm_finds_no_answers(rita, begun):
    desk = at_the_desk(rita)
    case = begun.case.pk
    assert desk.get(reverse("staff:case-answers", args=[case])).status_code == 404
    assert desk.get(one(begun, "name.family")).status_code == 404
    said = {"value": "X", "reason": "Y"}
    assert desk.post(one(begun, "name.family"), said).status_code == 404
    sent = sent_to_first(begun)
    assert desk.post(reverse("staff:reopen", args=[sent])).status_code == 404


def sent_to_first(begun):
    from harborlight.questionnaires.models import Sent

    return Sent.objects.filter(case=begun.case).first().pk


def test_finance_does_not_read_answers_and_an_auditor_changes_none(harbor, ben, begun):
    address = reverse("staff:case-answers", args=[begun.case.pk])
    assert at_the_desk(ben).get(address).status_code == 404
    auditor = at_the_desk(join(harbor, "Olga", Role.AUDITOR))
    assert auditor.get(address).status_code == 200
    said = {"value": "X", "reason": "Y"}
    assert auditor.post(one(begun, "name.family"), said).status_code == 403
