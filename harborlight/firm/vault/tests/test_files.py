"""Files in the store: what was changed does not open, what is asked for comes."""

from __future__ import annotations

import random

import pytest
from django.test import RequestFactory

from harborlight.firm.vault import arriving, incoming, uploads
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.downloads import file_response
from harborlight.firm.vault.incoming import Arrived, NothingSent, arrived_file
from harborlight.firm.vault.stored import keep_bytes, plain_of
from harborlight.firm.vault.streams import STRIDE
from harborlight.outside import storage as stores

DATA = random.Random(7).randbytes(200_000)


@pytest.fixture
def folder(tmp_path, settings):
    settings.FILES_FOLDER = tmp_path
    stores.storage.cache_clear()
    arriving._remembered.clear()
    yield stores.storage()
    stores.storage.cache_clear()


@pytest.fixture
def file(harbor, folder):
    return keep_bytes(harbor, None, DATA)


def read(file):
    return b"".join(plain_of(file).pieces())


@pytest.mark.feature("F237")
def test_what_was_kept_comes_back_and_lies_there_sealed(file, folder):
    assert read(file) == DATA
    assert DATA[:16] not in folder.path(file.key).read_bytes()


@pytest.mark.parametrize("left", [0, 10, STRIDE, STRIDE + 1, 3 * STRIDE, -1])
def test_a_file_that_was_cut_off_does_not_open(file, folder, left):
    path = folder.path(file.key)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(Unreadable):
        read(file)


def test_chunks_that_changed_places_do_not_open(file, folder):
    path = folder.path(file.key)
    sealed = path.read_bytes()
    first, second = sealed[:STRIDE], sealed[STRIDE : 2 * STRIDE]
    path.write_bytes(second + first + sealed[2 * STRIDE :])
    with pytest.raises(Unreadable):
        read(file)


def test_a_changed_bit_does_not_open(file, folder):
    path = folder.path(file.key)
    sealed = bytearray(path.read_bytes())
    sealed[STRIDE + 100] ^= 1
    path.write_bytes(sealed)
    with pytest.raises(Unreadable):
        read(file)


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=65530-65549", 65530, 65550),
        ("bytes=199999-", 199_999, 200_000),
        ("bytes=-5", 199_995, 200_000),
        ("bytes=100-999999", 100, 200_000),
    ],
)
def test_a_range_is_a_part_of_the_file(file, asked, start, end):
    request = RequestFactory().get("/", headers={"Range": asked})
    answer = file_response(request, file, name="p.pdf", kind="pdf")
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {start}-{end - 1}/200000"
    assert b"".join(answer.streaming_content) == DATA[start:end]


@pytest.mark.parametrize(
    "asked", ["bytes=-0", "bytes=5-1", "bytes=0-" + "9" * 5000, "bytes=-" + "9" * 5000]
)
def test_a_range_that_is_none_gets_the_whole_file(file, asked):
    request = RequestFactory().get("/", headers={"Range": asked})
    answer = file_response(request, file, name="p.pdf", kind="pdf")
    assert (answer.status_code, answer["Content-Length"]) == (200, "200000")


def form(actor, named):
    request = RequestFactory().post("/", {"file_upload": named})
    request.actor = actor
    return request


@pytest.fixture
def arrived(maria, harbor, folder):
    file = keep_bytes(harbor, None, DATA)
    return Arrived(file, "p.pdf", uploads.came_with_form(maria, file, "p.pdf"))


def test_a_form_that_came_back_names_the_file_that_is_kept(maria, arrived):
    assert arrived_file(form(maria, arrived.key), None).file == arrived.file


def test_a_file_is_taken_once(maria, arrived):
    uploads.take(arrived.file)
    with pytest.raises(uploads.AlreadyTaken):
        uploads.take(arrived.file)
    with pytest.raises(uploads.AlreadyTaken):
        arrived_file(form(maria, arrived.key), None)


def test_nobody_else_names_it_nor_for_another_case(maria, omar, ada, arrived):
    for actor, case in ((omar, None), (ada, None), (maria, arrived.file.pk)):
        with pytest.raises(incoming.NoLongerThere):
            arrived_file(form(actor, arrived.key), case)


@pytest.mark.parametrize("named", ["x", "0" * 26, "zzzzzzzzzzzzzzzzzzzzzzzzzz"])
def test_nonsense_names_no_file(maria, named):
    with pytest.raises(incoming.NoLongerThere):
        arrived_file(form(maria, named), None)


def test_a_form_without_a_file_says_so(maria):
    with pytest.raises(NothingSent):
        arrived_file(form(maria, ""), None)
