"""Nobody is asked, or told, what does not fit what stands before them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.models import Document
from harborlight.firm.models import User
from harborlight.portal.tests.conftest import browser_of
from harborlight.portal.tests.test_pages import get, sent_of_maria, to_sign, words_of
from tests.browser.papers import scan

__all__ = ["to_sign"]
pytestmark = pytest.mark.feature("F310")


def screen(begun, name):
    return reverse(
        "portal:screen", args=[sent_of_maria(begun).key, f"petitioner-{name}"]
    )


def test_signed_pages_are_not_asked_for_their_country_or_translation(marias, to_sign):
    page = get(marias, "document", to_sign.request.key)
    assert "Date beside the signature" in page
    assert "Which country" not in page and "translation" not in page
    sent = {"file": SimpleUploadedFile("signed.pdf", scan("signed"))}
    where = reverse("portal:document", args=[to_sign.request.key])
    assert "We have it." in words_of(marias.post(where, sent, follow=True))
    paper = Document.objects.get(request=to_sign.request)
    assert (paper.country, paper.language, paper.tags) == ("US", "en", [])


def test_a_day_that_is_none_is_spoken_of_as_its_three_boxes_ask_for_it(marias, begun):
    box = "petitioner-birth-date"
    day = {f"{box}_day": "31", f"{box}_month": "2", f"{box}_year": "1990"}
    page = words_of(marias.post(screen(begun, "birth"), day))
    assert "There is no such day. Check the day and the month." in page
    assert "1990-04-25" not in page


def test_the_list_of_names_leaves_out_what_somebody_has_not(marias, begun):
    marias.post(screen(begun, "other-names"), {"petitioner-has_other_names": "yes"})
    marias.post(screen(begun, "other-name-list") + "add/")
    name = "petitioner-other_names"
    marias.post(
        screen(begun, "other-name") + "0/",
        {f"{name}-given": "T", f"{name}-middle_none": "on", f"{name}-family": "Tres"},
    )
    page = words_of(marias.get(screen(begun, "other-name-list")))
    assert "T, Tres" in page and "I have none" not in page


def test_whoever_answers_is_told_of_her_own_home_and_her_spouses(marias, begun):
    page = words_of(marias.get(screen(begun, "together")))
    assert "In the home where I live now" in page
    assert "In the home where my husband or wife lives now" in page
    assert "petitioner" not in page and "beneficiary" not in page


def test_what_the_parents_page_says_to_choose_is_called_so_there(maria, begun, clients):
    User.objects.filter(pk=maria.user_id).update(language="es")
    marias = browser_of(maria, "es")
    page = words_of(marias.get(screen(begun, "parent-list")))
    assert "Elija “No lo sé”" in page
    marias.post(screen(begun, "parent-list") + "add/")
    entry = words_of(marias.get(screen(begun, "parent-life") + "0/"))
    assert "No lo sé" in entry and "No sé" not in entry


def test_more_than_can_be_added_is_said_in_the_readers_language(maria, begun, clients):
    User.objects.filter(pk=maria.user_id).update(language="es")
    marias = browser_of(maria, "es")
    where = screen(begun, "parent-list")
    for _ in range(2):
        assert where + "add/" in marias.get(where).content.decode()
        marias.post(where + "add/")
    # Nobody is offered what would be refused.
    assert where + "add/" not in marias.get(where).content.decode()
    page = words_of(marias.post(where + "add/", follow=True))
    assert "No se pueden agregar más de 2." in page


def test_the_list_of_homes_says_since_when_and_until_when(marias, begun):
    where, name = screen(begun, "address-list"), "petitioner-addresses"
    marias.post(where + "add/")
    marias.post(where + "add/")
    now = {f"{name}-current": "yes", **day(f"{name}-from", "4", "3", "2019")}
    marias.post(screen(begun, "address-time") + "0/", now)
    then = {f"{name}-current": "no", **day(f"{name}-from", "", "2", "2016")}
    then |= day(f"{name}-to", "3", "3", "2019")
    # That it ended opens the question when.
    for _ in range(2):
        marias.post(screen(begun, "address-time") + "1/", then)
    page = words_of(marias.get(where))
    assert "since March 4, 2019" in page
    assert "February 2016 – March 3, 2019" in page


def day(name, *parts):
    return dict(
        zip((f"{name}_day", f"{name}_month", f"{name}_year"), parts, strict=True)
    )


@pytest.mark.feature("F325")
def test_a_client_reads_the_firms_number_as_people_write_it(marias, begun, harbor):
    harbor.phone = "+15125550100"
    harbor.save()
    page = marias.get(reverse("portal:home"), follow=True)
    assert "Call us at (512) 555-0100" in words_of(page)
    assert 'href="tel:+15125550100"' in page.content.decode()


def test_whoever_answered_everything_is_not_told_that_nobody_read_it(marias, begun):
    sent = sent_of_maria(begun)
    type(sent).objects.filter(pk=sent.pk).update(done=9, screens=9)
    page = get(marias, "home")
    assert "Send them, so that we know you are done." in page
    assert "reach us when you send" not in page
