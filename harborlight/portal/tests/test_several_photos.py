"""Several photos are laid in order and become one paper; each stays as it came."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from harborlight.documents.checking import LIMITS, look_into
from harborlight.documents.models import Piece, Version
from harborlight.documents.pieces import PURPOSE, pieces_of
from harborlight.documents.queries import asked
from harborlight.firm.models import Event, Upload
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.stored import keep_bytes, plain_of, unchecked
from harborlight.firm.vault.uploads import came_with_form, note_seen
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import photo, scan
from tests.pages import text, without_templates

SAID = {"country": "SV", "language": "en"}


@pytest.fixture
def wedding(clients, begun):
    every = asked(clients["petitioner"], begun.case)
    return next(
        one.request for one in every if one.request.kind == "marriage certificate"
    )


@pytest.fixture
def tray(wedding):
    return reverse("portal:several-photos", args=[wedding.key])


def with_place() -> bytes:
    """A photo that says where it was taken."""
    made, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8825)[2] = (13.0, 41.0, 24.0)
    exif[0x010F] = "CameraOfMaria"
    Image.open(io.BytesIO(photo("Acta "))).save(made, "JPEG", exif=exif)
    return made.getvalue()


def a_file(name, data=None):
    return SimpleUploadedFile(name, data or photo(name))


def lies(page):
    """What lies in the tray, by the names that are shown."""
    return re.findall(r"data-name>([^<N][^<]*)<", page.content.decode())


def said_by(page):
    """The form as it came back, to be sent again as a browser would."""
    fields = re.findall(
        r'<input type="(?:hidden|range)"[^>]*name="([^"]+)" value="([^"]*)"',
        re.sub(r'min="0" max="45" ', "", without_templates(page.content.decode())),
    )
    said = {}
    for name, value in fields:
        said.setdefault(name, []).append(value)
    return said


def key_of(page, name):
    keys = said_by(page)["piece"]
    return keys[lies(page).index(name)]


@pytest.mark.feature("F091", "F092")
def test_photos_are_chosen_ordered_turned_and_sent_as_one_pdf(
    maria, paul, marias, wedding, tray, begun
):
    assert "One photo for each page." in text(marias.get(tray))
    first = [a_file("front.jpg", with_place()), a_file("back.jpg"), a_file("wrong.jpg")]
    page = marias.post(tray, {"file": first, "do": "add"})
    assert lies(page) == ["front.jpg", "back.jpg", "wrong.jpg"]
    assert "Choose the country." not in text(page)  # nobody asked yet
    again = said_by(page) | {"file": [a_file("stamp.pdf", scan("stamp"))]}
    page = marias.post(tray, again | {"do": f"remove:{key_of(page, 'wrong.jpg')}"})
    assert lies(page) == ["front.jpg", "back.jpg", "stamp.pdf"]
    page = marias.post(
        tray, said_by(page) | {"do": f"earlier:{key_of(page, 'back.jpg')}"}
    )
    assert lies(page) == ["back.jpg", "front.jpg", "stamp.pdf"]
    page = marias.post(tray, said_by(page) | {"do": f"turn:{key_of(page, 'back.jpg')}"})
    picture = reverse("portal:photo", args=[wedding.key, key_of(page, "back.jpg")])
    assert marias.get(picture)["Content-Type"].startswith("image/")
    assert Version.objects.count() == 0
    done = marias.post(tray, said_by(page) | SAID | {"do": "send"}, follow=True)
    assert "We have it." in text(done)
    version = Version.objects.get(document__request=wedding)
    assert (version.kind, version.pages) == ("pdf", 3)
    whole = b"".join(plain_of(version.file).pieces())
    assert b"CameraOfMaria" not in whole
    with pikepdf.Pdf.open(io.BytesIO(whole)) as pdf:
        tall = [page.mediabox[3] > page.mediabox[2] for page in pdf.pages]
    assert tall == [True, False, True]
    # Each is kept byte for byte, and its hash stands in the history.
    kept = [*pieces_of(paul, version)]
    assert [one.name for one in kept] == ["back.jpg", "front.jpg", "stamp.pdf"]
    assert b"".join(plain_of(kept[1].file).pieces()) == first[0].file.getvalue()
    event = Event.objects.filter(kind="document.received").latest("at")
    assert words_of(maria.firm, [event])[event.pk]["pieces"] == [
        one.file.sha256 for one in kept
    ]


@pytest.mark.feature("F091", "F093")
def test_one_that_is_no_paper_loses_none_of_the_others(marias, tray):
    bad = a_file("program.jpg", b"MZ" + b"\0" * 400)
    files = [a_file("front.jpg"), bad, a_file("back.jpg")]
    page = marias.post(tray, SAID | {"file": files, "do": "send"})
    assert page.status_code == 422 and lies(page) == ["front.jpg", "back.jpg"]
    assert "program.jpg: This file is not what its name says." in text(page)
    assert "Everything else is still here." in text(page)
    assert marias.post(tray, said_by(page) | SAID | {"do": "send"}).status_code == 302
    assert Piece.objects.count() == 2


@pytest.mark.feature("F093")
def test_what_was_not_said_is_asked_and_the_photos_stay(marias, tray):
    page = marias.post(tray, {"file": [a_file("front.jpg")], "do": "send"})
    assert page.status_code == 422 and "Choose the country." in text(page)
    assert lies(page) == ["front.jpg"]
    assert "Choose the photos first." in text(marias.post(tray, SAID | {"do": "send"}))


@pytest.fixture
def sent_by_script(maria, wedding, begun):
    """What a script sent and somebody looked into, before the page was left."""

    def send(name, data):
        file = keep_bytes(maria.firm, begun.case.pk, data)
        upload = came_with_form(maria, file, name)
        upload.purpose, upload.reference = PURPOSE, wedding.key
        upload.save()
        note_seen(upload, look_into(unchecked(file), name, LIMITS))
        return upload

    return send


@pytest.mark.feature("F091", "F093")
def test_whoever_comes_back_is_told_what_was_not_taken(marias, tray, sent_by_script):
    sent_by_script("front.jpg", photo("front"))
    sent_by_script("torn.jpg", photo("torn")[:9000])
    page = marias.get(tray)
    assert lies(page) == ["front.jpg"]
    assert "torn.jpg: This file is damaged" in text(page)
    assert marias.post(tray, said_by(page) | SAID | {"do": "send"}).status_code == 302
    assert "torn.jpg" not in text(marias.get(tray))
    assert Event.objects.filter(kind="document.refused").count() == 1


@pytest.mark.feature("F091")
def test_a_page_taken_out_in_another_tab_is_not_missing_unseen(marias, tray):
    page = marias.post(tray, {"file": [a_file("a.jpg"), a_file("b.jpg")], "do": "add"})
    here = said_by(page)
    marias.post(tray, here | {"do": f"remove:{key_of(page, 'b.jpg')}"})
    page = marias.post(tray, here | SAID | {"do": "send"})
    assert page.status_code == 422 and Version.objects.count() == 0
    assert "Look whether all of it is here." in text(page)
    assert marias.post(tray, said_by(page) | SAID | {"do": "send"}).status_code == 302


def test_nobody_else_sees_what_lies_in_a_tray(marias, omar, tray, wedding, clients):
    page = marias.post(tray, {"file": [a_file("front.jpg")], "do": "add"})
    picture = reverse("portal:photo", args=[wedding.key, said_by(page)["piece"][0]])
    assert browser_of(omar).get(picture).status_code == 404
    posted = browser_of(omar).post(tray, said_by(page) | {"do": "add"})
    assert posted.status_code == 404


def test_sent_twice_it_is_taken_once(marias, tray, maria):
    page = marias.post(tray, {"file": [a_file("front.jpg")], "do": "add"})
    said = said_by(page) | SAID | {"do": "send"}
    assert marias.post(tray, said).status_code == 302
    # The other tab finds nothing in its tray any more.
    again = marias.post(tray, said)
    assert again.status_code == 422
    assert "it was sent or taken out in another window" in text(again)
    assert Version.objects.count() == 1 and Upload.objects.count() == 1


@pytest.mark.feature("F101")
def test_the_desk_can_fetch_each_photo_as_it_came(marias, tray, paul, begun):
    sent = photo("front")
    marias.post(tray, SAID | {"file": [a_file("front.jpg", sent)], "do": "send"})
    version = Version.objects.get()
    desk = at_the_desk(paul)
    page = desk.get(reverse("staff:case-documents", args=[begun.case.pk]))
    assert "put together from 1 photo" in text(page)
    piece = Piece.objects.get(version=version)
    there = reverse("staff:pieces", args=[version.pk])
    # Whoever decides about it finds the photos from there, too.
    review = desk.get(reverse("staff:review-version", args=[version.pk]))
    assert f'href="{there}"' in review.content.decode()
    listed = desk.get(there)
    assert "front.jpg" in text(listed)
    got = desk.get(reverse("staff:piece-file", args=[piece.pk]))
    assert b"".join(got.streaming_content) == sent
    assert Event.objects.filter(kind="file.downloaded").exists()
