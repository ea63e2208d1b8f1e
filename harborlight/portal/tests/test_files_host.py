"""Files at a host name of their own: for a minute, for one file, and without a cookie."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, StoredFile
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import scan

HOST = "files.example.org"


@pytest.fixture(autouse=True)
def _host(settings):
    settings.FILES_HOST = HOST
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, HOST]


@pytest.fixture
def version(begun, maria, clients):
    asking = asked(maria, begun.case)[0].request
    file = SimpleUploadedFile("Pasaporte Peña.pdf", scan("acta"))
    said = {"country": "SV", "language": "es", "file": file}
    where = reverse("portal:document", args=[asking.key])
    assert browser_of(maria).post(where, said).status_code == 302
    return Version.objects.get()


def there(answer):
    """Where an answer of ours sends the browser, at the host of files."""
    assert answer.status_code == 302, answer.content
    found = urlsplit(answer["Location"])
    assert found.netloc == HOST
    return found.path


def fetched(path, **headers):
    """By a browser that has no cookie of ours, as none goes to another host."""
    return Client(headers={"host": HOST, **headers}).get(path)


def whole(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.feature("F100")
def test_a_file_is_fetched_by_a_link_that_says_nothing_of_it(maria, version):
    where = reverse("portal:version-file", args=[version.key])
    path = there(browser_of(maria).get(where))
    assert "Pasaporte" not in path and version.key not in path
    answer = fetched(path)
    assert hashlib.sha256(whole(answer)).hexdigest() == version.file.sha256
    assert answer["Content-Disposition"] == (
        'attachment; filename="Pasaporte Pe_a.pdf"; '
        "filename*=UTF-8''Pasaporte%20Pe%C3%B1a.pdf"
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    assert Event.objects.filter(kind="file.downloaded").count() == 1


def test_a_part_of_it_is_fetched_by_the_same_link(maria, version):
    where = reverse("portal:version-file", args=[version.key])
    path = there(browser_of(maria).get(where))
    answer = fetched(path, range="bytes=0-3")
    assert (answer.status_code, whole(answer)) == (206, b"%PDF")


@pytest.mark.feature("F100")
def test_after_a_minute_the_link_opens_nothing(maria, version):
    where = reverse("portal:version-file", args=[version.key])
    path = there(browser_of(maria).get(where))
    with standing_at(now() + timedelta(seconds=59)):
        assert fetched(path).status_code == 200
    with standing_at(now() + timedelta(seconds=61)):
        late = fetched(path, **{"accept-language": "es"})
    assert late.status_code == 410
    assert "un minuto" in late.content.decode()
    # Nor does a part of it, for whoever fetched the first part in time.
    with standing_at(now() + timedelta(seconds=61)):
        assert fetched(path, range="bytes=4-").status_code == 410


def test_a_picture_of_a_page_is_shown_from_there_and_no_whole_file(ada, version):
    where = reverse("staff:version-page", args=[version.key, 1])
    answer = fetched(there(at_the_desk(ada).get(where)))
    assert answer.status_code == 200
    assert answer["Content-Type"] in ("image/png", "image/jpeg")
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not answer.cookies


def test_a_link_that_was_changed_opens_nothing(maria, version):
    where = reverse("portal:version-file", args=[version.key])
    path = there(browser_of(maria).get(where))
    # In the middle: the last letter has bits that nobody reads.
    other = "B" if path[40] == "A" else "A"
    changed = path[:40] + other + path[41:]
    for wrong in (changed, "/f/" + "A" * 60 + "/", "/f/" + "A" * 1999 + "/"):
        assert fetched(wrong).status_code in (404, 410)


def test_nobody_gets_a_link_to_what_is_not_theirs(omar, version):
    where = reverse("portal:version-file", args=[version.key])
    assert browser_of(omar).get(where).status_code == 404


def test_a_file_that_is_locked_away_meanwhile_is_not_handed_out(maria, version):
    where = reverse("portal:version-file", args=[version.key])
    path = there(browser_of(maria).get(where))
    StoredFile.objects.update(scan=StoredFile.Scan.FOUND)
    assert fetched(path).status_code == 403
    assert browser_of(maria).get(where).status_code == 403
    assert Event.objects.filter(kind="file.downloaded").count() == 1


@pytest.mark.parametrize(
    "path", ["/", "/staff/", "/portal/", "/account/sign-in/", "/f/"]
)
def test_none_of_our_pages_is_there(maria, path):
    """Even for a browser that brings its cookies along."""
    browser = browser_of(maria)
    answer = browser.get(path, headers={"host": HOST})
    assert answer.status_code == 404
    assert not answer.cookies
    assert browser.post(path, headers={"host": HOST}).status_code == 404


@pytest.mark.parametrize("host", [HOST + ".", HOST.upper(), HOST + ":8443"])
def test_however_the_host_of_files_is_written_no_page_of_ours_is_there(host):
    answer = Client(headers={"host": host}).get("/account/sign-in/")
    assert answer.status_code == 404
    assert answer.content == b"There is nothing here.\n"
