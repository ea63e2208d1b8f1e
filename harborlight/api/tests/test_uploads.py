"""Uploads through the entrance: begun, broken off, gone on with, arrived, refused."""

from __future__ import annotations

import asyncio
import hashlib
import random
import re
import subprocess
import sys
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, override_settings

from harborlight.api import purposes
from harborlight.api import uploads as intake
from harborlight.api.tests.entering import Phone, entrance, told
from harborlight.cases.models import Party
from harborlight.documents.actions import ask_helper, dismiss_helper
from harborlight.documents.checking import LIMITS, look_into
from harborlight.documents.models import Helper, Version
from harborlight.documents.queries import asked
from harborlight.firm import sessions
from harborlight.firm.clock import now, standing_at
from harborlight.firm.ids import read
from harborlight.firm.models import Firm, StoredFile, Upload
from harborlight.firm.vault import arriving, uploads
from harborlight.firm.vault.incoming import LARGEST
from harborlight.firm.vault.stored import plain_of, unchecked
from harborlight.outside import folder as folders
from harborlight.outside import storage as stores
from tests.browser.papers import photo
from tests.whole_case import begin, furnish

MIB = 1024 * 1024


def noise(length, seed=1):
    return random.Random(seed).randbytes(length)


def cut(data, size=100_000):
    return [data[at : at + size] for at in range(0, len(data), size)] or [b""]


@pytest.fixture
def folder(tmp_path, settings, monkeypatch):
    """A file store of the test's own."""
    settings.FILES_FOLDER, settings.HOME = tmp_path / "files", tmp_path
    monkeypatch.setattr("harborlight.firm.vault.holding._file", None)
    stores.storage.cache_clear()
    arriving._remembered.clear()
    yield stores.storage()
    stores.storage.cache_clear()


@pytest.fixture
def house(folder):
    # As Django's own test client does: the test's transaction outlives a request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield entrance()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def with_login(party: Party, actor):
    party.person.login_id = actor.user_id
    party.person.save()


@pytest.fixture
def begun(clock, ada, maria, omar):
    furnish(clock)
    made = begin(ada)
    with_login(made.petitioner, maria)
    with_login(made.beneficiary, omar)
    return made


@pytest.fixture
def asking(begun, maria):
    return asked(maria, begun.case)[0].request


@pytest.fixture
def phone(house, maria):
    return Phone(house, maria)


@pytest.fixture
def where(phone, asking):
    """An upload of Maria's of 20 MiB that was begun."""
    return told(phone.begins("document-version", asking.key, 20 * MIB), "location")


def upload_at(where):
    return Upload.objects.get(pk=read(where.split("/")[-2]))


def lose_memory():
    """As after the death of the process that had received it so far."""
    arriving._remembered.clear()


@pytest.mark.feature("F090")
def test_a_paper_arrives_whole_sealed_and_hashed(phone, where, folder):
    data = noise(20 * MIB)
    assert phone.offset(where) == 0
    answer = phone.sends(where, 0, cut(data))
    assert (answer.status, told(answer, "upload-offset")) == (204, len(data))
    file = upload_at(where).file
    assert file.complete
    assert file.sha256 == hashlib.sha256(data).hexdigest()
    assert b"".join(plain_of(file).pieces()) == data
    on_disk = folder.path(file.key).read_bytes()
    assert data[:32] not in on_disk
    assert phone.offset(where) == len(data)


def test_what_came_before_the_connection_broke_stays(phone, where):
    data = noise(20 * MIB)
    broken = phone.sends(where, 0, [*cut(data[: 5 * MIB + 77]), None])
    assert not broken.answered
    lose_memory()
    assert phone.offset(where) == 5 * MIB + 77
    answer = phone.sends(where, 5 * MIB + 77, cut(data[5 * MIB + 77 :]))
    assert answer.status == 204
    assert upload_at(where).file.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("stop", [1, 65_535, 65_536, 65_537, 8 * MIB, 20 * MIB - 1])
@pytest.mark.feature("F090")
def test_it_goes_on_at_any_byte(phone, where, stop):
    data = noise(20 * MIB)
    assert told(phone.sends(where, 0, [data[:stop]]), "upload-offset") == stop
    assert phone.sends(where, stop, cut(data[stop:], 1_000_000)).status == 204
    assert upload_at(where).file.sha256 == hashlib.sha256(data).hexdigest()


def test_the_end_of_the_store_that_was_torn_off_is_asked_for_again(
    phone, where, folder
):
    data = noise(20 * MIB)
    phone.sends(where, 0, cut(data[: 9 * MIB]))
    lose_memory()
    path = folder.path(upload_at(where).file.key)
    with path.open("r+b") as torn:
        torn.truncate(path.stat().st_size - 1000)
    stands = phone.offset(where)
    assert 9 * MIB - 65_536 <= stands < 9 * MIB
    assert phone.sends(where, stands, cut(data[stands:])).status == 204
    assert upload_at(where).file.sha256 == hashlib.sha256(data).hexdigest()


def test_a_wrong_offset_is_told_the_right_one_and_changes_nothing(phone, where):
    phone.sends(where, 0, [b"x" * 1000])
    for wrong in (0, 999, 1001, 30 * MIB):
        answer = phone.sends(where, wrong, [b"y" * 10])
        assert (answer.status, told(answer, "upload-offset")) == (409, 1000)
    assert phone.offset(where) == 1000


def test_more_than_was_announced_is_refused(phone, where):
    answer = phone.sends(where, 0, cut(b"x" * (20 * MIB + 1), MIB))
    assert answer.status == 413
    assert upload_at(where).finished_at is None


def test_of_two_senders_the_second_waits_and_is_told_so(phone, where, monkeypatch):
    monkeypatch.setattr(intake, "PATIENCE_SECONDS", 0.3)

    async def both():
        lets_go = asyncio.Event()
        first = asyncio.create_task(phone.sending(where, 0, [b"x" * 10, lets_go]))
        await asyncio.sleep(0.1)
        second = await phone.sending(where, 10, [b"y"])
        lets_go.set()
        return await first, second

    first, second = phone.run(both())
    assert (first.status, second.status) == (204, 423)
    assert phone.offset(where) == 10


def test_a_silent_connection_gives_way_to_the_new_one(phone, where, monkeypatch):
    monkeypatch.setattr(intake, "QUIET_SECONDS", 0.1)

    async def both():
        never = asyncio.Event()
        first = asyncio.create_task(
            phone.sending(where, 0, [b"x" * 10, never, b"late"])
        )
        await asyncio.sleep(0.1)
        second = await phone.sending(where, 10, [b"y" * 5])
        return await first, second

    first, second = phone.run(both())
    assert (first.status, second.status) == (409, 204)
    assert phone.offset(where) == 15


def test_another_process_holds_it_until_it_is_killed(phone, where, monkeypatch):
    monkeypatch.setattr(intake, "PATIENCE_SECONDS", 0.3)
    from django.conf import settings

    code = (
        "import fcntl, os, sys, time; f = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT);"
        "fcntl.lockf(f, fcntl.LOCK_EX, 1, int(sys.argv[2])); print('held', flush=True);"
        "time.sleep(60)"
    )
    place = upload_at(where).file_id.int % (1 << 62)
    lock = str(settings.HOME / "uploads.lock")
    with subprocess.Popen(
        [sys.executable, "-c", code, lock, str(place)], stdout=subprocess.PIPE
    ) as other:
        other.stdout.readline()
        assert phone.sends(where, 0, [b"x"]).status == 423
        other.kill()
    assert phone.sends(where, 0, [b"x"]).status == 204


def test_nobody_else_finds_it(house, where, omar, ada, rita):
    for phone in (
        Phone(house, omar),
        Phone(house, ada, side="desk"),
        Phone(house, rita, side="desk"),
    ):
        there = where.replace("portal", phone.side)
        assert phone.says("HEAD", there).status == 404
        assert phone.sends(there, 0, [b"x"]).status == 404
        assert phone.says("DELETE", there).status == 404
    assert Phone(house).says("HEAD", where).status == 401
    assert Phone(house).sends(where, 0, [b"x"]).status in (401, 403)


@pytest.mark.parametrize("purpose", ["document-version", "case-paper", "signed-form"])
def test_nobody_begins_one_for_what_they_do_not_reach(
    house, asking, omar, rita, purpose
):
    reference = asking.key if purpose == "document-version" else asking.case.key
    for phone in (Phone(house, omar), Phone(house, rita, side="desk")):
        assert phone.begins(purpose, reference, 10).status == 404
    assert Phone(house).begins(purpose, reference, 10).status in (401, 403)


def test_a_client_files_no_paper_that_nobody_asked_for(phone, asking, house, ada):
    assert phone.begins("case-paper", asking.case.key, 10).status == 404
    desk = Phone(house, ada, side="desk")
    assert desk.begins("case-paper", asking.case.key, 10).status == 201


def test_a_forged_request_is_refused(phone, asking):
    del phone.headers["x-csrftoken"]
    assert phone.begins("document-version", asking.key, 10).status in (401, 403)
    assert not Upload.objects.exists()


def test_too_large_a_file_is_refused_in_words_before_it_is_sent(phone, asking):
    Firm.objects.update(largest_evidence_mb=60)
    answer = phone.begins("document-version", asking.key, 61 * MIB)
    assert answer.status == 413
    assert "has 61 MB. We take up to 60 MB" in answer.text
    phone.headers["accept-language"] = "es"
    answer = phone.begins("document-version", asking.key, 61 * MIB)
    assert answer.status == 413
    words = "Este archivo pesa 61 MB. Aceptamos hasta 60 MB: envíelo en partes."
    assert words in answer.text
    assert phone.begins("document-version", asking.key, 60 * MIB).status == 201


@pytest.mark.feature("F090")
def test_evidence_may_have_two_gibibytes_and_no_more(
    phone, asking, folder, monkeypatch
):
    monkeypatch.setattr(type(folder), "has_room", lambda *_: True)
    assert phone.begins("document-version", asking.key, 2048 * MIB).status == 201
    assert phone.begins("document-version", asking.key, 2048 * MIB + 1).status == 413


def test_the_house_may_allow_less_than_the_firm(phone, asking, settings):
    settings.EVIDENCE_MB = 70
    assert phone.begins("document-version", asking.key, 71 * MIB).status == 413


@pytest.mark.feature("F090")
def test_what_is_no_evidence_has_fifty_megabytes(house, ada, begun, monkeypatch):
    monkeypatch.setitem(
        purposes.PURPOSES, "filing-notice", purposes.Known(lambda *_: begun.case.pk)
    )
    desk = Phone(house, ada, side="desk")
    assert desk.begins("filing-notice", begun.case.key, 51 * MIB).status == 413
    assert desk.begins("filing-notice", begun.case.key, 50 * MIB).status == 201


def test_one_client_does_not_fill_the_disk(phone, house, asking, ada, settings):
    settings.CLIENT_MB = 30
    assert phone.begins("document-version", asking.key, 20 * MIB).status == 201
    assert phone.begins("document-version", asking.key, 11 * MIB).status == 429
    settings.CLIENT_FILES = 1
    answer = phone.begins("document-version", asking.key, 1)
    assert answer.status == 429 and "within thirty days" in answer.text
    desk = Phone(house, ada, side="desk")
    assert desk.begins("case-paper", asking.case.key, 40 * MIB).status == 201


@pytest.mark.feature("F104")
def test_the_page_names_the_limit_that_is_kept(phone, asking):
    page = phone.says("GET", f"/portal/documents/{asking.key}/", accept="text/html")
    assert f"up to {LARGEST // MIB} MB" in page.text
    assert f'data-largest="{2048 * MIB}"' in page.text
    assert "up to 2 GB, are sent piece by piece: PDF." in page.text


def test_no_room_on_the_disk_is_said(phone, asking, folder, monkeypatch):
    monkeypatch.setattr(type(folder), "has_room", lambda *_: False)
    assert phone.begins("document-version", asking.key, 10).status == 507


def test_a_disk_that_fills_while_it_arrives_keeps_what_was_safe(
    phone, where, folder, monkeypatch
):
    phone.sends(where, 0, [noise(MIB)])
    real = folders._FolderWriter._write

    def full(writer, pieces):
        if writer.at > 3 * MIB:
            raise OSError(28, "No space left on device")
        real(writer, pieces)

    monkeypatch.setattr(folders._FolderWriter, "_write", full)
    answer = phone.sends(where, MIB, cut(noise(20 * MIB)[MIB:]))
    assert answer.status == 507
    monkeypatch.undo()
    lose_memory()
    stands = phone.offset(where)
    assert MIB <= stands <= 4 * MIB
    assert phone.sends(where, stands, cut(noise(20 * MIB)[stands:])).status == 204


def test_a_store_that_goes_down_meanwhile_loses_nothing(
    phone, where, folder, monkeypatch
):
    data = noise(20 * MIB)
    real = folders._FolderWriter._write

    def down(writer, pieces):
        if writer.at > 9 * MIB:
            raise stores.StorageDown("away")
        real(writer, pieces)

    monkeypatch.setattr(folders._FolderWriter, "_write", down)
    answer = phone.sends(where, 0, cut(data))
    assert answer.status == 503
    assert not upload_at(where).finished_at and not upload_at(where).file.complete
    monkeypatch.undo()
    lose_memory()
    stands = phone.offset(where)
    # At most one piece of eight mebibytes comes again.
    assert stands >= MIB
    assert phone.sends(where, stands, cut(data[stands:])).status == 204
    assert upload_at(where).file.sha256 == hashlib.sha256(data).hexdigest()


def test_it_is_removed_when_its_sender_stops(phone, where, folder):
    phone.sends(where, 0, [b"x" * 1000])
    file = upload_at(where).file
    assert phone.says("DELETE", where).status == 204
    assert phone.says("HEAD", where).status == 404
    assert not StoredFile.objects.filter(pk=file.pk).exists()


def test_what_nobody_goes_on_with_is_gone_after_a_day(
    phone, where, clock, django_capture_on_commit_callbacks, folder
):
    phone.sends(where, 0, [b"x" * 1000])
    upload = upload_at(where)
    name = upload.file.key
    with (
        standing_at(now() + timedelta(hours=25)),
        pytest.raises(Upload.DoesNotExist),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert uploads.is_expired(upload)
        assert uploads.remove_untaken(clock) == 1
        upload.refresh_from_db()
    assert folder.length(name) == 0


def test_an_expired_one_is_gone(house, maria, phone, where):
    with standing_at(now() + timedelta(hours=25)):
        later = Phone(house, maria)
        assert later.says("HEAD", where).status == 410
        assert later.sends(where, 0, [b"x"]).status == 410


def test_an_empty_file_arrives_too(phone, asking):
    where = told(phone.begins("document-version", asking.key, 0), "location")
    assert phone.offset(where) == 0
    assert upload_at(where).finished_at is not None


def test_a_name_holds_nothing_that_a_database_refuses(phone, asking):
    answer = phone.begins("document-version", asking.key, 5, name="pass\0port.pdf")
    assert upload_at(told(answer, "location")).name == "passport.pdf"


def test_a_piece_after_the_end_changes_nothing(phone, asking):
    where = told(phone.begins("document-version", asking.key, 3), "location")
    phone.sends(where, 0, [b"abc"])
    assert phone.sends(where, 3, [b""]).status == 204
    assert phone.sends(where, 0, [b"xyz"]).status == 409
    assert b"".join(plain_of(upload_at(where).file).pieces()) == b"abc"


def test_a_session_that_is_over_sends_nothing_more(phone, where):
    phone.sends(where, 0, [b"x"])
    with standing_at(now() + timedelta(seconds=sessions.CLIENT.idle + 1)):
        assert phone.sends(where, 1, [b"y"]).status == 401


def test_sending_is_being_there(phone, where):
    for minutes in (10, 20, 30):
        with standing_at(now() + timedelta(minutes=minutes)):
            assert phone.offset(where) == minutes // 10 - 1
            assert phone.sends(where, minutes // 10 - 1, [b"y"]).status == 204


def test_who_signs_out_while_it_arrives_sends_no_more(phone, where, monkeypatch):
    monkeypatch.setattr(intake, "STILL_THEIRS_SECONDS", 0.0)
    from django.contrib.sessions.models import Session

    def sign_out():
        Session.objects.all().delete()

    async def go():
        signs_out = asyncio.Event()
        task = asyncio.create_task(
            phone.sending(where, 0, [b"x", signs_out, *([b"y" * 10] * 3)])
        )
        await asyncio.sleep(0.2)
        await asyncio.wrap_future(phone.house.pages.thread.submit(sign_out))
        signs_out.set()
        return await task

    assert phone.run(go()).status == 401
    assert upload_at(where).finished_at is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"tus_resumable": "0.2.2"}, 412),
        ({"upload_length": "-1"}, 400),
        ({"upload_length": "9" * 30}, 400),
        ({"upload_length": "٣"}, 400),
        ({"upload_metadata": "purpose !!!"}, 400),
        ({"upload_metadata": "purpose"}, 404),
    ],
)
def test_a_beginning_that_says_nonsense_is_refused(phone, asking, headers, status):
    headers = {
        name: value.encode().decode("latin-1") for name, value in headers.items()
    }
    said = {"upload_length": "10", **headers}
    assert phone.says("POST", "/api/uploads/?side=portal", **said).status == status


def test_the_protocol_is_told_to_whoever_asks(phone):
    answer = phone.says("OPTIONS", "/api/uploads/?side=portal")
    assert told(answer, "tus-extension") == "creation,termination,expiration"
    assert told(answer, "tus-max-size") == 2048 * MIB


@override_settings(FILES_FOLDER="/nowhere")
def test_a_person_cannot_begin_without_end(phone, asking, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 2)
    said = [phone.begins("document-version", asking.key, 10) for _ in range(3)]
    assert [answer.status for answer in said] == [201, 201, 429]


def test_files_that_were_left_keep_nobody_from_sending_the_next(
    phone, asking, monkeypatch
):
    monkeypatch.setattr(uploads, "MOST_AT_ONCE", 3)

    def begins():
        return phone.begins("document-version", asking.key, 10)

    left = [told(begins(), "location") for _ in range(3)]
    Upload.objects.update(touched_at=now() - timedelta(minutes=9))
    running = upload_at(left[0])
    Upload.objects.filter(pk=running.pk).update(touched_at=now())
    assert [begins().status for _ in range(3)] == [201, 201, 429]
    assert phone.says("HEAD", left[0]).status == 200
    assert [phone.says("HEAD", where).status for where in left[1:]] == [404, 404]


@pytest.mark.feature("F093")
@pytest.mark.parametrize(
    ("data", "header", "words"),
    [
        (photo("letter"), "upload-advice", ""),
        (photo("letter", size=(400, 300)), "upload-advice", "small"),
        (photo("letter")[:3000], "upload-refused", "damaged"),
    ],
)
def test_what_was_seen_in_it_is_said_to_its_sender(phone, asking, data, header, words):
    begun = phone.begins("document-piece", asking.key, len(data), name="a.jpg")
    where = told(begun, "location")
    phone.sends(where, 0, cut(data))
    upload = upload_at(where)
    if upload.seen is None:
        uploads.note_seen(upload, look_into(unchecked(upload.file), "a.jpg", LIMITS))
    said = unquote(told(phone.says("HEAD", where), header))
    assert words in said and bool(words) == bool(said)


def test_that_a_form_took_it_is_said_with_how_long_ago(phone, asking):
    data = photo("letter")
    begun = phone.begins("document-piece", asking.key, len(data), name="a.jpg")
    where = told(begun, "location")
    phone.sends(where, 0, cut(data))
    assert told(phone.says("HEAD", where), "upload-taken") is None
    upload = upload_at(where)
    uploads.take(upload.file)
    taken_at = now() - timedelta(seconds=5)
    Upload.objects.filter(pk=upload.pk).update(taken_at=taken_at)
    assert 5000 <= int(told(phone.says("HEAD", where), "upload-taken")) < 60_000


class Visitor(Phone):
    """Somebody without an account whose browser opened the link of a client."""

    def __init__(self, house, link, helper):
        super().__init__(house)
        self.link, self.helper, self.browser = link, helper, Client()
        page = self.browser.get(link).content.decode()
        self.side = re.search(r"side=(helper&amp;link=\w+)", page)[1].replace(
            "&amp;", "&"
        )
        said = {name: cookie.value for name, cookie in self.browser.cookies.items()}
        self.headers |= {
            "cookie": "; ".join(f"{name}={value}" for name, value in said.items()),
            "x-csrftoken": said[django_settings.CSRF_COOKIE_NAME],
        }

    def run(self, visit):
        # The test client has connected them again (see `house`).
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        return super().run(visit)

    def begins_theirs(self, length, name="acta.jpg"):
        return self.begins("helper-paper", "", length, name=name)


def visitor(house, maria, asking, name="Rosa"):
    token = ask_helper(maria, asking, name=name)
    helper = next(one for one in Helper.objects.all() if one.name == name)
    return Visitor(house, f"/send/{token}/", helper)


@pytest.mark.feature("F090", "F100")
def test_a_helper_goes_on_after_a_lost_connection(house, maria, asking):
    rosa = visitor(house, maria, asking)
    data = photo("acta", size=(400, 300))
    where = told(rosa.begins_theirs(len(data)), "location")
    assert told(rosa.sends(where, 0, [data[:1000]]), "upload-offset") == 1000
    assert rosa.offset(where) == 1000
    assert rosa.sends(where, 1000, [data[1000:]]).status == 204
    # What would make the photo better is said before it is sent.
    upload = upload_at(where.split("?")[0])
    if upload.seen is None:
        uploads.note_seen(upload, look_into(unchecked(upload.file), "a.jpg", LIMITS))
    advice = told(rosa.says("HEAD", where), "upload-advice")
    assert "small" in unquote(str(advice))
    kept = where.split("?")[0].split("/")[-2]
    said = {"country": "SV", "language": "es", "file_upload": kept}
    page = rosa.browser.post(rosa.link, said)
    assert page.status_code == 200
    assert Version.objects.filter(document__request=asking).count() == 1
    # The link is used up, and so is its way to send.
    assert rosa.begins_theirs(10).status == 404


@pytest.mark.feature("F100")
def test_a_helper_reaches_no_upload_but_their_own(house, maria, phone, where, asking):
    rosa, elena = (visitor(house, maria, asking, name) for name in ("Rosa", "Elena"))
    theirs = told(elena.begins_theirs(10), "location").split("?")[0]
    for other in (where.split("?")[0], theirs):
        for method in ("HEAD", "PATCH", "DELETE"):
            asks = {
                "upload_offset": "0",
                "content_type": "application/offset+octet-stream",
            }
            there = f"{other}?side={rosa.side}"
            assert rosa.says(method, there, [b"x"], **asks).status == 404
    # Nor is it sent with their form, nor may they send for anything else.
    name = where.split("?")[0].split("/")[-2]
    page = rosa.browser.post(rosa.link, {"country": "SV", "file_upload": name})
    assert "This file is not here any more" in page.content.decode()
    for purpose, about in (
        ("document-version", asking.key),
        ("client-paper", asking.case.key),
        ("case-paper", asking.case.key),
    ):
        assert rosa.begins(purpose, about, 10).status == 404
    # Whatever they say it is for, it is for their own.
    own = rosa.begins("helper-paper", elena.helper.key, 10)
    assert upload_at(told(own, "location").split("?")[0]).reference == rosa.helper.key
    # Nor does a stranger's browser, or the client's own page, come in by the link.
    rosa.side = elena.side
    assert rosa.begins_theirs(10).status == 404
    assert phone.begins("helper-paper", elena.helper.key, 10).status == 404


@pytest.mark.feature("F100")
def test_a_closed_link_takes_no_more_and_what_came_is_removed(
    house, maria, asking, clock
):
    rosa = visitor(house, maria, asking)
    where = told(rosa.begins_theirs(5000), "location")
    assert rosa.sends(where, 0, [b"x" * 100]).status == 204
    with standing_at(now() + timedelta(hours=25)):
        assert uploads.remove_untaken(clock) == 1
        where = told(rosa.begins_theirs(5000), "location")
    with standing_at(now() + timedelta(hours=73)):
        assert rosa.sends(where, 0, [b"x" * 100]).status == 404
    dismiss_helper(maria, rosa.helper)
    assert rosa.says("HEAD", where).status == 404


def test_a_helper_fills_no_disk(house, maria, asking):
    rosa = visitor(house, maria, asking)
    for _once in range(3):
        where = told(rosa.begins_theirs(3), "location")
        assert rosa.sends(where, 0, [b"abc"]).status == 204
    left = Upload.objects.filter(purpose="helper-paper")
    assert left.count() == 1
    assert [rosa.begins_theirs(3).status for _n in range(4)] == [201, 201, 201, 429]
    large = rosa.begins_theirs(3 * 1024**3, "acta.pdf")
    assert large.status == 413
