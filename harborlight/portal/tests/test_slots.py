"""The client's page of a paper that is not in English, and the certificate to sign."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.actions import accept_version, return_version
from harborlight.documents.models import Version
from harborlight.documents.queries import asked, to_review
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import photo, scan
from tests.pages import text


@pytest.fixture
def wedding(clients, begun):
    every = asked(clients["petitioner"], begun.case)
    return next(
        one.request for one in every if one.request.kind == "marriage certificate"
    )


def there(wedding, *part):
    if part:
        return reverse("portal:document-slot", args=[wedding.key, *part])
    return reverse("portal:document", args=[wedding.key])


def a_file(words):
    return SimpleUploadedFile(f"{words}.pdf", scan(words), "application/pdf")


@pytest.mark.feature("F080", "F089", "F096", "F097")
def test_a_paper_in_spanish_is_sent_in_three_parts_and_each_says_how_it_stands(
    marias, wedding, paul, begun
):
    assert "If it is not in English" in text(marias.get(there(wedding)))
    said = {"file": a_file("acta"), "country": "SV", "language": "es"}
    page = text(marias.post(there(wedding), said, follow=True))
    assert "The paper itself We have it and will check it" in page
    assert "English translation Not sent yet" in page
    assert "Translator's certificate Not sent yet" in page.replace("&#x27;", "'")
    listed = text(marias.get(reverse("portal:documents")))
    assert "Marriage certificate The English translation is missing" in listed
    home = text(marias.get(reverse("portal:home")))
    assert "Send what is missing: Marriage certificate" in home
    said = {"file": a_file("english"), "translator": "Berta Cruz", "certificate": "on"}
    page = text(marias.post(there(wedding, "translation"), said, follow=True))
    assert "English translation We have it and will check it" in page
    assert "in the same file" in page
    first, second = to_review(paul).filter(case=begun.case)
    assert second.slot == "translation" and second.said["translator"] == "Berta Cruz"
    accept_version(paul, first)
    return_version(paul, second, reason="other", comment="The stamp is not translated.")
    page = text(marias.get(there(wedding)))
    assert "English translation Please send another copy" in page
    assert "The stamp is not translated." in page
    assert "The paper itself Accepted" in page
    desk = at_the_desk(paul).get(reverse("staff:case-documents", args=[begun.case.pk]))
    assert "translated by Berta Cruz" in text(desk)


@pytest.mark.feature("F093")
def test_what_could_be_better_in_a_translation_is_said_before_the_paper_is_here(
    marias, wedding
):
    small = SimpleUploadedFile("english.jpg", photo("english", size=(400, 300)))
    page = marias.post(
        there(wedding, "translation"),
        {"file": small, "translator": "Berta Cruz"},
        follow=True,
    )
    said = "The picture is small. If you can, take it again closer to the paper"
    assert text(page).count(said) == 1
    # Once the paper itself came, it is not said twice.
    said_of_it = {"file": a_file("acta"), "country": "SV", "language": "es"}
    page = marias.post(there(wedding), said_of_it, follow=True)
    assert text(page).count(said) == 1


@pytest.mark.feature("F093")
def test_a_translation_without_a_file_comes_back_with_its_words(marias, wedding):
    page = marias.post(there(wedding, "translation"), {"translator": "Berta Cruz"})
    assert page.status_code == 422 and "Choose a file first." in text(page)
    assert 'value="Berta Cruz"' in page.content.decode()
    assert marias.get(there(wedding, "nothing")).status_code == 404


@pytest.mark.feature("F089")
def test_the_certificate_is_made_to_be_printed_and_signed(marias, wedding):
    page = reverse("portal:certificate", args=[wedding.key])
    empty = marias.post(page, {"translator": ""}).content.decode()
    assert empty.count("data-summary") == 1
    lacks = marias.post(page, {"translator": "Berta Cruz", "language": "other"})
    assert lacks.status_code == 422
    assert "Write the address of the translator." in text(lacks)
    assert "Write the name of the language." in text(lacks)
    said = {"translator": "Berta Núñez", "language": "es", "title": "Acta No. 77 #let"}
    said["address"] = "Calle Arce 12\nSan Salvador, El Salvador"
    made = marias.post(page, said)
    assert made["Content-Type"] == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(made.content)) as pdf:
        words = " ".join(pdf[0].get_textpage().get_text_range().split())
    assert (
        "I, Berta Núñez, certify that I am competent to translate from Spanish" in words
    )
    assert "complete and accurate" in words and "Acta No. 77 #let" in words
    assert "Signature of the translator" in words and "Calle Arce 12" in words
    assert not Version.objects.exists()  # nothing is kept


@pytest.mark.feature("F089")
def test_it_is_read_in_spanish(maria, clients, wedding):
    phone = browser_of(maria, "es")
    said = {"file": a_file("acta"), "country": "SV", "language": "es"}
    page = text(phone.post(there(wedding), said, follow=True))
    assert "Traducción al inglés" in page and "Certificado del traductor" in page


def test_the_desk_says_that_a_paper_needs_no_translation(marias, wedding, paul, begun):
    said = {"file": a_file("acta"), "country": "SV", "language": "es"}
    marias.post(there(wedding), said)
    sent = Version.objects.get(document__request=wedding)
    desk = at_the_desk(paul)
    desk.post(reverse("staff:no-translation", args=[sent.document_id]))
    assert "Not in English" not in text(marias.get(there(wedding)))
