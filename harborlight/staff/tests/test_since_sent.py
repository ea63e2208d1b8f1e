"""An answer that changes after the forms went to the government waits for a person."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.config.demo.checking import certify
from harborlight.filings.actions import approve_form, fill_forms, record_sent
from harborlight.filings.models import FilledForm
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.firm.models import Event
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from tests.cast import join
from tests.questions import questions
from tests.whole_case import accept_papers, send_papers

SINCE = "Answers changed since it was sent"
LOOK = {
    "becomes": "No amendment needed: she married, the name is told at the interview"
}


@pytest.fixture
def sent(ada, paul, maria, begun):
    """The only form of the case went out."""
    filing = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filing)[0], despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    day = today(begun.case.firm.time_zone)
    certify(paul, ada, filing, on=day)
    record_sent(paul, filing, on=day, channel="paper", despite_open=True)
    keep_up_in(begun.case.firm)
    return filing


def renamed(actor, begun, name):
    correct_answer(
        actor,
        begun.case,
        person=begun.petitioner.person,
        place=("name.family", None),
        value=name,
        reason="She called",
    )
    # What the reader of answers noted is read on as well.
    while keep_up_in(begun.case.firm):
        pass


def seen_by(desk, filing):
    """The word for what the page shows, as its form sends it back."""
    page = words(desk.get(at("look-at-changes", filing.pk)))
    return re.search(r'name="over" value="([^"]+)"', page)[1]


@pytest.mark.feature("F117", "F121")
def test_what_changed_after_it_was_sent_waits_until_somebody_looked(
    ada, paul, begun, sent
):
    desk = at_the_desk(ada)
    case, forms, home = (
        at("case", begun.case.pk),
        at("case-forms", begun.case.pk),
        at("home"),
    )
    for page in (case, forms, home):
        assert SINCE not in words(desk.get(page))
    assert "Nothing waits for us." in words(desk.get(case))

    renamed(paul, begun, "Rivas Mora")
    for page in (case, forms, home):
        with CaptureQueriesContext(connection) as queries:
            assert SINCE in words(desk.get(page)), page
        assert len(questions(queries.captured_queries)) <= 12
    assert "Nothing waits for us." not in words(desk.get(case))
    assert "from “Rivas Peña” to “Rivas Mora”" in words(desk.get(forms))
    assert "was sent, answers on it changed: HL-1" in words(desk.get(home))

    look = at("look-at-changes", sent.pk)
    empty = desk.post(look, {"over": seen_by(desk, sent), "becomes": " "})
    assert empty.status_code == 422
    assert "Write what becomes of it" in words(empty)
    done = desk.post(look, {"over": seen_by(desk, sent), **LOOK}, follow=True)
    assert "The history says who looked at it" in told(done)[0]
    assert LOOK["becomes"] in words(done) and SINCE not in words(done)
    keep_up_in(begun.case.firm)
    for page in (case, home):
        assert SINCE not in words(desk.get(page)), page
    assert "Nothing waits for us." in words(desk.get(case))
    history = words(desk.get(at("case-activity", begun.case.pk)))
    assert "Ada looked at answers that changed after" in history
    # What the form says and what is known still differ: its own page tells so.
    form = FilledForm.objects.get(needed__filing=sent)
    assert "Rivas Mora" in words(desk.get(at("filled-form", form.pk)))

    renamed(paul, begun, "Rivas Luna")
    assert "from “Rivas Peña” to “Rivas Luna”" in words(desk.get(forms))
    assert SINCE in words(desk.get(case))


def test_nobody_says_that_they_looked_at_what_they_did_not_see(ada, paul, begun, sent):
    renamed(paul, begun, "Rivas Mora")
    desk, look = at_the_desk(ada), at("look-at-changes", sent.pk)
    over = seen_by(desk, sent)
    renamed(paul, begun, "Rivas Luna")
    late = desk.post(look, {"over": over, **LOOK})
    assert late.status_code == 422
    assert "The answers changed again" in words(late)
    assert "to “Rivas Luna”" in words(late) and LOOK["becomes"] in words(late)
    over = re.search(r'name="over" value="([^"]+)"', words(late))[1]
    assert desk.post(look, {"over": over, **LOOK}).status_code == 302


def test_an_answer_that_is_again_as_it_was_sent_waits_for_nobody(
    ada, paul, begun, sent
):
    renamed(paul, begun, "Rivas Mora")
    renamed(paul, begun, "Rivas Peña")
    desk = at_the_desk(ada)
    for page in (at("case", begun.case.pk), at("case-forms", begun.case.pk)):
        assert SINCE not in words(desk.get(page))
    kinds = ["filing.changed-since", "filing.same-again"]
    found = Event.objects.filter(kind__in=kinds).order_by("n")
    assert [one.kind for one in found] == kinds


def test_what_was_looked_at_before_it_was_sent_is_not_new(ada, paul, maria, begun):
    filing = filings(ada, begun.case).get()
    approve_form(ada, fill_forms(paul, filing)[0], despite_open=True)
    send_papers(maria, begun.case)
    accept_papers(paul, begun.case)
    renamed(paul, begun, "Rivas Mora")
    day = today(begun.case.firm.time_zone)
    despite = {"despite_open": True, "despite_changes": True}
    certify(paul, ada, filing, on=day)
    record_sent(paul, filing, on=day, channel="paper", **despite)
    keep_up_in(begun.case.firm)
    desk = at_the_desk(ada)
    for page in (at("case", begun.case.pk), at("case-forms", begun.case.pk)):
        assert SINCE not in words(desk.get(page))


def test_who_reads_along_sees_the_change_and_is_not_asked_what_becomes_of_it(
    harbor, paul, begun, sent
):
    renamed(paul, begun, "Rivas Mora")
    reader = at_the_desk(join(harbor, "Uma", Role.AUDITOR))
    page = words(reader.get(at("case-forms", begun.case.pk)))
    assert SINCE in page and "Say what becomes of it" not in page


@pytest.mark.feature("F117")
def test_a_form_that_went_out_with_another_answer_is_among_what_does_not_fit(
    ada, paul, begun, sent
):
    renamed(paul, begun, "Rivas de Haddad")
    page = words(at_the_desk(ada).get(at("consistency", begun.case.pk)))
    assert "went out with another answer." in page
    assert "Rivas Peña" in page and "Rivas de Haddad" in page
    assert "The team sees to it." in page
