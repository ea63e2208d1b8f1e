"""Whoever lets a form go to signature, and whoever takes the signed pages, knows how it is."""

import html

import pytest

from harborlight.documents.queries import asked, to_review
from harborlight.filings.actions import AnswersMissing, approve_form, fill_forms
from harborlight.filings.models import Signing
from harborlight.filings.queries import filings
from harborlight.firm.readers import keep_up_in
from harborlight.questionnaires.actions import correct_answer
from harborlight.staff.tests.at_the_desk import at_the_desk, told, words
from harborlight.staff.tests.desk import at
from tests.whole_case import send_papers


@pytest.fixture
def filled(ada, paul, begun):
    """Filled while nobody has answered much."""
    return fill_forms(paul, filings(ada, begun.case).get())[0]


@pytest.mark.feature("F019", "F225")
def test_a_form_with_answers_missing_goes_to_signature_only_knowingly(
    harbor, ada, maria, begun, filled
):
    desk, page = at_the_desk(ada), at("filled-form", filled.pk)
    n = len(filled.missing)
    tick = f"It goes to signature with {n} answers missing."
    assert n > 1 and tick in words(desk.get(page))
    refused = desk.post(at("approve-form", filled.pk))
    assert refused.status_code == 422
    assert "Look at what is missing." in words(refused) and tick in words(refused)
    # Nobody has said what stands beside the tick: the summary does not quote it.
    assert words(refused).count(tick) == 1
    with pytest.raises(AnswersMissing):
        approve_form(ada, filled)
    filled.refresh_from_db()
    assert filled.state == "prepared" and not Signing.objects.exists()
    assert not [one for one in asked(maria, begun.case) if "Signed" in one.request.name]

    yes = {"despite_open": "on"}
    done = desk.post(at("approve-form", filled.pk), yes, follow=True)
    assert "Approved: HL-1." in told(done)
    assert f"It went to signature with {n} answers missing." in words(desk.get(page))
    keep_up_in(harbor)
    history = words(desk.get(at("case-activity", begun.case.pk)))
    assert f"Ada let HL-1 go to signature with {n} answers missing" in history


def test_nothing_is_to_be_ticked_where_nothing_is_missing(ada, filled):
    type(filled).objects.update(missing=[])
    desk = at_the_desk(ada)
    assert "goes to signature" not in words(desk.get(at("filled-form", filled.pk)))
    done = desk.post(at("approve-form", filled.pk), follow=True)
    assert "Approved: HL-1." in told(done)


@pytest.mark.feature("F019", "F117")
def test_whoever_reviews_signed_pages_reads_what_has_changed_on_the_form(
    ada, paul, maria, begun, filled
):
    approve_form(ada, filled, despite_open=True)
    send_papers(maria, begun.case)
    waiting = {one.document.called: one for one in to_review(paul)}
    pages = next(one for name, one in waiting.items() if "HL-1" in name)
    other = next(one for name, one in waiting.items() if "HL-1" not in name)
    desk = at_the_desk(paul)
    review = at("review-version", pages.pk)
    since = "Answers on Form HL-1 have changed since it was filled"
    assert since not in words(desk.get(review))
    correct_answer(
        paul,
        begun.case,
        person=begun.petitioner.person,
        place=("name.family", None),
        value="Rivas Mora",
        reason="She called",
    )
    page = html.unescape(words(desk.get(review)))
    assert since in page and "from “Rivas Peña” to “Rivas Mora”" in page
    assert "then it is signed anew" in page
    assert since not in words(desk.get(at("review-version", other.pk)))
