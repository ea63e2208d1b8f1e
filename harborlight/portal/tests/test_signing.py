"""A form to read and sign: how to say that it is wrong, and what is said when it is old."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from harborlight.config.demo.checking import certify
from harborlight.filings.actions import approve_form, fill_forms, record_sent
from harborlight.filings.models import FilledForm, Signing
from harborlight.filings.queries import filings
from harborlight.firm.clock import today
from harborlight.portal.tests.test_meanwhile import Tab, boxes_of
from harborlight.portal.tests.test_pages import get
from harborlight.questionnaires.actions import correct_answer
from harborlight.questionnaires.queries import sent_to
from tests.whole_case import accept_papers, answer_everything, family, send_papers

TO_SIGN = "Download the form to print"
ALREADY_SENT = "Your form was already sent to the government"
SINCE_THEN = "An answer of yours has changed since then"
OLD = "Please do not sign this form."


@pytest.fixture
def signing(begun, clients, ada, paul):
    """Everything is answered, sent and accepted; Maria is to sign her form."""
    for part, client in clients.items():
        sent = next(s for s in sent_to(ada, begun.case) if s.party.part == part)
        answer_everything(client, sent.pk, family())
        send_papers(client, begun.case)
    accept_papers(paul, begun.case)
    return made_anew(begun, ada, paul)


def made_anew(begun, ada, paul):
    for filled in fill_forms(paul, filings(ada, begun.case).get()):
        approve_form(ada, filled, despite_open=True)
    hers = Signing.objects.filter(person=begun.petitioner.person)
    return hers.get(filled__state=FilledForm.State.APPROVED)


def corrected(actor, case, person, name, value):
    correct_answer(
        actor, case, person=person, place=(name, None), value=value, reason="By phone"
    )


def test_a_form_is_read_without_scripts_too_and_who_finds_a_mistake_is_told_how_to_say_it(
    marias, signing, harbor
):
    harbor.phone, harbor.email = "+1 213 555 0100", "office@harbor.example"
    harbor.save()
    page = marias.get(reverse("portal:form", args=[signing.key])).content.decode()
    assert f'href="{reverse("portal:questions")}"' in page.partition('id="wrong"')[2]
    assert 'href="tel:+12135550100"' in page
    assert 'href="mailto:office@harbor.example"' in page
    sheets = [
        reverse("portal:form-page", args=[signing.key, number])
        for number in range(1, signing.filled.pages + 1)
    ]
    # With scripts they wait until their reader comes near.
    assert re.findall(r' data-sheet="([^"]+)"', page) == sheets
    without_scripts = "".join(re.findall("<noscript>(.*?)</noscript>", page))
    assert re.findall(r' src="([^"]+)"', without_scripts) == sheets


def test_whoever_sent_the_signed_pages_is_not_asked_for_them_again(
    marias, signing, begun, clients, paul
):
    send_papers(clients["petitioner"], begun.case)
    page = get(marias, "form", signing.key)
    assert "We have your signed pages and will check them." in page
    assert TO_SIGN not in page and "send the pages" not in page
    accept_papers(paul, begun.case)
    page = get(marias, "form", signing.key)
    assert "Your signed pages are accepted." in page and "How to sign" not in page


@pytest.mark.parametrize("whose", ["petitioner", "beneficiary"])
def test_a_form_that_is_no_longer_true_is_not_offered_for_signing(
    marias, signing, begun, ada, paul, whose
):
    assert TO_SIGN in get(marias, "form", signing.key)
    assert "Read and sign" in get(marias, "home")

    person = getattr(begun, whose).person
    corrected(paul, begun.case, person, "name.given", "Mariana")
    page = get(marias, "form", signing.key)
    assert OLD in page and "Out of date" in page
    assert TO_SIGN not in page
    assert "Read and sign" not in get(marias, "home")

    new = made_anew(begun, ada, paul)
    page = get(marias, "form", new.key)
    assert OLD not in page and TO_SIGN in page
    assert "Read and sign" in get(marias, "home")


@pytest.mark.feature("F117")
def test_whoever_changes_an_answer_that_was_sent_is_told_that_it_was_sent(
    marias, signing, begun, clients, paul, ada
):
    sent = next(s for s in sent_to(ada, begun.case) if s.party == begun.petitioner)
    assert ALREADY_SENT not in get(marias, "questionnaire", sent.key)
    send_papers(clients["petitioner"], begun.case)
    accept_papers(paul, begun.case)
    filing, day = signing.filled.needed.filing, today(begun.case.firm.time_zone)
    certify(paul, ada, filing, on=day)
    record_sent(paul, filing, on=day, channel="paper", despite_open=True)
    marias.post(reverse("portal:questionnaire-reopen", args=[sent.key]))
    place = reverse("portal:screen", args=[sent.key, "petitioner-name"])
    before = marias.get(place).content.decode()
    assert ALREADY_SENT in before and SINCE_THEN not in before

    tab = Tab(marias, place)
    tab.boxes["petitioner-name-family"] = "Rivas Mora"
    after = marias.get(tab.send()["Location"]).content.decode()
    assert ALREADY_SENT in after and SINCE_THEN in after
    assert "Your legal team will look at the change." in after
    # Of what the other party changes she hears nothing.
    tab.boxes = boxes_of(marias.get(place).content.decode())
    tab.boxes["petitioner-name-family"] = "Rivas Peña"
    tab.send()
    corrected(paul, begun.case, begun.beneficiary.person, "name.given", "Omer")
    assert SINCE_THEN not in get(marias, "questionnaire", sent.key)


@pytest.mark.feature("F116")
def test_of_a_form_paid_by_card_no_scan_is_asked_that_shows_the_card(
    marias, begun, clients, ada, paul
):
    sent = next(s for s in sent_to(ada, begun.case) if s.party == begun.petitioner)
    answer_everything(clients["petitioner"], sent.pk, family())
    (filled,) = fill_forms(paul, filings(ada, begun.case).get())
    filled.problems = [{"code": "card_by_hand", "item": "Credit card number"}]
    filled.save()
    approve_form(ada, filled, despite_open=True)
    hers = Signing.objects.get(person=begun.petitioner.person)
    for page in (
        get(marias, "form", hers.key),
        get(marias, "document", hers.request.key),
    ):
        assert "Write nothing of your card before the scan" in page


def test_of_another_form_nothing_is_said_of_a_card(marias, signing):
    for page in (
        get(marias, "form", signing.key),
        get(marias, "document", signing.request.key),
    ):
        assert "your card" not in page
