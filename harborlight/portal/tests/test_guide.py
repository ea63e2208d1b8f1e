"""A client goes through the papers of a case, one a screen, and may stop at any."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.queries import asked
from tests.browser.papers import photo, scan
from tests.pages import text


@pytest.fixture
def names(clients, begun):
    return [one.request.name for one in asked(clients["petitioner"], begun.case)]


def screen(begun, place):
    return reverse("portal:guide", args=[begun.case.key, place])


@pytest.mark.feature("F084", "F088", "F104")
def test_one_paper_a_screen_in_the_order_of_the_list(marias, begun, names):
    listed = text(marias.get(reverse("portal:documents")))
    assert "Go through your papers, one at a time" in listed
    page = text(marias.get(screen(begun, 1)))
    assert f"Paper 1 of {len(names)}" in page and names[0] in page
    assert "A photo usually has 2 to 5 MB" in page and "PDF, JPG" in page
    assert "The one before" not in page
    # Not now: the next one; and back again.
    assert screen(begun, 2) in marias.get(screen(begun, 1)).content.decode()
    second = marias.get(screen(begun, 2))
    assert names[1] in text(second) and screen(begun, 1) in second.content.decode()


@pytest.mark.feature("F084", "F088")
def test_the_list_leads_to_the_first_paper_that_waits_until_none_does(
    marias, begun, names
):
    def leads_to(place):
        listed = marias.get(reverse("portal:documents")).content.decode()
        return f'href="{screen(begun, place)}"' in listed

    def send(place, language):
        said = {"country": "US", "language": language}
        said["file"] = SimpleUploadedFile("a.pdf", scan(str(place)), "application/pdf")
        assert marias.post(screen(begun, place), said).status_code == 302

    assert leads_to(1)
    send(1, "en")
    assert leads_to(2) and not leads_to(1)
    for place in range(3, len(names) + 1):
        send(place, "en")
    # One paper left, and then one part of it: the way is still there.
    assert leads_to(2)
    send(2, "es")
    assert leads_to(2)


@pytest.mark.feature("F088", "F093", "F098")
def test_what_was_sent_is_told_and_the_end_says_what_is_left(marias, begun, names):
    said = {"country": "US", "language": "en"}
    lacks = marias.post(screen(begun, 1), said)
    assert lacks.status_code == 422 and "Choose a file first." in text(lacks)
    said["file"] = SimpleUploadedFile("a.pdf", scan("a"), "application/pdf")
    done = marias.post(screen(begun, 1), said)
    assert done.status_code == 302 and done["Location"] == screen(begun, 2)
    again = text(marias.get(screen(begun, 1)))
    assert "You need not do anything for this one." in again
    end = text(marias.get(screen(begun, len(names) + 1)))
    left, sent = end.split("Still to send")[1].split("What we have")
    assert names[1] in left and names[0] not in left
    assert f"{names[0]} We have it and will check it" in sent


@pytest.mark.feature("F088", "F093")
def test_a_photo_that_could_be_better_is_told_before_the_next_paper(
    marias, begun, names
):
    said = {"country": "US", "language": "es"}
    said["file"] = SimpleUploadedFile("a.jpg", photo("a", size=(400, 300)))
    after = text(marias.post(screen(begun, 1), said, follow=True))
    assert names[1] in after and f"We have “{names[0]}”" in after and "small" in after
    # What is not in English lacks two parts: they are sent from its own screen.
    again = text(marias.get(screen(begun, 1)))
    assert "A part of it is still missing." in again
    assert "English translation Not sent yet Send it" in again


def test_there_is_no_screen_beyond_the_end(marias, begun, names):
    assert marias.get(screen(begun, len(names) + 2)).status_code == 404
    assert marias.get(screen(begun, 0)).status_code == 404


@pytest.mark.feature("F108")
def test_the_list_is_narrowed_to_what_was_sent_or_is_needed(marias, begun, names):
    documents = reverse("portal:documents")
    assert "None of your papers are here." in text(
        marias.get(documents, {"show": "sent"})
    )
    said = {"country": "US", "language": "en"}
    said["file"] = SimpleUploadedFile("a.pdf", scan("a"), "application/pdf")
    marias.post(screen(begun, 1), said)
    for show in ("sent", "checking"):
        page = text(marias.get(documents, {"show": show}))
        assert names[0] in page and names[1] not in page
    assert names[0] in text(marias.get(documents, {"show": "required"}))
    assert names[1] in text(marias.get(documents, {"show": "nothing known"}))
