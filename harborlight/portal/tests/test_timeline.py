"""The client's timeline: the next step on top, what is to come, and what was seen when."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from harborlight.cases.actions import close_case, reach_milestone
from harborlight.docket.actions import give_final_letter
from harborlight.firm import sightings
from harborlight.firm.clock import today
from harborlight.firm.events import KINDS
from harborlight.portal.telling import ICONS
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.desk import at, sign_in, text_of
from harborlight.ui.templatetags.house import icon
from tests.questions import MOST, questions


def timeline(browser, case):
    return browser.get(reverse("portal:case-of", args=[case.key]))


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(answer)).split())


@pytest.mark.feature("F120", "F125")
def test_the_next_step_stands_on_top_and_what_is_to_come_below(marias, begun, ada):
    said = words_of(timeline(marias, begun.case))
    top = said.index("Answer our questions")
    assert top < said.index("Still to come") < said.index("Where your case is")
    still = said[said.index("Still to come") :]
    assert still.index("Sent to the government") < still.index("Accepted by the gov")
    reach_milestone(ada, begun.case, kind="filed", on=begun.case.opened_on)
    said = words_of(timeline(marias, begun.case))
    still = said[said.index("Still to come") : said.index("Where your case is")]
    assert "Sent to the government" not in still and "Accepted" in still


def test_the_same_in_spanish(begun, clients, maria):
    said = words_of(timeline(browser_of(maria, "es"), begun.case))
    assert "Lo que falta" in said and "Enviado al gobierno" in said


@pytest.mark.feature("F126")
def test_staff_read_who_saw_a_milestone_and_when(marias, begun, ada, paul):
    reach_milestone(ada, begun.case, kind="filed", on=begun.case.opened_on)
    desk = sign_in(paul)
    page = at("case", begun.case.pk)
    assert "Not seen by a client yet" in text_of(desk.get(page))
    timeline(marias, begun.case)
    sightings.write_sightings()
    said = text_of(desk.get(page))
    assert "Seen by María Rivas Peña on" in said
    assert "Not seen by a client yet" not in said


@pytest.mark.feature("F034", "F126")
def test_a_case_that_is_over_shows_the_letter_and_the_days_ahead(
    marias, begun, ada, omar
):
    case, day = begun.case, today(begun.case.firm.time_zone)
    close_case(ada, case, on=day)
    ahead = [(day + timedelta(days=700), "Pida la I-751")]
    about = {"person": begun.petitioner.person, "language": "es"}
    give_final_letter(ada, case, words="Su caso terminó.", ahead=ahead, **about)
    said = words_of(timeline(marias, case))
    assert "Your case was closed on" in said
    assert "Su caso terminó." in said and "Pida la I-751" in said
    assert "Answer our questions" not in said and "Still to come" not in said
    # A letter is its person's own.
    assert "Su caso terminó." not in words_of(timeline(browser_of(omar), case))


def test_the_page_asks_no_more_than_a_page_may(marias, begun, ada):
    for kind in ("filed", "receipt"):
        reach_milestone(ada, begun.case, kind=kind, on=begun.case.opened_on, number="1")
    timeline(marias, begun.case)
    with CaptureQueriesContext(connection) as captured:
        timeline(marias, begun.case)
    assert len(questions(captured.captured_queries)) <= MOST


@pytest.mark.feature("F120")
def test_whatever_a_client_reads_of_has_its_picture():
    told = [one.name for one in KINDS.values() if one.client_words]
    assert [name for name in told if name.split(".")[0] not in ICONS] == []
    for name in ICONS.values():
        assert "<svg" in icon(name)
