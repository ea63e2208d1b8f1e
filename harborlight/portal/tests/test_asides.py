"""Beside an answer: the client asks their lawyer, and is asked again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.portal.tests.test_meanwhile import CITY, Tab
from harborlight.portal.tests.test_pages import words_of
from harborlight.portal.tests.test_unheard import at
from harborlight.questionnaires.actions import (
    answer_client,
    ask_again,
    finish_questionnaire,
)
from harborlight.questionnaires.models import Aside, Sent
from harborlight.questionnaires.queries import standing
from harborlight.staff.tests.at_the_desk import at_the_desk

pytestmark = pytest.mark.feature("F068")
ASK, WORDS, RIGHT = f"{CITY}_ask", f"{CITY}_ask_words", f"{CITY}_right"
FACT = "petitioner.birth.city"


@pytest.fixture
def screen(begun):
    return at(begun, "birth")


def sent_of(begun):
    return Sent.objects.select_related("person", "case", "party").get(
        party=begun.petitioner
    )


def step_of(actor, begun):
    stands = standing(actor, sent_of(begun))
    return next(step for step in stands.steps if step.screen == "petitioner-birth")


def asks(browser, screen, words="My papers say two cities."):
    tab = Tab(browser, screen)
    tab.boxes |= {CITY: "", ASK: "on", WORDS: words}
    assert tab.send().status_code == 302


def test_to_ask_the_lawyer_is_an_answer(marias, begun, screen, maria):
    empty = Tab(marias, screen)
    empty.boxes[CITY] = ""
    empty.send()
    before = step_of(maria, begun)
    asks(marias, screen)
    after = step_of(maria, begun)
    assert (after.answered, after.answers) == (before.answered + 1, before.answers)
    page = marias.get(screen).content.decode()
    assert "My papers say two cities." in page


def test_the_lawyer_reads_it_and_answers_at_the_question(
    marias, begun, screen, paul, maria
):
    asks(marias, screen)
    desk, new = at_the_desk(paul), reverse("staff:new-answers", args=[begun.case.pk])
    page = words_of(desk.get(new))
    assert "My papers say two cities." in page and "Clients ask" in page
    where = reverse("staff:answer-client", args=[Aside.objects.get().pk])
    refused = desk.post(where, {"words": " "})
    assert (
        refused.status_code == 422
        and "Write what the client should know" in words_of(refused)
    )
    done = desk.post(where, {"words": "Take the one of the passport."}, follow=True)
    assert "The client reads it at the question" in words_of(done)
    assert "My papers say two cities." not in words_of(desk.get(new))
    page = words_of(marias.get(screen))
    assert "Your legal team answered: Take the one of the passport." in page
    overview = marias.get(reverse("portal:questionnaire", args=[sent_of(begun).key]))
    assert "Your question was answered" in words_of(overview)
    # The question is open again until she answers it.
    step = step_of(maria, begun)
    assert step.answered < step.answers
    tab = Tab(marias, screen)
    tab.boxes[CITY] = "Santa Ana"
    tab.send()
    assert "Your legal team answered" not in words_of(marias.get(screen))
    assert Aside.objects.get().settled_at


def test_a_second_answer_of_the_office_is_given_back(marias, begun, screen, ada, paul):
    asks(marias, screen)
    aside = Aside.objects.get()
    answer_client(ada, aside, words="Take the passport.")
    where = reverse("staff:answer-client", args=[aside.pk])
    page = at_the_desk(paul).post(where, {"words": "Take the birth act."}, follow=True)
    assert "answered meanwhile" in words_of(page)
    assert "Take the birth act." in words_of(page)


def test_a_page_that_comes_twice_asks_once(marias, begun, screen, ada):
    """It arrived, and the phone was not told; the lawyer answers before it comes again."""
    phone = Tab(marias, screen)
    phone.boxes |= {CITY: "", ASK: "on", WORDS: "My papers say two cities."}
    headers = {"X-Keeps-Words": "1", "X-Answer": "7d5f"}
    phone.send(headers=headers)
    asks(marias, screen, words="Which one counts?")
    phone.send(headers=headers)
    aside = Aside.objects.get()
    assert aside.words == "Which one counts?"
    answer_client(ada, aside, words="Take the one of the passport.")
    phone.send(headers=headers)
    assert Aside.objects.get().settled_at is None
    page = words_of(marias.get(screen))
    assert "Your legal team answered: Take the one of the passport." in page


def test_other_words_and_taking_it_back(marias, begun, screen):
    asks(marias, screen)
    asks(marias, screen, words="Which one counts?")
    assert Aside.objects.get().words == "Which one counts?"
    older = Tab(marias, screen)
    older.boxes.pop(ASK)
    older.boxes[f"{CITY}_asked"] = ""
    older.send()
    # A page that came before the question takes nothing back.
    assert Aside.objects.get().settled_at is None
    tab = Tab(marias, screen)
    tab.boxes.pop(ASK)
    tab.send()
    assert Aside.objects.get().settled_at


def test_what_is_asked_again_stands_at_the_question_until_it_is_answered(
    marias, begun, screen, ada, maria
):
    tab = Tab(marias, screen)
    tab.boxes[CITY] = "Santa Ana"
    tab.send()
    sent = sent_of(begun)
    ask_again(ada, sent, fact=FACT, entry=None, words="The passport says Metapán.")
    page = words_of(marias.get(screen))
    assert "Your legal team asks you again: The passport says Metapán." in page
    assert not step_of(maria, begun).done
    same = Tab(marias, screen)
    same.send()
    assert not step_of(maria, begun).done
    changed = Tab(marias, screen)
    changed.boxes[CITY] = "Metapán"
    changed.send()
    assert "asks you again" not in words_of(marias.get(screen))


def test_what_is_right_as_it_is_can_be_said(marias, begun, screen, ada, maria):
    tab = Tab(marias, screen)
    tab.boxes[CITY] = "Santa Ana"
    tab.send()
    ask_again(ada, sent_of(begun), fact=FACT, entry=None, words="Is that so?")
    tab = Tab(marias, screen)
    tab.boxes[RIGHT] = "on"
    tab.send()
    assert Aside.objects.get().settled_at
    assert "asks you again" not in words_of(marias.get(screen))


def test_asking_again_opens_what_was_sent(marias, begun, screen, ada, maria, to_finish):
    finish_questionnaire(maria, sent_of(begun))
    ask_again(ada, sent_of(begun), fact=FACT, entry=None, words="Is that so?")
    assert sent_of(begun).state == Sent.State.OPEN
    assert marias.get(screen).status_code == 200


@pytest.fixture
def to_finish(begun, clients):
    from tests.whole_case import answer_everything, family

    answer_everything(clients["petitioner"], sent_of(begun).pk, family())
    Sent.objects.filter(pk=sent_of(begun).pk).update(state=Sent.State.OPEN)


def test_nobody_else_reads_what_a_client_asks(marias, begun, screen, omar, rita):
    asks(marias, screen)
    where = reverse("staff:answer-client", args=[Aside.objects.get().pk])
    assert at_the_desk(rita).post(where, {"words": "x"}).status_code == 404
