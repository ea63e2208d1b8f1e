"""A sister abroad has the certificate: she sends it by a link, once, without an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from harborlight.documents.actions import (
    About,
    accept_version,
    receive_document,
    withdraw_request,
)
from harborlight.documents.models import Helper, Version
from harborlight.documents.queries import asked, get_version
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event
from harborlight.firm.vault.events import words_of
from harborlight.portal.tests.test_pages import words_of as words
from tests.browser.papers import scan
from tests.whole_case import paper

ROSA = "Elena, my aunt"
SAID = {"country": "SV", "language": "es", "tags": ["original"]}


@pytest.fixture
def wedding(begun, clients):
    """What María is asked for, and her sister has."""
    every = asked(clients["petitioner"], begun.case)
    kinds = {one.request.kind: one.request for one in every}
    return kinds["marriage certificate"]


@pytest.fixture
def link(marias, wedding):
    make = reverse("portal:document-helper", args=[wedding.key])
    assert marias.post(make, {"name": " "}).status_code == 422
    page = marias.post(make, {"name": ROSA})
    return re.search(r"/send/[0-9a-z]{26}/", page.content.decode())[0]


def pdf(name="acta.pdf"):
    return SimpleUploadedFile(name, scan("acta"), "application/pdf")


@pytest.mark.feature("F079", "F100")
def test_a_helper_sends_one_paper_and_the_log_says_who(harbor, marias, wedding, link):
    phone = Client()
    page = words(phone.get(link))
    assert "Marriage certificate" in page and "Harbor" in page
    # Whoever finds the link learns nothing of whose paper it is.
    assert "María" not in page and "Rivas" not in page
    # To look uses nothing up; a form that lacks something keeps the file.
    lacks = phone.post(link, {"file": pdf()})
    assert lacks.status_code == 422
    kept = re.search(r'name="file_upload" value="(\w+)"', lacks.content.decode())[1]
    done = words(phone.post(link, {**SAID, "file_upload": kept}))
    assert "Thank you: it has arrived" in done
    version = Version.objects.get(document__request=wedding)
    assert version.state == "received"
    [event] = Event.objects.filter(kind="document.received")
    who = words_of(harbor, [event])[event.pk]["who"]
    assert who.startswith(f"{ROSA}, for ")
    there = reverse("portal:document", args=[wedding.key])
    page = words(marias.get(there))
    assert "We have it" in page
    assert f"Sent by {ROSA}, with your link" in page
    again = phone.get(link)
    assert again.status_code == 410
    assert "This link was used already" in words(again)
    assert phone.post(link, {**SAID, "file": pdf()}).status_code == 410
    assert Version.objects.filter(document__request=wedding).count() == 1


def test_a_link_is_good_for_three_days_and_until_it_is_closed(
    ada, marias, wedding, link
):
    with standing_at(now() + timedelta(hours=73)):
        assert "It was good for three days." in words(Client().get(link))
    there = reverse("portal:document", args=[wedding.key])
    assert f"{ROSA} The link works until" in words(marias.get(there))
    helper = Helper.objects.get()
    marias.post(reverse("portal:helper-dismiss", args=[helper.key]))
    assert Client().get(link).status_code == 410
    assert "Close the link" not in words(marias.get(there))


def test_what_is_no_longer_asked_for_is_no_longer_sent(ada, wedding, link):
    withdraw_request(ada, wedding)
    closed = Client().post(link, {**SAID, "file": pdf()})
    assert closed.status_code == 410
    assert "The paper is not needed any more" in words(closed)
    assert not Version.objects.filter(document__request=wedding).exists()


@pytest.mark.usefixtures("db")
def test_a_link_of_nobody_leads_nowhere():
    assert Client().get("/send/00000000000000000000000000/").status_code == 404


def test_a_link_is_seen_and_closed_as_long_as_it_works(
    harbor, ada, clients, marias, begun, wedding, link
):
    there = reverse("portal:document", args=[wedding.key])
    checked = paper(harbor, begun.case.pk)
    version = receive_document(
        clients["petitioner"], wedding, checked=checked, about=About()
    )
    assert "Links that still work" in words(marias.get(there))
    accept_version(ada, get_version(ada, version.pk))
    assert "Links that still work" not in words(marias.get(there))
    assert Client().get(link).status_code == 410
    make = reverse("portal:document-helper", args=[wedding.key])
    said = marias.post(make, {"name": ROSA}, follow=True)
    assert "We have this paper" in words(said)


def test_words_that_come_too_late_are_given_back(ada, marias, wedding):
    withdraw_request(ada, wedding)
    tell = reverse("portal:document-cannot", args=[wedding.key])
    page = words(marias.post(tell, {"why": "The office burned down."}, follow=True))
    assert "You had written: “The office burned down.”" in page
    assert "Your file was not taken." not in page


def test_a_paper_is_not_both_the_original_and_a_copy(link):
    said = {**SAID, "tags": ["original", "copy"], "file": pdf()}
    page = Client().post(link, said)
    assert page.status_code == 422
    assert "Tick only one of the two." in words(page)
    # What they chose and ticked is still there.
    html = page.content.decode()
    kept = re.search(r'name="file_upload" value="(\w+)"', html)[1]
    assert html.count(" checked") == 2
    good = {**SAID, "tags": ["copy"], "file_upload": kept}
    assert "Thank you" in words(Client().post(link, good))
