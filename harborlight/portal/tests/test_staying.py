"""How long a client stays signed in while they write, and while only a page stands open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from harborlight.firm.clock import now, standing_at
from harborlight.portal.tests.conftest import browser_of
from harborlight.questionnaires.queries import sent_to

ANSWER = "petitioner-birth-city"


@pytest.fixture
def question(begun, maria):
    sent = sent_to(maria, begun.case)[0]
    return reverse("portal:screen", args=[sent.key, "petitioner-birth"])


@pytest.fixture
def after(marias):
    """After so many minutes Maria's browser asks for this, and is answered so."""
    began = now()
    with standing_at(began):
        marias.get("/portal/")

    def ask(minutes, address, said=None):
        keeps = {"X-Keeps-Words": "1"}
        with standing_at(began + timedelta(minutes=minutes)):
            if said is None:
                return marias.get(address, headers=keeps)
            return marias.post(address, said, headers=keeps)

    return ask


def alive(**also):
    return reverse("alive", query={"side": "portal", **also})


@pytest.mark.feature("F242")
def test_an_answer_that_saves_itself_keeps_the_session_open(after, question):
    for minutes, city in ((10, "Ahuachapán"), (20, "Santa Ana")):
        assert after(minutes, question, {ANSWER: city}).status_code == 200
    page = after(34, question)
    assert 'value="Santa Ana"' in page.content.decode()
    late = after(50, question, {ANSWER: "Sonsonate"})
    assert late.status_code == 401


def test_somebody_at_the_page_keeps_the_session_open(after):
    for minutes in (10, 20, 30):
        assert after(minutes, alive(touch=1)).json()["seconds"] == 15 * 60
    assert after(46, alive(touch=1)).status_code == 401


def test_a_page_that_only_stands_open_does_not_keep_the_session(after):
    assert after(10, alive()).json()["seconds"] == 5 * 60
    assert after(14, alive()).json()["seconds"] == 60
    assert after(16, alive()).status_code == 401
    assert after(16, "/portal/").status_code == 401


def test_whoever_is_signed_out_is_told_that_the_session_is_over(client):
    assert client.get(alive()).status_code == 401


LOCKED = {
    "en": (
        "Your session ended, so we covered it: nothing happened here for a while, or you "
        "signed out elsewhere. Everything you typed is kept."
    ),
    "es": (
        "Su sesión terminó, así que cubrimos la página: no hubo actividad por un rato o "
        "usted cerró la sesión en otro lugar. Todo lo que escribió se conserva."
    ),
}


@pytest.mark.parametrize("language", LOCKED)
def test_a_session_that_ended_is_spoken_of_in_the_readers_language(
    clients, maria, question, language
):
    browser, began = browser_of(maria, language), now()
    with standing_at(began):
        # The page holds the sentence, and shows it when its session is over.
        assert LOCKED[language] in browser.get(question).content.decode()
    with standing_at(began + timedelta(minutes=16)):
        page = browser.get(question, follow=True)
    assert page.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert f'<html lang="{language}"' in page.content.decode()
