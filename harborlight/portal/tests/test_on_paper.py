"""The questions on paper, and pages in a language that has no words of ours yet."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.facts.queries import sheet
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_meanwhile import CITY, Tab
from harborlight.portal.tests.test_pages import MOST_QUERIES, words_of
from harborlight.portal.tests.test_unheard import at
from harborlight.questionnaires.models import Sent
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.questions import questions

pytestmark = pytest.mark.feature("F075")
RIGHT_TO_LEFT = '<html lang="ar" dir="rtl">'


def paper(begun, side="portal:questionnaire-print"):
    sent = Sent.objects.get(party=begun.petitioner)
    key = sent.key if side.startswith("portal") else sent.pk
    return reverse(side, args=[key])


def test_answers_are_printed_in_the_clients_language(begun, clients, maria):
    browser = browser_of(maria, "es")
    tab = Tab(browser, at(begun, "birth"))
    tab.boxes[CITY] = "Santa Ana"
    tab.send()
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(paper(begun))
    assert len(questions(asked)) <= MOST_QUERIES
    said = words_of(page)
    assert "Santa Ana" in said and "Sin respuesta" in said
    assert "data-print" in page.content.decode()


def test_an_empty_copy_asks_everything_and_shows_no_answer(begun, clients, maria):
    browser = browser_of(maria)
    tab = Tab(browser, at(begun, "birth"))
    tab.boxes[CITY] = "Santa Ana"
    tab.send()
    page = browser.get(paper(begun), {"blank": "1"})
    said = words_of(page)
    assert "Santa Ana" not in said and "Write clearly" in said
    assert (
        "paper-box" in page.content.decode() and "paper-line" in page.content.decode()
    )
    assert len(said) > len(words_of(browser.get(paper(begun))))


def test_staff_print_it_in_the_language_that_the_client_reads(
    begun, clients, maria, paul
):
    person = begun.petitioner.person
    person.login.language = "es"
    person.login.save()
    page = at_the_desk(paul).get(paper(begun, "staff:print-questions"))
    assert 'lang="es"' in page.content.decode()
    assert "Sin respuesta" in words_of(page)
    where = paper(begun, "staff:print-questions")
    english = at_the_desk(paul).get(where, {"print_language": "en"})
    assert 'lang="en"' in english.content.decode()
    assert "Not answered" in words_of(english)


@pytest.fixture
def arabic(settings):
    with override_settings(LANGUAGES=[*settings.WRITTEN, ("ar", "Arabic")]):
        yield


def test_a_page_runs_from_right_to_left_and_says_in_english_what_has_no_arabic(
    arabic, begun, clients, maria
):
    browser = browser_of(maria, "ar")
    page = browser.get(at(begun, "birth"))
    assert RIGHT_TO_LEFT in page.content.decode()
    said = words_of(page)
    assert "Save and continue" in said
    # Django's own words are Arabic already: each sentence falls back by itself.
    assert "يناير" in said
    assert 'dir="rtl"' in browser.get(paper(begun), {"blank": "1"}).content.decode()


def test_a_helper_and_a_refused_answer_run_from_right_to_left_too(
    arabic, begun, clients, maria
):
    browser = browser_of(maria, "ar")
    sent = Sent.objects.get(party=begun.petitioner)
    asked = reverse("portal:question-helpers", args=[sent.key])
    said = {"name": "مريم", "sections": ["petitioner-you"], "days": "7"}
    made = browser.post(asked, said).content.decode()
    assert RIGHT_TO_LEFT in made
    assert "مريم" in words_of(browser.get(asked))
    helper = Client()
    helper.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    link = re.search(r"/help/[0-9a-z]{26}/", made)[0]
    assert RIGHT_TO_LEFT in helper.get(link).content.decode()
    chapters = helper.post(link).url
    for page in (chapters, f"{chapters}petitioner-birth/"):
        assert RIGHT_TO_LEFT in helper.get(page).content.decode()
    # Refused, the page stands as it stood, with the words.
    tab = Tab(browser, at(begun, "birth"))
    tab.boxes[CITY] = "مدينة" * 50
    page = tab.send()
    assert page.status_code == 422 and RIGHT_TO_LEFT in page.content.decode()
    assert tab.boxes[CITY] == "مدينة" * 50


@pytest.mark.parametrize(
    "name",
    [
        "Łukasz Żółć", "Nguyễn Thị Ánh", "Ольга Щукина", "محمد عبد الله", "王小明",
        "김민준", "தமிழ்ச்செல்வி", "José" + "\u0301", "אברהם", "ⴰⵎⴰⵣⵉⵖ",
    ],
)  # fmt: skip
def test_names_in_every_script_come_back_as_they_were_written(
    name, marias, begun, maria
):
    import unicodedata

    tab = Tab(marias, at(begun, "birth"))
    tab.boxes[CITY] = name
    tab.send()
    kept = sheet(maria, begun.case, begun.petitioner.person).get("birth.city")
    assert kept == unicodedata.normalize("NFC", name)
    assert Tab(marias, at(begun, "birth")).boxes[CITY] == kept
    assert kept in words_of(marias.get(paper(begun)))


def test_two_hundred_letters_are_refused_in_words_and_none_is_lost(marias, begun):
    tab = Tab(marias, at(begun, "birth"))
    long = "Ẍ́" * 100
    tab.boxes[CITY] = long
    page = tab.send()
    assert page.status_code == 422
    assert tab.boxes[CITY] == long
    assert "shorter" in words_of(page) or "letters" in words_of(page)


def test_the_languages_of_the_house_are_whole():
    assert [code for code, _name in settings.WRITTEN] == ["en", "es"]
