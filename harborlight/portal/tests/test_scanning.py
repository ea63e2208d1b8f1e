"""Nothing is opened before the virus scanner saw it, and whoever waits is told so."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from harborlight.documents.actions import MadePdf, redact_version, turn_pages
from harborlight.documents.jobs import scan_what_waits
from harborlight.documents.models import Version
from harborlight.documents.queries import asked, to_review
from harborlight.firm.models import Event, Notice, StoredFile
from harborlight.firm.readers import keep_up_in
from harborlight.firm.vault.stored import Held, keep_bytes, plain_of
from harborlight.papers.tests import hostile
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.browser.papers import scan
from tests.setup.clamd import PLANTED, NotHere, clamd

NOWHERE = "unix:/nowhere/clamd.ctl"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    try:
        with clamd(tmp_path_factory.mktemp("clam")) as found:
            yield found
    except NotHere as why:
        pytest.skip(str(why))


@pytest.fixture
def asking(begun, maria, clients):
    return asked(maria, begun.case)[0].request


def sends(maria, asking, data=None, name="acta.pdf", language="en"):
    file = SimpleUploadedFile(name, data or scan("acta"))
    where = reverse("portal:document", args=[asking.key])
    said = {"country": "SV", "language": "es", "file": file}
    return browser_of(maria, language).post(where, said)


def page_of(maria, asking, language="en"):
    where = reverse("portal:document", args=[asking.key])
    return browser_of(maria, language).get(where).content.decode()


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def test_what_was_scanned_is_taken_as_ever(maria, asking, settings, address):
    settings.CLAMD = address
    assert sends(maria, asking).status_code == 302
    version = Version.objects.get()
    assert version.state == Version.State.RECEIVED
    assert version.file.scan == StoredFile.Scan.CLEAN
    where = reverse("portal:version-file", args=[version.key])
    assert browser_of(maria).get(where).status_code == 200


def test_a_virus_is_refused_in_words_and_the_team_is_told(
    maria, ada, asking, settings, address, harbor
):
    settings.CLAMD = address
    # A file that is good to look at: only the scanner knows what is in it.
    data = hostile.pdf(more=(hostile.stream(PLANTED),))
    answer = sends(maria, asking, data, language="es")
    assert answer.status_code == 422
    assert "virus" in answer.content.decode()
    assert not Version.objects.exists() and not StoredFile.objects.filter(
        scan=StoredFile.Scan.WAITS
    )
    assert happened("document.infected") == 1
    keep_up_in(harbor)
    told = Notice.objects.filter(user=ada.user_id, kind="document.infected")
    assert told.count() == 1


@pytest.mark.feature("F093")
def test_where_the_scanner_is_down_nothing_is_lost_and_nothing_is_opened(
    maria, ada, clock, asking, settings, address
):
    settings.CLAMD = NOWHERE
    assert sends(maria, asking).status_code == 302
    version = Version.objects.get()
    assert version.state == Version.State.CHECKING
    assert "We have it. It is being checked for viruses." in page_of(maria, asking)
    assert "Lo tenemos" in page_of(maria, asking, "es")
    assert version not in to_review(ada)
    for browser, side in ((browser_of(maria), "portal"), (at_the_desk(ada), "staff")):
        for address_of, more in (("version-file", ()), ("version-page", (1,))):
            where = reverse(f"{side}:{address_of}", args=[version.key, *more])
            answer = browser.get(where)
            assert answer.status_code == 403, where
            assert "being checked for viruses" in answer.content.decode()
    shown = at_the_desk(ada).get(reverse("staff:review-version", args=[version.key]))
    assert "Not scanned yet" in shown.content.decode()
    assert scan_what_waits(clock) == 0

    settings.CLAMD = address
    assert scan_what_waits(clock) == 1
    version.refresh_from_db()
    assert version.state == Version.State.RECEIVED
    assert version in to_review(ada)
    assert happened("document.scanned") == 1
    where = reverse("staff:version-file", args=[version.key])
    assert at_the_desk(ada).get(where).status_code == 200


def test_a_virus_that_is_found_later_locks_the_file_away_and_asks_again(
    maria, ada, clock, asking, settings, address, harbor
):
    settings.CLAMD = NOWHERE
    sends(maria, asking)
    version = Version.objects.get()
    # What the scanner did not know yesterday it knows today.
    infected = keep_bytes(maria.firm, asking.case_id, hostile.EICAR)
    StoredFile.objects.filter(pk=infected.pk).update(scan=StoredFile.Scan.WAITS)
    Version.objects.update(file=infected)
    settings.CLAMD = address
    assert scan_what_waits(clock) == 1
    version.refresh_from_db()
    assert (version.state, version.reason) == (Version.State.RETURNED, "virus")
    page = page_of(maria, asking)
    assert "A virus was found in this file" in page and 'type="file"' in page
    answer = at_the_desk(ada).get(reverse("staff:version-file", args=[version.key]))
    assert answer.status_code == 403
    assert "stays locked away" in answer.content.decode()
    keep_up_in(harbor)
    told = Notice.objects.filter(user=ada.user_id, kind="document.quarantined")
    assert told.count() == 1
    # It stays locked away where the scanner is switched off again.
    settings.CLAMD = ""
    with pytest.raises(Held):
        plain_of(version.file)


def test_what_came_before_there_was_a_scanner_is_scanned_before_it_is_opened(
    maria, clock, asking, settings, address
):
    sends(maria, asking)
    file = Version.objects.get().file
    plain_of(file)
    settings.CLAMD = NOWHERE
    with pytest.raises(Held):
        plain_of(file)
    settings.CLAMD = address
    assert scan_what_waits(clock) == 1
    file.refresh_from_db()
    plain_of(file)


def test_the_page_of_files_says_whether_there_is_a_scanner(pat, settings, address):
    where, browser = reverse("staff:files"), at_the_desk(pat)
    assert "no virus is searched for" in browser.get(where).content.decode()
    settings.CLAMD = NOWHERE
    assert "It does not answer." in browser.get(where).content.decode()
    settings.CLAMD = address
    assert "ClamAV 1." in browser.get(where).content.decode()


@pytest.fixture
def photos(begun, clients):
    every = asked(clients["petitioner"], begun.case)
    kind = "marriage certificate"
    wedding = next(one.request for one in every if one.request.kind == kind)

    def send(maria, *several):
        where = reverse("portal:several-photos", args=[wedding.key])
        files = [
            SimpleUploadedFile(f"{n}.pdf", data) for n, data in enumerate(several, 1)
        ]
        said = {"file": files, "do": "send", "country": "SV", "language": "en"}
        assert browser_of(maria).post(where, said).status_code == 302
        return Version.objects.get(document__request=wedding)

    return send


def piece_files(version):
    return [one.file for one in version.pieces.order_by("position")]


@pytest.mark.feature("F093")
def test_photos_that_were_put_together_are_scanned_as_they_came(
    maria, ada, clock, photos, settings, address
):
    settings.CLAMD = NOWHERE
    version = photos(maria, scan("front"), scan("back"))
    where = reverse("staff:piece-file", args=[version.pieces.first().pk])
    assert version.state == Version.State.CHECKING
    assert at_the_desk(ada).get(where).status_code == 403
    settings.CLAMD = address
    assert (scan_what_waits(clock), scan_what_waits(clock)) == (1, 0)
    version.refresh_from_db()
    assert version.state == Version.State.RECEIVED
    clean = StoredFile.Scan.CLEAN
    assert {one.scan for one in (version.file, *piece_files(version))} == {clean}
    assert at_the_desk(ada).get(where).status_code == 200


@pytest.mark.feature("F093")
def test_a_virus_in_one_photo_locks_it_and_what_was_made_of_it_away(
    maria, ada, clock, photos, settings, address
):
    settings.CLAMD = NOWHERE
    # Only the page of it is in the paper that was put together: no virus is there.
    bad = hostile.pdf(more=(hostile.stream(PLANTED),))
    version = photos(maria, scan("front"), bad)
    settings.CLAMD = address
    assert (scan_what_waits(clock), scan_what_waits(clock)) == (1, 0)
    version.refresh_from_db()
    assert (version.state, version.reason) == (Version.State.RETURNED, "virus")
    desk = at_the_desk(ada)
    for where in (
        reverse("staff:version-file", args=[version.key]),
        *(
            reverse("staff:piece-file", args=[one.pk])
            for one in version.pieces.order_by("position")
        ),
    ):
        assert desk.get(where).status_code == 403, where


def test_what_was_made_of_a_file_that_nobody_scanned_is_scanned_too(
    maria, paul, clock, asking, settings, address
):
    settings.CLAMD = ""
    sends(maria, asking)
    version = Version.objects.get()
    made = turn_pages(paul, version, turns={1: 90}, made=MadePdf(hostile.EICAR, 1))
    copy = redact_version(paul, made, boxes=[], made=MadePdf(scan("copy"), 1))
    settings.CLAMD = address
    assert (made.is_held, copy.is_held) == (True, False)
    assert scan_what_waits(clock) == 2
    made.refresh_from_db()
    assert made.state == Version.State.RETURNED and made.is_held
