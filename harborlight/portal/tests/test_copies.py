"""What is handed to other people: the pages, and not what hides in the file."""

from __future__ import annotations

import io
from hashlib import sha256

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from harborlight.documents.actions import About, file_document
from harborlight.documents.checking import look_at
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.firm.models import Event, StoredFile
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.stored import keep_bytes, plain_of
from harborlight.papers.tests import honest, hostile, recordings
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk

PHOTO, OTHER = honest.photo((900, 700)), honest.photo((800, 600))


@pytest.fixture
def mine(begun, maria, clients):
    """A photo that Maria sent; it says where it was taken."""
    asking = asked(maria, begun.case)[0].request
    file = SimpleUploadedFile("paper.jpg", PHOTO)
    said = {"country": "SV", "language": "es", "file": file}
    where = reverse("portal:document", args=[asking.key])
    assert browser_of(maria).post(where, said).status_code == 302
    return Version.objects.get()


@pytest.fixture
def shared(begun, ada, clients):
    """A photo that the office filed, for the whole family to see."""

    def file(data, name):
        stored = keep_bytes(ada.firm, begun.case.pk, data)
        StoredFile.objects.filter(pk=stored.pk).update(scan=StoredFile.Scan.WAITS)
        stored.refresh_from_db()
        checked = look_at(stored, name)
        return file_document(
            ada,
            begun.case,
            kind="other",
            title="House",
            checked=checked,
            about=About(),
            shared=True,
        )

    return file


def fetched(browser, side, what, version):
    answer = browser.get(reverse(f"{side}:{what}", args=[version.key]))
    assert answer.status_code == 200, answer.content[:300]
    streaming = getattr(answer, "streaming_content", None)
    return answer, b"".join(streaming) if streaming else answer.content


def place(data):
    return Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)


def kinds():
    rows = Event.objects.filter(kind__startswith="file.").order_by("at", "pk")
    return [*rows.values_list("kind", flat=True)]


@pytest.mark.feature("F100")
def test_its_sender_gets_back_what_they_sent_byte_for_byte(maria, mine):
    _answer, data = fetched(browser_of(maria), "portal", "version-file", mine)
    assert data == PHOTO and place(data)


@pytest.mark.feature("F100")
def test_the_log_keeps_the_hash_of_each_file_as_it_came(harbor, mine, shared):
    shared(OTHER, "house.jpg")
    rows = Event.objects.filter(kind="document.received").order_by("at", "pk")
    told = words_of(harbor, rows)
    kept = [told[row.pk]["sha256"] for row in rows]
    assert kept == [sha256(one).hexdigest() for one in (PHOTO, OTHER)]


@pytest.mark.feature("F100")
def test_staff_choose_the_original_or_the_copy_and_the_log_says_which(ada, mine):
    desk = at_the_desk(ada)
    page = desk.get(reverse("staff:review-version", args=[mine.key])).content.decode()
    assert "Says where it was made" in page
    _answer, original = fetched(desk, "staff", "version-file", mine)
    answer, copy = fetched(desk, "staff", "version-copy", mine)
    assert original == PHOTO
    assert not place(copy) and honest.CANARY not in copy
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert kinds() == ["file.downloaded", "file.copied"]


@pytest.mark.feature("F100")
def test_what_the_office_shares_reaches_clients_as_a_copy(omar, shared):
    version = shared(PHOTO, "house.jpg")
    answer, data = fetched(browser_of(omar), "portal", "version-file", version)
    assert not place(data)
    assert Image.open(io.BytesIO(data)).size == (700, 900)
    assert kinds() == ["file.copied"]
    assert ".jpg" in answer["Content-Disposition"]


def test_a_heic_photo_is_handed_on_as_one_that_everybody_can_open(omar, shared):
    version = shared(honest.heic(), "house.heic")
    answer, data = fetched(browser_of(omar), "portal", "version-file", version)
    assert Image.open(io.BytesIO(data)).format == "JPEG"
    assert ".jpg" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "image/jpeg"


def test_a_film_is_handed_on_without_its_place(harbor, omar, shared):
    harbor.takes_recordings = True
    harbor.save()
    data = recordings.film(place=b"+25.7617-080.1918/")
    version = shared(data, "wedding.mp4")
    assert version.holds_place
    _answer, copy = fetched(browser_of(omar), "portal", "version-file", version)
    assert len(copy) == len(data) and b"25.76" not in copy


def test_where_no_copy_can_be_made_nothing_is_handed_on(omar, shared, begun):
    version = shared(PHOTO, "house.jpg")
    broken = keep_bytes(omar.firm, begun.case.pk, hostile.pdf_of_itself()[:200])
    StoredFile.objects.filter(pk=broken.pk).update(scan=StoredFile.Scan.WAITS)
    Version.objects.update(file=broken)
    where = reverse("portal:version-file", args=[version.key])
    answer = browser_of(omar).get(where)
    assert answer.status_code == 403
    assert "Ask the office for it" in answer.content.decode()
    assert kinds() == []


@pytest.mark.feature("F100")
def test_pages_that_we_turned_say_no_more_of_their_place_than_before(
    paul, maria, omar, shared
):
    """What was made of a stranger's file has their bytes in it: others get its copy."""
    whole = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(900, 700))
        photo = pikepdf.Stream(
            pdf,
            PHOTO,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=900,
            Height=700,
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        pdf.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(P=photo))
        pdf.pages[0].Contents = pdf.make_stream(b"q 900 0 0 700 0 0 cm /P Do Q")
        pdf.save(whole)
    version = shared(whole.getvalue(), "house.pdf")
    where = reverse("staff:turn-pages", args=[version.pk])
    assert at_the_desk(paul).post(where, {"page_1": "90"}).status_code == 302
    made = Version.objects.get(number=2)
    assert b"Exif" in b"".join(plain_of(made.file).pieces())
    for client in (maria, omar):
        _answer, data = fetched(browser_of(client), "portal", "version-file", made)
        assert data.startswith(b"%PDF") and b"Exif" not in data
