"""What was read is offered beside what is known; a person confirms it, and nobody else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from harborlight.cases.actions import change_sensitivity
from harborlight.documents.actions import (
    About,
    Checked,
    WasRead,
    keep_reading,
    receive_document,
)
from harborlight.documents.models import Document
from harborlight.documents.queries import asked, get_version
from harborlight.facts.actions import Source, learn
from harborlight.facts.models import Fact
from harborlight.facts.queries import history, sheet
from harborlight.firm.models import Event, StoredFile
from harborlight.firm.vault.stored import keep_bytes, note_scan
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.tests import pages, travel
from harborlight.staff.tests.desk import sign_in, text_of
from tests.whole_case import begin, furnish

BIRTH, EXPIRES = ("birth.date", None), ("passport.expires", None)


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def sent(harbor, clock, maria, begun, *read, kind="passport"):
    """A paper that came and was read: its lines, over the lower half of its page."""
    request = next(
        one.request for one in asked(maria, begun.case) if one.request.kind == kind
    )
    file = keep_bytes(harbor, begun.case.pk, pages.jpeg_of(pages.sheet(())))
    checked = Checked(file, "paper.jpg", "jpeg", 1)
    version = receive_document(maria, request, checked=checked, about=About())
    lines = read or travel.passport()
    words = [
        Word(part, 0.1, 0.6 + 0.05 * row, 0.9, 0.64 + 0.05 * row)
        for row, line in enumerate(lines)
        for part in line.split()
    ]
    page = PageText(1, "\n".join(lines), words, "rapidocr")
    keep_reading(clock, version, found=WasRead([page], searchable=b"%PDF-1.7"))
    return get_version(clock, version.pk)


def call(actor, there, said=None, **also):
    """What they get there; said: what they send."""
    client = sign_in(actor)
    return client.get(there) if said is None else client.post(there, said, **also)


def shown(actor, version):
    return text_of(call(actor, reverse("staff:version-read", args=[version.pk])))


def confirm(actor, version, key, over=None):
    if over is None:
        page = shown(actor, version)
        form = page.split(f"/read/{key}/confirm/")[1]
        over = re.search(r'name="over" value="([^"]*)"', form)[1]
    there = reverse("staff:confirm-read", args=[version.pk, key])
    return call(actor, there, {"over": over})


def test_a_passport_is_offered_and_confirmed_as_a_fact_with_its_source(
    harbor, clock, paul, maria, begun
):
    version, person = sent(harbor, clock, maria, begun), begun.petitioner.person
    page = shown(paul, version)
    assert "check digits agree" in page
    assert "May 17, 2031" in page
    assert sheet(paul, begun.case, person).get(*EXPIRES) == ""
    assert confirm(paul, version, "fact-expires").status_code == 302
    (fact,) = history(paul, begun.case, person, *EXPIRES)
    assert (fact.value, fact.source) == ("2031-05-17", Fact.Source.PAGE)
    assert (fact.source_id, fact.by_id) == (version.pk, paul.user_id)
    assert "As we know it" in shown(paul, version)
    # The number of a passport is protected wherever it is shown.
    assert "G12345678" not in page


def test_a_difference_is_shown_and_only_a_person_settles_it(
    harbor, clock, paul, maria, begun
):
    person = begun.petitioner.person
    answer = Source(Fact.Source.ANSWER)
    learn(maria, begun.case, person=person, values={BIRTH: "1985-03-09"}, source=answer)
    version = sent(harbor, clock, maria, begun)
    page = shown(paul, version)
    assert "Differs" in page
    assert "The answer was: March 9, 1985" in page
    assert sheet(paul, begun.case, person).get(*BIRTH) == "1985-03-09"
    confirm(paul, version, "fact-birth")
    assert sheet(paul, begun.case, person).get(*BIRTH) == "1984-03-09"
    newest, before, *_earlier = history(paul, begun.case, person, *BIRTH)
    assert (newest.source, before.source) == (Fact.Source.PAGE, Fact.Source.ANSWER)


def test_what_was_answered_meanwhile_is_not_overwritten(
    harbor, clock, paul, maria, begun
):
    person, version = begun.petitioner.person, sent(harbor, clock, maria, begun)
    form = shown(paul, version).split("/read/fact-birth/confirm/")[1]
    over = re.search(r'name="over" value="([^"]*)"', form)[1]
    answer = Source(Fact.Source.ANSWER)
    learn(maria, begun.case, person=person, values={BIRTH: "1985-03-09"}, source=answer)
    told = call(
        paul,
        reverse("staff:confirm-read", args=[version.pk, "fact-birth"]),
        {"over": over},
        follow=True,
    )
    assert "was changed meanwhile" in text_of(told)
    assert sheet(paul, begun.case, person).get(*BIRTH) == "1985-03-09"


def test_a_name_is_the_same_without_its_accents_and_is_never_taken_over(
    harbor, clock, paul, maria, begun
):
    person = begun.petitioner.person
    said = {("name.family", None): "Núñez Peña", ("name.given", None): "María José"}
    answer = Source(Fact.Source.ANSWER)
    learn(maria, begun.case, person=person, values=said, source=answer)
    said[("name.middle", None)] = "none"
    learn(maria, begun.case, person=person, values=said, source=answer)
    version = sent(harbor, clock, maria, begun)
    page = shown(paul, version)
    assert page.count("As we know it") == 2
    assert "/read/name-surname/confirm/" not in page
    assert confirm(paul, version, "name-surname", over="").status_code == 302
    assert sheet(paul, begun.case, person).get("name.family") == "Núñez Peña"


def test_a_digit_that_does_not_agree_is_told(harbor, clock, paul, maria, begun):
    first, second = travel.passport()
    wrong = second.replace("840309", "840308")
    page = shown(paul, sent(harbor, clock, maria, begun, first, wrong))
    assert "Its check digit does not agree" in page
    assert "Their last check digit does not agree" in page


def test_the_day_of_a_notice_is_offered_for_the_paper(
    harbor, clock, paul, maria, begun
):
    lines = (
        "Form I-797C, Notice of Action Receipt Notice",
        "IOE0912345678",
        "Notice Date 03/20/2026",
    )
    version = sent(harbor, clock, maria, begun)
    words = [
        Word(part, 0.1 + 0.1 * at, 0.1 + 0.1 * row, 0.18 + 0.1 * at, 0.15 + 0.1 * row)
        for row, line in enumerate(lines)
        for at, part in enumerate(line.split())
    ]
    notice = WasRead([PageText(1, "\n".join(lines), words)])
    keep_reading(clock, version, found=notice)
    page = shown(paul, version)
    assert "I-797C" in page
    assert "IOE0912345678" in page
    assert "/read/notice-receipt-number/confirm/" not in page
    papers = Document.objects.filter(pk=version.document_id)
    papers.update(kind="police certificate")
    confirm(paul, version, "paper-issued-on")
    document = papers.get()
    assert document.issued_on == date(2026, 3, 20)
    # Two years from that day it is good, by the book.
    assert document.good_until == date(2028, 3, 19)
    assert Event.objects.filter(kind="document.read-confirmed").count() == 1


@pytest.mark.feature("F110")
def test_each_value_comes_with_the_part_of_the_page_where_it_stands(
    harbor, clock, paul, rita, maria, begun
):
    version = sent(harbor, clock, maria, begun)
    there = reverse("staff:version-part", args=[version.pk, "fact-birth"])
    page = call(paul, reverse("staff:version-read", args=[version.pk]))
    assert re.search(rf'<img [^>]*src="{there}"', page.content.decode())
    picture = call(paul, there)
    assert picture.status_code == 200
    assert picture["Content-Type"].startswith("image/")
    nowhere = reverse("staff:version-part", args=[version.pk, "fact-nothing"])
    assert call(paul, nowhere).status_code == 404
    assert call(rita, there).status_code == 404


def test_who_may_not_review_reads_and_confirms_nothing(
    harbor, clock, ben, maria, begun
):
    version = sent(harbor, clock, maria, begun)
    assert confirm(ben, version, "fact-birth", over="").status_code in (403, 404)
    assert not Fact.objects.filter(source=Fact.Source.PAGE).exists()


def test_of_a_sensitive_case_nothing_that_was_read_is_shown(
    harbor, clock, ada, paul, maria, begun
):
    version = sent(harbor, clock, maria, begun)
    change_sensitivity(ada, begun.case, is_sensitive=True)
    page = shown(paul, version)
    assert "read by people only" in page
    assert "1984" not in page


def test_the_searchable_pdf_is_a_download(harbor, clock, paul, maria, begun):
    version = sent(harbor, clock, maria, begun)
    where = reverse("staff:version-searchable", args=[version.pk])
    got = call(paul, where)
    assert got["Content-Type"] == "application/pdf"
    assert "attachment" in got["Content-Disposition"]
    assert Event.objects.filter(kind="file.downloaded").count() == 1
    # What was drawn of a file is locked away together with it.
    note_scan(version.file, StoredFile.Scan.FOUND)
    assert call(paul, where).status_code == 403


def test_a_name_that_differs_is_told_and_not_offered(harbor, clock, paul, maria, begun):
    lines = travel.passport(family="SOMEBODY ELSE")
    page = shown(paul, sent(harbor, clock, maria, begun, *lines))
    assert "SOMEBODY ELSE" in page
    assert "Differs" in page
    assert "/read/name-surname/confirm/" not in page


@pytest.mark.feature("F117", "F119")
def test_a_paper_is_held_against_the_answers_of_the_case(
    harbor, clock, ada, paul, maria, begun
):
    person, answer = begun.petitioner.person, Source(Fact.Source.ANSWER)
    said = {BIRTH: "1985-03-09", ("name.family", None): "Luna"}
    learn(maria, begun.case, person=person, values=said, source=answer)
    version = sent(harbor, clock, maria, begun)
    there = reverse("staff:consistency", args=[begun.case.pk])
    page = text_of(call(paul, there))
    assert "A paper says something else than the answer." in page
    assert "A paper bears another name than the answer." in page
    assert "March 9, 1984" in page and "March 9, 1985" in page
    picture = reverse("staff:version-part", args=[version.pk, "fact-birth"])
    assert picture in call(paul, there).content.decode()
    # What was confirmed shows the paper it came from, with its place.
    confirm(paul, version, "fact-birth")
    assert "says something else" not in text_of(call(paul, there))
    of = begun.petitioner.person_id
    one = reverse("staff:answer", args=[begun.case.pk, of, "birth.date"])
    page = call(paul, one).content.decode()
    assert picture in page and "Read from a page, confirmed by Paul" in page
    # Papers of a sensitive case are read by people only.
    confirm_again = {BIRTH: "1985-03-09"}
    learn(maria, begun.case, person=person, values=confirm_again, source=answer)
    change_sensitivity(ada, begun.case, is_sensitive=True)
    assert "says something else" not in text_of(call(paul, there))
