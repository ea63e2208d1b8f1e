"""What the home page says is left is what is left."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.documents.actions import reopen_version, return_version
from harborlight.documents.models import Version
from harborlight.documents.queries import to_review
from harborlight.portal.tests.test_pages import get, sent_of_maria, to_sign, words_of
from tests.whole_case import answer_everything, family, send_papers

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


def test_the_home_page_and_the_documents_count_the_same_papers(marias, begun):
    page = marias.get(reverse("portal:documents"))
    assert "0 of 2 done" in get(marias, "home")
    assert "0 of 2" in words_of(page) or 'max="2"' in page.content.decode()
