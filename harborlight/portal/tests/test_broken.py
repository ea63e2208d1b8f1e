"""A page that broke still speaks the reader's language, whatever else does not work."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.guards.test_pages import faults

ENGLISH, SPANISH = "Something broke on our side", "Algo falló de nuestro lado"
# Whoever is signed in is looked up, and there is no database in these tests: each page
# that needs it breaks, as if it had gone away.
PAGE = "/account/sessions/"


@pytest.fixture
def reader():
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    return client


def other_language(page, code):
    """Where the page's link leads that is written in this language."""
    text = page.content.decode()
    found = re.search(rf'<a [^>]*href="([^"]*)" lang="{code}" hreflang="{code}"', text)
    assert found, text
    return found[1].replace("&amp;", "&")


@pytest.mark.feature("F310")
def test_a_broken_page_is_read_in_the_language_that_its_link_chooses(reader):
    page = reader.get(PAGE + "?page=2", headers={"accept-language": "en"})
    assert page.status_code == 500 and ENGLISH in page.content.decode()

    page = reader.get(other_language(page, "es"), follow=True)
    assert page.request["PATH_INFO"] == PAGE
    assert page.request["QUERY_STRING"] == "page=2"
    assert page.status_code == 500 and SPANISH in page.content.decode()
    assert '<html lang="es">' in page.content.decode()

    # It stays, and there is a way back.
    page = reader.get(PAGE)
    assert SPANISH in page.content.decode()
    page = reader.get(other_language(page, "en"), follow=True)
    assert ENGLISH in page.content.decode()


def test_a_broken_page_keeps_the_rules_of_every_page(reader):
    for language in ("en", "es"):
        page = reader.get(PAGE, headers={"accept-language": language})
        assert page.status_code == 500
        assert faults(page.content.decode(), dict(page.headers)) == []


def test_a_form_that_broke_leads_to_the_page_it_stood_on(reader):
    for method in (reader.get, reader.post):
        page = method("/account/kept/")
        assert other_language(page, "es") == "/account/kept/?language=es"
    stood_on = {"Referer": f"http://testserver{PAGE}?a=b"}
    ended = reverse("end-session", args=[1])
    page = reader.post(ended, headers=stood_on)
    assert other_language(page, "es") == f"{PAGE}?a=b&language=es"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("/account/sign-in/?" + "a=b&" * 2001, "testserver"),
        ("/account/sign-in/", "evil.example"),
    ],
)
def test_what_cannot_be_read_is_said_in_either_language(reader, address, host):
    page = reader.get(address, headers={"host": host})
    assert page.status_code == 400
    assert "We could not read what was sent" in page.content.decode()
    assert faults(page.content.decode(), dict(page.headers)) == []
    chosen = other_language(page, "es")
    assert chosen == "/account/sign-in/?language=es"
    reader.get(chosen)
    page = reader.get(address, headers={"host": host})
    assert "No pudimos leer lo que se envió" in page.content.decode()
    assert other_language(page, "en") == "/account/sign-in/?language=en"


def test_a_language_that_we_do_not_speak_changes_nothing(reader):
    page = reader.get(PAGE + "?language=xx", headers={"accept-language": "es"})
    assert page.status_code == 500 and SPANISH in page.content.decode()
    assert settings.LANGUAGE_COOKIE_NAME not in page.cookies


def test_a_link_leads_to_no_other_house(reader):
    elsewhere = "http://testserver//evil.example/"
    page = reader.get(elsewhere)
    assert other_language(page, "es") == "/%2Fevil.example/?language=es"
    page = reader.get(elsewhere + "?language=es")
    assert page.headers["Location"] == "/%2Fevil.example/"


@pytest.mark.django_db
def test_a_page_that_works_again_is_read_in_the_chosen_language():
    page = Client().get("/account/sign-in/?next=%2Fstaff%2F&language=es", follow=True)
    assert page.redirect_chain == [("/account/sign-in/?next=%2Fstaff%2F", 302)]
    text = page.content.decode()
    assert 'lang="es"' in text and "language=es" not in text
