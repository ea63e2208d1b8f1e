"""What is made of papers lies in a bucket, too: photos put together, readings, packets."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.models import Piece, Reading, Version
from harborlight.documents.queries import asked
from harborlight.documents.reading import pages_of
from harborlight.firm import working
from harborlight.firm.clock import now
from harborlight.firm.models import Job, StoredFile
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.stored import MARK, plain_of
from harborlight.outside.storage import storage
from harborlight.packets.actions import add_papers, ask_build, make_packet
from harborlight.packets.models import Part
from harborlight.papers.tests import pages as made
from harborlight.portal.tests.conftest import browser_of
from tests.whole_case import begin, furnish

NOWHERE = "http://127.0.0.1:1"


@pytest.fixture
def house(bucket, settings, monkeypatch):
    """This process keeps its files in the bucket; the names that lie there."""
    said, names = bucket
    for name, word in said.items():
        monkeypatch.setenv(name, word)
    settings.FILES_BUCKET = said["HARBORLIGHT_BUCKET"]
    settings.FILES_ENDPOINT = said["HARBORLIGHT_BUCKET_ENDPOINT"]
    storage.cache_clear()
    yield names
    storage.cache_clear()


@pytest.fixture
def begun(house, clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def sends_two_photos(maria, begun) -> Version:
    asking = next(
        one.request
        for one in asked(maria, begun.case)
        if one.request.kind == "marriage certificate"
    )
    files = [
        SimpleUploadedFile(f"{n}.jpg", made.jpeg_of(made.sheet([words], size=34)))
        for n, words in enumerate(("Acta de matrimonio", "Registro del estado"))
    ]
    page = browser_of(maria).post(
        reverse("portal:several-photos", args=[asking.key]),
        {"file": files, "country": "SV", "language": "es", "do": "send"},
    )
    assert page.status_code == 302, page.content.decode()[-3000:]
    return Version.objects.get(document__request=asking)


def work():
    while jobs := working.claim() or working.claim(1, slow=True):
        for job in jobs:
            working.run(job)


def whole(file: StoredFile) -> bytes:
    return b"".join(plain_of(file).pieces())


def away(settings):
    settings.FILES_ENDPOINT = NOWHERE
    storage.cache_clear()
    # Nobody is to wait for each of several attempts in a test.
    storage().s3.meta.config.retries["total_max_attempts"] = 1


@pytest.mark.feature("F090", "F106")
def test_photos_readings_and_packets_are_kept_there_and_nowhere_else(
    house, begun, harbor, maria, paul
):
    version = sends_two_photos(maria, begun)
    assert Piece.objects.count() == 2
    with pikepdf.open(io.BytesIO(whole(version.file))) as pdf:
        assert len(pdf.pages) == 2
    keep_up_in(harbor)
    work()
    read = [page.text for page in pages_of(paul, version)]
    assert "matrimonio" in read[0] and "Registro" in read[1]
    assert version.reading.searchable is not None
    packet = make_packet(
        paul, begun.case, name="Petition", purpose="filing",
        destination="uscis online", numbering="numbers", notice=None, due_on=None,
    )  # fmt: skip
    add_papers(paul, packet, versions=[version])
    build = ask_build(paul, packet)
    work()
    build.refresh_from_db()
    part = Part.objects.get(build=build)
    assert whole(part.file).startswith(b"%PDF")
    # Each file that a row names lies in the bucket, and none beside them but marks.
    there = {name for name in house() if not name.startswith(MARK)}
    assert there == {file.key for file in StoredFile.objects.all()}


def test_what_is_read_while_the_bucket_is_away_is_read_once_it_is_back(
    house, begun, harbor, maria, paul, settings
):
    version, here = sends_two_photos(maria, begun), settings.FILES_ENDPOINT
    keep_up_in(harbor)
    away(settings)
    (job,) = working.claim(1, slow=True)
    working.run(job)
    assert not Reading.objects.exists()
    job = Job.objects.get(pk=job.pk)
    assert job.state == Job.READY and job.run_after > now()
    settings.FILES_ENDPOINT = here
    storage.cache_clear()
    Job.objects.filter(pk=job.pk).update(run_after=now())
    work()
    assert Reading.objects.get().state == "read"
    assert "matrimonio" in pages_of(paul, version)[0].text
