"""The firm changes the questions while somebody is answering them: nothing is lost."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.facts.queries import sheet
from harborlight.firm.ids import new_id
from harborlight.firm.roles import Role
from harborlight.portal.tests.test_meanwhile import Tab, words_of
from harborlight.questionnaires.actions import (
    begin_draft,
    change_draft,
    publish_draft,
    renew_questions,
)
from harborlight.questionnaires.answers import reading
from harborlight.questionnaires.editing import question_at, screen_at
from harborlight.questionnaires.models import Questionnaire, Sent
from harborlight.questionnaires.queries import asked_before, get_sent, newest
from tests.cast import join

pytestmark = pytest.mark.feature("F009", "F074")
TOLD = "Your legal team changed the questions. Your answers are kept."
CITY, COUNTRY = "petitioner-birth-city", "petitioner-birth-country"


def at(begun, screen=""):
    sent = Sent.objects.get(party=begun.petitioner)
    if screen:
        return reverse("portal:screen", args=[sent.key, f"petitioner-{screen}"])
    return reverse("portal:questionnaire", args=[sent.key])


@pytest.fixture
def renewed(harbor, begun, paul, clients):
    """Publishes questions with a change, and gives them to Maria."""
    mia = join(harbor, "Mia", Role.PRACTICE_MANAGER)

    def change(how):
        draft = begin_draft(mia, newest(mia, "i130-spouse"))
        data = deepcopy(draft.definition)
        how(data)
        change_draft(mia, draft, seen=0, definition=data, place="")
        publish_draft(mia, draft, seen=1)
        sent = Sent.objects.get(party=begun.petitioner)
        renew_questions(paul, get_sent(paul, sent.pk))

    return change


def without_the_city(data):
    question_at(data, "petitioner-birth", 1).remove()


def without_the_screen(data):
    screen_at(data, "petitioner-birth").remove()


def known(maria, begun, name):
    return sheet(maria, begun.case, begun.petitioner.person).get(name)


def test_they_are_told_until_they_have_gone_on(marias, begun, renewed):
    assert TOLD not in words_of(marias.get(at(begun)))
    renewed(without_the_city)
    assert TOLD in words_of(marias.get(at(begun)))
    assert TOLD in words_of(marias.get(at(begun, "birth")))
    tab = Tab(marias, at(begun, "contact"))
    assert tab.send().status_code == 302
    assert TOLD not in words_of(marias.get(at(begun)))


def test_what_was_written_for_a_question_that_is_gone_is_kept_and_staff_see_it(
    marias, maria, ada, begun, renewed
):
    tab = Tab(marias, at(begun, "birth"))
    tab.boxes |= {CITY: "Santa Ana", COUNTRY: "SV"}
    renewed(without_the_city)
    page = tab.send(follow=True)
    assert page.status_code == 200 and TOLD in words_of(page)
    assert "You had written" not in words_of(page)
    assert known(maria, begun, "birth.city") == "Santa Ana"
    assert known(maria, begun, "birth.country") == "SV"
    told = reading(ada, begun.case, begun.petitioner.person_id)
    assert "birth.city" in {one.name for one in told.others}


def test_a_page_that_saves_itself_goes_on_saving(marias, maria, begun, renewed):
    tab = Tab(marias, at(begun, "birth"))
    renewed(without_the_city)
    for words in ("Santa Ana", "San Miguel"):
        tab.boxes[CITY] = words
        told = tab.save_by_itself()
        assert (told["errors"], told["both"], told["unheard"]) == ({}, "", "")
        assert CITY in told["asked"]
        assert known(maria, begun, "birth.city") == words


def test_a_page_that_is_gone_is_kept_too_and_leads_on(marias, maria, begun, renewed):
    tab = Tab(marias, at(begun, "birth"))
    tab.boxes[CITY] = "Santa Ana"
    renewed(without_the_screen)
    page = tab.send(follow=True)
    assert TOLD in words_of(page)
    assert known(maria, begun, "birth.city") == "Santa Ana"
    # Its address leads to what is asked now; one that never was leads nowhere.
    assert marias.get(at(begun, "birth")).url == at(begun)
    assert marias.get(at(begun, "moon")).status_code == 404


def test_what_cannot_be_right_is_shown_again_as_it_was_typed(
    marias, maria, begun, renewed
):
    tab = Tab(marias, at(begun, "birth"))
    tab.boxes |= {CITY: "Santa Ana", "petitioner-birth-date_year": "85"}
    tab.boxes |= {"petitioner-birth-date_day": "3", "petitioner-birth-date_month": "4"}
    renewed(without_the_city)
    page = tab.send()
    assert page.status_code == 422
    assert 'value="Santa Ana"' in page.content.decode()
    tab.boxes["petitioner-birth-date_year"] = "1985"
    assert tab.send().status_code == 302
    assert known(maria, begun, "birth.date") == "1985-04-03"


def test_two_answers_to_a_question_that_is_gone_are_both_shown(
    marias, maria, begun, renewed
):
    first, second = (Tab(marias, at(begun, "birth")) for _ in range(2))
    renewed(without_the_city)
    first.boxes[CITY], second.boxes[CITY] = "Santa Ana", "San Miguel"
    first.send()
    page = second.send()
    assert page.status_code == 422 and "Which answer is right?" in words_of(page)
    assert known(maria, begun, "birth.city") == "Santa Ana"


def test_only_versions_that_this_person_was_asked_are_looked_into(
    marias, maria, begun, renewed
):
    """A name that nobody wrote makes us read no questions of before their case."""
    sent = Sent.objects.get(party=begun.petitioner)
    old = Questionnaire.objects.get(pk=sent.questionnaire_id)
    old.pk, old.version = new_id(), old.version - 1
    old.made_at = sent.sent_at - timedelta(days=400)
    old.save(force_insert=True)
    assert [*asked_before(maria, get_sent(maria, sent.pk))] == []
    renewed(without_the_city)
    (before,) = asked_before(maria, get_sent(maria, sent.pk))
    assert before.pk == sent.questionnaire_id
    tab = Tab(marias, at(begun, "birth"))
    tab.boxes["petitioner-moon-over"] = "x"
    assert tab.send().status_code in (302, 422)
