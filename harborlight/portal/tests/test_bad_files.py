"""A file that we do not take: its sender reads why and what to do, in their language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext, override

from harborlight.documents import checking
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.firm.models import Event
from harborlight.firm.vault import incoming, uploads
from harborlight.firm.vault.stored import keep_bytes
from harborlight.papers.inspect_verdicts import SENTENCES
from harborlight.papers.tests import honest, hostile
from harborlight.portal.tests.conftest import browser_of
from tests.browser.papers import scan

# What is wrong: the name it comes with, the bytes, and what is said of it.
BAD = {
    "a film": ("a.gif", b"GIF89a" + bytes(90), "wrong-kind"),
    "a letter under the wrong name": ("a.jpg", honest.pdf(), "misnamed"),
    "a program": ("a.pdf", hostile.EXECUTABLE, "not-what-it-says"),
    "nothing": ("a.pdf", b"", "empty"),
    "half of it": ("a.pdf", honest.pdf(pages=9)[:600], "damaged"),
    "half a photo": ("a.jpg", honest.photo()[:900], "damaged"),
    "a password": ("a.pdf", honest.locked_pdf(to_open="secret"), "encrypted"),
    "a script": (
        "a.pdf",
        hostile.active_pdfs()["script when opened"],
        "active-content",
    ),
    "two in one": (*hostile.two_in_one()["PDF and ZIP"], "two-in-one"),
    "a bomb": ("a.pdf", hostile.pdf_with_stream_of(2_000_000), "bomb"),
    "a book": ("a.pdf", honest.pdf(pages=9), "too-many-pages"),
}
# What goes into a sentence, under the limits of these tests.
SAID = {"kinds": "PDF, JPG, PNG, HEIC, TIF", "most_pages": 8, "ending": "pdf"}
TOO_LARGE = (
    "This file is larger than %(most)s MB. Send it in parts, or scan it in a lower "
    "resolution."
)


@pytest.fixture(autouse=True)
def _limits(monkeypatch):
    """A bomb of two megabytes is one, and nine pages are a book: both are quick."""
    small = replace(checking.LIMITS, pages=8, unpacked=1_000_000)
    monkeypatch.setattr(checking, "LIMITS", small)


@pytest.fixture
def asking(begun, maria, clients):
    return asked(maria, begun.case)[0].request


def as_form(maria, asking, name, data):
    return {"file": SimpleUploadedFile(name, data)}


def as_upload(maria, asking, name, data):
    """It arrived before, piece by piece; the form only names it."""
    file = keep_bytes(maria.firm, asking.case_id, data)
    return {"file_upload": uploads.came_with_form(maria, file, name).key}


def sent(maria, asking, language, said):
    where = reverse("portal:document", args=[asking.key])
    said = {"country": "SV", "language": "es"} | said
    return browser_of(maria, language).post(where, said)


def in_language(words, language):
    with override(language):
        found = gettext(words)
    assert language == "en" or found != words, "nobody translated this"
    return found


def assert_refused(page, words):
    assert page.status_code == 422
    assert escape(words) in page.content.decode(), words
    assert not Version.objects.exists()


@pytest.mark.feature("F093")
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("wrong", BAD)
def test_a_bad_file_is_refused_in_the_readers_language(maria, asking, wrong, language):
    name, data, code = BAD[wrong]
    words = in_language(SENTENCES[code], language).format_map(SAID)
    for way in (as_form, as_upload):
        page = sent(maria, asking, language, way(maria, asking, name, data))
        assert_refused(page, words)
    refused = Event.objects.filter(kind="document.refused")
    assert refused.count() == 2


@pytest.mark.feature("F104")
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_file_that_is_too_large_is_refused_in_the_readers_language(
    maria, asking, language, monkeypatch
):
    monkeypatch.setattr(incoming, "LARGEST", 90)
    page = sent(maria, asking, language, as_form(maria, asking, "a.pdf", bytes(91)))
    assert_refused(page, in_language(TOO_LARGE, language) % {"most": 50})
    # Announced to the entrance, it is not even begun: harborlight/api/tests.


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_file_and_one_that_is_gone_or_taken_are_told(maria, asking, language):
    page = sent(maria, asking, language, {})
    assert_refused(page, in_language("Choose a file first.", language))
    page = sent(maria, asking, language, {"file_upload": "0" * 26})
    gone = "This file is not here any more. Please choose it again."
    assert_refused(page, in_language(gone, language))
    again = as_upload(maria, asking, "acta.pdf", scan("acta"))
    assert sent(maria, asking, language, again).status_code == 302
    page = sent(maria, asking, language, again)
    taken = "This file has been sent already. Nothing was sent twice."
    assert escape(in_language(taken, language)) in page.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.feature("F093")
@pytest.mark.parametrize("language", ["en", "es"])
def test_where_the_reader_is_broken_the_file_stays_and_is_looked_into_again(
    maria, asking, language, monkeypatch
):
    def broken():
        raise OSError("no process can be started")

    with monkeypatch.context() as faulty:
        faulty.setattr("harborlight.papers.sandbox.the_room", broken)
        page = sent(
            maria, asking, language, as_form(maria, asking, "a.pdf", scan("acta"))
        )
    # Nobody says "we have it" before it was looked into; and nothing is refused.
    assert_refused(page, in_language(SENTENCES["not-checked"], language))
    assert not Event.objects.filter(kind="document.refused").exists()
    kept = page.context["arrival"].kept.key
    assert f'value="{kept}"' in page.content.decode()
    again = sent(maria, asking, language, {"file_upload": kept})
    assert again.status_code == 302
    assert Version.objects.get().name == "a.pdf"
