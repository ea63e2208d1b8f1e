"""A client sends papers of their own accord; somebody here puts each where it belongs."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.actions import move_version, return_version
from harborlight.documents.models import Version
from harborlight.documents.places import places_for
from harborlight.documents.queries import asked, get_version, to_review
from harborlight.firm import working
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import photo, printed, scan
from tests.pages import text, without_templates

LETTER = (
    "El suscrito oficial certifica que los datos que anteceden",
    "concuerdan con los que constan en el libro de la oficina,",
    "para los fines que se estimen convenientes a la interesada.",
)
ABOUT = {"country": "SV", "language": "en"}


@pytest.fixture
def there(begun, clients):
    return reverse("portal:another-paper", args=[begun.case.key])


def keys(page):
    shown = without_templates(page.content.decode())
    return re.findall(r'name="piece" value="(\w+)"', shown)


def chosen(page, key):
    box = re.search(
        rf'<select name="{key}-what".*?</select>', page.content.decode(), re.S
    )
    return re.findall(r'<option value="([^"]+)" selected', box[0])


@pytest.mark.feature("F079", "F091", "F096")
def test_many_papers_are_sent_at_once_and_each_says_what_it_is(
    maria, paul, marias, begun, clients, there
):
    assert "Send another paper" in text(marias.get(reverse("portal:documents")))
    wedding = next(
        one.request
        for one in asked(clients["petitioner"], begun.case)
        if one.request.kind == "marriage certificate"
    )
    files = [
        SimpleUploadedFile("Marriage_2019.jpg", photo("acta de matrimonio")),
        SimpleUploadedFile("scan0001.pdf", scan("letter")),
    ]
    page = marias.post(there, {"file": files, "do": "add"})
    first, second = keys(page)
    assert chosen(page, first) == [wedding.key] and chosen(page, second) == []
    said = {"piece": [first, second], f"{first}-what": wedding.key, "do": "send"}
    page = marias.post(there, said | ABOUT | {f"{second}-what": ""})
    assert page.status_code == 422 and "Choose what it is." in text(page)
    assert keys(page) == [first, second] and chosen(page, first) == [wedding.key]
    said |= {f"{second}-what": "evidence", f"{second}-title": "Letter of my pastor"}
    done = marias.post(there, said | ABOUT, follow=True)
    assert "We have them." in text(done)
    assert "Other papers you sent Letter of my pastor Received" in text(done)
    came = to_review(paul).filter(case=begun.case)
    assert {one.document.called for one in came} == {
        "Marriage certificate",
        "Letter of my pastor",
    }
    assert {one.document.person for one in came} == {begun.petitioner.person}


@pytest.mark.feature("F079", "F080")
def test_what_was_read_on_them_stands_in_the_page_that_comes_back(
    marias, paul, begun, there
):
    """Without a script: what she did not say is filled in, and nothing is sent yet."""
    birth = (
        "PARTIDA DE NACIMIENTO numero 123 del libro 45",
        "Expedida en San Salvador",
    )
    more = ("el tres de marzo de 2024, para los usos que la interesada estime.",)
    files = [
        SimpleUploadedFile("scan1.pdf", printed((*birth, *more))),
        SimpleUploadedFile("scan2.pdf", printed(LETTER)),
    ]
    page = marias.post(there, {"file": files, "do": "add"})
    first, second = keys(page)
    while jobs := working.claim(1, slow=True):
        working.run(jobs[0])
    said = {"piece": [first, second], f"{first}-what": "", f"{second}-what": "other"}
    page = marias.post(there, {**said, "do": "send", "country": "SV"})
    assert page.status_code == 422 and Version.objects.count() == 0
    assert chosen(page, first) == ["birth certificate"]
    assert chosen(page, second) == ["other"]
    assert text(page).count("Read on your paper. Please check it.") >= 2
    assert '<option value="es" selected>' in page.content.decode()
    said |= {f"{first}-what": "birth certificate", "do": "send"} | ABOUT
    day = {"year": "2024", "month": "3", "day": "3"}
    said |= {f"{first}-issued_on_{part}": value for part, value in day.items()}
    assert marias.post(there, said).status_code == 302
    came = {one.document.kind: one.document for one in to_review(paul)}
    assert came["birth certificate"].issued_on == date(2024, 3, 3)
    assert came["other"].issued_on is None


@pytest.mark.feature("F093", "F096")
def test_what_could_be_better_is_said_of_a_paper_that_nobody_asked_for(marias, there):
    small = SimpleUploadedFile("tiny.jpg", photo("letter", size=(400, 300)))
    (key,) = keys(marias.post(there, {"file": [small], "do": "add"}))
    said = {"piece": [key], f"{key}-what": "evidence", f"{key}-title": "A letter"}
    done = marias.post(there, said | ABOUT | {"do": "send"}, follow=True)
    assert "small" in text(done).split("Other papers you sent")[1]


@pytest.mark.feature("F079", "F110")
def test_somebody_here_puts_it_where_it_belongs_or_sends_it_back(
    paul, marias, begun, clients, there
):
    for name in ("a.pdf", "b.pdf"):
        page = marias.post(
            there, {"file": SimpleUploadedFile(name, scan(name)), "do": "add"}
        )
        [key] = keys(page)
        said = {"piece": key, f"{key}-what": "other", "do": "send"} | ABOUT
        assert marias.post(there, said).status_code == 302
    first, second = (get_version(paul, one.pk) for one in to_review(paul))
    assert first.document.title == "Something else"
    review = at_the_desk(paul).get(reverse("staff:review-version", args=[first.pk]))
    assert review.status_code == 200
    wanted = next(
        one for one in places_for(paul, first) if one.kind == "marriage certificate"
    )
    move_version(paul, first, to=wanted, reason="By its words.")
    assert first.document.request == wanted
    return_version(paul, second, reason="other", comment="What is this?")
    page = text(marias.get(reverse("portal:documents")))
    assert "Please correct" in page and "What is this?" in page


@pytest.mark.feature("F093")
def test_a_bad_file_loses_none_of_the_others(marias, there):
    files = [
        SimpleUploadedFile("a.pdf", b"MZ nothing"),
        SimpleUploadedFile("passport.jpg", photo("passport")),
    ]
    said = {"file": files, "do": "send"} | ABOUT
    page = marias.post(there, said)
    assert page.status_code == 422 and len(keys(page)) == 1
    assert "Everything else is still here." in text(page)
    assert "a.pdf: " in text(page)
    assert Version.objects.count() == 0
    assert marias.post(there, {"do": "send"} | ABOUT).status_code == 422


def test_another_case_is_nobody_elses(marias, omar, begun, clients, rita):
    there = reverse("portal:another-paper", args=[begun.case.key])
    page = browser_of(omar).get(there)
    assert page.status_code == 200  # a party of it, who sees what is asked of others?
    theirs = asked(clients["petitioner"], begun.case)
    assert not any(one.request.key in page.content.decode() for one in theirs)
    assert marias.get(there.replace(begun.case.key, "0" * 26)).status_code == 404


@pytest.mark.feature("F096")
def test_the_same_file_twice_is_said_before_it_is_sent(marias, there):
    same = scan("letter")
    files = [SimpleUploadedFile(name, same) for name in ("one.pdf", "two.pdf")]
    page = marias.post(there, {"file": files, "do": "add", **ABOUT})
    assert len(keys(page)) == 1
    assert "two.pdf is the same file as one.pdf" in text(page)
    assert not Version.objects.filter(name="one.pdf").exists()
    again = {"file": SimpleUploadedFile("three.pdf", same), "piece": keys(page)}
    said = marias.post(there, {**again, "do": "send", **ABOUT})
    assert said.status_code == 422
    assert "three.pdf is the same file as one.pdf" in text(said)
