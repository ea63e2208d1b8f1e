"""What somebody sees who asked for help: that nobody is their lawyer yet; then the answer."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.firm.roles import Role
from harborlight.inquiries.actions import decline_inquiry
from harborlight.inquiries.letters import not_engaged
from harborlight.inquiries.tests.at_the_door import answers, asks, comes_in
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import join
from tests.questions import MOST, questions
from tests.whole_case import furnish


@pytest.fixture
def asked(clock, harbor):
    furnish(clock)
    return asks(join(harbor, "Nora", Role.INTAKE), wanted="marriage")


def at_home(luz):
    client = sign_in(luz)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return client


@pytest.mark.feature("F068", "F070")
def test_home_says_that_nobody_is_their_lawyer_yet_and_leads_to_the_questions(asked):
    client = at_home(comes_in(asked))
    with CaptureQueriesContext(connection) as captured:
        page = text_of(client.get("/portal/"))
    assert "todavía no es su abogado" in page and "Empezar" in page
    assert "Fechas que urgen" in page
    found = questions(captured)
    assert len(found) <= MOST, [sql[:120] for sql in found]


@pytest.mark.feature("F078")
def test_what_was_answered_and_what_lacks_stands_chapter_by_chapter(asked):
    luz = comes_in(asked)
    answers(luz, asked, finish=False)
    page = text_of(at_home(luz).get("/portal/"))
    assert page.count("Hecho") >= 6 and "Enviar mis respuestas" in page
    answers(luz, asked)
    page = text_of(at_home(luz).get("/portal/"))
    assert "Ya tenemos sus respuestas" in page and "Cambiar mis respuestas" in page


@pytest.mark.feature("F069")
def test_the_letter_takes_the_place_of_the_questions(asked, ada):
    luz = comes_in(asked)
    answers(luz, asked)
    words = not_engaged(ada.firm, asked.person, "es")
    decline_inquiry(ada, asked, reason="Known to us.", words=words, language="es")
    page = text_of(at_home(luz).get("/portal/"))
    assert "No somos su abogado" in page and "Known to us" not in page
    assert "Cambiar mis respuestas" not in page


def test_another_client_finds_nothing_of_it(asked, omar):
    luz = comes_in(asked)
    assert luz
    client = sign_in(omar)
    assert client.get(f"/portal/cases/{asked.case.key}/").status_code == 404
