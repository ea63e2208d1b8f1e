"""One press fills every form of the open filings of a case, and says what became of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.filings.actions import (
    approve_form,
    fill_form,
    fill_forms,
    plan_filing,
    send_form_back,
)
from harborlight.filings.models import FilledForm, NeededForm
from harborlight.filings.queries import filings
from harborlight.firm.roles import Role
from harborlight.staff.tests.at_the_desk import at_the_desk, words
from harborlight.staff.tests.desk import at
from harborlight.staff.tests.test_boxes import answer
from harborlight.staff.tests.test_forms import to_sign
from harborlight.staff.views import filling
from tests.cast import join
from tests.questions import MOST, questions

pytestmark = pytest.mark.feature("F116")


@pytest.fixture(autouse=True)
def _in_one_stretch(monkeypatch):
    """However slow the machine is that tests it."""
    monkeypatch.setattr(filling, "STRETCH", 600)


@pytest.fixture
def two(paul, ada, maria, begun):
    """Two open filings: of one form, and of two, of which one has no blank here."""
    answer(maria, begun)
    first = filings(ada, begun.case).get()
    forms = [("HL-1", ""), ("X-999", "")]
    return first, plan_filing(ada, begun.case, name="The second one", forms=forms)


def learn_phone(client, begun, phone) -> None:
    values = {("contact.phone_day", None): phone}
    source = Source(Fact.Source.ANSWER, language="es")
    learn(client, begun.case, person=begun.petitioner.person, values=values,
          source=source)  # fmt: skip


def press(actor, case, **said):
    return at_the_desk(actor).post(at("fill-all", case.pk), said, follow=True)


def fillings(case, **of) -> int:
    return FilledForm.objects.filter(case=case, **of).count()


def test_one_press_fills_all_that_can_be_and_says_why_the_rest_is_not(paul, begun, two):
    desk = at_the_desk(paul)
    assert "Fill all forms" in words(desk.get(at("case-forms", begun.case.pk)))
    page = words(press(paul, begun.case))
    assert fillings(begun.case) == 2
    assert "2 forms were filled" in page and "1 form could not be filled" in page
    assert "We know no boxes of Form X-999." in page
    assert page.count("Filled just now") == 2
    # What each still lacks stands at it.
    assert "is missing" in page or "are missing" in page


def test_pressing_twice_does_no_harm(paul, begun, two):
    press(paul, begun.case)
    page = words(press(paul, begun.case))
    assert fillings(begun.case) == 2
    assert "Nothing was to be filled" in page
    assert page.count("no answer on it changed since it was filled") == 2
    assert "Fill all forms" not in words(
        at_the_desk(paul).get(at("case-forms", begun.case.pk))
    )


def test_what_was_approved_is_left_and_what_was_sent_back_is_filled(
    paul, ada, begun, two
):
    first, second = two
    approve_form(ada, fill_forms(paul, first)[0], despite_open=True)
    needed = NeededForm.objects.get(filing=second, form="HL-1")
    send_form_back(ada, fill_form(paul, needed), comment="The date")
    page = words(press(paul, begun.case))
    assert "it is approved, and no answer on it changed" in page
    assert fillings(begun.case, needed=needed) == 2
    assert fillings(begun.case, needed__filing=first, state="approved") == 1


def test_what_is_approved_while_the_others_are_filled_is_left(
    paul, ada, maria, begun, two, monkeypatch
):
    """It waited to be checked when the press began, and an attorney was quicker."""
    first, _second = two
    (filled,) = fill_forms(paul, first)
    learn_phone(maria, begun, "(555) 010-9999")
    real = filling.how_it_stands

    def approved_after(*about):
        found = real(*about)
        approved = FilledForm.State.APPROVED
        FilledForm.objects.filter(pk=filled.pk).update(state=approved)
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(filling, "how_it_stands", approved_after)
        at_the_desk(paul).post(at("fill-all", begun.case.pk))
    filled.refresh_from_db()
    assert filled.state == FilledForm.State.APPROVED
    assert FilledForm.objects.filter(needed=filled.needed_id).count() == 1


def test_an_answer_that_changed_after_approval_is_told_and_the_form_left(
    paul, ada, maria, begun, two
):
    first, _ = two
    approve_form(ada, fill_forms(paul, first)[0], despite_open=True)
    learn_phone(maria, begun, "+13105550111")
    page = words(press(paul, begun.case))
    assert "Answers changed since; filled again, it must be checked" in page
    assert fillings(begun.case, needed__filing=first) == 1


def test_a_certified_filing_is_left(paul, ada, maria, begun):
    filing = filings(ada, begun.case).get()
    filled = fill_forms(paul, filing)[0]
    to_sign(ada, paul, maria, begun, filled)
    page = words(press(paul, begun.case))
    assert "its envelope is certified" in page
    assert fillings(begun.case) == 1


def test_a_form_that_fails_keeps_no_other_from_it(paul, begun, two, monkeypatch):
    real, tried = filling.fill_as_seen, []

    def first_fails(actor, needed, *, seen):
        tried.append(needed.pk)
        if len(tried) == 1:
            raise OSError("the disk is full")
        return real(actor, needed, seen=seen)

    monkeypatch.setattr(filling, "fill_as_seen", first_fails)
    page = words(press(paul, begun.case))
    assert fillings(begun.case) == 1
    assert "something on the server failed" in page


def test_many_forms_go_on_by_themselves_stretch_by_stretch(
    paul, begun, two, monkeypatch
):
    monkeypatch.setattr(filling, "STRETCH", 0)
    page = press(paul, begun.case)
    assert fillings(begun.case) == 1
    text = page.content.decode()
    assert "The forms are being filled" in text and "1 of 2" in text
    assert 'hx-trigger="load' in text
    since = page.context["pressed"].since.isoformat()
    page = words(press(paul, begun.case, since=since))
    assert fillings(begun.case) == 2 and "2 forms were filled" in page


@pytest.mark.parametrize("since", ["", "yesterday", "2026-01-01", "2026-01-01T00:00"])
def test_an_address_that_nobody_wrote_is_read_as_nothing(paul, begun, two, since):
    desk = at_the_desk(paul)
    page = desk.get(at("all-forms", begun.case.pk), {"since": since, "failed": "x,,y"})
    assert "2 forms can be filled now" in words(page)


def test_who_may_not_fill_sees_no_button_and_is_refused(harbor, begun, two):
    noor = join(harbor, "Noor", Role.AUDITOR)
    page = words(at_the_desk(noor).get(at("all-forms", begun.case.pk)))
    assert "can be filled now" in page and "Fill all forms" not in page
    assert press(noor, begun.case).status_code == 403
    assert fillings(begun.case) == 0


def test_the_page_asks_no_more_than_a_page_may(paul, begun, two):
    desk = at_the_desk(paul)
    press(paul, begun.case)
    with CaptureQueriesContext(connection) as asked:
        desk.get(at("all-forms", begun.case.pk))
    assert len(questions(asked)) <= MOST, questions(asked)
