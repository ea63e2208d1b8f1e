"""What stands on a paper is read while its sender fills in the form, and told to them."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qsl, unquote

import pytest
from django.urls import reverse

from harborlight.api.tests.entering import Phone, told
from harborlight.api.tests.test_uploads import begun, cut, folder, house, upload_at
from harborlight.cases.actions import change_sensitivity
from harborlight.documents.checking import LIMITS, look_into
from harborlight.documents.models import SIGNED_FORM, Version
from harborlight.documents.models import Request as Asking
from harborlight.documents.queries import asked
from harborlight.firm import working
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Job, StoredFile, Upload
from harborlight.firm.vault import uploads
from harborlight.firm.vault.stored import unchecked
from harborlight.papers.tests import pages as made
from harborlight.papers.tests import travel
from harborlight.staff.tests.desk import sign_in, text_of
from tests.browser.papers import photo, printed

__all__ = ["begun", "folder", "house"]
NOTHING = photo("letter", size=(400, 300))
LETTER = printed(
    (
        "El suscrito oficial certifica que los datos que anteceden",
        "concuerdan con los que constan en el libro de la oficina,",
        "para los fines que se estimen convenientes a la interesada.",
    )
)
BIRTH = printed(
    (
        "REPUBLICA DE EL SALVADOR",
        "PARTIDA DE NACIMIENTO numero 123 del libro 45",
        "Expedida en San Salvador el tres de marzo de 2024",
    )
)
NOTICE = printed(
    (
        "Department of Homeland Security",
        "Form I-797C, Notice of Action",
        "Receipt Number IOE0912345678",
        "Notice Date 03/02/2026",
        "We have received your application and this is for the record of it.",
    )
)


@pytest.fixture
def asking(begun, maria):
    every = asked(maria, begun.case)
    return next(one.request for one in every if one.request.kind == "passport")


@pytest.fixture
def phone(house, maria):
    return Phone(house, maria)


def arrives(phone, asking, data, name="pasaporte.jpg", *, purpose="document-version"):
    """The address of a file that is here, and was looked into."""
    begun = phone.begins(purpose, asking.key, len(data), name=name)
    where = told(begun, "location")
    phone.sends(where, 0, cut(data))
    upload = upload_at(where)
    if upload.seen is None:
        uploads.note_seen(upload, look_into(unchecked(upload.file), name, LIMITS))
    return where


def wants(phone, where):
    """What the page of the form is told: a word, or what was read; None: not a word."""
    said = told(phone.says("HEAD", where, upload_read="wanted"), "upload-read")
    if not said:
        return None if said is None else ""
    return dict(parse_qsl(said)) if "=" in said else said


def work_off():
    """As the worker does. In a word each: what became of the readings."""
    done = []
    while jobs := working.claim(1, slow=True):
        working.run(jobs[0])
        done.append(Job.objects.get(pk=jobs[0].pk).result)
    return done


@pytest.mark.feature("F080")
def test_a_passport_says_its_country_and_when_it_expires(phone, asking, maria):
    passport = made.jpeg_of(made.photographed(travel.page(travel.passport())))
    where = arrives(phone, asking, passport)
    assert wants(phone, where) == wants(phone, where) == "waiting"
    # It is read once, however often the page asks.
    assert work_off() == ["read"]
    assert wants(phone, where) == {"country": "MX", "expires_on": "2031-05-17"}
    upload = upload_at(where)
    assert b"2031" not in bytes(upload.read)
    # What is sent without an answer comes back with it; marked, and the file is kept.
    browser, kept = sign_in(maria), where.split("?")[0].split("/")[-2]
    said = {"file_upload": kept, "language": "es", "tags": ["original", "all pages"]}
    page = text_of(browser.post(reverse("portal:document", args=[asking.key]), said))
    assert '<option value="MX" selected>' in page
    read = 'id="id_country_helptext">Read on your paper. Please check it.</div>'
    assert read in page
    assert re.findall(r"value=\"([a-z ]+)\"[^>]* checked", page) == said["tags"]
    assert Version.objects.count() == 0
    # With the paper sent it is gone.
    browser.post(
        reverse("portal:document", args=[asking.key]), said | {"country": "GT"}
    )
    assert Version.objects.get().document.country == "GT"
    assert Upload.objects.get(pk=upload.pk).read is None
    assert wants(phone, where) is None


@pytest.mark.feature("F093")
def test_that_it_is_another_paper_or_out_of_date_is_said_before_it_is_sent(
    phone, asking
):
    where = arrives(phone, asking, BIRTH, "partida.pdf")
    assert wants(phone, where) == "waiting"
    assert not told(phone.says("HEAD", where), "upload-advice")
    assert work_off() == ["read"]
    assert wants(phone, where) == {"language": "es"}
    answer = phone.says("HEAD", where, upload_read="wanted")
    advice = unquote(told(answer, "upload-advice"))
    assert advice.startswith("This looks like another paper")
    old = travel.page(travel.passport(expires="120517"))
    where = arrives(phone, asking, made.jpeg_of(made.photographed(old)))
    wants(phone, where)
    work_off()
    answer = phone.says("HEAD", where, upload_read="wanted")
    advice = unquote(told(answer, "upload-advice"))
    assert "By its date this paper is not valid any more." in advice


@pytest.mark.feature("F080")
def test_a_letter_says_its_language_without_a_picture_of_it(phone, asking):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    wants(phone, where)
    assert work_off() == ["read"]
    assert wants(phone, where) == {"language": "es"}


def test_what_says_nothing_is_an_answer_too(phone, asking):
    where = arrives(phone, asking, NOTHING)
    assert wants(phone, where) == "waiting"
    assert work_off() == ["nothing"]
    assert wants(phone, where) == ""


def test_papers_of_a_sensitive_case_are_read_by_people_only(phone, asking, ada, begun):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    assert wants(phone, where) == "waiting"
    # Somebody says so while it waits in the queue.
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert work_off() == ["nothing"]
    assert wants(phone, where) is None
    later = arrives(phone, asking, LETTER, "carta.pdf")
    assert wants(phone, later) is None
    assert not Job.objects.filter(task__contains="read_arrived", state=Job.READY)


def test_nor_are_signed_pages_read_nor_where_the_house_reads_nothing(
    phone, asking, settings
):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    settings.READING = False
    assert wants(phone, where) is None
    settings.READING = True
    Asking.objects.filter(pk=asking.pk).update(kind=SIGNED_FORM)
    assert wants(phone, where) is None
    assert work_off() == []


def test_nothing_is_read_before_the_virus_scanner_saw_it(phone, asking, settings):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    settings.CLAMD = "unix:/nowhere/clamd.ctl"
    assert wants(phone, where) is None
    settings.CLAMD = ""
    assert wants(phone, where) == "waiting"
    settings.CLAMD = "unix:/nowhere/clamd.ctl"
    assert work_off() == ["nothing"]
    StoredFile.objects.update(scan=StoredFile.Scan.CLEAN)
    assert wants(phone, where) == ""


def test_nobody_else_is_told_what_was_read(house, phone, asking, omar, ada):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    wants(phone, where)
    work_off()
    for other in (Phone(house, omar), Phone(house, ada, side="desk")):
        there = where.split("?")[0] + f"?side={other.side}"
        answer = other.says("HEAD", there, upload_read="wanted")
        assert answer.status == 404 and told(answer, "upload-read") is None


def test_staff_are_told_what_stands_on_what_they_file(house, begun, ada):
    desk = Phone(house, ada, side="desk")
    where = arrives(desk, begun.case, LETTER, "carta.pdf", purpose="case-paper")
    wants(desk, where)
    assert work_off() == ["read"]
    assert wants(desk, where) == {"language": "es"}
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert wants(desk, where) is None


@pytest.mark.feature("F079")
def test_a_paper_that_nobody_asked_for_says_what_it_is(phone, begun, asking, ada):
    """A passport is asked for; a birth certificate and a notice are not."""
    birth = arrives(phone, begun.case, BIRTH, "scan1.pdf", purpose="client-paper")
    passport = printed(("ESTADOS UNIDOS MEXICANOS", *travel.passport(expires="120517")))
    own = arrives(phone, begun.case, passport, "scan2.pdf", purpose="client-paper")
    notice = arrives(phone, begun.case, NOTICE, "scan3.pdf", purpose="client-paper")
    every = (birth, own, notice)
    assert [wants(phone, one) for one in every] == ["waiting"] * 3
    assert work_off() == ["read"] * 3
    assert wants(phone, birth) == {"language": "es", "what": "birth certificate"}
    said = wants(phone, own)
    assert (said["what"], said["country"]) == (asking.key, "MX")
    answer = phone.says("HEAD", own, upload_read="wanted")
    advice = unquote(told(answer, "upload-advice"))
    assert "By its date this paper is not valid any more." in advice
    said = wants(phone, notice)
    assert (said["what"], said["country"], said["language"]) == ("notice", "US", "en")
    assert said["issued_on"] == "2026-03-02"
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert [wants(phone, one) for one in every] == [None] * 3


def test_staff_are_told_the_kind_of_what_they_file(house, begun, ada):
    desk = Phone(house, ada, side="desk")
    where = arrives(desk, begun.case, NOTICE, "scan.pdf", purpose="case-paper")
    wants(desk, where)
    assert work_off() == ["read"]
    assert wants(desk, where)["kind"] == "notice"
    assert not told(desk.says("HEAD", where, upload_read="wanted"), "upload-advice")


def test_a_queue_that_stood_reads_nothing_that_nobody_waits_for(phone, asking):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    wants(phone, where)
    with standing_at(now() + timedelta(minutes=11)):
        assert work_off() == ["too late"]
    assert wants(phone, where) == "waiting"
    sent = arrives(phone, asking, LETTER, "carta.pdf")
    wants(phone, sent)
    phone.says("DELETE", sent)
    assert work_off() == ["not wanted"]


def test_a_page_that_asks_nothing_has_nothing_read(phone, asking):
    where = arrives(phone, asking, LETTER, "carta.pdf")
    assert told(phone.says("HEAD", where), "upload-read") is None
    assert work_off() == []
    # Nor is one of several photos.
    piece = arrives(phone, asking, NOTHING, "a.jpg", purpose="document-piece")
    assert wants(phone, piece) is None
