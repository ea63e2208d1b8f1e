"""What came is read by itself, and kept as sealed as it is."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import override_settings

from harborlight.cases.actions import change_sensitivity
from harborlight.documents import events
from harborlight.documents.actions import (
    About,
    Checked,
    NotRead,
    WasRead,
    ask_reading,
    keep_reading,
    receive_document,
)
from harborlight.documents.models import Reading, Version
from harborlight.documents.queries import asked, get_version
from harborlight.documents.reading import pages_of, reading_of, standing
from harborlight.firm import working
from harborlight.firm.acting import Refused
from harborlight.firm.actor import Actor
from harborlight.firm.models import Job, Notice, StoredFile
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.stored import keep_bytes, plain_of
from harborlight.outside.storage import storage
from harborlight.papers.page_text import PageText
from harborlight.papers.tests import pages as made
from harborlight.papers.text_layer import words_on
from tests.whole_case import begin, furnish

LINES = ("Nombre: María Núñez Peña", "¿Nació en Río Hondo?")


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def send(harbor, maria, begun, data, kind="jpeg", pages=1):
    request = next(
        one.request
        for one in asked(maria, begun.case)
        if one.request.kind == "marriage certificate"
    )
    file = keep_bytes(harbor, begun.case.pk, data)
    checked = Checked(file, f"certificate.{kind}", kind, pages)
    version = receive_document(
        maria, request, checked=checked, about=About(language="es")
    )
    return get_version(maria, version.pk)


def photo():
    return made.jpeg_of(made.sheet(LINES, size=34).crop((0, 40, 900, 240)))


def read_all(firm):
    """As the worker does: events are read, then slow jobs run until none is due."""
    keep_up_in(firm)
    while jobs := working.claim(1, slow=True):
        working.run(jobs[0])


def test_a_photo_is_read_once_and_its_words_are_nowhere_in_clear(
    harbor, paul, maria, begun
):
    version = send(harbor, maria, begun, photo())
    assert standing(version, reading_of(paul, version)) == "waiting"
    read_all(harbor)
    reading = reading_of(paul, version)
    assert standing(version, reading) == "read"
    assert (reading.engines, reading.languages) == (["rapidocr"], ["es"])
    (page,) = pages_of(paul, version)
    assert page.text.splitlines() == [*LINES]
    assert [word.text for word in page.words][-1] == "Hondo?"
    # Nor does anything of it stand on the disk as it is read.
    with storage().reader(reading.file.key) as kept:
        assert "Núñez".encode() not in kept.read(0, reading.file.length)
    keep_up_in(harbor)
    assert not working.claim(1, slow=True)


def test_a_file_that_cannot_be_read_says_so_to_staff_and_harms_nothing_else(
    harbor, paul, maria, begun
):
    broken = send(harbor, maria, begun, b"%PDF-1.7 of nobody", "pdf", 2)
    good = send(harbor, maria, begun, photo())
    read_all(harbor)
    reading = reading_of(paul, broken)
    assert standing(broken, reading) == "failed"
    assert (reading.unread, reading.why) == ([1, 2], "damaged")
    assert standing(good, reading_of(paul, good)) == "read"
    keep_up_in(harbor)
    kinds = Notice.objects.values_list("kind", flat=True)
    assert events.NOT_READ.name in {*kinds}


def test_papers_of_a_sensitive_case_are_not_read(harbor, ada, paul, maria, begun):
    change_sensitivity(ada, begun.case, is_sensitive=True)
    version = send(harbor, maria, begun, photo())
    read_all(harbor)
    assert standing(version, reading_of(paul, version)) == "off"
    assert not Reading.objects.exists()
    with pytest.raises(NotRead):
        ask_reading(paul, version)
    # Somebody says so while it waits in the queue: it is not read either.
    change_sensitivity(ada, begun.case, is_sensitive=False)
    version = get_version(paul, version.pk)
    ask_reading(paul, version)
    keep_up_in(harbor)
    change_sensitivity(ada, begun.case, is_sensitive=True)
    read_all(harbor)
    assert not Reading.objects.exists()
    assert pages_of(paul, version) == []


def test_read_again_leaves_nothing_of_the_first_time(harbor, paul, maria, begun):
    version = send(harbor, maria, begun, b"%PDF-1.7", "pdf")
    read_all(harbor)
    first = reading_of(paul, version)
    ask_reading(paul, version)
    assert standing(version, reading_of(paul, version)) == "waiting"
    read_all(harbor)
    assert reading_of(paul, version).pk != first.pk
    assert not StoredFile.objects.filter(pk=first.file_id).exists()
    with pytest.raises(Refused):
        ask_reading(maria, version)


def test_where_the_house_reads_nothing_one_paper_can_be_read(
    harbor, paul, maria, begun
):
    with override_settings(READING=False):
        version = send(harbor, maria, begun, b"%PDF-1.7", "pdf")
        read_all(harbor)
        assert reading_of(paul, version) is None
        ask_reading(paul, version)
        read_all(harbor)
        assert reading_of(paul, version) is not None


def test_other_clients_read_nothing_of_it(harbor, maria, omar, begun):
    version = send(harbor, maria, begun, b"%PDF-1.7", "pdf")
    read_all(harbor)
    assert reading_of(maria, version) is not None
    assert reading_of(omar, version) is None


def test_a_worker_that_stops_leaves_the_reading_to_another(harbor, maria, begun):
    version = send(harbor, maria, begun, b"%PDF-1.7", "pdf")
    keep_up_in(harbor)
    (job,) = working.claim(1, slow=True)
    working.stopping.set()
    try:
        working.run(job)
    finally:
        working.stopping.clear()
    assert Job.objects.get(pk=job.pk).state == Job.READY
    assert not Reading.objects.exists()
    read_all(harbor)
    assert Version.objects.get(pk=version.pk).reading.state == "failed"


def test_reading_waits_for_nobody_and_nobody_for_it(harbor, maria, begun):
    send(harbor, maria, begun, photo())
    keep_up_in(harbor)
    others = working.claim(100)
    assert all("read_version" not in job.task for job in others)
    assert [job.queue for job in working.claim(1, slow=True)] == ["slow"]


@pytest.mark.everything
def test_a_scan_of_several_pages_becomes_a_searchable_pdf(
    harbor, clock: Actor, maria, begun
):
    scan = made.pdf_of(made.sheet(LINES), made.sheet(made.ENGLISH))
    version = send(harbor, maria, begun, scan, "pdf", 2)
    read_all(harbor)
    sealed = plain_of(reading_of(clock, version).searchable)
    pdf = b"".join(sealed.pieces())
    assert "Núñez" in words_on(BytesIO(pdf), 1)["text"]
    assert "Springfield" in words_on(BytesIO(pdf), 2)["text"]


@pytest.mark.feature("F093")
def test_what_is_read_as_another_paper_is_told_to_its_sender(
    harbor, clock, maria, begun
):
    """They sent a passport where a marriage certificate is asked for: advice, no wall."""
    version = send(harbor, maria, begun, photo())
    said = (
        "PASAPORTE República de Ejemplo tipo P código del país EJE número de pasaporte "
        "X1234567 apellidos Rivas Peña nombres María fecha de nacimiento"
    )
    keep_reading(clock, version, found=WasRead([PageText(1, said)], ["es"]))
    version = get_version(maria, version.pk)
    assert version.waits
    assert any("another paper" in words for words in version.could_be_better)
    # Read again, it is not said twice.
    keep_reading(clock, version, found=WasRead([PageText(1, said)], ["es"]))
    assert version.advice == get_version(maria, version.pk).advice
