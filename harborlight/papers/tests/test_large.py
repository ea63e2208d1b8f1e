"""Files too large for memory, and recordings: looked into from afar, part by part."""

import io
import resource
import socket
import struct

import pytest

from harborlight.papers import sandbox
from harborlight.papers.distant import Served
from harborlight.papers.inspect_recording import places_in
from harborlight.papers.inspect_verdicts import PAGED, RECORDINGS, Limits
from harborlight.papers.inspection import inspect, inspect_apart
from harborlight.papers.previews import mime_of, preview_apart
from harborlight.papers.tests import honest, hostile, recordings

GIB = 1024**3
LARGE = Limits(bytes=2 * GIB, kinds=PAGED + RECORDINGS)


class Imagined:
    """A file of any size that takes no room: these pieces, and zeros between them."""

    def __init__(self, length, **pieces):
        self.length, self.pieces, self.read_so_far = length, pieces, 0

    def read(self, start, length):
        end = min(start + length, self.length)
        part = bytearray(max(0, end - start))
        for at, piece in (
            (int(name[1:]), piece) for name, piece in self.pieces.items()
        ):
            for place in range(max(start, at), min(end, at + len(piece))):
                part[place - start] = piece[place - at]
        self.read_so_far += len(part)
        return bytes(part)

    @property
    def served(self):
        return Served(self.read, self.length)


def pdf_of(length):
    """A PDF of about so many bytes, nearly all of them in one picture."""
    room = length - 4096
    whole = honest.pdf(
        more=(honest.stream("", "").replace("/Length 0", f"/Length {room}"),)
    )
    at = whole.index(b"stream\n\nendstream") + len(b"stream\n")
    head, tail = whole[:at], whole[at:]
    # What stands behind the picture is found so much later.
    table = tail.rindex(b"startxref\n") + len(b"startxref\n")
    was = int(tail[table:].split(b"\n")[0])
    lines = tail.replace(b"startxref\n%d" % was, b"startxref\n%d" % (was + room))
    moved = b"".join(
        b"%010d 00000 n \n" % (int(line[:10]) + room)
        if line.endswith(b" 00000 n \n") and int(line[:10]) > at
        else line
        for line in lines.splitlines(keepends=True)
    )
    return Imagined(at + room + len(moved), **{"a0": head, f"a{at + room}": moved})


@pytest.fixture(autouse=True)
def _ready():
    if not sandbox.abilities().works:
        pytest.skip("the sandbox does not work here")


@pytest.mark.feature("F090")
@pytest.mark.parametrize("length", [60 * 1024**2, 2 * GIB - 4096])
def test_a_pdf_too_large_for_memory_is_looked_into_and_shown(length):
    file = pdf_of(length)
    found = inspect_apart(file.served, "scan.pdf", limits=LARGE)
    assert (found.refusal, found.kind, found.pages) == (None, "pdf", 1)
    assert found.bytes == file.length
    file.read_so_far = 0
    assert mime_of(preview_apart(file.served, "pdf", page=1))
    # A page needs a part of the file, not all of it.
    assert file.read_so_far < 8 * 1024**2


def test_what_is_hidden_at_its_end_is_found_in_a_large_file_too():
    file = pdf_of(80 * 1024**2)
    file.pieces[f"a{70 * 1024**2}"] = hostile.EICAR
    found = inspect_apart(file.served, "scan.pdf", limits=LARGE)
    assert found.refusal.code == "virus"


def test_a_picture_may_not_be_as_large_as_a_film():
    file = Imagined(60 * 1024**2, a0=honest.photo())
    found = inspect_apart(file.served, "a.jpg", limits=LARGE)
    assert found.refusal.code == "too-large"
    assert found.refusal.params["most_megabytes"] == 50


def test_a_store_that_fails_meanwhile_is_no_fault_of_the_file():
    class Away(Exception):
        pass

    def gone(start, length):
        raise Away("away")

    with pytest.raises(Away):
        inspect_apart(Served(gone, 60 * 1024**2), "a.pdf", limits=LARGE)


def test_whoever_took_the_reader_over_gets_no_bytes_of_another_file():
    """It may ask for whatever it likes: the one file answers, and no further than its end."""
    file = Imagined(1000, a0=b"mine")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(
            struct.pack("!QI", 2**63, 2**32 - 1) + struct.pack("!QI", 0, 2**32 - 1)
        )
        assert file.served.answer(ours)
        assert file.served.answer(ours)
        assert theirs.recv(4096) == b"mine" + bytes(996)


@pytest.mark.parametrize(
    ("kind", "name"), [("mp4", "wedding.mp4"), ("m4a", "voice.m4a")]
)
def test_a_recording_is_taken_where_the_firm_takes_them(kind, name):
    data = recordings.film() if kind == "mp4" else recordings.sound()
    found = inspect(io.BytesIO(data), name, limits=LARGE)
    assert (found.refusal, found.kind, found.pages) == (None, kind, None)
    assert inspect(io.BytesIO(data), name).refusal.code == "wrong-kind"


def test_a_film_of_two_gibibytes_is_looked_into_by_its_index():
    small = recordings.film(media=b"")
    head = small.index(b"mdat") - 4
    length = 2 * GIB
    media = struct.pack(">I4sQ", 1, b"mdat", length - head)
    file = Imagined(length, a0=small[:head] + media)
    found = inspect_apart(file.served, "film.mp4", limits=LARGE)
    assert (found.refusal, found.kind) == (None, "mp4")


@pytest.mark.parametrize("wrong", sorted(recordings.hostile()))
def test_a_recording_that_is_more_or_less_than_one_is_refused(wrong):
    name, data, code = recordings.hostile()[wrong]
    found = inspect(io.BytesIO(data), name, limits=LARGE)
    assert found.refusal is not None and found.refusal.code == code


def test_where_it_was_recorded_is_noted_and_found():
    data = recordings.film(place=b"+25.7617-080.1918/")
    found = inspect(io.BytesIO(data), "a.mp4", limits=LARGE)
    assert found.notes == ("location",)
    blanked = bytearray(data)
    for start, end in places_in(data):
        blanked[start:end] = b"free" + bytes(end - start - 4)
    assert b"25.76" not in blanked
    again = inspect(io.BytesIO(bytes(blanked)), "a.mp4", limits=LARGE)
    assert (again.refusal, again.notes) == (None, ())


def test_memory_stays_the_same_whatever_the_size():
    """The parent's own highest memory, before and after two gibibytes."""
    inspect_apart(pdf_of(60 * 1024**2).served, "a.pdf", limits=LARGE)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    inspect_apart(pdf_of(GIB).served, "a.pdf", limits=LARGE)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert after - before < 16 * 1024
