"""What the home page says is left is what is left."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.config.demo.checking import certify
from harborlight.documents.actions import reopen_version, return_version
from harborlight.documents.models import Version
from harborlight.documents.queries import to_review
from harborlight.filings.actions import (
    approve_form,
    fill_forms,
    record_receipt,
    record_sent,
)
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.firm.readers import keep_up_in
from harborlight.portal.tests.test_pages import get, sent_of_maria, to_sign, words_of
from tests.whole_case import accept_papers, answer_everything, family, send_papers

__all__ = ["to_sign"]
pytestmark = pytest.mark.feature("F047")
NOT_DONE = "Your answers and papers Something is left for you"


def test_whoever_owes_a_paper_only_is_not_asked_to_answer_questions(
    marias, begun, clients, paul
):
    maria = clients["petitioner"]
    answer_everything(maria, sent_of_maria(begun).pk, family())
    send_papers(maria, begun.case)
    version = to_review(paul).filter(case=begun.case).first()
    return_version(paul, version, reason="blurry", comment="Please take it again.")
    home = get(marias, "home")
    assert "Please send another copy" in home
    assert "answer the questions" not in home and "Send us your answers" not in home


@pytest.mark.feature("F147")
def test_answers_opened_again_are_to_be_sent_not_to_be_gone_on_with(
    marias, to_sign, begun
):
    assert "Something is left" not in get(marias, "home")
    marias.post(reverse("portal:questionnaire-reopen", args=[sent_of_maria(begun).key]))
    home = get(marias, "home")
    assert "Send us your answers" in home and "Look through and send" in home
    assert "0 pages" not in home
    assert NOT_DONE in home and NOT_DONE in get(marias, "case")


def test_a_paper_that_is_asked_anew_is_left_to_do_in_the_first_stage(
    marias, to_sign, begun, clients, paul
):
    assert "Something is left" not in get(marias, "home")
    accepted = Version.objects.filter(case=begun.case, state="accepted")
    theirs = accepted.filter(document__person=begun.petitioner.person)
    version = theirs.filter(document__request__need="required").first()
    reopen_version(paul, version, reason="It has expired.")
    return_version(paul, version, reason="expired", comment="Please send the new one.")
    assert NOT_DONE in get(marias, "home") and NOT_DONE in get(marias, "case")


def test_what_a_case_was_sent_without_is_the_first_thing_no_more(
    harbor, marias, to_sign, begun, clients, ada, paul
):
    marias.post(reverse("portal:questionnaire-reopen", args=[sent_of_maria(begun).key]))
    assert "Send us your answers" in get(marias, "home")
    for client in clients.values():
        send_papers(client, begun.case)
    accept_papers(paul, begun.case)
    filing = filings(ada, begun.case).get()
    day = today(harbor.time_zone)
    without = {"despite_open": True, "despite_changes": True}
    certify(paul, ada, filing, on=day)
    record_sent(paul, filing, on=day, channel="paper", **without)
    keep_up_in(harbor)
    home = get(marias, "home")
    first, _, after = home.partition("Sent without these")
    assert "Send us your answers" in after and "Look through" not in home
    assert "Send us your answers" not in first and "Something is left" not in home
    number = "IOE0912345678"
    record_receipt(paul, filing, number=number, again=number, on=day)
    assert "The receipt notice will come" in get(marias, "case")


def test_the_marker_stands_at_signing_while_a_form_waits_for_it(
    harbor, marias, begun, ada, paul
):
    for filled in fill_forms(paul, filings(ada, begun.case).get()):
        approve_form(ada, filled, despite_open=True)
    keep_up_in(harbor)
    home = get(marias, "home")
    assert "Your forms are ready to be read and signed" in home and NOT_DONE in home


def test_the_home_page_and_the_documents_count_the_same_papers(marias, begun):
    page = marias.get(reverse("portal:documents"))
    assert "0 of 2 done" in get(marias, "home")
    assert "0 of 2" in words_of(page) or 'max="2"' in page.content.decode()
